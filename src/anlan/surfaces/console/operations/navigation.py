"""The queue's place in the rail."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("后台任务"), "operations:jobs", "list-check", verb="jobs.read", order=82),)
