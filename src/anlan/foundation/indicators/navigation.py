"""The rail's way to the measurements."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("指标"), "indicators:index", "chart-histogram", verb="indicators.read", order=35),)
