"""Machines walked at random keep what must hold; the clock turns tasks late for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.areas.tasks import public
from anlan.areas.tasks.models import Breach, Period, Task, TaskStep
from anlan.areas.tasks.states import ENDED, MOVES_OF, TASK, Kind, TaskState, moves_of, start_of
from anlan.areas.tasks.tests.office import NOW, Office
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, IllegalMove
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.evidence.models import Evidence
from tests.support.cast import build_cast

pytestmark = pytest.mark.django_db

WHO = ("logistics_head", "inspector", "clerk", "hq_head", "chem_dean")
ACTS = [
    "accept",
    "start",
    "submit",
    "recall",
    "verify",
    "return_",
    "close",
    "decline",
    "keep",
    "withdraw",
    "conclude",
    "renew",
    "declare",
    "stand_down",
    "breach",
    "prove",
    "ask",
    "grant",
    "late",
]


def do(office: Office, task: Task, act: str, who: str) -> None:
    """One step of a walk; whatever is refused changes nothing."""
    by = office.cast.actor(who)
    plain: dict[str, Callable[[], Any]] = {
        "prove": lambda: office.prove(task, who=who),
        "ask": lambda: public.ask_extension(
            task.pk, until=clock.now() + timedelta(days=30), reason="材料没到", by=by
        ),
        "grant": lambda: public.decide_extension(
            task.extensions.filter(state="asked").values_list("pk", flat=True).first() or new_id(),
            granted=True,
            by=by,
        ),
        "late": lambda: public.remind_all(at=clock.now() + timedelta(days=40)),
        "breach": lambda: public.count_breach(task.pk, client_id=new_id(), note="有人翻墙", by=by),
        "declare": lambda: public.declare(
            task.pk, due_at=clock.now() + timedelta(hours=6), note="红色预警", by=by
        ),
    }
    words = {"return_": "reason", "decline": "reason", "withdraw": "reason", "conclude": "reason"}
    words |= {"keep": "answer", "stand_down": "note"}
    if act in plain:
        plain[act]()
    elif act in words:
        getattr(public, act)(task.pk, by=by, **{words[act]: "写明的理由"})
    else:
        getattr(public, act)(task.pk, by=by)


def holds(before: Task, after: Task) -> None:
    """What must hold of a task after any step."""
    assert before.state not in ENDED or after.state == before.state
    assert before.late_since is None or after.late_since == before.late_since
    assert after.source_hash == before.source_hash
    assert after.verifier_position_id != after.owner_position_id
    assert after.obligation != Kind.PROHIBITION or after.state not in {"submitted", "verified"}
    for step in TaskStep.objects.filter(task=after, name="verify"):
        doers = TaskStep.objects.filter(task=after, side="do")
        authors = Evidence.objects.filter(subject_id=after.pk, received_at__lte=step.at)
        assert not doers.filter(position=step.position_id).exists()
        assert not doers.filter(person=step.person_id).exists()
        assert not authors.filter(author_person=step.person_id).exists()
        assert not authors.filter(author_position=step.position_id).exists()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from([kind.value for kind in Kind]),
    st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(WHO)), min_size=5, max_size=28),
)
def test_a_task_walked_at_random_keeps_what_must_hold(kind: str, walk: list[tuple[str, str]]):
    with transaction.atomic(), clock.hold(NOW):
        office = Office(build_cast())
        more = {"rhythm": "daily"} if kind == "standing" else {}
        more |= {"condition": "暴雨红色预警"} if kind == "conditional" else {}
        task = office.give(obligation=kind, **more)
        for minute, (act, who) in enumerate(walk, start=1):
            before = office.fresh(task.pk)
            with clock.hold(NOW + timedelta(minutes=minute)):
                try:
                    with transaction.atomic():
                        do(office, task, act, who)
                except AnlanError:
                    pass
            holds(before, office.fresh(task.pk))
        transaction.set_rollback(True)


@given(
    st.sampled_from(list(Kind)), st.lists(st.sampled_from(sorted({m.name for m in TASK.moves})), max_size=40)
)
def test_no_kind_leaves_its_part_of_the_table(kind: Kind, names: list[str]):
    state: str = start_of(kind)
    for name in names:
        if name in {move.name for move in moves_of(kind, state)}:
            state = TASK.move(state, name).target
        if kind is Kind.PROHIBITION:
            assert state not in {TaskState.SUBMITTED, TaskState.VERIFIED, TaskState.RETURNED}
        if kind is not Kind.CONDITIONAL:
            assert state != TaskState.DORMANT


def test_every_move_belongs_to_some_kind():
    assert set().union(*MOVES_OF.values()) == {move.name for move in TASK.moves}


def test_late_stays_late_through_extension_and_verification(held_clock: datetime, office: Office):
    task = office.give(due_at=NOW + timedelta(days=3))
    doer, due = office.cast.actor("logistics_head"), task.due_at
    with clock.hold(NOW + timedelta(days=4)):
        assert public.remind_all() == 1
        assert public.remind_all() == 0
        assert office.fresh(task.pk).late_since == due
        asked = public.ask_extension(task.pk, until=NOW + timedelta(days=9), reason="材料没到", by=doer)
        public.decide_extension(asked.pk, granted=True, by=office.cast.actor("clerk"))
        public.accept(task.pk, by=doer)
        office.prove(task)
        public.submit(task.pk, by=doer)
        done = public.verify(task.pk, by=office.cast.actor("inspector"))
    assert (done.state, done.late_since) == ("verified", due)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(late_since=None)


def test_what_is_done_late_is_late_even_if_no_job_ran(held_clock: datetime, office: Office):
    task = office.give(due_at=NOW + timedelta(days=3))
    with clock.hold(NOW + timedelta(days=4)):
        assert public.accept(task.pk, by=office.cast.actor("logistics_head")).was_late


def test_what_was_submitted_in_time_does_not_turn_late_by_waiting(held_clock: datetime, office: Office):
    task = office.submitted()
    with clock.hold(NOW + timedelta(days=40)):
        assert public.remind_all() == 0
        assert not public.verify(task.pk, by=office.cast.actor("inspector")).was_late


def test_each_reminder_is_told_once(held_clock: datetime, office: Office):
    task = office.give(due_at=NOW + timedelta(days=10))
    for hours in (0, 100, 170, 171, 205, 206, 241, 300):
        with clock.hold(NOW + timedelta(hours=hours)):
            public.remind_all()
    told = OutboxEvent.objects.filter(name="tasks.TaskReminded", fields__task_id=str(task.pk))
    assert [row.fields["stage"] for row in told.order_by("id")] == ["yellow", "orange"]
    assert OutboxEvent.objects.filter(name="tasks.TaskLate").count() == 1


def test_a_standing_task_is_verified_by_the_day_and_stays_open(held_clock: datetime, office: Office):
    due = datetime(2022, 5, 20, 10, 0, tzinfo=UTC)
    task = office.submitted(obligation="standing", rhythm="daily", due_at=due)
    public.verify(task.pk, by=office.cast.actor("inspector"))
    with clock.hold(due + timedelta(minutes=1)):
        assert public.renew_due() == 1
        again = office.fresh(task.pk)
        assert (again.state, again.due_at, again.round) == ("in_progress", due + timedelta(days=1), 2)
        with pytest.raises(BadInput), transaction.atomic():
            public.submit(task.pk, by=office.cast.actor("logistics_head"))
        with pytest.raises(IllegalMove), transaction.atomic():
            public.close(task.pk, by=office.cast.actor("clerk"))
    with clock.hold(due + timedelta(days=1, hours=1)):
        public.remind_all()
    assert list(Period.objects.order_by("round").values_list("round", "late")) == [(1, False), (2, True)]


def test_a_standing_task_ends_with_its_requirement(office: Office):
    directive = office.requirement()
    task = office.give(obligation="standing", due_at=None, directive_id=directive.pk)
    with pytest.raises(Conflict) as refused:
        public.conclude(task.pk, reason="够了", by=office.cast.actor("clerk"))
    assert refused.value.code == "tasks.requirement_still_holds"


def test_a_conditional_task_begins_when_its_condition_is_declared(held_clock: datetime, office: Office):
    task = office.give(obligation="conditional", condition="暴雨红色预警", due_at=None)
    assert task.state == "dormant"
    clerk = office.cast.actor("clerk")
    opened = public.declare(task.pk, due_at=NOW + timedelta(hours=6), note="气象台发布", by=clerk)
    assert (opened.state, opened.due_at) == ("open", NOW + timedelta(hours=6))
    assert public.stand_down(task.pk, note="预警解除", by=clerk).state == "dormant"


def test_a_prohibition_is_counted_and_never_submitted(office: Office):
    task = office.give(obligation="prohibition", due_at=None, title="不得翻越围墙")
    key, inspector = new_id(), office.cast.actor("inspector")
    for _ in range(2):
        public.count_breach(task.pk, client_id=key, note="北墙一人", by=inspector)
    assert Breach.objects.count() == 1
    public.accept(task.pk, by=office.cast.actor("logistics_head"))
    with pytest.raises((IllegalMove, BadInput)), transaction.atomic():
        public.submit(task.pk, by=office.cast.actor("logistics_head"), note="好了")
    row = public.task_page(inspector, task.code).row
    assert (row.verdict.status.value, row.breaches) == ("not_met", 1)
