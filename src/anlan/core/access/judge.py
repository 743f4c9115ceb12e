"""The one check over plain facts, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from anlan.core.access.actor import Actor
from anlan.core.access.footing import Facts
from anlan.core.access.grant import Grant, lies_under
from anlan.core.access.verbs import VERBS


class Reason(StrEnum):
    """Why something is allowed, or what lacks."""

    UNIT = "unit"
    PLACE = "place"
    OWN = "own"
    EVERYWHERE = "everywhere"
    UNKNOWN_VERB = "unknown_verb"
    WRONG_KIND = "wrong_kind"
    NO_GRANT = "no_grant"
    OUT_OF_REACH = "out_of_reach"
    COMPARTMENT = "compartment"
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check found: allowed or not, the reason, and the grant and path that decided."""

    allowed: bool
    reason: Reason
    grant: Grant | None = None
    path: str = ""


def ground(actor: Actor, verb: str, *, kind: str, facts: Facts) -> Ground:
    """Whether the actor may, by the first grant that reaches the object; else the nearest thing that lacks.

    The second factor is not judged here: it is asked by ``require`` before an act.
    """
    known = VERBS.get(verb)
    if known is None:
        return Ground(allowed=False, reason=Reason.UNKNOWN_VERB)
    if not known.covers(kind):
        return Ground(allowed=False, reason=Reason.WRONG_KIND)
    grants = tuple(actor.grants_of(verb))
    if not grants:
        return Ground(allowed=False, reason=Reason.NO_GRANT)
    shut_out = False
    for grant in grants:
        reached = _reach(grant, actor, facts)
        if reached is None:
            continue
        if facts.compartment and facts.compartment not in grant.compartments:
            shut_out = True
            continue
        reason, path = reached
        return Ground(allowed=True, reason=reason, grant=grant, path=path)
    return Ground(allowed=False, reason=Reason.COMPARTMENT if shut_out else Reason.OUT_OF_REACH)


def _reach(grant: Grant, actor: Actor, facts: Facts) -> tuple[Reason, str] | None:
    """By which tie the grant reaches the object, if by any."""
    for reason, scope, paths in (
        (Reason.UNIT, grant.unit, facts.units),
        (Reason.PLACE, grant.place, facts.places),
    ):
        if scope == "":
            return reason, ""
        under = next((path for path in sorted(paths) if scope is not None and lies_under(path, scope)), None)
        if under is not None:
            return reason, under
    if facts.everywhere and (grant.unit is not None or grant.place is not None):
        return Reason.EVERYWHERE, ""
    if grant.own and actor.person_id is not None and str(actor.person_id) in facts.persons:
        return Reason.OWN, ""
    return None
