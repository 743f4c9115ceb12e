"""What random re-checks are drawn from: watches, answers, requirements, tasks, evidence, lines, papers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.models import Addressee, Directive, Indicator
from anlan.areas.command.models.choices import AddressRole, DirectiveKind
from anlan.areas.command.states import COUNTING, LIVE
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.selectors.involved import involved_in
from anlan.areas.tasks.states import OWED, TaskState
from anlan.foundation.duty.models import Watch
from anlan.foundation.duty.states import ShiftState
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.indicators.public import Drawable, Population, Told, definitions
from anlan.foundation.ledger.lines import lines_of
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.naming import keys_in, names_of
from anlan.foundation.people.models import Appointment, Position, Unit
from anlan.foundation.products.models import Product
from anlan.foundation.products.states import ProductState

Keys = Collection[UUID]
Tales = Mapping[UUID, Told]


def watches(_since: datetime, until: datetime) -> Sequence[Drawable]:
    """Running watches: acknowledged in time or not."""
    rows = Watch.objects.filter(
        left_at=None, shift__state=ShiftState.PUBLISHED, starts__lte=until, ends__gt=until
    )
    told = rows.order_by("pk").values_list("pk", "acknowledged_at", "acknowledged_late")
    return [Drawable(key, at is not None and not late) for key, at, late in told]


def tell_watches(keys: Keys) -> Tales:
    """The desk and its hours."""
    rows = Watch.objects.filter(pk__in=keys).select_related("shift__roster__position__unit")
    return {row.pk: _watch(row) for row in rows}


def _watch(row: Watch) -> Told:
    unit, roster = row.shift.roster.position.unit, row.shift.roster
    begins, ends = (timezone.localtime(at).strftime("%m-%d %H:%M") for at in (row.starts, row.ends))
    title = f"{roster.name} · {begins} → {ends}"
    return Told("duty.watch", title, unit.pk, unit.path, frozenset({row.person_id}), row.ends)


def answers(since: datetime, until: datetime) -> Sequence[Drawable]:
    """Copies whose term to answer ended: answered in time or not."""
    rows = Addressee.objects.filter(
        directive__state__in=COUNTING, answer_due_at__gt=since, answer_due_at__lte=until
    ).order_by("pk")
    in_time = Q(acknowledged_at__lte=F("answer_due_at")) | Q(objected_at__lte=F("answer_due_at"))
    good = set(rows.filter(in_time).values_list("pk", flat=True))
    return [Drawable(key, key in good) for key in rows.values_list("pk", flat=True)]


def tell_answers(keys: Keys) -> Tales:
    """The requirement that was addressed, and to whom."""
    rows = Addressee.objects.filter(pk__in=keys).select_related("directive", "unit")
    return {
        row.pk: Told("command.addressee", _requirement(row.directive), row.unit_id, row.unit.path)
        for row in rows
    }


def requirements(_since: datetime, _until: datetime) -> Sequence[Drawable]:
    """Requirements in force: with a measured indicator and somebody who answers for them, or not."""
    bound = Indicator.objects.filter(measure__in=list(definitions().by_code), directive=OuterRef("pk"))
    held = Appointment.objects.in_force().filter(deputy=False, secretary=False).order_by()
    led = Addressee.objects.filter(
        role=AddressRole.LEAD, directive=OuterRef("pk"), unit__in=held.values("position__unit")
    )
    rows = Directive.objects.filter(kind=DirectiveKind.ITEM, state__in=LIVE).order_by("pk")
    told = rows.annotate(good=Exists(bound) & Exists(led)).values_list("pk", "good")
    return [Drawable(key, good) for key, good in told]


def tell_requirements(keys: Keys) -> Tales:
    """The requirement's number and words."""
    rows = Directive.objects.filter(pk__in=keys).select_related("lead_unit", "issuer_unit")
    return {
        row.pk: _of_unit("command.directive", _requirement(row), row.lead_unit or row.issuer_unit)
        for row in rows
    }


def done_tasks(since: datetime, until: datetime) -> Sequence[Drawable]:
    """Tasks verified in the time, and such as fell due in it without being done."""
    rows = Task.objects.filter(drill=False).order_by("pk")
    done = Q(state__in=(TaskState.VERIFIED, TaskState.CLOSED), verified_at__gt=since, verified_at__lte=until)
    owed = Q(state__in=OWED, due_at__gt=since, due_at__lte=until)
    good = set(rows.filter(done).values_list("pk", flat=True))
    return [Drawable(key, key in good) for key in rows.filter(done | owed).values_list("pk", flat=True)]


def tell_tasks(keys: Keys) -> Tales:
    """What was to be done and how one sees that it is; whoever did, proved or verified it is left out."""
    rows = Task.objects.filter(pk__in=keys).select_related("owner_unit")
    return {row.pk: _task(row) for row in rows}


