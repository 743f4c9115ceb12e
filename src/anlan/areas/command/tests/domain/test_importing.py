"""A text is read once, kept for good, and laid out with what it names and nothing it does not."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from anlan.areas.command import public
from anlan.areas.command.models import DraftItem, DraftSentence, DraftSet, Source
from anlan.areas.command.tests.domain.conftest import draft, read_text
from anlan.areas.command.tests.domain.texts import BODY
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours, TooLarge
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.models import Event
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_body_and_its_hash_are_kept(reading):
    source = reading.source
    assert source.body == BODY
    assert source.body_hash == hashlib.sha256(BODY.encode()).hexdigest()
    assert public.read_original(source.file_hash) == BODY.encode()


def test_every_draft_says_the_words_under_its_span(reading):
    for item in DraftItem.objects.filter(heading__draft_set=reading):
        said = "".join(BODY[start:end] for start, end in item.spans)
        lead = BODY[item.lead_span[0] : item.lead_span[1]] if item.lead_span else ""
        assert item.text == lead + said


def test_an_owner_that_the_text_names_is_filled_in_with_its_ground(cast, reading):
    item = draft(reading, "排水井")
    assert item.lead_unit == cast.units["logistics"]
    assert item.grounds["lead_unit"]["kind"] == "text"
    assert item.due_at == datetime(2022, 6, 1, 16, tzinfo=UTC)
    assert item.due_all_day


def test_an_owner_that_the_text_does_not_name_stays_empty(reading):
    item = draft(reading, "配电房")
    assert item.lead_unit is None
    assert item.lead_group == ""
    assert item.due_at is None


def test_all_colleges_are_a_group(reading):
    assert draft(reading, "安全检查").lead_group == "colleges"


def test_a_prohibition_is_offered_zero_and_nothing_is_filled_in(reading):
    item = draft(reading, "配电房")
    offer = item.suggestions.get(field="indicator_target")
    assert offer.value == {"indicator_target": "0", "indicator_direction": "equal"}
    assert item.indicator_target == ""


def test_the_meeting_has_its_minutes_and_every_sentence_is_listed(reading):
    assert reading.meeting.state == "minuted"
    assert DraftSentence.objects.filter(draft_set=reading).count() == 6


def test_the_import_is_in_the_ledger_and_announced(reading):
    assert Event.objects.filter(verb="command.import", object_id=str(reading.pk)).count() == 1
    event = OutboxEvent.objects.get(name="command.MinutesImported")
    assert event.fields["draft_set_id"] == str(reading.pk)


def test_the_database_refuses_to_change_or_delete_a_source(reading):
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=reading.source_id).update(body="另一段")
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=reading.source_id).delete()


@pytest.mark.parametrize("who", ["dean", "inspector", "auditor", "student", "sysadmin"])
def test_only_the_headquarters_drafts(cast, held_clock, who):
    with pytest.raises((NotYours, NotVisible)):
        public.import_text(by=cast.actor(who), text=BODY)
    assert not Source.objects.exists()


@pytest.mark.parametrize("who", ["dean", "inspector", "auditor", "student"])
def test_a_reading_does_not_exist_for_others(cast, reading, who):
    assert public.draft_sets(cast.actor(who)) == []
    with pytest.raises(NotVisible):
        public.confirmation(cast.actor(who), reading.pk)


def test_phone_numbers_are_asked_about_before_anything_is_stored(cast, held_clock):
    text = "会议要求，保卫处要每日巡查，联系电话13900001234。"
    with pytest.raises(BadInput) as refused:
        public.import_text(by=cast.actor("clerk"), text=text)
    assert refused.value.code == "command.personal_numbers"
    assert "13900001234" not in str(refused.value)
    assert not Source.objects.exists()
    masked = public.import_text(by=cast.actor("clerk"), text=text, numbers=public.MASK)
    assert "13900001234" not in masked.source.body
    assert b"13900001234" not in public.read_original(masked.source.file_hash)
    assert len(masked.source.body) == len(text)


def test_numbers_are_kept_only_for_a_reason_that_is_recorded(cast, held_clock):
    text = "会议要求，保卫处要公布值班电话13900001234。"
    with pytest.raises(BadInput) as refused:
        public.import_text(by=cast.actor("clerk"), text=text, numbers=public.PersonalNumbers("keep"))
    assert refused.value.code == "command.keep_reason_missing"
    kept = public.import_text(
        by=cast.actor("clerk"), text=text, numbers=public.PersonalNumbers("keep", "公开的值班电话")
    )
    assert kept.source.kept_numbers_reason == "公开的值班电话"
    assert "13900001234" in kept.source.body


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.txt"),
        (b"MZ\x00\x00", "a.txt"),
        (b"MZ\x00\x00", "a.docx"),
        (b"%PDF-1.4", "a.pdf"),
        (b"x", "a.exe"),
    ],
)
def test_an_unusable_file_gets_a_plain_answer_and_leaves_nothing(cast, held_clock, data, name):
    with pytest.raises(BadInput) as refused:
        public.import_file(by=cast.actor("clerk"), data=data, name=name)
    assert refused.value.code.startswith("minutes.file.")
    assert not Source.objects.exists()


def test_a_file_past_the_limit_is_refused_before_it_is_read(cast, held_clock, settings):
    settings.ANLAN_UPLOAD_LIMIT = 10
    with pytest.raises(TooLarge):
        public.import_file(by=cast.actor("clerk"), data=b"x" * 11, name="a.txt")


def test_a_file_in_gbk_is_read_and_its_original_kept(cast, held_clock):
    data = "会议要求，保卫处要每日巡查校门。".encode("gbk")
    found = public.import_file(by=cast.actor("clerk"), data=data, name="纪要.txt")
    assert "每日巡查校门" in found.source.body
    assert public.read_original(found.source.file_hash) == data


def test_a_text_belongs_to_a_meeting_or_to_a_paper(cast, reading):
    paper = public.register_paper(
        by=cast.actor("clerk"), issuer="省教育厅", number="1号", title="通知", received_on=date(2022, 5, 1)
    )
    with pytest.raises(BadInput):
        public.import_text(
            by=cast.actor("clerk"), text=BODY, meeting_id=reading.meeting_id, paper_id=paper.pk
        )


def test_a_meeting_can_be_entered_from_its_minutes_once(cast, held_clock, known_text):
    clerk = cast.actor("clerk")
    found = public.import_text(by=clerk, text=BODY)
    made: dict[str, Any] = {
        "series": "防汛",
        "number": 3,
        "title": "第三次",
        "held_on": date(2022, 5, 19),
        "kind": "special",
    }
    meeting = public.meeting_from_minutes(found.pk, by=clerk, **made)
    assert meeting.state == "minuted"
    assert DraftSet.objects.get(pk=found.pk).meeting == meeting
    with pytest.raises(Conflict):
        public.meeting_from_minutes(found.pk, by=clerk, **made)


def test_an_earlier_requirement_offers_what_it_had_and_says_so(cast, issued):
    again = read_text_again(cast)
    item = draft(again, "配电房")
    offers = {offer.field: offer for offer in item.suggestions.filter(ground="history")}
    assert offers["lead_unit"].value["lead_unit"] == str(cast.units["security"].pk)
    assert getattr(offers["lead_unit"].directive, "text", "") == "坚决防止配电房进水"
    assert item.lead_unit is None
    repeat = draft(again, "地下车库").suggestions.filter(ground="history", field="due_at")[0]
    assert repeat.value["repeats"] == "daily"
    assert "due_at" not in repeat.value


def read_text_again(cast: Cast) -> DraftSet:
    return public.import_text(by=cast.actor("clerk"), text=BODY)


def test_two_minutes_of_one_meeting_may_be_read(cast, reading):
    more = public.import_text(
        by=cast.actor("clerk2"), text="补充：教务处要调整课表。", meeting_id=reading.meeting_id
    )
    assert more.meeting_id == reading.meeting_id


def test_the_same_text_twice_is_two_readings_of_one_file(cast, reading):
    other = read_text_again(cast)
    assert other.source_id != reading.source_id
    assert other.source.file_hash == reading.source.file_hash


def test_a_fresh_meeting_takes_the_next_number(cast, reading):
    assert getattr(read_text(cast).meeting, "number", 0) == 2
