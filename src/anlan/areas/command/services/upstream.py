"""Papers from above: registered, broken down, linked to our requirements, replied to."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from anlan.areas.command.models import Demand, DemandLink, UpstreamPaper
from anlan.areas.command.selectors.sight import directives, own_unit
from anlan.areas.command.services.grasp import hold, require_in_unit
from anlan.areas.command.services.personal import ASK, PersonalNumbers, free_text, note_kept
from anlan.areas.command.states import UPSTREAM
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.ledger.public import record

LONGEST = {"issuer": 120, "number": 80, "title": 200}


@transaction.atomic
def register_paper(
    *,
    by: Actor,
    issuer: str,
    number: str,
    title: str,
    received_on: date,
    reply_due_at: datetime | None = None,
    numbers: PersonalNumbers = ASK,
) -> UpstreamPaper:
    """Enter a paper from above; one row for an issuer's number."""
    unit = own_unit(by)
    require_in_unit(by, "command.upstream", kind="command.upstreampaper", unit=unit)
    given = {"issuer": issuer, "number": number, "title": title}
    words = {
        field: free_text(text, field=field, numbers=numbers, longest=LONGEST[field])
        for field, text in given.items()
    }
    empty = [field for field, text in words.items() if not text]
    if empty:
        raise BadInput("command.field_empty", field=empty[0])
    if UpstreamPaper.objects.filter(issuer=words["issuer"], number=words["number"]).exists():
        raise BadInput("command.paper_registered", issuer=words["issuer"], number=words["number"])
    paper = UpstreamPaper.objects.create(
        **words, received_on=received_on, reply_due_at=reply_due_at, owner_unit=unit
    )
    record("command.register_paper", on=paper, by=by, after={"issuer": paper.issuer, "number": paper.number})
    note_kept(paper, *words.values(), numbers=numbers, by=by)
    return paper


@transaction.atomic
def link_demand(demand_id: UUID, *, directive_id: UUID, by: Actor) -> DemandLink:
    """Say that one of our requirements answers a demand; twice is once."""
    demand = _held(demand_id, by=by)
    directive = directives(by).filter(pk=directive_id).first()
    if directive is None:
        raise NotVisible
    link, new = DemandLink.objects.get_or_create(demand=demand, directive=directive)
    if new:
        record(
            "command.link_demand",
            on=demand.paper,
            by=by,
            after={"demand": demand.order, "answered_by": directive.code},
        )
    return link


@transaction.atomic
def unlink_demand(demand_id: UUID, *, directive_id: UUID, by: Actor) -> None:
    """Take a link back."""
    demand = _held(demand_id, by=by)
    gone, _ = DemandLink.objects.filter(demand=demand, directive_id=directive_id).delete()
    if not gone:
        raise NotVisible
    record(
        "command.unlink_demand",
        on=demand.paper,
        by=by,
        before={"demand": demand.order, "answered_by": str(directive_id)},
    )


@transaction.atomic
def reply_to_paper(paper_id: UUID, *, note: str, by: Actor, numbers: PersonalNumbers = ASK) -> UpstreamPaper:
    """The reply went out; demands without an answer of ours are refused."""
    paper = hold(UpstreamPaper, paper_id, verb="command.upstream", by=by)
    arrow = UPSTREAM.move(paper.state, "reply")
    unanswered = paper.demands.filter(links=None).count()
    words = free_text(note, field="note", numbers=numbers)
    if unanswered and not words:
        raise BadInput("command.demands_unanswered", count=unanswered)
    before, paper.state = paper.state, arrow.target.value
    paper.replied_at, paper.reply_note = clock.now(), words
    paper.save(update_fields=["state", "replied_at", "reply_note"])
    record(
        "command.reply", on=paper, by=by, note=words, before={"state": before}, after={"state": paper.state}
    )
    note_kept(paper, words, numbers=numbers, by=by)
    return paper


@transaction.atomic
def file_paper(paper_id: UUID, *, by: Actor) -> UpstreamPaper:
    """Put a paper away that asks for no reply."""
    paper = hold(UpstreamPaper, paper_id, verb="command.upstream", by=by)
    before, paper.state = paper.state, UPSTREAM.move(paper.state, "file").target.value
    paper.save(update_fields=["state"])
    record("command.file_paper", on=paper, by=by, before={"state": before}, after={"state": paper.state})
    return paper


def _held(demand_id: UUID, *, by: Actor) -> Demand:
    demand = Demand.objects.select_related("paper").filter(pk=demand_id).first()
    if demand is None:
        raise NotVisible
    hold(UpstreamPaper, demand.paper_id, verb="command.upstream", by=by)
    return demand
