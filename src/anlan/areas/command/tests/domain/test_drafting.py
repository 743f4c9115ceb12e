"""Drafts are filled by several hands; nobody's words are lost, and only a person confirms."""

from datetime import UTC, datetime

import pytest

from anlan.areas.command import public
from anlan.areas.command.models import DraftItem
from anlan.areas.command.tests.domain.conftest import confirm_all, draft
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.ledger.models import Event

pytestmark = pytest.mark.django_db


def test_two_clerks_in_different_fields_both_keep_their_words(cast, reading):
    item = draft(reading, "配电房")
    public.autosave(item.pk, version=1, fields={"note": "问后勤"}, by=cast.actor("clerk"))
    saved = public.autosave(item.pk, version=1, fields={"condition": "汛期"}, by=cast.actor("clerk2"))
    assert (saved.note, saved.condition, saved.version) == ("问后勤", "汛期", 3)


def test_two_clerks_in_one_field_see_both_sides_and_nothing_is_overwritten(cast, reading):
    item = draft(reading, "配电房")
    public.autosave(item.pk, version=1, fields={"text": "配电房进水为 0 起"}, by=cast.actor("clerk"))
    with pytest.raises(public.DraftConflict) as clash:
        public.autosave(
            item.pk, version=1, fields={"text": "配电房不进水", "note": "x"}, by=cast.actor("clerk2")
        )
    side = clash.value.sides[0]
    assert (side.field, side.yours, side.theirs) == ("text", "配电房不进水", "配电房进水为 0 起")
    assert "何清" in side.who
    kept = DraftItem.objects.get(pk=item.pk)
    assert (kept.text, kept.note) == ("配电房进水为 0 起", "")


def test_the_same_words_from_two_clerks_are_no_conflict(cast, reading):
    item = draft(reading, "配电房")
    for who in ("clerk", "clerk2"):
        saved = public.autosave(item.pk, version=1, fields={"note": "一样"}, by=cast.actor(who))
    assert saved.note == "一样"


def test_saving_nothing_new_leaves_no_trace(cast, reading):
    item = draft(reading, "配电房")
    before = Event.objects.count()
    public.autosave(item.pk, version=1, fields={"note": ""}, by=cast.actor("clerk"))
    assert Event.objects.count() == before


def test_a_heading_fills_its_drafts_and_says_where_it_comes_from(cast, reading):
    heading = reading.headings.get(no="1")
    fields = {"lead_unit": str(cast.units["security"].pk), "repeats": "weekly"}
    public.autosave_heading(heading.pk, version=1, fields=fields, by=cast.actor("clerk"))
    card = public.draft_card(cast.actor("clerk"), draft(reading, "配电房").pk)
    assert card.lead_label == "保卫"
    assert card.grounds["lead_unit"].kind is public.Ground.HEADING
    named = public.draft_card(cast.actor("clerk"), draft(reading, "排水井").pk)
    assert named.lead_label == "后勤"
    assert named.grounds["lead_unit"].kind is public.Ground.TEXT


def test_confirming_makes_the_default_its_own(cast, reading):
    heading = reading.headings.get(no="1")
    public.autosave_heading(
        heading.pk, version=1, fields={"lead_unit": str(cast.units["security"].pk)}, by=cast.actor("clerk")
    )
    item = public.confirm_draft(draft(reading, "配电房").pk, version=1, by=cast.actor("clerk"))
    assert item.lead_unit == cast.units["security"]
    assert item.grounds["lead_unit"]["kind"] == "heading"
    assert item.no_deadline
    assert item.no_target


def test_a_draft_without_a_lead_cannot_be_confirmed(cast, reading):
    with pytest.raises(BadInput) as refused:
        public.confirm_draft(draft(reading, "配电房").pk, version=1, by=cast.actor("clerk"))
    assert refused.value.code == "command.lead_missing"


