"""A task from giving to closing, and who may do what."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anlan.areas.command import public as command
from anlan.areas.tasks import public
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.tests.office import Office, due_of
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import is_human_code, new_id
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.models import Event

pytestmark = pytest.mark.django_db


def test_a_task_goes_from_given_to_closed(office: Office):
    task = office.submitted()
    public.verify(task.pk, by=office.cast.actor("inspector"))
    done = public.close(task.pk, by=office.cast.actor("clerk"))
    assert done.state == "closed"
    assert is_human_code(done.code)
    assert done.code.startswith("T-")
    told = [
        name.partition(".")[2] for name in OutboxEvent.objects.order_by("id").values_list("name", flat=True)
    ]
    assert [name for name in told if name.startswith("Task")] == [
        "TaskCreated",
        "TaskAccepted",
        "TaskSubmitted",
        "TaskVerified",
        "TaskClosed",
    ]
    lines = Event.objects.filter(kind="tasks.task", object_id=str(task.pk)).values_list("verb", flat=True)
    assert {"tasks.give", "tasks.accept", "tasks.submit", "tasks.verify", "tasks.close"} <= set(lines)


def test_the_same_key_gives_one_task(office: Office):
    key = new_id()
    assert office.give(client_id=key).pk == office.give(client_id=key).pk
    assert Task.objects.count() == 1


def test_somebody_elses_key_is_no_way_to_their_task(office: Office):
    key = office.give().pk
    with pytest.raises(NotVisible), transaction.atomic():
        office.give(client_id=key, by=office.cast.actor("commander"))


def test_without_evidence_nothing_is_submitted(office: Office):
    task = office.give()
    public.accept(task.pk, by=office.cast.actor("logistics_head"))
    with pytest.raises(BadInput) as refused:
        public.submit(task.pk, by=office.cast.actor("logistics_head"), note="办好了")
    assert refused.value.code == "tasks.evidence_missing"


def test_a_note_suffices_where_the_acceptance_test_says_so(office: Office):
    task = office.give(note_suffices=True)
    doer = office.cast.actor("logistics_head")
    public.accept(task.pk, by=doer)
    with pytest.raises(BadInput), transaction.atomic():
        public.submit(task.pk, by=doer)
    assert public.submit(task.pk, by=doer, note="已电话通知三家供应商").state == "submitted"


def test_the_doer_cannot_verify(office: Office):
    task = office.submitted()
    with pytest.raises(NotYours):
        public.verify(task.pk, by=office.cast.actor("logistics_head"))
    assert office.fresh(task.pk).state == "submitted"


def test_the_author_of_the_evidence_cannot_verify(office: Office):
    task = office.submitted()
    office.prove(task, who="inspector")
    with pytest.raises(NotYours) as refused:
        public.verify(task.pk, by=office.cast.actor("inspector"))
    assert refused.value.code == "tasks.not_independent"
    assert refused.value.facts["tie"] == "author"


def test_a_person_who_did_the_work_cannot_verify_from_another_seat(office: Office):
    task = office.submitted()
    doer, inspector = office.cast.actor("logistics_head"), office.cast.actor("inspector")
    both = Actor(
        account_id=doer.account_id,
        person_id=doer.person_id,
        position_id=inspector.position_id,
        grants=inspector.grants,
        unit_path=inspector.unit_path,
    )
    with pytest.raises(NotYours) as refused:
        public.verify(task.pk, by=both)
    assert refused.value.facts["tie"] == "doer"


def test_a_task_is_never_given_to_its_own_verifier(office: Office):
    seat = office.cast.position("logistics_head").pk
    with pytest.raises(BadInput) as refused:
        office.give(verifier_position_id=seat)
    assert refused.value.code == "tasks.verifier_is_owner"


def test_another_verifier_may_be_named(office: Office):
    task = office.submitted()
    office.prove(task, who="inspector")
    seat = office.cast.position("hq_head")
    public.change_verifier(
        task.pk, position_id=seat.pk, reason="督查员拍了照片", by=office.cast.actor("clerk")
    )
    assert public.verify(task.pk, by=office.cast.actor("hq_head")).state == "verified"


def test_what_came_back_is_submitted_again(office: Office):
    task = office.submitted()
    inspector, doer = office.cast.actor("inspector"), office.cast.actor("logistics_head")
    with pytest.raises(BadInput), transaction.atomic():
        public.return_(task.pk, reason=" ", by=inspector)
    assert public.return_(task.pk, reason="东侧没有划", by=inspector).state == "returned"
    public.start(task.pk, by=doer)
    assert public.submit(task.pk, by=doer).state == "submitted"


def test_what_cannot_be_done_goes_to_the_issuer(office: Office):
    doer, clerk = office.cast.actor("logistics_head"), office.cast.actor("clerk")
    task = office.give()
    public.decline(task.pk, reason="没有围挡", by=doer)
    with pytest.raises(NotYours):
        public.keep(task.pk, answer="照办", by=doer)
    revised = public.revise(task.pk, fields={"title": "南门静置区先拉警戒线"}, answer="先拉警戒线", by=clerk)
    assert (revised.state, revised.title) == ("open", "南门静置区先拉警戒线")
    public.decline(task.pk, reason="还是不行", by=doer)
    assert public.withdraw(task.pk, reason="改由保卫处办", by=clerk).state == "withdrawn"


def test_where_a_task_comes_from_cannot_be_revised(office: Office):
    task = office.give()
    public.decline(task.pk, reason="办不了", by=office.cast.actor("logistics_head"))
    with pytest.raises(BadInput):
        public.revise(task.pk, fields={"source_hash": "0"}, answer="改", by=office.cast.actor("clerk"))


def test_more_time_is_granted_by_the_issuer_and_counted(office: Office):
    doer, clerk = office.cast.actor("logistics_head"), office.cast.actor("clerk")
    task = office.give()
    until = due_of(task) + timedelta(days=2)
    asked = public.ask_extension(task.pk, until=until, reason="材料没到", by=doer)
    with pytest.raises(Conflict), transaction.atomic():
        public.ask_extension(task.pk, until=until, reason="材料没到", by=doer)
    with pytest.raises(NotYours), transaction.atomic():
        public.decide_extension(asked.pk, granted=True, by=doer)
    public.decide_extension(asked.pk, granted=True, by=clerk)
    assert office.fresh(task.pk).due_at == until
    assert office.fresh(task.pk).first_due_at == task.due_at
    with pytest.raises(Conflict):
        public.decide_extension(asked.pk, granted=False, answer="不行", by=clerk)


def test_a_refused_extension_says_why_and_leaves_the_deadline(office: Office):
    doer, clerk = office.cast.actor("logistics_head"), office.cast.actor("clerk")
    task = office.give()
    asked = public.ask_extension(task.pk, until=due_of(task) + timedelta(days=2), reason="材料没到", by=doer)
    with pytest.raises(BadInput), transaction.atomic():
        public.decide_extension(asked.pk, granted=False, by=clerk)
    public.decide_extension(asked.pk, granted=False, answer="明天要检查", by=clerk)
    assert office.fresh(task.pk).due_at == task.due_at


def test_extensions_run_out(office: Office):
    doer, clerk = office.cast.actor("logistics_head"), office.cast.actor("clerk")
    task = office.give()
    for day in range(1, public.limits().extensions_most + 1):
        until = due_of(task) + timedelta(days=day)
        asked = public.ask_extension(task.pk, until=until, reason="材料没到", by=doer)
        public.decide_extension(asked.pk, granted=True, by=clerk)
    with pytest.raises(Conflict) as refused:
        public.ask_extension(task.pk, until=until + timedelta(days=1), reason="又没到", by=doer)
    assert refused.value.code == "tasks.extensions_spent"


def test_an_objection_leaves_the_task_in_force_until_it_is_answered(office: Office):
    doer, clerk = office.cast.actor("logistics_head"), office.cast.actor("clerk")
    task = office.give()
    asked = public.object_to(task.pk, reason="不归后勤管", by=doer)
    assert public.accept(task.pk, by=doer).state == "accepted"
    answered = public.answer_objection(asked.pk, granted=False, answer="场地归后勤", by=clerk)
    assert answered.state == "refused"
    with pytest.raises(Conflict):
        public.answer_objection(asked.pk, granted=True, answer="再想想", by=clerk)


def test_a_stranger_sees_nothing_and_does_nothing(office: Office):
    task = office.give()
    for who in ("chem_dean", "student"):
        with pytest.raises(NotVisible):
            public.accept(task.pk, by=office.cast.actor(who))


def test_a_unit_head_gives_tasks_below_and_no_further(office: Office):
    dean = office.cast.actor("dean")
    task = office.give(
        by=dean,
        owner_position_id=office.cast.position("department_head").pk,
        verifier_position_id=None,
    )
    assert task.verifier_position_id == dean.position_id
    with pytest.raises(NotYours):
        office.give(by=dean)


def test_the_lead_of_a_requirement_gives_tasks_to_the_units_it_addresses(office: Office):
    directive = office.requirement("logistics")
    head = office.cast.actor("logistics_head")
    with pytest.raises(NotYours), transaction.atomic():
        office.give(
            by=head,
            directive_id=directive.pk,
            owner_position_id=office.cast.position("chem_dean").pk,
            verifier_position_id=None,
        )


def test_a_requirement_is_split_all_or_none_and_each_part_quotes_its_source(office: Office):
    directive = office.requirement()
    seat = office.cast.position("logistics_head").pk
    due = clock.now() + timedelta(days=3)
    parts = [public.NewTask(new_id(), f"第 {n} 项", seat, due_at=due) for n in range(3)]
    tasks = public.split_from_directive(directive.pk, parts=parts, by=office.cast.actor("clerk"))
    assert {task.source_hash for task in tasks} == {directive.source_hash or directive.text_hash}
    assert len({task.code for task in tasks}) == 3
    bad = [
        public.NewTask(new_id(), "好的", seat, due_at=due),
        public.NewTask(new_id(), " ", seat, due_at=due),
    ]
    with pytest.raises(BadInput), transaction.atomic():
        public.split_from_directive(directive.pk, parts=bad, by=office.cast.actor("clerk"))
    assert Task.objects.count() == 3


def test_the_database_keeps_the_source_and_the_end(office: Office):
    task = office.give(directive_id=office.requirement().pk)
    for change in ({"source_hash": "0" * 64}, {"directive_id": None}, {"code": "T-1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(**change)
    public.withdraw(task.pk, reason="不办了", by=office.cast.actor("clerk"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(state="open")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).delete()


def test_phone_numbers_do_not_belong_into_a_task(office: Office):
    with pytest.raises(BadInput) as refused:
        office.give(title="打 13812345678 通知供应商")
    assert refused.value.code == "tasks.personal_numbers"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "  "}, "tasks.words_missing"),
        ({"title": "长" * 300}, "tasks.words_too_long"),
        ({"due_at": None}, "tasks.due_missing"),
        ({"obligation": "whenever"}, "tasks.unknown_kind"),
        ({"obligation": "conditional"}, "tasks.condition_missing"),
        ({"rhythm": "daily"}, "tasks.rhythm_needs_standing"),
    ],
)
def test_a_task_that_says_too_little_is_refused(office: Office, fields, code):
    with pytest.raises(BadInput) as refused:
        office.give(**fields)
    assert refused.value.code == code


def test_many_are_accepted_at_once_and_the_others_are_told(office: Office):
    one, two = office.give(), office.give()
    other = office.give(owner_position_id=office.cast.position("security_head").pk)
    done, refused = public.accept_many([one.pk, two.pk, other.pk], by=office.cast.actor("logistics_head"))
    assert done == 2
    assert len(refused) == 1


def test_a_verified_task_meets_its_requirement_and_an_open_one_does_not(office: Office):
    directive = office.requirement()
    task = office.submitted(directive_id=directive.pk)
    (said,) = public.contribution([directive.pk], clock.now())[directive.pk]
    assert said.status == command.Status.ON_TRACK
    public.verify(task.pk, by=office.cast.actor("inspector"))
    (said,) = public.contribution([directive.pk], clock.now())[directive.pk]
    assert (said.status, said.evidence) == (command.Status.MET, True)


def test_a_closed_table_refuses_what_it_does_not_know(office: Office):
    task = office.give()
    with pytest.raises(IllegalMove):
        public.start(task.pk, by=office.cast.actor("logistics_head"))
    with pytest.raises(IllegalMove):
        public.close(task.pk, by=office.cast.actor("clerk"))
