"""Findings on a phone: what goes along, what comes back, once and in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from anlan.areas.command.tests.pages.desk import issue
from anlan.areas.inspection import packs, parcels, public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.services.running import Found
from anlan.areas.inspection.tests.ground import NOW, Ground
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.public import Ref, add_file
from anlan.foundation.evidence.tests import files

pytestmark = pytest.mark.usefixtures("held_clock")
SECTION = packs.PACKS[0][1]
HANDLERS = dict(parcels.PARCEL_HANDLERS)


@pytest.fixture(autouse=True)
def kept(settings: Any, tmp_path: Any) -> None:
    """Evidence goes to a folder of the test."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


def taken_along(ground: Ground, who: str, *, at: datetime = NOW) -> Any:
    """The section of inspection as somebody's phone gets it."""
    return SECTION(ground.actor(who), at)


def send(ground: Ground, kind: str, who: str, **body: Any) -> Any:
    """A parcel's body to its handler."""
    return HANDLERS[kind](body, by=ground.actor(who), made_at=clock.now(), client_id=new_id())


def look(ground: Ground, finding: Finding, verdict: str, /, *, who: str = "inspector", **more: Any) -> Any:
    """A verdict of somebody who saw the finding as it is."""
    body = {"finding": str(finding.pk), "verdict": verdict, "seen": finding.state_changed_at.isoformat()}
    return send(ground, "finding.verify", who, **{**body, **more})


def photograph(ground: Ground, finding: Finding, *, who: str = "canteen_head") -> str:
    """A picture of the finding."""
    row = add_file(
        subject=Ref("inspection.finding", finding.pk),
        data=files.jpeg(),
        name="shelf.jpg",
        by=ground.actor(who),
        client_id=new_id(),
    )
    return str(row.pk)


def test_the_unit_takes_along_what_it_has_to_put_right(ground: Ground) -> None:
    run = ground.inspected(bottles="fail", found=(Found("bottles", "2 号窗口空瓶"),))
    finding = run.findings.get()
    picture = photograph(ground, finding, who="inspector")
    (told,) = taken_along(ground, "canteen_head")["rectify"]
    assert (told["code"], told["place"]["name"], told["late"]) == (finding.code, "第一食堂", False)
    assert "空瓶" in told["item_label"]
    assert told["photos"] == [{"id": picture, "at": NOW.isoformat(), "after": False}]
    assert (told["returned"], told["said"], told["asks_cause"]) == (None, None, False)


def test_a_finding_of_another_seat_or_unit_stays_with_them(ground: Ground) -> None:
    finding = ground.assigned()
    Finding.objects.filter(pk=finding.pk).update(owner_position=ground.seat("logistics_head"))
    assert "rectify" not in taken_along(ground, "canteen_head")
    assert "rectify" not in taken_along(ground, "chem_dean")


def test_what_was_handed_in_is_told_until_it_is_answered(ground: Ground) -> None:
    finding = ground.assigned()
    with clock.hold(NOW + timedelta(hours=1)):
        ground.prove(finding)
        send(ground, "finding.rectified", "canteen_head", finding=str(finding.pk), note="补了")
        told = taken_along(ground, "canteen_head", at=clock.now())
        assert "rectify" not in told
        assert [(one["code"], one["state"]) for one in told["answered"]] == [(finding.code, "submitted")]
        finding.refresh_from_db()
        look(ground, finding, "return", note="瓶子还是空的")
        told = taken_along(ground, "canteen_head", at=clock.now())
    assert "answered" not in told
    assert (told["rectify"][0]["returned"]["words"], told["rectify"][0]["round"]) == ("瓶子还是空的", 2)


def test_whoever_verifies_sees_what_was_said_and_shown(ground: Ground) -> None:
    finding = ground.submitted()
    with clock.hold(NOW + timedelta(hours=2)):
        picture = photograph(ground, finding)
        (told,) = taken_along(ground, "inspector")["verify"]
    assert told["said"]["words"] == "补了手消液"
    assert [(one["id"], one["after"]) for one in told["photos"]] == [(picture, True)]


