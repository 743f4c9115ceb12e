from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from anlan.core.cap import validate
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.notices.models import Attempt, Audience, Delivery, Letter, Notice
from anlan.foundation.notices.public import (
    acknowledge,
    all_clear,
    approve,
    bell,
    cancel,
    cap_xml,
    change_draft,
    draft_notice,
    reopen,
    send,
    send_back,
    submit,
    update_notice,
    validate_cap,
)
from anlan.foundation.notices.services.settling import read
from anlan.foundation.notices.services.spreading import spread_notice
from anlan.foundation.people.public import create_person
from tests.support.cast import Cast

from .desk import MORNING, SYSTEM, WORDS, approved, sent, written


def test_neither_author_nor_requester_can_approve(cast: Cast):
    own = written(cast, by="hq_head")
    submit(own.pk, by=cast.actor("hq_head"))
    with pytest.raises(NotYours):
        approve(own.pk, by=cast.actor("hq_head"))
    handed_in = written(cast)
    submit(handed_in.pk, by=cast.actor("hq_head"))
    with pytest.raises(NotYours):
        approve(handed_in.pk, by=cast.actor("hq_head"))
    assert approve(handed_in.pk, by=cast.actor("commander")).state == "approved"


def test_the_database_keeps_a_requester_from_approving(cast: Cast):
    notice = approved(cast, written(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(approver=notice.author)


def test_approval_asks_for_a_second_factor(cast: Cast):
    notice = written(cast)
    submit(notice.pk, by=cast.actor("clerk"))
    with pytest.raises(NotYours) as caught:
        approve(notice.pk, by=cast.actor("hq_head", second_factor=False))
    assert caught.value.code == "act.second_factor_needed"


def test_what_was_not_approved_is_not_sent(cast: Cast):
    notice = written(cast)
    with pytest.raises(IllegalMove):
        send(notice.pk, by=cast.actor("hq_head"))


def test_a_change_after_approval_needs_a_new_one(cast: Cast):
    notice = approved(cast, written(cast))
    with pytest.raises(IllegalMove):
        change_draft(notice.pk, by=cast.actor("clerk"), version=notice.version, headline_zh="改")
    again = reopen(notice.pk, by=cast.actor("clerk"))
    assert (again.state, again.approver_id) == ("draft", None)


def test_a_notice_goes_back_only_with_a_reason(cast: Cast):
    notice = written(cast)
    submit(notice.pk, by=cast.actor("clerk"))
    with pytest.raises(BadInput):
        send_back(notice.pk, by=cast.actor("hq_head"), reason=" ")
    assert send_back(notice.pk, by=cast.actor("hq_head"), reason="时间不对").note == "时间不对"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("headline_en", "", "notices.field_empty"),
        ("categories", [], "notices.field_empty"),
        ("expires", "past", "notices.expires_too_early"),
        ("audience", {}, "notices.audience_empty"),
    ],
)
def test_an_unfinished_notice_is_not_handed_in(cast: Cast, field: str, value: Any, code: str):
    given = clock.now() - timedelta(hours=1) if value == "past" else value
    more: dict[str, Any] = {field: given}
    notice = written(cast, **more)
    with pytest.raises(BadInput) as caught:
        submit(notice.pk, by=cast.actor("clerk"))
    assert caught.value.code == code


@pytest.mark.parametrize(
    "more",
    [
        {"severity": "Terrible"},
        {"categories": ["Gossip"]},
        {"headline_zh": "长" * 121},
        {"web": "javascript:alert(1)"},
        {"text_zh": "响\x07铃"},
        {"colour": "red"},
    ],
)
def test_a_draft_refuses_what_a_field_cannot_hold(cast: Cast, more: dict[str, Any]):
    with pytest.raises(BadInput):
        written(cast, **more)


@pytest.mark.parametrize(
    "audience", [{"rooms": []}, {"units": "cs"}, {"units": ["x"]}, {"standings": ["elf"]}]
)
def test_an_audience_that_cannot_be_read_is_refused(cast: Cast, audience: dict[str, Any]):
    with pytest.raises(BadInput):
        written(cast, audience=audience)


