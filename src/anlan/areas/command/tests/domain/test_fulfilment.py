"""Requirements come to their end: by the clock, once; late ones late; broken ones said to be broken."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from anlan.areas.command import public
from anlan.areas.command.jobs import fulfil as fulfil_job
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.rules.status import Contribution, Status
from anlan.areas.command.selectors.contributions import forget_contribution
from anlan.areas.command.selectors.register import window_of
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.services import fulfilling
from anlan.areas.command.templatetags.command_parts import deadline, due_on
from anlan.areas.command.tests.domain.conftest import NOW
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.public import Line, history, lines_of
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db

DRAINS_DUE = datetime.fromisoformat("2022-06-02T00:00:00+08:00")
BEFORE, AFTER = DRAINS_DUE - timedelta(days=1), DRAINS_DUE + timedelta(days=2)
BY = Actor.system("command.fulfil")
Told = Callable[[datetime], Contribution]


class Voice:
    """What another room says, as a test sets it."""

    def __init__(self) -> None:
        self.said: dict[UUID, Told] = {}

    def __call__(self, keys: Sequence[UUID], at: datetime) -> dict[UUID, tuple[Contribution, ...]]:
        return {key: (self.said[key](at),) for key in keys if key in self.said}

    def met(self, row: Directive, *, since: datetime, done: bool = False) -> None:
        """Met with evidence from a moment on, not met before."""

        def told(at: datetime) -> Contribution:
            if at < since:
                return Contribution("tasks", Status.NOT_MET, at)
            ended = since if done else None
            return Contribution("tasks", Status.MET, since, evidence=True, done_at=ended, reason="清完 12 口")

        self.said[row.pk] = told

    def says(self, row: Directive, status: Status, **more: Any) -> None:
        """The same at every time."""
        self.said[row.pk] = lambda at: Contribution("tasks", status, at, **more)


@pytest.fixture
def voice() -> Iterator[Voice]:
    found = Voice()
    public.register_contribution(found)
    yield found
    forget_contribution(found)


@pytest.fixture
def drains(cast: Cast, item: Callable[[str], Directive]) -> Directive:
    """A requirement done once, acknowledged, due at the end of the first of June."""
    row = item("排水井")
    public.acknowledge(Addressee.objects.get(directive=row).pk, by=cast.actor("logistics_head"))
    return Directive.objects.get(pk=row.pk)


def run(at: datetime) -> tuple[int, int]:
    with clock.hold(at):
        return tuple(public.fulfil_all(by=BY))  # type: ignore[return-value]


def lines(row: Directive, verb: str) -> list[Line]:
    return [line for line in lines_of(history("command.directive", row.pk)) if line.verb == verb]


def announced() -> list[Any]:
    return [one.fields for one in OutboxEvent.objects.filter(name="command.DirectiveFulfilled")]


def word(row: Directive, at: datetime) -> tuple[Status, str]:
    told = public.status_of_directives([row.pk], at=at)[row.pk]
    return told.status, public.word_of(told)


def test_work_done_in_time_is_fulfilled_once_and_written_down(cast, drains, voice):
    voice.met(drains, since=BEFORE, done=True)
    assert run(BEFORE + timedelta(minutes=5)) == (1, 0)
    assert run(AFTER) == (0, 0)
    drains.refresh_from_db()
    assert (drains.state, drains.met_at, drains.late_since) == ("fulfilled", BEFORE, None)
    [line] = lines(drains, "command.fulfil")
    assert (line.note, line.verb_word) == ("清完 12 口", "完成")
    assert announced() == [{"directive_id": str(drains.pk), "code": drains.code, "late": False}]
    assert word(drains, AFTER) == (Status.MET, "已完成")
    assert "按期完成" in deadline(drains)
    assert "late" not in deadline(drains)


def test_what_was_met_at_its_deadline_is_not_overdue_afterwards(cast, drains, voice):
    voice.met(drains, since=BEFORE)
    assert run(BEFORE + timedelta(minutes=5)) == (0, 0)
    assert run(DRAINS_DUE + timedelta(minutes=2)) == (1, 0)
    drains.refresh_from_db()
    assert drains.met_at == DRAINS_DUE
    assert window_of(drains, at=AFTER) == "done"
    clerk = cast.actor("clerk")
    with clock.hold(AFTER):
        assert public.register(clerk, RegisterFilters(due="overdue")).total == 0
        page = public.register(clerk, RegisterFilters(state="fulfilled"))
        assert [row.directive for group in page.groups for row in group.rows] == [drains]
        assert page.counts[Status.MET] == 1
        assert public.due_today(clerk, at=BEFORE, most=9) == []


def test_late_is_marked_once_and_stays_when_the_work_is_done(cast, drains, voice):
    voice.met(drains, since=AFTER)
    assert run(DRAINS_DUE + timedelta(minutes=5)) == (0, 1)
    assert run(DRAINS_DUE + timedelta(minutes=10)) == (0, 0)
    assert run(AFTER + timedelta(minutes=5)) == (1, 0)
    drains.refresh_from_db()
    assert (drains.late_since, drains.met_at) == (DRAINS_DUE, AFTER)
    assert len(lines(drains, "command.late")) == 1
    assert deadline(drains) == '<span class="nw late">晚 3 天完成</span>'
    with clock.hold(AFTER):
        assert due_on(drains) == "6-01"
    assert [one["late"] for one in announced()] == [True]


def test_a_clock_that_stood_still_still_knows_that_it_was_late(drains, voice):
    voice.met(drains, since=AFTER, done=True)
    assert run(AFTER + timedelta(days=3)) == (1, 1)
    drains.refresh_from_db()
    assert (drains.late_since, drains.met_at) == (DRAINS_DUE, AFTER)


@pytest.mark.parametrize(
    "said",
    [
        {"status": Status.NO_DATA},
        {"status": Status.MET},
        {"status": Status.ON_TRACK, "evidence": True},
    ],
)
def test_without_data_or_evidence_nothing_is_fulfilled(drains, voice, said):
    voice.says(drains, **said)
    assert run(BEFORE) == (0, 0)
    assert run(AFTER) == (0, 1)
    drains.refresh_from_db()
    assert drains.state == "acknowledged"


def test_nobody_acknowledged_or_somebody_objects_and_it_stays_open(cast, item, drains, voice):
    voice.met(drains, since=BEFORE, done=True)
    row = Addressee.objects.get(directive=drains)
    public.object_to(row.pk, reason="人手不够", by=cast.actor("logistics_head"))
    assert run(AFTER) == (0, 0)
    with clock.hold(AFTER), pytest.raises(Conflict, match="objection_open"):
        public.fulfil(drains.pk, reason="办完了", by=cast.actor("clerk"))
    public.keep(row.pk, answer="期限不变", by=cast.actor("clerk"))
    assert run(AFTER) == (1, 0)
    drains.refresh_from_db()
    assert drains.met_at == BEFORE
    silent = item("地下车库")
    voice.met(silent, since=BEFORE, done=True)
    assert run(AFTER) == (0, 0)


def test_what_binds_without_an_end_is_ended_by_its_issuer_only(cast, item, voice):
    garage = item("地下车库")
    public.acknowledge(Addressee.objects.get(directive=garage).pk, by=cast.actor("security_head"))
    voice.met(garage, since=NOW, done=True)
    run(AFTER)
    garage.refresh_from_db()
    assert (garage.state, garage.late_since) == ("acknowledged", None)
    with pytest.raises((NotYours, NotVisible)):
        public.fulfil(garage.pk, reason="汛期过了", by=cast.actor("security_head"))
    with clock.hold(AFTER):
        public.fulfil(garage.pk, reason="汛期过了", by=cast.actor("clerk"))
    garage.refresh_from_db()
    assert (garage.state, garage.met_at, garage.late_since) == ("fulfilled", NOW, None)
    assert "已完成" in deadline(garage)
    [line] = lines(garage, "command.fulfil")
    assert line.note == "汛期过了"


def test_a_person_cannot_confirm_what_is_not_proven_or_done_already(cast, drains, voice):
    clerk = cast.actor("clerk")
    with pytest.raises(BadInput, match="not_proven"):
        public.fulfil(drains.pk, reason="我说完了", by=clerk)
    voice.met(drains, since=NOW)
    with pytest.raises(BadInput):
        public.fulfil(drains.pk, reason=" ", by=clerk)
    public.fulfil(drains.pk, reason="12 口都清完", by=clerk)
    acts: tuple[Callable[[], object], ...] = (
        lambda: public.fulfil(drains.pk, reason="再来", by=clerk),
        lambda: public.withdraw(drains.pk, reason="x", by=cast.actor("hq_head")),
        lambda: public.supersede(drains.pk, fields={"text": "改"}, reason="x", by=cast.actor("hq_head")),
    )
    for act in acts:
        with pytest.raises(Conflict, match="already_fulfilled"), transaction.atomic():
            act()
    with pytest.raises(NotVisible):
        public.fulfil(new_id(), reason="x", by=clerk)


def test_a_late_one_confirmed_by_a_person_is_late_all_the_same(cast, drains, voice):
    voice.met(drains, since=AFTER)
    with clock.hold(AFTER + timedelta(hours=1)):
        public.fulfil(drains.pk, reason="补齐了", by=cast.actor("clerk"))
    drains.refresh_from_db()
    assert (drains.late_since, drains.met_at) == (DRAINS_DUE, AFTER)


def test_what_is_found_broken_later_says_so_and_stays_done(cast, drains, voice):
    voice.met(drains, since=BEFORE, done=True)
    run(BEFORE)
    voice.says(drains, Status.NOT_MET)
    assert word(drains, AFTER) == (Status.NOT_MET, "完成后又查出问题")
    assert run(AFTER) == (0, 0)
    parent = public.status_of_directives([drains.parent_id], at=AFTER)[drains.parent_id]
    assert parent.status is Status.NOT_MET
    voice.says(drains, Status.NO_DATA)
    assert word(drains, AFTER) == (Status.MET, "已完成")


def test_the_database_keeps_lateness_and_the_moment(drains, voice):
    voice.met(drains, since=AFTER, done=True)
    run(AFTER)
    for change in (
        {"late_since": None},
        {"met_at": BEFORE},
        {"state": "acknowledged", "met_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Directive.objects.filter(pk=drains.pk).update(**change)
    other = Directive.objects.filter(kind="item").exclude(pk=drains.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.update(state="fulfilled")


def test_batches_leave_nothing_out(drains, voice, item, monkeypatch):
    monkeypatch.setattr(fulfilling, "BATCH", 1)
    voice.met(drains, since=BEFORE, done=True)
    assert run(AFTER) == (1, 0)


def test_the_job_does_it(drains, voice):
    voice.met(drains, since=BEFORE, done=True)
    with clock.hold(BEFORE):
        fulfil_job()
    drains.refresh_from_db()
    assert drains.state == "fulfilled"


def test_answers_to_what_is_done_are_still_counted(cast, drains, voice):
    voice.met(drains, since=BEFORE, done=True)
    facts = public.facts_by_unit(cast.actor("clerk"), at=BEFORE)
    run(BEFORE)
    again = public.facts_by_unit(cast.actor("clerk"), at=BEFORE)
    path = cast.units["logistics"].path
    assert facts[path].statuses.keys() == again[path].statuses.keys()
    assert again[path].counts[Status.MET] == 1
