"""Where notices stand in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(pgettext_lazy("rail", "通知"), "notices:register", "send", verb="notices.read", order=50),
    NavItem(
        pgettext_lazy("rail", "通知渠道"),
        "notices:channels",
        "plug-connected",
        verb="notices.channels",
        order=78,
        foot=True,
    ),
)
