"""What holds for every text: spans, order, determinism, the shape of the document."""

import itertools
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.core.minutes import Minutes, read_minutes
from anlan.core.minutes.tests.fragments import FRAGMENTS
from anlan.core.minutes.tests.shape import assert_contract
from anlan.core.minutes.tests.texts import THURSDAY

fragments = st.sampled_from(FRAGMENTS)
texts = st.lists(st.one_of(fragments, fragments, fragments, st.text(max_size=6)), max_size=30).map("".join)
quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans_of(minutes: Minutes):
    for requirement in minutes.requirements:
        for part in requirement.parts:
            yield part.span, part.text
            if part.deadline:
                yield part.deadline.span, part.deadline.text


@quickly
@given(texts)
def test_every_text_is_its_stretch_of_the_body(text):
    minutes = read_minutes(text, now=THURSDAY)
    assert minutes.body == text.replace("\r\n", "\n").replace("\r", "\n")
    for span, printed in spans_of(minutes):
        assert 0 <= span.start < span.end <= len(minutes.body)
        assert minutes.body[span.start : span.end] == span.of(minutes.body) == printed


@quickly
@given(texts)
def test_parts_lie_in_their_requirement_and_everything_runs_forward(text):
    minutes = read_minutes(text, now=THURSDAY)
    for requirement in minutes.requirements:
        own = requirement.span.of(minutes.body)
        assert own
        assert own.startswith(requirement.marker or "")
        assert requirement.heading in own
        assert all(requirement.span.holds(part.span) for part in requirement.parts)
        assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(requirement.parts))
        assert all(part.lead is None or requirement.span.holds(part.lead) for part in requirement.parts)
        assert all(part.condition is None or part.condition in part.text for part in requirement.parts)
        assert all(owner in own for part in requirement.parts for owner in part.owners)
        assert all(0 < part.sure <= 1 for part in requirement.parts)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(minutes.requirements))
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(minutes.sentences))


@quickly
@given(texts)
def test_numbers_count_through_the_document(text):
    minutes = read_minutes(text, now=THURSDAY)
    for number, requirement in enumerate(minutes.requirements, start=1):
        assert requirement.no == str(number)
        assert [part.no for part in requirement.parts] == [
            f"{number}-{index}" for index in range(1, len(requirement.parts) + 1)
        ]
    numbers = {requirement.no for requirement in minutes.requirements}
    assert all(set(sentence.requirements) <= numbers for sentence in minutes.sentences)


@quickly
@given(texts)
def test_the_document_has_the_shape_of_the_contract(text):
    document = read_minutes(text, now=THURSDAY).as_json()
    assert_contract(document)
    assert json.loads(json.dumps(document)) == document


@settings(quickly, max_examples=30)
@given(texts)
def test_the_same_text_gives_the_same_reading(text):
    assert read_minutes(text, now=THURSDAY) == read_minutes(text, now=THURSDAY)


@settings(quickly, max_examples=30)
@given(st.text(max_size=200))
def test_any_text_at_all_can_be_read(text):
    assert_contract(read_minutes(text).as_json())


DEMANDS = (
    "会议要求，后勤处要消毒教室，保卫处要核验身份。",
    "会议强调，严禁私拉电线、使用大功率电器。",
    "校长林远舟提出两点要求：一是要加强值班值守。二是要在5月25日前报送名单。",
    "会议要求，各学院要每日上报；图书馆要延长开放时间。",
    "会议指出，前期工作取得了成效。",
)
FACTS = ("会后，与会人员参观了体育馆。", "当天共有三十人到场，气氛热烈。", "去年的活动办得很成功。")


@quickly
@given(st.lists(st.sampled_from(DEMANDS), max_size=4), st.sampled_from(FACTS))
def test_a_closing_paragraph_without_orders_changes_nothing_before_it(demands, fact):
    text = "\n".join(["防汛工作会议纪要", *demands])
    before, after = (read_minutes(given, now=THURSDAY) for given in (text, f"{text}\n{fact}"))
    assert after.requirements == before.requirements
    assert after.announced == before.announced
    assert after.doubts == before.doubts
    assert after.sentences[: len(before.sentences)] == before.sentences


@quickly
@given(st.lists(st.sampled_from(DEMANDS[:4]), min_size=1, max_size=4))
def test_every_demanding_paragraph_is_found(demands):
    minutes = read_minutes("\n".join(["防汛工作会议纪要", *demands]), now=THURSDAY)
    counts = {DEMANDS[0]: 1, DEMANDS[1]: 1, DEMANDS[2]: 2, DEMANDS[3]: 2}
    assert len(minutes.requirements) == sum(counts[demand] for demand in demands)
