"""Where duty stands in the rail."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("值班"), "duty:week", "clock", verb="duty.read", order=54),)
