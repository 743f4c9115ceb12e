"""One answer that is about to be given."""

from __future__ import annotations

from uuid import UUID

from anlan.areas.command.models import Addressee
from anlan.areas.command.models.choices import Origin
from anlan.areas.command.selectors.sight import addressees
from anlan.areas.command.states import ANSWER, LIVE
from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict, NotVisible, NotYours
from anlan.foundation.people.permission import allowed

UNIT_VERBS = {"object": "command.acknowledge", "relay": "command.cascade"}


def answer_to_give(viewer: Actor, addressee_id: UUID, *, act: str) -> Addressee:
    """The row, if the viewer may do this now. Raises NotVisible, NotYours, IllegalMove or Conflict."""
    rows = addressees(viewer).select_related(
        "directive__parent", "directive__meeting", "directive__source", "unit"
    )
    row = rows.filter(pk=addressee_id).first()
    if row is None:
        raise NotVisible
    issuers = "command.issue" if row.directive.origin == Origin.CENTRAL else "command.cascade"
    verb = UNIT_VERBS.get(act, issuers)
    if not allowed(viewer, verb, row):
        raise NotYours(verb=verb)
    if row.directive.state not in LIVE:
        raise Conflict("command.no_longer_in_force", state=row.directive.state)
    if act != "relay":
        ANSWER.move(row.state, act)
    return row
