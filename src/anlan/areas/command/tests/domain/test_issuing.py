"""Issued once, whole, fixed; corrected by a successor, never rewritten."""

import hashlib
import re
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from psycopg.sql import SQL

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, Directive, DraftItem, Indicator, IssueBatch
from anlan.areas.command.services import issuing
from anlan.areas.command.tests.domain.conftest import confirm_all, draft
from anlan.areas.command.tests.domain.texts import BODY
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.core.kernel.ids import is_human_code, new_id
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.models import Event

pytestmark = pytest.mark.django_db


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_tree_is_issued_with_hashes_codes_and_answers(cast, issued):
    rows = list(Directive.objects.order_by("order"))
    assert [row.no for row in rows] == ["1", "1-1", "1-2", "1-3", "1-4", "2", "2-1", "2-2"]
    assert all(is_human_code(row.code) and row.code.startswith("YQ-2022-") for row in rows)
    for row in rows:
        assert row.state == "issued"
        assert row.text_hash == sha(row.text)
        assert row.source_hash == sha(row.quote)
    part = rows[1]
    assert part.quote == BODY[part.spans[0][0] : part.spans[0][1]]
    assert part.parent == rows[0]
    assert rows[0].lead_unit is None


def test_all_colleges_answer_one_by_one(cast, item):
    answers = item("安全检查").addressees.all()
    assert {row.unit.code for row in answers} == {"cs", "chem", "med"}
    assert {row.role for row in answers} == {"lead"}


def test_every_issue_is_in_the_ledger_and_announced(cast, issued):
    batch = IssueBatch.objects.get()
    bulk = Event.objects.get(verb="command.issue", object_id=str(issued.pk))
    assert (bulk.count, bulk.content_hash) == (8, batch.content_hash)
    assert Event.objects.filter(verb="command.issue", kind="command.directive").count() == 8
    events = OutboxEvent.objects.filter(name="command.DirectiveIssued")
    assert events.count() == 8
    told = {event.fields["code"] for event in events}
    assert told == set(Directive.objects.values_list("code", flat=True))


def test_everything_in_reach_must_be_decided(cast, reading):
    with pytest.raises(BadInput) as refused:
        public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor("clerk"))
    assert refused.value.code == "command.drafts_open"
    assert not Directive.objects.exists()


def test_nothing_confirmed_is_nothing_to_issue(cast, reading):
    for item in DraftItem.objects.all():
        public.dismiss_draft(item.pk, reason="x", by=cast.actor("clerk"))
    with pytest.raises(BadInput) as refused:
        public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor("clerk"))
    assert refused.value.code == "command.nothing_to_issue"


def test_the_same_client_key_issues_once(cast, reading):
    confirm_all(cast, reading)
    key = new_id()
    first = public.issue_drafts(reading.pk, client_id=key, by=cast.actor("clerk"))
    again = public.issue_drafts(reading.pk, client_id=key, by=cast.actor("clerk"))
    assert first == again
    assert Directive.objects.count() == 8


def test_a_second_clerk_is_told_that_it_was_done(cast, issued):
    with pytest.raises(Conflict) as refused:
        public.issue_drafts(issued.pk, client_id=new_id(), by=cast.actor("clerk2"))
    assert refused.value.code == "command.already_issued"
    assert Directive.objects.count() == 8


def test_a_heading_is_issued_now_and_its_parts_later(cast, reading):
    clerk, heading = cast.actor("clerk"), reading.headings.get(no="1")
    item = public.confirm_draft(draft(reading, "地下车库").pk, version=1, by=clerk)
    public.issue_headings(reading.pk, client_id=new_id(), by=clerk, heading_ids=[heading.pk])
    assert set(Directive.objects.values_list("no", flat=True)) == {"1", "1-2"}
    assert DraftItem.objects.get(pk=item.pk).state == "issued"
    confirm_all(cast, reading)
    public.issue_drafts(reading.pk, client_id=new_id(), by=clerk)
    numbers = list(Directive.objects.order_by("order").values_list("no", flat=True))
    assert numbers == ["1", "1-1", "1-2", "1-3", "1-4", "2", "2-1", "2-2"]
    parent = Directive.objects.get(no="1")
    assert parent.children.count() == 4