def _task(row: Task) -> Told:
    involved = involved_in(row)
    steps = row.steps.exclude(person=None).values_list("person_id", flat=True)
    people = {*involved.doer_persons, *involved.author_persons, *steps}
    title = "：".join(part for part in (f"{row.code} {row.title}", row.acceptance_test) if part)
    return Told("tasks.task", title, row.owner_unit_id, row.owner_unit.path, frozenset(people))


def pieces(since: datetime, until: datetime) -> Sequence[Drawable]:
    """Evidence that came in and was not struck out."""
    rows = Evidence.objects.filter(drill=False, strike=None, received_at__gt=since, received_at__lte=until)
    keys = rows.exclude(author_position=None).order_by("pk").values_list("pk", flat=True)
    return [Drawable(key, True) for key in keys]


def tell_pieces(keys: Keys) -> Tales:
    """What kind of evidence, when and where it says to be from."""
    rows = Evidence.objects.filter(pk__in=keys).select_related("author_position__unit", "place")
    found = {}
    for row in rows:
        taken = timezone.localtime(row.taken_at).strftime("%m-%d %H:%M")
        where = row.place.name if row.place else ""
        words = (str(row.get_kind_display()), row.name or row.note, taken, where)
        unit = row.author_position.unit if row.author_position else None
        people = _known((row.author_person_id,))
        if unit is not None:
            found[row.pk] = Told(
                "evidence.evidence", " · ".join(w for w in words if w), unit.pk, unit.path, people
            )
    return found


def lines(since: datetime, until: datetime) -> Sequence[Drawable]:
    """Lines of the ledger that somebody in office wrote."""
    rows = Event.objects.filter(at__gt=since, at__lte=until, drill=False, payload__isnull=False)
    keys = rows.exclude(position_id=None).exclude(verb__startswith="inspection.recheck").order_by("pk")
    return [Drawable(key, True) for key in keys.values_list("pk", flat=True)]


def tell_lines(keys: Keys) -> Tales:
    """The act in words, when, of which unit."""
    events = list(Event.objects.filter(pk__in=keys))
    seats = Position.objects.select_related("unit").in_bulk(
        {one.position_id for one in events if one.position_id}
    )
    names = names_of(keys_in([event.object_id for event in events]))
    with translation.override("zh-hans"):
        words = {one.id: one for one in lines_of(events)}
    found = {}
    for event in events:
        seat, line = seats.get(event.position_id), words[event.pk]
        if seat is None:
            continue
        person = json.loads(event.payload or "{}").get("person")
        at = timezone.localtime(event.at).strftime("%m-%d %H:%M")
        about = names.get(event.object_id, "")
        title = " ".join(part for part in (at, line.verb_word, line.kind_word, about, line.note) if part)
        people = frozenset({UUID(person)}) if person else frozenset()
        found[event.pk] = Told("ledger.event", title, seat.unit_id, seat.unit.path, people)
    return found


def papers(since: datetime, until: datetime) -> Sequence[Drawable]:
    """Papers signed in the time."""
    rows = Product.objects.filter(
        state=ProductState.SIGNED, drill=False, signed_at__gt=since, signed_at__lte=until
    )
    return [Drawable(key, True) for key in rows.order_by("pk").values_list("pk", flat=True)]


def tell_papers(keys: Keys) -> Tales:
    """The paper's title and number."""
    rows = Product.objects.filter(pk__in=keys).select_related("unit")
    return {
        row.pk: Told(
            "products.product",
            f"{row.title} · {row.code}",
            row.unit_id,
            row.unit.path,
            _known((row.preparer_id, row.signer_id)),
        )
        for row in rows
    }


def _known(keys: Iterable[UUID | None]) -> frozenset[UUID]:
    return frozenset(key for key in keys if key is not None)


def _requirement(row: Directive) -> str:
    return f"{row.no or row.code} {row.text}"


def _of_unit(kind: str, title: str, unit: Unit) -> Told:
    return Told(kind, title, unit.pk, unit.path)


POPULATIONS = (
    Population("recheck.duty", _("打值班电话：接电话的人和值班表上的一致吗"), watches, tell_watches),
    Population("recheck.acknowledged", _("问牵头人：说得出要做什么、到什么时候吗"), answers, tell_answers),
    Population(
        "recheck.requirements", _("对照原文和单位：有人负责、有能数的指标吗"), requirements, tell_requirements
    ),
    Population("recheck.tasks", _("到现场看：这件事办好了吗"), done_tasks, tell_tasks),
    Population("recheck.evidence", _("核对时间、地点和内容：这条证据属实吗"), pieces, tell_pieces),
    Population("recheck.ledger", _("和原始单据比：这一行写的属实吗"), lines, tell_lines),
    Population("recheck.papers", _("对照记录和现场：写的都做到了吗"), papers, tell_papers),
)
