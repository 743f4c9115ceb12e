"""Who may read the ledger."""

from django.utils.translation import gettext_noop as _

from anlan.core.access import Verb

VERBS = (Verb("ledger.read", "ledger.event", _("看账本")),)
