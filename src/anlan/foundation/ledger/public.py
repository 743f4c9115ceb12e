"""The door of the ledger."""

from anlan.foundation.ledger.recording import Ref, record

__all__ = ["Ref", "record"]
