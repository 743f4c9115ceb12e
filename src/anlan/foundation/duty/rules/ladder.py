"""Who is told when nobody acknowledges a watch."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from anlan.foundation.duty.rules.figures import Figures


class Rung(StrEnum):
    """From the person upwards."""

    PERSON = "person"
    LEADER = "leader"
    OFFICE = "office"


def rungs_due(
    *, starts: datetime, ends: datetime, acknowledged: bool, lead: bool, at: datetime, figures: Figures
) -> tuple[Rung, ...]:
    """Every rung whose time has come; a leader has nobody above but the office. None once acknowledged."""
    if acknowledged or not starts <= at < ends:
        return ()
    waits = {
        Rung.PERSON: figures.remind_person,
        Rung.LEADER: figures.call_leader,
        Rung.OFFICE: figures.call_leader if lead else figures.call_office,
    }
    return tuple(
        rung for rung, wait in waits.items() if at >= starts + wait and not (lead and rung is Rung.LEADER)
    )


def is_late(*, starts: datetime, at: datetime, figures: Figures) -> bool:
    """Whether an acknowledgement at the instant comes after its term."""
    return at > starts + figures.acknowledge
