"""What waits for a unit: to acknowledge, to relay, answered objections; for the issuer, open ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window, prefetch_related_objects

from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.models.choices import AddressRole, DirectiveKind, Origin
from anlan.areas.command.rules.status import Verdict
from anlan.areas.command.selectors.inbox_filters import InboxFilters
from anlan.areas.command.selectors.sight import addressees
from anlan.areas.command.selectors.units import Chip, unit_chips
from anlan.areas.command.selectors.verdicts import status_of_directives
from anlan.areas.command.states import COUNTING, LIVE, AnswerState
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.models import Unit
from anlan.foundation.people.permission import visible

MOST = 300
EVERYTHING = InboxFilters()
SHOWN_WITH = ("unit", "directive__meeting", "directive__parent", "directive__lead_unit")


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An answer that waits; ``late`` when its time is over already."""

    addressee: Addressee
    directive: Directive
    verdict: Verdict
    unit: Chip
    late: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """The lists as far as they are shown; ``objections`` wait for the viewer as issuer.

    ``counts`` by the name of the list and ``late`` (of those waiting) tell the whole.
    """

    at: datetime
    waiting: tuple[InboxRow, ...]
    kept: tuple[InboxRow, ...]
    to_relay: tuple[InboxRow, ...]
    objections: tuple[InboxRow, ...]
    units_below: tuple[Chip, ...]
    counts: Mapping[str, int]
    late: int

    @property
    def count(self) -> int:
        """How many matters wait, shown or not."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Pressing:
    """How much waits for the viewer; ``objections`` are the first units that object, and to what."""

    waiting: int
    late: int
    kept: int
    to_relay: int
    relay_text: str
    objections: tuple[tuple[Chip, Directive], ...]


def inbox(viewer: Actor, filters: InboxFilters = EVERYTHING, *, most: int = MOST, offset: int = 0) -> Inbox:
    """What waits for the viewer's position: its unit, and units below that the viewer may act for.

    Of each list (of the one asked for) ``most`` rows after ``offset``; the counts are of everything.
    """
    now = clock.now()
    own = _own(viewer)
    lists = {
        "waiting": own.filter(state=AnswerState.WAITING),
        "kept": own.filter(state=AnswerState.KEPT),
        "to_relay": _to_relay(viewer),
        "objections": _objections(viewer),
    }
    lists = {name: _narrowed(rows, filters, at=now) for name, rows in lists.items()}
    parts = {
        name: list(rows[offset : offset + most]) if filters.show in ("", name) else []
        for name, rows in lists.items()
    }
    whole = {name for name in lists if filters.show in ("", name) and not offset and len(parts[name]) < most}
    counts = {
        name: len(parts[name]) if name in whole else rows.order_by().count() for name, rows in lists.items()
    }
    rows = [row for part in parts.values() for row in part]
    prefetch_related_objects(rows, *SHOWN_WITH)
    verdicts = status_of_directives({row.directive_id for row in rows}, at=now)
    chips = unit_chips(row.unit_id for row in rows)
    shown = {row.pk: _row(row, verdicts=verdicts, chips=chips, at=now) for row in rows}
    return Inbox(
        at=now,
        **{name: tuple(shown[row.pk] for row in part) for name, part in parts.items()},
        units_below=units_below(viewer),
        counts=counts,
        late=_late(lists["waiting"], parts["waiting"] if "waiting" in whole else None, at=now),
    )


def _late(waiting: QuerySet[Addressee], read: Sequence[Addressee] | None, *, at: datetime) -> int:
    """How many of those waiting are late, counted where they were ``read`` already."""
    if read is None:
        return waiting.order_by().filter(_overdue(at)).count()
    return sum(_is_overdue(row, at=at) for row in read)


def pressing(viewer: Actor, *, at: datetime, most: int) -> Pressing:
    """The same as figures, with the first objections; four queries."""
    owed = _own(viewer).order_by()
    figures = owed.aggregate(
        waiting=Count("pk", filter=Q(state=AnswerState.WAITING)),
        late=Count("pk", filter=Q(_overdue(at), state=AnswerState.WAITING)),
        kept=Count("pk", filter=Q(state=AnswerState.KEPT)),
    )
    relay = _to_relay(viewer).annotate(told=Window(Count("pk"))).values_list("told", "directive__text")
    to_relay, relay_text = relay.first() or (0, "")
    objections = list(_objections(viewer).select_related("directive")[:most])
    chips = unit_chips(row.unit_id for row in objections)
    return Pressing(
        **figures,
        to_relay=to_relay,
        relay_text=relay_text,
        objections=tuple((chips[row.unit_id], row.directive) for row in objections),
    )


def waiting_count(viewer: Actor) -> int:
    """How many answers the viewer's unit owes; one query."""
    return _own(viewer).filter(state__in=(AnswerState.WAITING, AnswerState.KEPT)).count()


