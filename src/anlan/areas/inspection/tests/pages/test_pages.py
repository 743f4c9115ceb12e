"""Every page answers, in both languages, to whoever may see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Checklist, Finding, Recheck, Run
from anlan.areas.inspection.services.running import Found
from anlan.areas.inspection.tests.ground import ANSWERS, NOW, SYSTEM, Ground
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from tests.support.cast import sign_in


@pytest.fixture
def desk(client: Client, held_clock: datetime, ground: Ground) -> Client:
    """The first inspector at a desk."""
    return sign_in(client, ground.cast["inspector"])


def body(client: Client, url: str, *, language: str = "zh-hans", status: int = 200) -> str:
    """The page as text."""
    client.cookies["django_language"] = language
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_answers(desk: Client, ground: Ground, language: str):
    run = ground.inspected(bottles="fail", lines="fail")
    finding = ground.submitted()
    conclusion = public.issue_conclusion(run.pk, text="总体合格", by=ground.actor("inspector"))
    checklist = ground.checklist
    urls = [
        reverse("inspection:overview"),
        reverse("inspection:findings"),
        reverse("inspection:findings") + "?show=all&q=手消&severity=minor&order=place&page=9",
        reverse("inspection:print"),
        reverse("inspection:raise"),
        finding.get_absolute_url(),
        reverse("inspection:runs"),
        reverse("inspection:plan"),
        run.get_absolute_url(),
        conclusion.get_absolute_url(),
        reverse("inspection:checklists"),
        checklist.get_absolute_url(),
        reverse("inspection:import"),
        reverse("inspection:rechecks"),
        reverse("inspection:drift"),
        reverse("inspection:label", args=("canteen-1-hall",)),
        reverse("inspection-place", args=("canteen-1-hall",)),
        reverse("inspection:protected"),
        reverse("inspection:receipt"),
        reverse("campus:place", args=("canteen-1-hall",)),
    ]
    for url in urls:
        text = body(desk, url, language=language)
        assert "<h1" in text


def test_an_english_page_of_a_finding_says_no_chinese_of_its_own(desk: Client, ground: Ground):
    finding = ground.submitted(text="Bottle empty")
    text = body(desk, finding.get_absolute_url(), language="en")
    assert "Re-check passed" in text
    assert "督查" not in text


def test_a_sheet_is_filled_and_handed_in_on_the_page(desk: Client, ground: Ground):
    run = ground.plan()
    desk.post(reverse("inspection:start", args=(run.pk,)))
    assert "提交督查结果" in body(desk, run.get_absolute_url())
    filled = {f"a-{key}": value for key, value in ANSWERS.items()}
    filled |= {"a-bottles": "fail", "n-bottles": "2 号口手消瓶已空", "s-bottles": "serious"}
    url = reverse("inspection:fill", args=(run.pk,))
    kept = desk.post(url, {**filled, "keep": "1"})
    assert kept.status_code == 302
    wrong = desk.post(url, {**filled, "submit": "1"})
    assert wrong.status_code == 422
    assert "写明被查单位的人怎么看" in wrong.content.decode()
    done = desk.post(url, {**filled, "submit": "1", "presence": "read", "present_name": "苗香"})
    assert done.status_code == 302
    finding = Finding.objects.get()
    assert (finding.text, finding.severity, finding.state) == ("2 号口手消瓶已空", "serious", "assigned")


def test_a_missing_answer_is_named_with_a_link_to_it(desk: Client, ground: Ground):
    run = ground.plan()
    public.start_run(run.pk, by=ground.actor("inspector"))
    url = reverse("inspection:fill", args=(run.pk,))
    answer = desk.post(url, {"submit": "1", "presence": "read", "present_name": "苗香"})
    assert answer.status_code == 422
    assert 'href="#q-lines"' in answer.content.decode()


def test_a_finding_is_raised_assigned_put_right_and_closed_on_pages(desk: Client, ground: Ground):
    told = {
        "client_id": str(new_id()),
        "text": "地面积水",
        "place_id": str(ground.canteen.pk),
        "unit_id": str(ground.cast.units["canteen-1"].pk),
        "severity": "minor",
    }
    assert desk.post(reverse("inspection:raise"), told).status_code == 302
    finding = Finding.objects.get()
    assigned = desk.post(
        reverse("inspection:move", args=(finding.code, "assign")), {"assign-unit_id": str(finding.unit_id)}
    )
    assert assigned.status_code == 302
    unit = sign_in(Client(), ground.cast["canteen_head"])
    with clock.hold(NOW + timedelta(hours=1)):
        url = reverse("inspection:move", args=(finding.code, "submit"))
        refused = unit.post(url, {"submit-note": "拖干了"})
        assert refused.status_code == 422
        assert "还没有改好以后的证据" in refused.content.decode()
        ground.prove(finding)
        assert unit.post(url, {"submit-note": "拖干了"}).status_code == 302
    with clock.hold(NOW + timedelta(hours=2)):
        for name in ("verify", "close"):
            assert desk.post(reverse("inspection:move", args=(finding.code, name))).status_code == 302
    assert Finding.objects.get().state == "closed"


def test_the_unit_s_page_offers_no_verification(desk: Client, ground: Ground):
    finding = ground.submitted()
    unit = sign_in(Client(), ground.cast["canteen_head"])
    text = body(unit, finding.get_absolute_url())
    assert "复核通过" not in text


def test_a_stranger_finds_nothing(held_clock: datetime, client: Client, ground: Ground):
    finding, run = ground.finding(), ground.plan()
    sign_in(client, ground.cast["student"])
    for url in (
        finding.get_absolute_url(),
        run.get_absolute_url(),
        reverse("inspection:overview"),
        reverse("inspection:findings"),
        reverse("inspection:drift"),
        reverse("inspection:desk"),
    ):
        body(client, url, status=404)


def test_an_unannounced_run_is_hidden_from_its_unit_until_it_is_handed_in(
    held_clock: datetime, client: Client, ground: Ground
):
    run = ground.plan()
    sign_in(client, ground.cast["canteen_head"])
    body(client, run.get_absolute_url(), status=404)
    public.start_run(run.pk, by=ground.actor("inspector"))
    public.submit_run(run.pk, sheet=ground.sheet(), by=ground.actor("inspector"))
    body(client, run.get_absolute_url())


def test_a_printed_label_leads_to_the_place(desk: Client, ground: Ground):
    ground.finding()
    text = body(desk, reverse("inspection:label", args=("canteen-1-hall",)))
    assert "<svg" in text
    assert "/i/p/canteen-1-hall" in text
    here = body(desk, "/i/p/canteen-1-hall")
    assert "2 号取餐口手消瓶已空" in here
    assert "食堂取餐与手消" in here


def test_a_label_asks_a_stranger_to_sign_in(held_clock: datetime, client: Client, ground: Ground):
    answer = client.get("/i/p/canteen-1-hall")
    assert answer.status_code == 302
    assert "next=%2Fi%2Fp%2Fcanteen-1-hall" in answer["Location"]


def test_the_workbook_holds_the_filtered_rows(desk: Client, ground: Ground):
    ground.finding()
    answer = desk.get(reverse("inspection:export") + "?show=open")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_an_import_tells_each_problem_by_sheet_and_row(desk: Client, workbook: Any):
    data = workbook(survey=[("barcode", "x", "扫一扫")])
    answer = desk.post(reverse("inspection:import"), {"file": data})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "survey 第 2 行" in text
    assert "不认识题型“barcode”" in text
    assert Checklist.objects.filter(state="draft").count() == 0


def test_a_good_import_is_a_draft_that_is_published_from_its_page(desk: Client, workbook: Any):
    data = workbook(survey=[("select_one judge", "clean", "地面干净")])
    answer = desk.post(reverse("inspection:import"), {"file": data})
    assert answer.status_code == 302
    draft = Checklist.objects.get(code="test-list")
    assert "发布这一版" in body(desk, draft.get_absolute_url())
    desk.post(reverse("inspection:publish", args=("test-list", 1)))
    assert Checklist.objects.get(code="test-list").state == "published"


def test_the_blind_page_tells_neither_judgement_nor_run(desk: Client, ground: Ground):
    run = ground.inspected(who="second")
    with clock.hold(NOW + timedelta(hours=1)):
        public.draw_rechecks(by=SYSTEM, seed="fixed")
    waiting = Recheck.objects.get()
    assert waiting.assignee_id == ground.seat("inspector")
    text = body(desk, reverse("inspection:rechecks"))
    assert run.code not in text
    assert str(run.pk) not in text
    body(desk, run.get_absolute_url(), status=404)
    assert run.code not in body(desk, reverse("inspection:runs"))
    desk.post(reverse("inspection:judge", args=(waiting.pk,)), {"verdict": "fail"})
    body(desk, run.get_absolute_url())


def test_an_objection_is_filed_and_decided_on_the_page(desk: Client, ground: Ground):
    run = ground.inspected(bottles="fail")
    made = public.issue_conclusion(run.pk, text="手消不合格", by=ground.actor("inspector"))
    unit = sign_in(Client(), ground.cast["logistics_head"])
    assert unit.post(made.get_absolute_url(), {"reason": "当天已补"}).status_code == 302
    other = sign_in(Client(), ground.cast["hq_head"])
    told = {"holds": "yes", "answer": "照片属实", "text": "合格", "overturned": [str(run.findings.get().pk)]}
    assert other.post(made.get_absolute_url(), told).status_code == 302
    assert Finding.objects.get().state == "overturned"


def test_hostile_input_is_shown_as_text(desk: Client, ground: Ground):
    finding = ground.finding(text="<script>alert(1)</script>")
    text = body(desk, finding.get_absolute_url())
    assert "<script>alert(1)" not in text


def test_a_run_of_found_items_opens_their_findings_once(desk: Client, ground: Ground):
    key = new_id()
    run = ground.inspected(found=(Found("bottles", "空瓶", "minor", client_id=key),), bottles="fail")
    assert [one.pk for one in run.findings.all()] == [key]
    assert Run.objects.count() == 1
