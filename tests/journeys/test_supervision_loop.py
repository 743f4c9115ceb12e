"""A requirement is not done because somebody says so: shown from the phone, looked at on site by others,
put right, verified by a second person, and met by its own measurement; lateness stays (M2, M3, M24)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from anlan.areas.command import public as command
from anlan.areas.command.models import Directive
from anlan.areas.command.tests.pages.desk import read
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.tests.ground import Ground, make_ground
from anlan.areas.tasks.models import Task
from anlan.areas.tasks.tests.office import Office
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.demo.pictures import photo as drawn
from anlan.foundation.accounts.public import Account
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.indicators.public import State, compute, state_word
from tests.support.browser import OpenPage, axe, carry_session, fits
from tests.support.cast import build_cast, sign_in
from tests.support.onsite import PASSED, fail, judge, opened, sign
from tests.support.phone import Phone, phone

__all__ = ["phone"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("empty_queue"),
]

MEASURE = "tasks.evidence_per_submitted"
TITLE = "第一食堂取餐口补手消瓶"
WORDS = {"zh": "zh-hans", "en": "en"}


@pytest.fixture(autouse=True)
def stored(settings: Any, tmp_path: Path) -> None:
    """Evidence goes to a folder of the test."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"


@pytest.fixture
def ground() -> Ground:
    """A canteen, two inspectors, the unit that keeps it; all of them there since last week."""
    with clock.hold(clock.now() - timedelta(days=7)):
        return make_ground(build_cast())


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A photo as a camera would give it."""
    path = tmp_path / "camera.jpg"
    path.write_bytes(drawn("取餐口"))
    return path


def _requirement(ground: Ground) -> Directive:
    """Led by logistics, measured by what the tasks' own records say; issued four days ago."""
    with clock.hold(clock.now() - timedelta(days=4)):
        return _issued(ground)


def _issued(ground: Ground) -> Directive:
    by, reading = ground.actor("clerk"), read(ground.cast)
    keys = [card.id for card in reading.page.drafts]
    command.apply_to_selected(keys, fields={"lead_unit": str(ground.cast.units["logistics"].pk)}, by=by)
    first = reading.page.drafts[0]
    command.autosave(first.id, version=first.version, fields={"measures": [MEASURE]}, by=by)
    command.confirm_as_suggested(keys, by=by)
    command.issue_drafts(reading.draft_set_id, client_id=new_id(), by=by)
    return Directive.objects.filter(kind="item").order_by("order")[0]


def _late_task(ground: Ground, directive: Directive) -> Task:
    """Given three days ago, due yesterday, of the logistics head; an inspector verifies."""
    with clock.hold(clock.now() - timedelta(days=3)):
        return Office(ground.cast).give(
            title=TITLE, directive_id=directive.pk, due_at=clock.now() + timedelta(days=2)
        )


def _as(page: Page, who: Account, live_server: Any) -> Page:
    carry_session(page, sign_in(Client(), who), live_server)
    return page


def _do_the_task_without_a_line(ground: Ground, phone: Phone, camera: Path) -> None:
    page = opened(phone, client=Client(), who=ground.cast["logistics_head"])
    phone.offline(True)
    page.get_by_role("link", name=TITLE).click()
    page.locator("#camera").set_input_files(camera)
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    page.get_by_label("办成了什么").fill("8 个取餐口各一瓶")
    axe(page)
    fits(page)
    page.get_by_role("button", name="提交核验").click()
    expect(page.locator("#unsent")).to_contain_text("未传")
    assert Evidence.objects.count() == 0
    phone.offline(False)
    expect(page.get_by_text("已收到", exact=True)).to_be_visible()


def _inspect_without_a_line(ground: Ground, phone: Phone, camera: Path) -> None:
    page = opened(phone, client=Client(), who=ground.cast["inspector"])
    phone.offline(True)
    page.get_by_role("link", name="第一食堂 食堂取餐与手消").click()
    judge(page, "lines", "合格")
    fail(page, "bottles", words="2 号取餐口手消瓶已空", photo=camera)
    for item in PASSED[1:]:
        judge(page, item, "不适用" if item == "prompt" else "合格")
    page.locator("#a-sample_temperature").fill("5")
    page.locator("#a-sample_temperature").press("Tab")
    page.get_by_role("link", name="核对并提交").click()
    sign(page)
    page.get_by_label("被查单位在场人", exact=True).fill("饮食中心 苗香")
    axe(page)
    page.get_by_role("button", name="提交督查结果").click()
    expect(page.locator("#unsent")).to_contain_text("未传")
    assert Finding.objects.count() == 0
    phone.offline(False)
    expect(page.get_by_text("已收到", exact=True)).to_be_visible()


