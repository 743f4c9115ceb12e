"""The rail's way to the measurements."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(
        pgettext_lazy("indicators", "指标"),
        "indicators:index",
        "chart-histogram",
        verb="indicators.read",
        order=35,
    ),
)
