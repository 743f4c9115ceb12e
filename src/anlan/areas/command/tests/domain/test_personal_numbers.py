"""No free text of the room takes a phone or identity number that nobody decided about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, TopicSlip
from anlan.areas.command.services.personal import free_text, screened_values
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.ledger.public import history

pytestmark = pytest.mark.django_db

PHONE = "13900001234"
WORDS = f"先打{PHONE}问清楚"
MASKED = "先打139****1234问清楚"
KEPT = public.PersonalNumbers("keep", "值班电话，本人同意公开")

Say = Callable[..., Any]


@pytest.fixture
def acts(cast, item) -> Mapping[str, Say]:
    """Every act that takes words, as ``act(numbers)`` on the same facts."""
    head, clerk, hq = cast.actor("security_head"), cast.actor("clerk"), cast.actor("hq_head")
    directive = item("地下车库")
    answer = Addressee.objects.get(directive=directive)
    fresh = public.import_text(by=clerk, text="会议要求保卫处每日巡查围墙。当天天气晴好。")
    other = fresh.headings.get().items.get()
    planned = public.plan_meeting(by=clerk, series="例会", title="例会", held_on=clock.today())
    slip = public.submit_slip(planned.pk, topic="车库排水", by=cast.actor("dean"))
    public.call_positions(planned.pk, position_ids=[cast.position("dean").pk], by=clerk)
    called = planned.attendances.get()
    paper = public.register_paper(
        by=clerk, issuer="市防办", number="〔2022〕15号", title="通知", received_on=clock.today()
    )
    return {
        "topic": lambda **by: public.submit_slip(planned.pk, topic=WORDS, by=cast.actor("dean"), **by),
        "decline": lambda **by: public.decline_slip(slip.pk, reason=WORDS, by=clerk, **by),
        "absence": lambda **by: public.record_attendance(
            called.pk, presence="absent", reason=WORDS, by=clerk, **by
        ),
        "meeting": lambda **by: public.plan_meeting(
            by=clerk, series="专题会", title=WORDS, held_on=clock.today(), **by
        ),
        "venue": lambda **by: public.plan_meeting(
            by=clerk, series="专题会", title="会", venue=WORDS, held_on=clock.today(), **by
        ),
        "object": lambda **by: public.object_to(answer.pk, reason=WORDS, by=head, **by),
        "withdraw": lambda **by: public.withdraw(directive.pk, reason=WORDS, by=hq, **by),
        "correct": lambda **by: public.supersede(
            directive.pk, fields={"text": "每周巡查"}, reason=WORDS, by=hq, **by
        ),
        "condition": lambda **by: public.supersede(
            directive.pk, fields={"condition": WORDS}, reason="写明前提", by=hq, **by
        ),
        "dismiss": lambda **by: public.dismiss_draft(other.pk, reason=WORDS, by=clerk, **by),
        "sentences": lambda **by: public.dismiss_sentences(
            fresh.pk, sentence_ids=None, reason=WORDS, by=clerk, **by
        ),
        "paper": lambda **by: public.register_paper(
            by=clerk, issuer="市防办", number="〔2022〕16号", title=WORDS, received_on=clock.today(), **by
        ),
        "note": lambda **by: public.reply_to_paper(paper.pk, note=WORDS, by=clerk, **by),
        "view": lambda **by: public.save_view(name=WORDS, query="", by=clerk, **by),
        "local": lambda **by: public.add_local(
            by=cast.actor("dean"), text=WORDS, unit_id=cast.units["cs"].pk, **by
        ),
    }


NAMES = (
    *("topic", "decline", "absence", "meeting", "venue", "object", "withdraw", "correct", "condition"),
    *("dismiss", "sentences", "paper", "view", "local"),
)


@pytest.mark.parametrize("name", NAMES)
def test_words_with_a_number_are_asked_about(acts, name):
    with pytest.raises(BadInput, match="personal_numbers") as refused:
        acts[name]()
    assert PHONE not in str(refused.value.facts)


@pytest.mark.parametrize("name", NAMES)
def test_the_number_is_masked_when_that_is_decided(acts, name):
    acts[name](numbers=public.MASK)
    assert PHONE not in _everything_written()
    assert MASKED in _everything_written()


@pytest.mark.parametrize("name", NAMES)
def test_a_number_is_kept_only_for_a_reason_and_the_ledger_says_so(acts, name):
    with pytest.raises(BadInput, match="keep_reason_missing"):
        acts[name](numbers=public.PersonalNumbers("keep", "  "))
    acts[name](numbers=KEPT)
    assert KEPT.reason in _everything_written()


def test_a_refused_act_leaves_nothing_behind(acts, cast):
    with pytest.raises(BadInput):
        acts["topic"]()
    assert TopicSlip.objects.filter(topic__contains="先打").count() == 0


def test_the_answer_to_an_objection_is_asked_about_too(acts, cast, item):
    answer = Addressee.objects.get(directive=item("地下车库"))
    public.object_to(answer.pk, reason="人手不够", by=cast.actor("security_head"))
    hq = cast.actor("hq_head")
    with pytest.raises(BadInput, match="personal_numbers"):
        public.keep(answer.pk, answer=WORDS, by=hq)
    with pytest.raises(BadInput, match="personal_numbers"):
        public.change(answer.pk, answer=WORDS, fields={"text": "每周巡查"}, by=hq)
    public.keep(answer.pk, answer=WORDS, by=hq, numbers=public.MASK)
    answer.refresh_from_db()
    assert answer.answer == MASKED
    lines = history("command.directive", answer.directive_id)
    assert PHONE not in str(list(lines.values_list("payload", flat=True)))


def test_a_number_that_was_kept_once_is_not_asked_about_again(cast, item):
    hq = cast.actor("hq_head")
    new = public.supersede(
        item("地下车库").pk, fields={"text": WORDS}, reason="补上电话", by=hq, numbers=KEPT
    )
    again = public.supersede(new.pk, fields={"text": WORDS + "，每日"}, reason="补上频次", by=hq)
    assert PHONE in again.text


def test_words_that_are_too_long_are_refused_and_not_cut():
    with pytest.raises(BadInput, match="field_too_long"):
        free_text("长" * 301, field="reason", numbers=public.ASK)
    assert free_text("  短\x00  ", field="reason", numbers=public.ASK) == "短"


def test_what_is_not_words_stays_as_it_is():
    values = {"lead_unit": PHONE, "note": WORDS, "helpers": [PHONE]}
    told = screened_values(values, numbers=public.MASK, known={})
    assert told == {"lead_unit": PHONE, "note": MASKED, "helpers": [PHONE]}


def _everything_written() -> str:
    """What the tables of the room and the ledger hold of words."""
    rows: list[object] = []
    for room in ("command", "ledger"):
        for model in apps.get_app_config(room).get_models():
            fields = model._meta.concrete_fields
            names = [one.name for one in fields if isinstance(one, CharField | TextField | JSONField)]
            rows += list(model._default_manager.values_list(*names)) if names else []
    return str(rows)