def test_nobody_takes_their_own_work_or_evidence_along_to_verify(ground: Ground) -> None:
    finding = ground.submitted()
    assert "verify" not in taken_along(ground, "canteen_head")
    assert taken_along(ground, "second")["verify"]
    with clock.hold(NOW + timedelta(hours=2)):
        ground.prove(finding, who="second")
    assert "verify" not in taken_along(ground, "second")
    ground.join(ground.cast.person("inspector"), ground.cast.units["canteen-1"])
    assert "verify" not in taken_along(ground, "inspector")


def test_a_verdict_counts_only_for_what_was_looked_at(ground: Ground) -> None:
    finding = ground.submitted()
    before = finding.state_changed_at.isoformat()
    with clock.hold(NOW + timedelta(hours=2)):
        assert look(ground, finding, "return", note="不够")["state"] == "reopened"
    with clock.hold(NOW + timedelta(hours=3)):
        ground.prove(finding)
        again = public.submit(finding.pk, by=ground.actor("canteen_head"), note="再补")
        with pytest.raises(Conflict) as refused:
            look(ground, again, "verify", seen=before)
        assert refused.value.code == "field.changed_since"
        with pytest.raises(NotVisible):
            look(ground, again, "verify", who="chem_dean", seen=before)
        assert look(ground, again, "verify")["state"] == "verified"
        with pytest.raises(IllegalMove):
            look(ground, again, "verify")


def test_a_verdict_of_whoever_brought_the_evidence_is_refused(ground: Ground) -> None:
    finding = ground.submitted()
    with clock.hold(NOW + timedelta(hours=2)):
        ground.prove(finding, who="inspector")
        with pytest.raises(NotYours) as refused:
            look(ground, finding, "verify")
    assert refused.value.code == "inspection.verifier_brought_evidence"


@pytest.mark.parametrize(
    "wrong", [{"verdict": "close"}, {"seen": "yesterday"}, {"seen": None}, {"finding": "1"}, {"more": 1}]
)
def test_a_verdict_that_cannot_be_read_is_refused(ground: Ground, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        look(ground, ground.submitted(), "verify", **wrong)


def test_a_verdict_on_nothing_is_not_visible(ground: Ground) -> None:
    body = {"finding": str(uuid4()), "verdict": "verify", "seen": NOW.isoformat()}
    with pytest.raises(NotVisible):
        send(ground, "finding.verify", "inspector", **body)


def test_a_run_says_with_whom_and_for_what(ground: Ground) -> None:
    sentence = issue(ground.cast, lead="logistics").directives[0]
    seats = [ground.seat("inspector"), ground.seat("second")]
    ground.plan(inspector_ids=seats, directive_ids=[sentence.pk])
    told = taken_along(ground, "inspector")
    (run,) = told["runs"]
    assert run["fellows"] == ["季明"]
    assert [one["code"] for one in run["requirements"]] == [sentence.code]
    assert run["requirements"][0]["text"] in {sentence.quote, sentence.text}


def test_a_place_knows_when_it_was_looked_at_and_what_is_open(ground: Ground) -> None:
    ground.inspected()
    finding = ground.assigned()
    told = taken_along(ground, "inspector")
    assert told["second_run_days"] == public.limits().second_run_days
    (looked,) = told["looked"]
    assert (looked["place"], looked["checklist"], looked["done"]) == (
        str(ground.canteen.pk),
        "canteen-handwash",
        True,
    )
    assert [one["code"] for one in told["here"]] == [finding.code]
    assert {one["path"] for one in told["places"]} >= {ground.canteen.path}
    assert any(one["every_days"] for one in told["checklists"])


def test_the_pack_stays_the_same_while_nothing_changes(ground: Ground) -> None:
    ground.plan()
    assert taken_along(ground, "inspector") == taken_along(ground, "inspector", at=NOW + timedelta(minutes=5))


def test_many_findings_cost_no_more_questions_than_few(
    ground: Ground, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        ground.submitted()
        ground.assigned()
    with django_assert_max_num_queries(45):
        told = taken_along(ground, "inspector")
    assert len(told["verify"]) == 4
    with django_assert_max_num_queries(25):
        told = taken_along(ground, "canteen_head")
    assert len(told["rectify"]) == 4
