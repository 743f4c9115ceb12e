"""The console's place in the rail."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(_("指挥总览"), "console:board", "layout-dashboard", verb="command.read", order=10),
    NavItem(_("单位对照"), "console:scorecards", "building-community", verb="indicators.units", order=36),
)
