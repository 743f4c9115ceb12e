"""Where the worklist stands in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(pgettext_lazy("rail", "待办"), "worklist:list", "list-check", verb="worklist.read", order=12),
)
