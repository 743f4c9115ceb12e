"""Where posture stands in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(
        pgettext_lazy("rail", "现行阶段"),
        "posture:index",
        "adjustments-horizontal",
        verb="posture.read",
        order=14,
    ),
)