def test_a_unit_addresses_only_its_own_people(cast: Cast):
    with pytest.raises(BadInput) as caught:
        draft_notice(by=cast.actor("dean"), audience={"units": [cast.units["chem"].pk]}, **WORDS)
    assert caught.value.code == "notices.audience_out_of_reach"
    everyone = draft_notice(
        by=cast.actor("dean"), audience={"standings": ["undergraduate", "administrator"]}, **WORDS
    )
    submit(everyone.pk, by=cast.actor("dean"))
    approve(everyone.pk, by=cast.actor("commander"))
    send(everyone.pk, by=cast.actor("dean"))
    names = set(Audience.objects.filter(notice=everyone).values_list("person__name", flat=True))
    assert names == {"唐柏", "邵一帆", "蓝田", "林一然"}


def test_another_units_draft_does_not_exist_for_me(cast: Cast):
    notice = draft_notice(by=cast.actor("dean"), audience={"units": [cast.units["cs"].pk]}, **WORDS)
    with pytest.raises(NotVisible):
        submit(notice.pk, by=cast.actor("chem_dean"))


def test_the_audience_is_frozen_when_it_is_sent(cast: Cast):
    notice = sent(cast)
    before = set(Audience.objects.filter(notice=notice).values_list("person_id", flat=True))
    late = create_person(
        number="S9", name="后来", standing="undergraduate", unit_id=cast.units["cs"].pk, by=SYSTEM
    )
    spread_notice(notice.pk)
    assert set(Letter.objects.filter(notice=notice).values_list("person_id", flat=True)) == before
    with pytest.raises(DatabaseError), transaction.atomic():
        Audience.objects.create(notice=notice, person=late)
    with pytest.raises(DatabaseError), transaction.atomic():
        Audience.objects.filter(notice=notice).delete()


