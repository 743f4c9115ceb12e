"""Views of the register, kept by a position."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import transaction

from anlan.areas.command.models import SavedView
from anlan.areas.command.selectors.register_filters import PARAMETERS
from anlan.areas.command.services.personal import ASK, PersonalNumbers, note_kept, screened
from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.foundation.ledger.public import record
from anlan.foundation.people.permission import require_held

LONGEST_QUERY = 500
LONGEST_NAME = 60


@transaction.atomic
def save_view(
    *, name: str, query: str, by: Actor, shared: bool = False, numbers: PersonalNumbers = ASK
) -> SavedView:
    """Keep a view under a name; the same name again replaces it. Unknown parameters are left out."""
    require_held(by, "command.read")
    if by.position_id is None:
        raise NotYours("command.position_needed")
    title = screened(name.strip(), numbers=numbers)
    if not title or len(title) > LONGEST_NAME:
        raise BadInput("command.field_unusable", field="name", reason="length")
    kept = urlencode([(key, value) for key, value in parse_qsl(query.lstrip("?")) if key in PARAMETERS])
    if len(kept) > LONGEST_QUERY:
        raise BadInput("command.field_too_long", field="query", limit=LONGEST_QUERY, size=len(kept))
    view, _ = SavedView.objects.update_or_create(
        owner_id=by.position_id, name=title, defaults={"query": kept, "shared": shared}
    )
    record("command.save_view", on=view, by=by, after={"name": view.name, "query": kept, "shared": shared})
    note_kept(view, title, numbers=numbers, by=by)
    return view


@transaction.atomic
def forget_view(view_id: UUID, *, by: Actor) -> None:
    """Drop a view of one's own."""
    view = SavedView.objects.filter(pk=view_id).first()
    if view is None or (view.owner_id != by.position_id and not view.shared):
        raise NotVisible
    if view.owner_id != by.position_id:
        raise NotYours(verb="command.read")
    record("command.forget_view", on=view, by=by, before={"name": view.name, "query": view.query})
    view.delete()
