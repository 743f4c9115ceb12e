"""The rail's way to the phone's pages."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("现场"), "field_pages:page", "camera", verb="inspection.inspect", order=84),)
