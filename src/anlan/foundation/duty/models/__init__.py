"""The tables of duty."""

from anlan.foundation.duty.models.answers import Call, Swap
from anlan.foundation.duty.models.papers import HandOver, OralOrder
from anlan.foundation.duty.models.proxies import ProxyAct
from anlan.foundation.duty.models.rosters import Absence, Member, Roster, Shift, Watch

__all__ = [
    "Absence",
    "Call",
    "HandOver",
    "Member",
    "OralOrder",
    "ProxyAct",
    "Roster",
    "Shift",
    "Swap",
    "Watch",
]
