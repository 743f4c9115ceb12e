"""Papers from above and what became of their demands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q

from anlan.areas.command.models import Demand, Directive, DraftSet, UpstreamPaper
from anlan.areas.command.rules.status import Verdict, days_late, days_left
from anlan.areas.command.selectors.sight import draft_sets_seen, paper_seen, papers_seen
from anlan.areas.command.selectors.verdicts import status_of_directives
from anlan.areas.command.states import UPSTREAM, UpstreamState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.ledger.public import Line, history, lines_of
from anlan.foundation.people.permission import allowed


@dataclass(frozen=True, slots=True)
class DemandRow:
    """A demand and the requirements of ours that answer it."""

    demand: Demand
    answers: tuple[tuple[Directive, Verdict], ...]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Everything the page of a paper shows; of ``late`` and ``left`` (days) at most one is not zero."""

    paper: UpstreamPaper
    demands: tuple[DemandRow, ...]
    unanswered: int
    draft_sets: tuple[DraftSet, ...]
    late: int
    left: int
    history: tuple[Line, ...]
    acts: tuple[str, ...]


def papers(viewer: Actor) -> list[UpstreamPaper]:
    """Papers, those that wait for a reply first; ``open_demands`` counts demands that nothing answers."""
    rows = papers_seen(viewer).annotate(
        all_demands=Count("demands", distinct=True),
        open_demands=Count("demands", filter=Q(demands__links=None), distinct=True),
    )
    waiting = ~Q(state__in=(UpstreamState.REPLIED, UpstreamState.FILED))
    return list(
        rows.annotate(waits=waiting).order_by(
            "-waits", F("reply_due_at").asc(nulls_last=True), "-received_on"
        )
    )


def paper(viewer: Actor, paper_id: UUID) -> PaperPage:
    """The page of one paper. Raises NotVisible."""
    found = paper_seen(viewer, paper_id)
    demands = list(found.demands.prefetch_related("directives__lead_unit"))
    keys = {directive.pk for demand in demands for directive in demand.directives.all()}
    verdicts = status_of_directives(keys)
    rows = tuple(DemandRow(one, tuple((d, verdicts[d.pk]) for d in one.directives.all())) for one in demands)
    due, now, open_ = found.reply_due_at, clock.now(), found.replied_at is None
    may_act = allowed(viewer, "command.upstream", found)
    return PaperPage(
        paper=found,
        demands=rows,
        unanswered=sum(1 for row in rows if not row.answers),
        draft_sets=tuple(draft_sets_seen(viewer).filter(upstream_paper=found)),
        late=days_late(due, at=now) if due and open_ else 0,
        left=days_left(due, at=now) if due and open_ else 0,
        history=tuple(lines_of(history("command.upstreampaper", found.pk)[:60])),
        acts=tuple(move.name for move in UPSTREAM.moves_from(found.state)) if may_act else (),
    )
