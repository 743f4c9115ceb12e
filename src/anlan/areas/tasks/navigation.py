"""Where tasks stand in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(pgettext_lazy("rail", "任务"), "tasks:list", "clipboard-list", verb="tasks.read", order=28),)