def test_a_sent_notice_keeps_every_word(cast: Cast):
    notice = sent(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(text_zh="改了")


def test_attempts_are_only_added(cast: Cast):
    notice = sent(cast)
    tries = Attempt.objects.filter(delivery__notice=notice)
    assert tries.count() == notice.reached
    for change in (lambda: tries.update(code="x"), tries.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_spreading_it_ten_times_shows_it_once(cast: Cast):
    notice = sent(cast)
    for _ in range(9):
        spread_notice(notice.pk)
    assert Letter.objects.filter(notice=notice).count() == notice.reached == 4
    assert Delivery.objects.filter(notice=notice).count() == 4


def test_reading_and_confirming_stand_in_the_ledger(cast: Cast):
    notice = sent(cast)
    dean = cast.actor("dean")
    letter = Letter.objects.get(notice=notice, person=cast.person("dean"))
    read(letter)
    assert Delivery.objects.get(notice=notice, person=cast.person("dean")).state == "read"
    acknowledge(letter.pk, by=dean)
    acknowledge(letter.pk, by=dean)
    assert Delivery.objects.get(notice=notice, person=cast.person("dean")).state == "acknowledged"
    with pytest.raises(NotVisible):
        acknowledge(letter.pk, by=cast.actor("clerk"))


def test_an_update_reaches_those_of_the_first_and_ends_it(cast: Cast):
    first = sent(cast)
    later = approved(cast, update_notice(first.pk, by=cast.actor("clerk"), text_zh="改到 21:00 停水。"))
    later = send(later.pk, by=cast.actor("hq_head"))
    first.refresh_from_db()
    assert (first.state, later.state, later.msg_type) == ("updated", "sent", "Update")
    assert set(later.audience.values_list("person_id", flat=True)) == set(
        first.audience.values_list("person_id", flat=True)
    )


def test_a_cancellation_keeps_the_first_from_going_out_later(cast: Cast):
    first = sent(cast, spread=False)
    end = send(approved(cast, cancel(first.pk, by=cast.actor("clerk"))).pk, by=cast.actor("hq_head"))
    spread_notice(first.pk)
    first.refresh_from_db()
    assert first.state == "cancelled"
    assert not Delivery.objects.filter(notice=first, state__in=("queued", "failed")).exists()
    assert b"<msgType>Cancel</msgType>" in cap_xml(end, cast.actor("hq_head"))


def test_all_clear_is_an_update_that_refers_to_the_whole_chain(cast: Cast):
    first = sent(cast)
    second = send(
        approved(cast, update_notice(first.pk, by=cast.actor("clerk"))).pk, by=cast.actor("hq_head")
    )
    third = send(approved(cast, all_clear(second.pk, by=cast.actor("clerk"))).pk, by=cast.actor("hq_head"))
    second.refresh_from_db()
    text = cap_xml(third, cast.actor("hq_head")).decode()
    assert second.state == "all_clear"
    assert "<msgType>Update</msgType>" in text
    assert "<responseType>AllClear</responseType>" in text
    assert f"{first.identifier}," in text
    assert f"{second.identifier}," in text
    assert [fault for fault in validate(text.encode()) if not fault.advice] == []


def test_a_notice_has_one_successor(cast: Cast):
    first = sent(cast)
    update_notice(first.pk, by=cast.actor("clerk"))
    with pytest.raises(Conflict):
        cancel(first.pk, by=cast.actor("clerk"))


def test_a_drill_and_the_actual_thing_cannot_refer_to_one_another(cast: Cast):
    drill, actual = sent(cast, status="Exercise"), written(cast)
    follow = update_notice(drill.pk, by=cast.actor("clerk"))
    assert follow.drill
    with pytest.raises(IntegrityError), transaction.atomic():
        _refer(actual, to=drill)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=actual.pk).update(drill=True)
    letter = Letter.objects.filter(notice=drill).first()
    assert letter is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(drill=False)


def _refer(notice: Notice, *, to: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(references=to, msg_type="Update")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_drill_says_so_everywhere_and_rings_apart(cast: Cast):
    with clock.hold(MORNING):
        drill = sent(cast, status="Exercise")
        told = bell(cast.actor("dean"))
    letter = Letter.objects.filter(notice=drill, person=cast.person("dean")).get()
    assert letter.title_zh.startswith("【演练】")
    assert letter.text_en.endswith("It is not real.")
    assert (told.unread, told.drill) == (0, 1)
    text = cap_xml(drill, cast.actor("hq_head"))
    assert b"<status>Exercise</status>" in text
    assert validate(text) == []


def test_what_was_not_sent_is_a_draft_in_cap(cast: Cast):
    notice = written(cast)
    assert b"<status>Draft</status>" in cap_xml(notice, cast.actor("clerk"))
    with pytest.raises(NotVisible):
        cap_xml(notice, cast.actor("student"))


def test_a_schema_of_the_site_judges_too(cast: Cast, tmp_path: Path, settings: Any):
    text = cap_xml(written(cast), cast.actor("clerk"))
    assert validate_cap(text) == []
    schema = tmp_path / "cap.xsd"
    schema.write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="other"/></schema>')
    settings.CAP_SCHEMA = str(schema)
    assert {fault.code for fault in validate_cap(text)} == {"cap.schema"}


def test_a_schema_that_is_missing_or_broken_is_a_fault_and_no_crash(
    cast: Cast, tmp_path: Path, settings: Any
):
    text = cap_xml(written(cast), cast.actor("clerk"))
    settings.CAP_SCHEMA = str(tmp_path / "nowhere.xsd")
    assert [fault.code for fault in validate_cap(text)] == ["cap.schema_unusable"]
    for broken in ("<schema", "<other/>", ""):
        (tmp_path / "cap.xsd").write_text(broken)
        found = validate_cap(text, schema=str(tmp_path / "cap.xsd"))
        assert [fault.code for fault in found] == ["cap.schema_unusable"]


def test_the_command_line_checks_files_and_names_what_is_wrong(cast: Cast, tmp_path: Path):
    good, bad, schema = (tmp_path / name for name in ("good.xml", "bad.xml", "cap.xsd"))
    good.write_bytes(cap_xml(written(cast), cast.actor("clerk")))
    bad.write_text("<alert/>")
    schema.write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="other"/></schema>')
    said = StringIO()
    call_command("check_cap", str(good), stdout=said)
    assert said.getvalue() == f"{good}: good\n"
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("check_cap", str(good), str(bad), stdout=said)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("check_cap", str(good), schema=str(schema), stdout=said)
    assert "cap.schema " in said.getvalue()
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_cap", str(tmp_path / "none.xml"))


def test_the_same_draft_twice_is_one(cast: Cast):
    key = new_id()
    assert written(cast, client_id=key).pk == written(cast, client_id=key).pk


def test_codes_are_never_given_twice(cast: Cast):
    assert len({written(cast).code for _ in range(5)}) == 5
