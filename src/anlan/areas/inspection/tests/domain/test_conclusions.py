"""A conclusion from its issue to the last word, over HTTP; who inspected or concluded never reviews it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Conclusion, Finding, Objection
from anlan.areas.inspection.tests.ground import NOW, SYSTEM, Ground
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import Conflict, NotYours
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.evidence.public import strike_out
from tests.support.cast import sign_in

API = "/api/v1/inspection"
HOUR = timedelta(hours=1)


def call(ground: Ground, who: str, url: str, **given: Any) -> Any:
    """Somebody's request and its answer."""
    desk = sign_in(Client(), ground.cast[who])
    return desk.post(f"{API}{url}", given, content_type="application/json")


def test_a_conclusion_goes_from_issue_to_the_last_word(held_clock: datetime, ground: Ground):
    run = ground.inspected(bottles="fail")
    wrong = Finding.objects.get()
    made = call(ground, "inspector", f"/runs/{run.pk}/conclusion", text="手消不合格")
    assert made.status_code == 201, made.content
    first = made.json()
    assert call(ground, "inspector", f"/runs/{run.pk}/conclusion", text="再来一份").status_code == 409
    objected = call(ground, "logistics_head", f"/conclusions/{first['id']}/object", reason="瓶子刚换").json()
    key = objected["objection"]["id"]
    assert (objected["state"], objected["objection"]["state"]) == ("objected", "filed")
    for who in ("inspector", "canteen_head"):
        assert call(ground, who, f"/objections/{key}/keep", answer="维持").status_code in {403, 404}
    changed = call(
        ground, "hq_head", f"/objections/{key}/change", answer="属实", text="合格", overturned=[str(wrong.pk)]
    )
    assert changed.status_code == 200, changed.content
    assert (changed.json()["text"], changed.json()["state"]) == ("合格", "issued")
    assert Finding.objects.get().state == "overturned"
    assert Conclusion.objects.get(pk=first["id"]).state == "changed"
    read = sign_in(Client(), ground.cast["logistics_head"]).get(f"{API}/conclusions/{first['id']}").json()
    assert (read["objection"]["answer"], read["objection"]["state"]) == ("属实", "upheld")
    stranger = sign_in(Client(), ground.cast["dean"])
    assert stranger.get(f"{API}/conclusions/{first['id']}").status_code == 404


def test_nobody_who_ever_concluded_on_the_run_reviews_a_later_objection(held_clock: datetime, ground: Ground):
    run = ground.inspected()
    first = public.issue_conclusion(run.pk, text="合格", by=ground.actor("second"))
    objection = public.object_to(first.pk, reason="漏了一处", by=ground.actor("logistics_head"))
    second = public.change_conclusion(
        objection.pk, answer="补上", text="基本合格", by=ground.actor("hq_head")
    )
    again = public.object_to(second.pk, reason="还是不对", by=ground.actor("logistics_head"))
    with pytest.raises(NotYours, match="took_part"):
        public.keep_conclusion(again.pk, answer="维持", by=ground.actor("hq_head"))
    done = public.keep_conclusion(again.pk, answer="维持", by=ground.actor("commander"))
    assert (done.state, Conclusion.objects.get(pk=second.pk).state) == ("refused", "kept")


def test_an_objection_is_heard_until_the_third_working_day_ends_and_answered_within_three_more(
    held_clock: datetime, ground: Ground
):
    made = public.issue_conclusion(ground.inspected().pk, text="合格", by=ground.actor("inspector"))
    end = datetime(2022, 5, 26, tzinfo=CAMPUS_ZONE)  # Friday, then Monday to Wednesday
    assert made.object_until == end
    with clock.hold(end - timedelta(seconds=1)):
        objection = public.object_to(made.pk, reason="时间写错", by=ground.actor("logistics_head"))
    assert objection.answer_until == datetime(2022, 5, 31, tzinfo=CAMPUS_ZONE)
    with clock.hold(objection.answer_until + HOUR):
        public.mark_late(by=SYSTEM)
        public.keep_conclusion(objection.pk, answer="维持", by=ground.actor("hq_head"))
    assert Objection.objects.get().late_since == objection.answer_until


def test_after_an_operation_the_terms_are_thirty_days_each(held_clock: datetime, ground: Ground):
    made = public.issue_conclusion(
        ground.inspected().pk, text="合格", term="after", by=ground.actor("inspector")
    )
    assert made.object_until == datetime(2022, 6, 20, tzinfo=CAMPUS_ZONE)
    with clock.hold(made.object_until - HOUR):
        objection = public.object_to(made.pk, reason="时间写错", by=ground.actor("logistics_head"))
    assert objection.answer_until == datetime(2022, 7, 20, tzinfo=CAMPUS_ZONE)
    other = public.issue_conclusion(
        ground.inspected().pk, text="合格", term="after", by=ground.actor("inspector")
    )
    with clock.hold(other.object_until), pytest.raises(Conflict):
        public.object_to(other.pk, reason="晚了", by=ground.actor("logistics_head"))


def test_each_step_is_told_to_whoever_listens(held_clock: datetime, ground: Ground):
    made = public.issue_conclusion(ground.inspected().pk, text="合格", by=ground.actor("inspector"))
    objection = public.object_to(made.pk, reason="时间写错", by=ground.actor("logistics_head"))
    public.keep_conclusion(objection.pk, answer="维持", by=ground.actor("hq_head"))
    told = {name.split(".")[-1] for name in OutboxEvent.objects.values_list("name", flat=True)}
    assert {"ConclusionIssued", "ObjectionFiled", "ObjectionDecided"} <= told


def test_the_raiser_verifies_unless_they_brought_the_proof(held_clock: datetime, ground: Ground):
    finding = ground.submitted()
    with clock.hold(NOW + 2 * HOUR):
        done = public.verify(finding.pk, by=ground.actor("inspector"))
    assert done.verified_person_id == finding.raised_person_id


def test_whoever_brought_proof_does_not_verify_even_when_it_was_struck_out(
    held_clock: datetime, ground: Ground
):
    finding = ground.submitted()
    with clock.hold(NOW + 2 * HOUR):
        piece = ground.prove(finding, who="inspector")
        with pytest.raises(NotYours, match="brought_evidence"):
            public.verify(finding.pk, by=ground.actor("inspector"))
        strike_out(piece.pk, reason="拍错", by=ground.actor("inspector"))
        with pytest.raises(NotYours, match="brought_evidence"):
            public.verify(finding.pk, by=ground.actor("inspector"))
        public.verify(finding.pk, by=ground.actor("second"))


def test_proof_that_was_struck_out_proves_nothing(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    with clock.hold(NOW + HOUR):
        piece = ground.prove(finding)
        public.submit(finding.pk, by=ground.actor("canteen_head"), note="补了")
        strike_out(piece.pk, reason="拍错", by=ground.actor("canteen_head"))
    with clock.hold(NOW + 2 * HOUR), pytest.raises(Conflict, match="proof_missing"):
        public.verify(finding.pk, by=ground.actor("inspector"))