def owed_answers(viewer: Actor) -> tuple[tuple[UUID, str], ...]:
    """The answers that the viewer's side owes, each with the text it is asked about; one query."""
    rows = _own(viewer).filter(state=AnswerState.WAITING)
    return tuple(rows.values_list("pk", "directive__text"))


def units_below(viewer: Actor) -> tuple[Chip, ...]:
    """Units in force directly or further below the viewer's, to relay to."""
    if not viewer.unit_path or not viewer.holds("command.cascade"):
        return ()
    below = Unit.objects.in_force().filter(path__startswith=viewer.unit_path).exclude(path=viewer.unit_path)
    keys = list(below.order_by("path").values_list("pk", flat=True))
    chips = unit_chips(keys)
    return tuple(chips[key] for key in keys)


def _own(viewer: Actor) -> QuerySet[Addressee]:
    """Answers at or below the viewer's unit that the viewer may give."""
    if not viewer.unit_path:
        return Addressee.objects.none()
    mine = _live(visible(Addressee.objects.all(), viewer, "command.acknowledge"))
    return mine.filter(unit__path__startswith=viewer.unit_path)


def _narrowed(rows: QuerySet[Addressee], filters: InboxFilters, *, at: datetime) -> QuerySet[Addressee]:
    if filters.late:
        rows = rows.filter(_overdue(at))
    if filters.q:
        said = Q(directive__text__icontains=filters.q) | Q(directive__code__istartswith=filters.q)
        rows = rows.filter(said | Q(unit__name__icontains=filters.q))
    return rows


def _overdue(at: datetime) -> Q:
    """Whose time to answer is over, and nobody acknowledged."""
    return Q(acknowledged_at=None, answer_due_at__lt=at)


def _is_overdue(row: Addressee, *, at: datetime) -> bool:
    """The same of a row that was read."""
    return row.acknowledged_at is None and row.answer_due_at < at


def _live(rows: QuerySet[Addressee]) -> QuerySet[Addressee]:
    live = rows.filter(directive__state__in=LIVE, directive__kind=DirectiveKind.ITEM)
    return live.order_by("answer_due_at", "directive__order", "pk")


def _to_relay(viewer: Actor) -> QuerySet[Addressee]:
    """Acknowledged, led by the viewer's own unit, which has units below, neither relayed nor waived."""
    if not viewer.unit_path:
        return Addressee.objects.none()
    relays = Directive.objects.filter(
        relayed_from=OuterRef("directive"),
        issuer_unit=OuterRef("unit"),
        origin=Origin.RELAYED,
        state__in=COUNTING,
    )
    below = Unit.objects.in_force().filter(parent=OuterRef("unit"))
    mine = _live(visible(Addressee.objects.all(), viewer, "command.cascade")).filter(
        unit__path=viewer.unit_path,
        role=AddressRole.LEAD,
        state=AnswerState.ACKNOWLEDGED,
        relay_waived_at=None,
        directive__origin=Origin.CENTRAL,
    )
    return mine.filter(Exists(below)).exclude(Exists(relays))


def _objections(viewer: Actor) -> QuerySet[Addressee]:
    """Objections to what the viewer's side issued."""
    seen = _live(addressees(viewer)).filter(state=AnswerState.OBJECTED)
    central = visible(Addressee.objects.all(), viewer, "command.issue").filter(
        directive__origin=Origin.CENTRAL
    )
    own = Addressee.objects.filter(directive__issuer_unit__path=viewer.unit_path).exclude(
        directive__origin=Origin.CENTRAL
    )
    if not viewer.holds("command.cascade") or not viewer.unit_path:
        own = own.none()
    return seen.filter(pk__in=central.values("pk")) | seen.filter(pk__in=own.values("pk"))


def _row(row: Addressee, *, verdicts: dict[UUID, Verdict], chips: dict[UUID, Chip], at: datetime) -> InboxRow:
    return InboxRow(
        addressee=row,
        directive=row.directive,
        verdict=verdicts[row.directive_id],
        unit=chips[row.unit_id],
        late=_is_overdue(row, at=at),
    )
