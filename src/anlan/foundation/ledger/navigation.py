"""The ledger's place in the rail."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("账本"), "ledger:index", "history", verb="ledger.read", order=80),)
