"""Requirements that are done, found by the clock or confirmed by the issuer, and those that turned late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from anlan.areas.command.events import DirectiveFulfilled
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import DirectiveKind
from anlan.areas.command.rules.fulfilling import ENDING, Matter, met_at, turned_late
from anlan.areas.command.rules.status import Contribution
from anlan.areas.command.selectors.contributions import contributions_of
from anlan.areas.command.services.grasp import hold, issuing_verb, require_in_force
from anlan.areas.command.services.personal import ASK, PersonalNumbers, note_kept, reason_in
from anlan.areas.command.states import DIRECTIVE, LIVE, AnswerState, DirectiveState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.bus.public import publish_all
from anlan.foundation.ledger.public import Entry, record_all

BATCH: Final = 500
LONGEST_NOTE: Final = 300
CHANGED = ("state", "state_changed_at", "late_since", "met_at")


class Done(NamedTuple):
    """How many were fulfilled and how many turned late."""

    fulfilled: int = 0
    late: int = 0


def fulfil_all(*, by: Actor, at: datetime | None = None) -> Done:
    """Fulfil what is done and mark what turned late, batch after batch; a second run finds nothing to do."""
    now, total = at or clock.now(), Done()
    for keys in _batches(now):
        found = [one.pk for one, matter in _matters(keys, at=now) if _changes(matter, at=now)]
        if found:
            made = _settle(found, by=by, at=now)
            total = Done(total.fulfilled + made.fulfilled, total.late + made.late)
    return total


@transaction.atomic
def fulfil(directive_id: UUID, *, reason: str, by: Actor, numbers: PersonalNumbers = ASK) -> Directive:
    """The issuer confirms that a requirement is done; everything said of it is met with evidence."""
    known = Directive.objects.filter(pk=directive_id).first()
    if known is None:
        raise NotVisible
    directive = hold(Directive, directive_id, verb=issuing_verb(known, "command.issue"), by=by)
    require_in_force(directive)
    now = clock.now()
    [(directive, matter)] = _matters([directive_id], at=now)
    if matter.objected:
        raise Conflict("command.objection_open")
    moment = met_at(matter, at=now, confirmed=True)
    if moment is None:
        raise BadInput("command.not_proven")
    why = reason_in(reason, numbers=numbers)
    late = turned_late(matter, at=now)
    _apply([(directive, matter, late, moment)], by=by, at=now, note=why)
    note_kept(directive, why, numbers=numbers, by=by)
    return directive


Settled = tuple[Directive, Matter, bool, datetime | None]
"""A requirement before the clock, whether it turned late now, and when it was met if it is fulfilled."""


@transaction.atomic
def _settle(keys: Sequence[UUID], *, by: Actor, at: datetime) -> Done:
    """The same once more under a lock; what another runner holds is left to it."""
    rows = Directive.objects.select_for_update(of=("self",), skip_locked=True)
    held = list(rows.filter(pk__in=keys, state__in=LIVE).order_by("pk").values_list("pk", flat=True))
    settled = [
        (one, matter, turned_late(matter, at=at), met_at(matter, at=at))
        for one, matter in _matters(held, at=at)
    ]
    return _apply([one for one in settled if one[2] or one[3]], by=by, at=at)


def _apply(settled: Sequence[Settled], *, by: Actor, at: datetime, note: str = "") -> Done:
    """Move, write down and announce."""
    entries = [entry for one in settled for entry in _written(one, at=at, note=note)]
    rows = [directive for directive, _, _, _ in settled]
    Directive.objects.bulk_update(rows, CHANGED)
    record_all(entries, by=by)
    done = [one for one in rows if one.met_at is not None]
    publish_all(
        DirectiveFulfilled(directive_id=str(one.pk), code=one.code, late=one.late_since is not None)
        for one in done
    )
    return Done(len(done), sum(late for _, _, late, _ in settled))


def _written(one: Settled, *, at: datetime, note: str) -> Iterator[Entry]:
    """Set the columns of one requirement and say so, being late first."""
    directive, matter, late, moment = one
    if late:
        directive.late_since = directive.due_at
        yield Entry(verb="command.late", on=directive, after={"late_since": directive.late_since})
    if moment is None:
        return
    before = {"state": directive.state}
    directive.state = DIRECTIVE.move(DirectiveState(directive.state), "fulfil").target.value
    directive.state_changed_at, directive.met_at = at, moment
    after = {"state": directive.state, "met_at": moment}
    yield Entry(
        verb="command.fulfil",
        on=directive,
        note=note or _grounds(matter.now),
        before=before,
        after=after,
    )


def _grounds(said: Sequence[Contribution]) -> str:
    """What its sources say in words."""
    return "；".join(dict.fromkeys(one.reason for one in said if one.reason))[:LONGEST_NOTE]


def _changes(matter: Matter, *, at: datetime) -> bool:
    return turned_late(matter, at=at) or met_at(matter, at=at) is not None


def _batches(at: datetime) -> Iterator[Sequence[UUID]]:
    """The keys of what may have changed, by parts."""
    rows, last = _candidates(at).order_by("pk").values_list("pk", flat=True), None
    while keys := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        yield keys
        last = keys[-1]


def _candidates(at: datetime) -> QuerySet[Directive]:
    """Items past their deadline, and acknowledged ones whose obligation ends with its work."""
    taken = Q(state=DirectiveState.ACKNOWLEDGED)
    past = Q(due_at__lt=at) & (taken | Q(late_since=None))
    return Directive.objects.filter(
        past | (taken & Q(obligation__in=sorted(ENDING))), kind=DirectiveKind.ITEM, state__in=LIVE
    )


def _matters(keys: Sequence[UUID], *, at: datetime) -> list[tuple[Directive, Matter]]:
    """Requirements with what is said of them, now and at a deadline that passed and was not judged yet."""
    open_no = Addressee.objects.filter(directive=OuterRef("pk"), state=AnswerState.OBJECTED)
    rows = list(Directive.objects.filter(pk__in=keys).annotate(objected=Exists(open_no)).order_by("pk"))
    said, then = contributions_of(keys, at=at), _when_due(rows, at=at)
    return [
        (
            one,
            Matter(
                one.state,
                one.obligation,
                one.due_at,
                one.late_since,
                one.objected,
                said.get(one.pk, ()),
                then.get(one.pk, ()),
            ),
        )
        for one in rows
    ]


def _when_due(rows: Sequence[Directive], *, at: datetime) -> dict[UUID, tuple[Contribution, ...]]:
    """What was said at their deadlines, asked once for each."""
    by_due: defaultdict[datetime, list[UUID]] = defaultdict(list)
    for one in rows:
        if one.due_at is not None and one.due_at < at and one.late_since is None:
            by_due[one.due_at].append(one.pk)
    return {key: said for due, keys in by_due.items() for key, said in contributions_of(keys, at=due).items()}
