"""The text is cut differently, and every cut can be undone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.areas.command import public
from anlan.areas.command.models import DraftItem, DraftSet
from anlan.areas.command.rules.coverage import Cover
from anlan.areas.command.rules.spans import original, overlap, pairs
from anlan.areas.command.tests.domain.conftest import draft
from anlan.areas.command.tests.domain.texts import BODY, span_of
from anlan.core.kernel.errors import AnlanError, BadInput, Conflict, IllegalMove, NotVisible

pytestmark = pytest.mark.django_db


def live(reading: DraftSet) -> list[DraftItem]:
    return list(
        DraftItem.objects.filter(heading__draft_set=reading).exclude(state="folded").order_by("start")
    )


def test_a_draft_is_split_and_the_parts_keep_what_was_filled_in(cast, reading):
    item = draft(reading, "排水井")
    step = public.split_draft(item.pk, at=BODY.index("完成排水井"), by=cast.actor("clerk"))
    parts = list(DraftItem.objects.filter(pk__in=step.after).order_by("start"))
    assert [part.text for part in parts] == ["在6月1日前", "完成排水井清淤"]
    assert {part.lead_unit for part in parts} == {cast.units["logistics"]}
    assert DraftItem.objects.get(pk=item.pk).state == "folded"


def test_a_split_is_undone_with_the_words_that_were_there(cast, reading):
    item = draft(reading, "排水井")
    public.autosave(item.pk, version=1, fields={"text": "六月前清淤"}, by=cast.actor("clerk"))
    step = public.split_draft(item.pk, at=BODY.index("完成排水井"), by=cast.actor("clerk"))
    public.undo_step(step.pk, by=cast.actor("clerk2"))
    assert live(reading)[0].text == "六月前清淤"
    assert len(live(reading)) == 6
    with pytest.raises(Conflict):
        public.undo_step(step.pk, by=cast.actor("clerk"))


def test_neighbours_are_merged_into_one(cast, reading):
    one, other = draft(reading, "配电房"), draft(reading, "电缆")
    step = public.merge_drafts([one.pk, other.pk], by=cast.actor("clerk"))
    merged = DraftItem.objects.get(pk=step.after[0])
    assert merged.text == "坚决防止配电房进水、电缆浸泡"
    assert merged.spans == [[span_of("配电房进水").start, span_of("电缆浸泡").end]]
    public.undo_step(step.pk, by=cast.actor("clerk"))
    assert len(live(reading)) == 6


def test_drafts_of_two_headings_do_not_merge(cast, reading):
    with pytest.raises(BadInput):
        public.merge_drafts([draft(reading, "配电房").pk, draft(reading, "实习").pk], by=cast.actor("clerk"))
    with pytest.raises(BadInput):
        public.merge_drafts([draft(reading, "配电房").pk], by=cast.actor("clerk"))


def test_what_is_no_requirement_needs_a_reason_and_comes_back(cast, reading):
    item = draft(reading, "排水井")
    with pytest.raises(BadInput):
        public.dismiss_draft(item.pk, reason="", by=cast.actor("clerk"))
    step = public.dismiss_draft(item.pk, reason="只是背景", by=cast.actor("clerk"))
    assert DraftItem.objects.get(pk=item.pk).state == "not_a_requirement"
    public.undo_step(step.pk, by=cast.actor("clerk"))
    assert DraftItem.objects.get(pk=item.pk).state == "open"


def test_a_selection_becomes_a_draft_unless_another_holds_it(cast, reading):
    span = span_of("会议由办公室承办")
    step = public.add_draft(
        reading.pk, start=span.start, end=span.end, heading_id=None, by=cast.actor("clerk")
    )
    added = DraftItem.objects.get(pk=step.after[0])
    assert (added.text, added.heading.no) == ("会议由办公室承办", "3")
    taken = span_of("排水井")
    with pytest.raises(BadInput) as refused:
        public.add_draft(
            reading.pk, start=taken.start, end=taken.end, heading_id=None, by=cast.actor("clerk")
        )
    assert refused.value.code == "command.span_taken"
    public.undo_step(step.pk, by=cast.actor("clerk"))
    assert len(live(reading)) == 6


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (0, 10_000), (8, 8), (9, 4)])
def test_a_selection_outside_the_text_is_refused(cast, reading, start, end):
    with pytest.raises(BadInput):
        public.add_draft(reading.pk, start=start, end=end, heading_id=None, by=cast.actor("clerk"))


def test_what_was_built_upon_is_not_undone(cast, reading):
    item = draft(reading, "排水井")
    step = public.split_draft(item.pk, at=BODY.index("完成排水井"), by=cast.actor("clerk"))
    public.split_draft(step.after[1], at=BODY.index("清淤"), by=cast.actor("clerk"))
    with pytest.raises(Conflict):
        public.undo_step(step.pk, by=cast.actor("clerk"))


def test_an_issued_draft_is_not_cut(cast, issued):
    item = draft(issued, "排水井")
    with pytest.raises(IllegalMove):
        public.split_draft(item.pk, at=BODY.index("完成排水井"), by=cast.actor("clerk"))
    with pytest.raises(IllegalMove):
        public.dismiss_draft(item.pk, reason="x", by=cast.actor("clerk"))
    with pytest.raises(IllegalMove):
        public.merge_drafts([item.pk, draft(issued, "配电房").pk], by=cast.actor("clerk"))


def test_a_stranger_cannot_cut(cast, reading):
    item = draft(reading, "排水井")
    for who in ("dean", "inspector"):
        with pytest.raises(NotVisible):
            public.split_draft(item.pk, at=BODY.index("完成排水井"), by=cast.actor(who))


def test_sentences_are_matched_dismissed_or_open(cast, reading):
    page = public.confirmation(cast.actor("clerk"), reading.pk)
    assert {cover.value: number for cover, number in page.covers.items()} == {
        "matched": 4,
        "dismissed": 0,
        "open": 2,
    }
    count = public.dismiss_sentences(reading.pk, sentence_ids=None, reason="背景", by=cast.actor("clerk"))
    assert count == 2
    page = public.confirmation(cast.actor("clerk"), reading.pk)
    assert {cover.value for cover, number in page.covers.items() if number} == {"matched", "dismissed"}
    gone = next(one for one, cover in page.sentences if cover.value == "dismissed")
    public.restore_sentence(gone.pk, by=cast.actor("clerk"))
    assert public.confirmation(cast.actor("clerk"), reading.pk).covers[Cover.OPEN] == 1


def test_a_sentence_that_holds_a_draft_is_not_dismissed(cast, reading):
    sentence = reading.sentences.get(start=span_of("后勤保障部").start)
    with pytest.raises(BadInput):
        public.dismiss_sentences(reading.pk, sentence_ids=[sentence.pk], reason="x", by=cast.actor("clerk"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["split", "merge", "dismiss", "undo"]), st.integers(0, 200)), max_size=8
    )
)
def test_whatever_is_cut_spans_stay_disjoint_and_say_the_body(cast, reading, acts):
    clerk, steps = cast.actor("clerk"), []
    for name, pick in acts:
        items = live(reading)
        one, other = items[pick % len(items)], items[(pick + 1) % len(items)]
        try:
            if name == "split":
                steps.append(public.split_draft(one.pk, at=one.start + 1 + pick % 9, by=clerk))
            elif name == "merge":
                steps.append(public.merge_drafts([one.pk, other.pk], by=clerk))
            elif name == "dismiss":
                steps.append(public.dismiss_draft(one.pk, reason="x", by=clerk))
            elif steps:
                public.undo_step(steps[pick % len(steps)].pk, by=clerk)
        except AnlanError:
            continue
    items = live(reading)
    spans = [pairs(item.spans) for item in items]
    assert not any(overlap(a, b) for i, a in enumerate(spans) for b in spans[i + 1 :])
    for item in items:
        lead = tuple(item.lead_span) if item.lead_span else None
        assert item.text == original(BODY, pairs(item.spans), lead=lead)
