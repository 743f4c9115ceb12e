"""The door of field work."""

from anlan.foundation.field.gaps import Gap
from anlan.foundation.field.models import Device, Parcel
from anlan.foundation.field.registry import register_handler, register_pack
from anlan.foundation.field.selectors import missing_of, own_device, pack, refused_count, standings
from anlan.foundation.field.services import Outcome, enrol, explain_gap, retry, take
from anlan.foundation.field.states import Verdict

__all__ = [
    "Device",
    "Gap",
    "Outcome",
    "Parcel",
    "Verdict",
    "enrol",
    "explain_gap",
    "missing_of",
    "own_device",
    "pack",
    "refused_count",
    "register_handler",
    "register_pack",
    "retry",
    "standings",
    "take",
]
