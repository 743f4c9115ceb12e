"""Places of accounts in the rail."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("账户"), "accounts:administration", "key", verb="accounts.manage", order=85, foot=True),)
