"""The rail's way to first data."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("数据导入"), "intake:index", "table-import", verb="intake.run", order=70),)