def _put_right(page: Page, finding: Finding, camera: Path) -> None:
    """The unit begins, adds a photo of how it is now, and hands it in."""
    page.goto(finding.get_absolute_url())
    page.locator("form[action$='/start/'] button").click()
    expect(page.locator("form[action$='/start/']")).to_have_count(0)
    page.locator("#evidence input[name=files]").set_input_files(camera)
    page.locator("#evidence form .btn-primary").click()
    expect(page.locator("#evidence img")).to_have_count(2)
    page.locator("#act-submit > summary").click()
    page.locator("#act-submit textarea, #act-submit input[name$=note]").first.fill("补了手消液，每班检查")
    axe(page)
    page.locator("#act-submit button").click()
    expect(page.locator("#act-submit")).to_have_count(0)


def _verify(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("#act-verify > summary").click()
    page.locator("#act-verify button").click()
    expect(page.locator("#act-verify")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_requirement_is_met_only_by_what_others_saw_and_its_measurement_says(
    ground: Ground, phone: Phone, open_page: OpenPage, live_server: Any, camera: Path, language: str
):
    directive = _requirement(ground)
    task = _late_task(ground, directive)
    ground.plan(directive_ids=[directive.pk])

    _do_the_task_without_a_line(ground, phone, camera)
    phone.close()
    phone.folder = phone.folder.with_name("second-profile")
    _inspect_without_a_line(ground, phone, camera)
    finding = Finding.objects.get()
    assert list(finding.directives.all()) == [directive]

    unit = _as(open_page(language=language, width=390), ground.cast["canteen_head"], live_server)
    _put_right(unit, finding, camera)
    _the_doers_cannot_verify(ground, task, finding)

    first = _as(open_page(language=language), ground.cast["inspector"], live_server)
    second = _as(open_page(language=language), ground.second, live_server)
    _verify(second, finding.get_absolute_url())
    axe(second)
    _verify(first, task.get_absolute_url())
    axe(first)

    task.refresh_from_db()
    finding.refresh_from_db()
    assert (task.state, finding.state) == ("verified", "verified")
    assert task.late_since == task.due_at
    _the_measurement_says_met(ground, directive, open_page, live_server, language)


def _the_doers_cannot_verify(ground: Ground, task: Task, finding: Finding) -> None:
    """Neither by a button nor by sending the form all the same; the answer is in words."""
    doer = sign_in(Client(), ground.cast["logistics_head"])
    assert "act-verify" not in doer.get(task.get_absolute_url()).content.decode()
    for who, url in (
        ("logistics_head", reverse("tasks:move", args=(task.code, "verify"))),
        ("canteen_head", reverse("inspection:move", args=(finding.code, "verify"))),
    ):
        answer = sign_in(Client(), ground.cast[who]).post(url, follow=True)
        assert answer.status_code == 422
        assert "data-error-summary" in answer.content.decode()
    task.refresh_from_db()
    finding.refresh_from_db()
    assert (task.state, finding.state) == ("submitted", "submitted")


def _the_measurement_says_met(
    ground: Ground, directive: Directive, open_page: OpenPage, live_server: Any, language: str
) -> None:
    compute(MEASURE, at=clock.now())
    gauges = command.gauges([directive.pk], at=clock.now())
    assert [one.state for one in gauges[directive.pk]] == [State.MET]
    page = _as(open_page(language=language), ground.cast["clerk"], live_server)
    page.goto(directive.get_absolute_url())
    expect(page.locator("main")).to_contain_text(_met(language))
    expect(page.locator("main")).to_contain_text(TITLE)
    axe(page)
    fits(page)


def _met(language: str) -> str:
    """The word of the state, as the page says it."""
    with translation.override(WORDS[language]):
        return str(state_word(State.MET))