def test_one_heading_can_be_issued_alone(cast, reading):
    clerk, heading = cast.actor("clerk"), reading.headings.get(no="2")
    for words in ("安全检查", "实习"):
        public.confirm_draft(draft(reading, words).pk, version=1, by=clerk)
    public.issue_drafts(reading.pk, client_id=new_id(), by=clerk, heading_ids=[heading.pk])
    assert set(Directive.objects.values_list("no", flat=True)) == {"2", "2-1", "2-2"}


def test_an_unknown_heading_is_refused(cast, reading):
    with pytest.raises(BadInput):
        public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor("clerk"), heading_ids=[new_id()])


@pytest.mark.parametrize("who", ["dean", "inspector", "auditor", "student"])
def test_only_the_headquarters_issues(cast, reading, who):
    confirm_all(cast, reading)
    with pytest.raises((NotVisible, NotYours)):
        public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor(who))
    assert not Directive.objects.exists()


def test_a_failure_half_way_leaves_nothing(cast, reading, monkeypatch):
    confirm_all(cast, reading)
    monkeypatch.setattr(issuing, "_mark_issued", lambda items: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor("clerk"))
    assert not Directive.objects.exists()
    assert not IssueBatch.objects.exists()
    assert not OutboxEvent.objects.filter(name="command.DirectiveIssued").exists()


FIXED = [
    "text = 'x'",
    "quote = 'x'",
    "text_hash = 'x'",
    "source_hash = 'x'",
    "lead_unit_id = NULL",
    "due_at = now()",
    "repeats = 'weekly'",
    "code = 'x'",
    "verifier_id = NULL, obligation = 'x'",
    "issued_at = now()",
    "spans = '[]'",
    "state = 'draft'",
]


@pytest.mark.parametrize("change", FIXED)
def test_the_database_refuses_to_change_what_was_issued(item, change):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            SQL("UPDATE command_directive SET {} WHERE id = %s").format(SQL(change)), [item("地下车库").pk]
        )


