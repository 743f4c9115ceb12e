"""Where command stands in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(
        pgettext_lazy("rail", "会议要求"), "command:register", "file-check", verb="command.read", order=20
    ),
    NavItem(
        pgettext_lazy("rail", "待办要求"), "command:inbox", "inbox", verb="command.acknowledge", order=22
    ),
    NavItem(
        pgettext_lazy("rail", "会议"), "command:meetings", "calendar-event", verb="command.read", order=24
    ),
    NavItem(pgettext_lazy("rail", "上级来文"), "command:upstream", "mail", verb="command.upstream", order=26),
)
