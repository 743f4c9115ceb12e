"""What duty does at every line of the ledger."""

from anlan.foundation.duty.public import note_proxy

RECORD_HOOKS = (note_proxy,)