def test_only_what_was_seen_is_confirmed(cast, reading):
    item = draft(reading, "排水井")
    public.autosave(item.pk, version=1, fields={"note": "改了"}, by=cast.actor("clerk2"))
    with pytest.raises(Conflict):
        public.confirm_draft(item.pk, version=1, by=cast.actor("clerk"))


def test_a_confirmed_draft_opens_again_when_its_words_change_but_not_for_a_note(cast, reading):
    item = public.confirm_draft(draft(reading, "排水井").pk, version=1, by=cast.actor("clerk"))
    noted = public.autosave(item.pk, version=item.version, fields={"note": "记一笔"}, by=cast.actor("clerk"))
    assert noted.state == "confirmed"
    changed = public.autosave(item.pk, version=noted.version, fields={"text": "清淤"}, by=cast.actor("clerk"))
    assert changed.state == "open"


def test_fields_are_set_on_selected_rows_at_once(cast, reading):
    items = [draft(reading, "配电房"), draft(reading, "电缆")]
    fields = {"lead_unit": str(cast.units["security"].pk), "due_at": "2022-06-10T18:00"}
    count = public.apply_to_selected([one.pk for one in items], fields=fields, by=cast.actor("clerk"))
    assert count == 2
    assert draft(reading, "电缆").due_at == datetime(2022, 6, 10, 10, tzinfo=UTC)


def test_a_suggestion_is_taken_over_with_its_ground(cast, reading):
    item = draft(reading, "配电房")
    offer = item.suggestions.get(field="indicator_target")
    saved = public.accept_suggestion(offer.pk, version=item.version, by=cast.actor("clerk"))
    assert (saved.indicator_target, saved.indicator_direction) == ("0", "equal")
    assert saved.grounds["indicator_target"]["kind"] == "text"


def test_a_person_takes_the_place_of_the_text_as_ground(cast, reading):
    item = draft(reading, "排水井")
    saved = public.autosave(
        item.pk, version=1, fields={"lead_unit": str(cast.units["security"].pk)}, by=cast.actor("clerk")
    )
    assert saved.grounds["lead_unit"] == {"kind": "person"}
    assert item.suggestions.filter(field="lead_unit", ground="text").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "issued"},
        {"lead_unit": "not-a-key"},
        {"lead_unit": str(new_id())},
        {"helpers": "x"},
        {"helpers": [str(new_id())]},
        {"due_at": "yesterday"},
        {"text": "   "},
        {"text": "长" * 5000},
        {"obligation": "maybe"},
        {"lead_group": "everybody"},
        {"no_target": "perhaps"},
        {"repeats": "hourly"},
    ],
)
def test_hostile_fields_are_refused_by_name(cast, reading, fields):
    item = draft(reading, "排水井")
    with pytest.raises(BadInput) as refused:
        public.autosave(item.pk, version=1, fields=fields, by=cast.actor("clerk"))
    assert refused.value.facts["field"] == next(iter(fields))


def test_one_unit_or_one_group_leads(cast, reading):
    item = draft(reading, "安全检查")
    saved = public.autosave(
        item.pk, version=1, fields={"lead_unit": str(cast.units["cs"].pk)}, by=cast.actor("clerk")
    )
    assert saved.lead_group == ""
    with pytest.raises(BadInput):
        public.autosave(
            item.pk,
            version=2,
            fields={"lead_unit": str(cast.units["cs"].pk), "lead_group": "colleges"},
            by=cast.actor("clerk"),
        )


def test_a_phone_number_in_a_draft_is_asked_about_then_masked_or_kept(cast, reading):
    item, clerk = draft(reading, "排水井"), cast.actor("clerk")
    said = {"text": "清淤，电话13900001234"}
    with pytest.raises(BadInput) as refused:
        public.autosave(item.pk, version=1, fields=said, by=clerk)
    assert refused.value.code == "command.personal_numbers"
    masked = public.autosave(item.pk, version=1, fields=said, by=clerk, numbers=public.MASK)
    assert "13900001234" not in masked.text
    kept = public.autosave(
        item.pk, version=2, fields=said, by=clerk, numbers=public.PersonalNumbers("keep", "公开电话")
    )
    assert kept.kept_numbers_reason == "公开电话"
    again = public.autosave(item.pk, version=3, fields={"text": said["text"] + "。"}, by=clerk)
    assert again.text.endswith("。")


