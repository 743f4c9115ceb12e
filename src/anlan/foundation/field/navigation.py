"""The rail's way to the phones."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("现场手机"), "field:devices", "device-mobile", verb="field.oversee", order=85),)