def test_the_database_refuses_deletion_and_late_additions(cast, item):
    directive = item("地下车库")
    tries = (
        lambda: Directive.objects.filter(pk=directive.pk).delete(),
        lambda: Addressee.objects.filter(directive=directive).delete(),
        lambda: Addressee.objects.filter(directive=directive).update(unit=cast.units["cs"]),
        lambda: Addressee.objects.create(
            directive=directive, unit=cast.units["cs"], role="helper", answer_due_at=directive.issued_at
        ),
        lambda: Indicator.objects.create(directive=directive, order=9, name="x"),
        lambda: directive.places.add(cast.campuses["lake"]),
    )
    for attempt in tries:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_what_has_ended_stays_ended(cast, item):
    directive = public.withdraw(item("地下车库").pk, reason="不再需要", by=cast.actor("hq_head"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Directive.objects.filter(pk=directive.pk).update(state="issued")


def test_a_correction_is_a_new_requirement_and_both_point_at_each_other(cast, item):
    old = item("地下车库")
    new = public.supersede(
        old.pk,
        fields={"text": "每日两次巡查地下车库", "helpers": [str(cast.units["logistics"].pk)]},
        reason="次数写漏了",
        by=cast.actor("hq_head"),
    )
    old.refresh_from_db()
    assert (old.state, old.text, old.ended_reason) == ("superseded", "每日巡查地下车库", "次数写漏了")
    assert new.supersedes == old
    assert (new.quote, new.source_hash, new.no, new.repeats) == (old.quote, old.source_hash, old.no, "daily")
    assert new.code != old.code
    assert {(row.unit.code, row.role) for row in new.addressees.all()} == {
        ("security", "lead"),
        ("logistics", "helper"),
    }
    page = public.requirement(cast.actor("clerk"), old.code)
    assert page.successor == new
    assert public.requirement(cast.actor("clerk"), new.code).predecessor == old
    with pytest.raises(Conflict):
        public.supersede(old.pk, fields={"text": "x"}, reason="y", by=cast.actor("hq_head"))


def test_a_correction_may_move_the_lead_to_a_group_and_set_a_deadline(cast, item):
    new = public.supersede(
        item("实习").pk,
        fields={"lead_group": "colleges", "due_at": "2022-06-03T12:00", "indicator_name": "告知率"},
        reason="应由学院做",
        by=cast.actor("hq_head"),
    )
    assert new.lead_unit is None
    assert new.addressees.count() == 3
    assert new.due_at == datetime(2022, 6, 3, 4, tzinfo=UTC)
    assert new.indicators.get().name == "告知率"


def test_headings_are_quotes_and_empty_corrections_are_none(cast, issued, item):
    heading = Directive.objects.get(no="1")
    for directive, fields in ((heading, {"text": "x"}), (item("实习"), {})):
        with pytest.raises(BadInput):
            public.supersede(directive.pk, fields=fields, reason="y", by=cast.actor("hq_head"))
    with pytest.raises(BadInput):
        public.supersede(item("实习").pk, fields={"text": "x"}, reason="  ", by=cast.actor("hq_head"))


def test_a_heading_takes_its_parts_with_it(cast, issued):
    heading = Directive.objects.get(no="1")
    public.withdraw(heading.pk, reason="会议更正", by=cast.actor("hq_head"))
    assert set(heading.children.values_list("state", flat=True)) == {"withdrawn"}
    assert OutboxEvent.objects.filter(name="command.DirectiveWithdrawn").count() == 5
    with pytest.raises(Conflict):
        public.withdraw(heading.pk, reason="again", by=cast.actor("hq_head"))


@pytest.mark.parametrize("who", ["clerk", "security_head"])
def test_withdrawing_belongs_to_the_office(cast, item, who):
    with pytest.raises(NotYours):
        public.withdraw(item("地下车库").pk, reason="x", by=cast.actor(who))


def test_a_stranger_gets_nothing_at_all(cast, item):
    for who in ("med_dean", "student"):
        with pytest.raises(NotVisible):
            public.withdraw(item("地下车库").pk, reason="x", by=cast.actor(who))
        with pytest.raises(NotVisible):
            public.requirement(cast.actor(who), item("地下车库").code)


def test_codes_read_out_with_a_check_sign(item):
    assert re.fullmatch(r"YQ-2022-\d{4}-[0-9A-Z]", item("地下车库").code)


def test_helpers_places_and_indicator_are_issued(cast, reading):
    clerk, it = cast.actor("clerk"), draft(reading, "地下车库")
    fields = {
        "helpers": [str(cast.units["logistics"].pk), str(cast.units["security"].pk)],
        "places": [str(cast.campuses["lake"].pk)],
        "indicator_name": "漏巡次数",
        "indicator_direction": "equal",
        "indicator_target": "0",
        "indicator_unit": "次",
        "verifier": str(cast.position("inspector").pk),
    }
    version = public.autosave(it.pk, version=1, fields=fields, by=clerk).version
    public.confirm_draft(it.pk, version=version, by=clerk)
    public.issue_headings(reading.pk, client_id=new_id(), by=clerk, heading_ids=[it.heading_id])
    directive = Directive.objects.get(kind="item")
    assert {(row.unit.code, row.role) for row in directive.addressees.all()} == {
        ("security", "lead"),
        ("logistics", "helper"),
    }
    assert list(directive.places.all()) == [cast.campuses["lake"]]
    assert (directive.indicators.get().target, directive.verifier) == ("0", cast.position("inspector"))


def test_personal_numbers_that_nobody_decided_about_are_not_issued(cast, reading):
    confirm_all(cast, reading)
    it = draft(reading, "地下车库")
    DraftItem.objects.filter(pk=it.pk).update(text="巡查，电话13900001234")
    with pytest.raises(BadInput) as refused:
        public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor("clerk"))
    assert refused.value.code == "command.personal_numbers"
    assert not Directive.objects.exists()


def test_the_check_page_says_what_blocks_and_what_to_know(cast, reading):
    page = public.check_page(cast.actor("clerk"), reading.pk)
    assert {problem.code for problem in page.blocking} == {"command.check.undecided", "command.check.no_lead"}
    assert not page.ready
    confirm_all(cast, reading)
    page = public.check_page(cast.actor("clerk"), reading.pk)
    assert page.ready
    assert page.blocking == ()
    codes = {problem.code for problem in page.warnings}
    assert {"command.check.no_deadline", "command.check.no_target", "command.check.sentences_open"} <= codes
    assert {share.label for share in page.shares} == {"后勤", "保卫", "各学院", "教务"}
    assert len(page.issuable) == 2