@pytest.mark.parametrize("who", ["dean", "inspector", "student"])
def test_a_stranger_cannot_tell_that_a_draft_exists(cast, reading, who):
    item = draft(reading, "排水井")
    with pytest.raises(NotVisible):
        public.autosave(item.pk, version=1, fields={"note": "x"}, by=cast.actor(who))
    with pytest.raises(NotVisible):
        public.draft_card(cast.actor(who), item.pk)
    with pytest.raises(NotVisible):
        public.autosave(new_id(), version=1, fields={"note": "x"}, by=cast.actor(who))


def test_who_has_a_draft_open_is_told_to_the_others(cast, reading):
    item = draft(reading, "排水井")
    assert public.heartbeat(item.pk, by=cast.actor("clerk")) == ()
    others = public.heartbeat(item.pk, by=cast.actor("clerk2"))
    assert len(others) == 1
    assert "何清" in others[0]


def test_a_reading_can_be_dropped_until_something_was_issued(cast, reading):
    clerk = cast.actor("clerk")
    with pytest.raises(BadInput):
        public.drop_draft_set(reading.pk, reason=" ", by=clerk)
    confirm_all(cast, reading)
    public.issue_drafts(reading.pk, client_id=new_id(), by=clerk)
    with pytest.raises(Conflict):
        public.drop_draft_set(reading.pk, reason="重复", by=clerk)


def test_a_dropped_reading_is_closed(cast, reading):
    clerk = cast.actor("clerk")
    public.drop_draft_set(reading.pk, reason="导入了两遍", by=clerk)
    assert public.draft_sets(clerk) == []
    with pytest.raises(Conflict):
        public.issue_drafts(reading.pk, client_id=new_id(), by=clerk)


def test_an_issued_draft_is_not_edited_any_more(cast, issued):
    with pytest.raises(IllegalMove):
        public.autosave(draft(issued, "排水井").pk, version=9, fields={"note": "x"}, by=cast.actor("clerk"))


def test_a_version_from_the_future_is_refused(cast, reading):
    with pytest.raises(BadInput):
        public.autosave(draft(reading, "排水井").pk, version=99, fields={"note": "x"}, by=cast.actor("clerk"))


def test_issuing_needs_a_second_factor(cast, reading):
    confirm_all(cast, reading)
    with pytest.raises(NotYours) as refused:
        public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor("clerk", second_factor=False))
    assert refused.value.code == "act.second_factor_needed"


def test_helpers_may_be_groups_and_become_one_answer_each(cast, reading):
    item, clerk = draft(reading, "地下车库"), cast.actor("clerk")
    fields = {"helpers": [str(cast.units["logistics"].pk)], "helper_groups": ["colleges"]}
    saved = public.autosave(item.pk, version=1, fields=fields, by=clerk)
    assert public.draft_card(clerk, item.pk).helper_label == "各学院、后勤"
    public.confirm_draft(item.pk, version=saved.version, by=clerk)
    public.issue_headings(reading.pk, client_id=new_id(), by=clerk, heading_ids=[item.heading_id])
    row = public.register(clerk, public.RegisterFilters()).groups[0].rows[0]
    assert row.helper_label == "各学院、后勤"
    assert {chip.name for chip in row.helpers} == {"计算机学院", "化学学院", "医学院", "后勤"}
    new = public.supersede(row.directive.pk, fields={"text": "改"}, reason="x", by=cast.actor("hq_head"))
    assert new.helper_groups == ["colleges"]
    assert new.addressees.count() == 5
    with pytest.raises(BadInput):
        public.autosave(
            draft(reading, "排水井").pk, version=1, fields={"helper_groups": ["everybody"]}, by=clerk
        )
