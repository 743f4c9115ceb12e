"""Where inspection stands in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(
        pgettext_lazy("rail", "督查整改"),
        "inspection:overview",
        "clipboard-search",
        verb="inspection.read",
        order=34,
    ),
)
