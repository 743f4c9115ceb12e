"""On site without a line: nothing is lost, all arrives once, nobody sees others' work (M3, M23)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from anlan.areas.inspection.models import Finding, Run
from anlan.areas.inspection.public import cancel_run
from anlan.areas.inspection.tests.ground import Ground
from anlan.areas.tasks.tests.office import Office
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.field.models import Device, Parcel
from anlan.surfaces.field import shell
from tests.support.cast import Cast, sign_in
from tests.support.onsite import FULL, KEPT, PASSED, REPLAY, fail, jot, judge, opened, rows, sign
from tests.support.phone import Phone, phone
from tests.support.relay import Relay
from tests.support.site import ground, photo, stored

__all__ = ["ground", "phone", "photo", "stored"]

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_run_without_a_line_survives_a_killed_browser_and_arrives_exactly_once(
    ground: Ground, client: Any, phone: Phone, photo: Path
) -> None:
    run = ground.plan()
    inspector = ground.cast["inspector"]
    page = opened(phone, client=client, who=inspector)
    expect(page.get_by_text("要查 1 处")).to_be_visible()
    phone.offline(True)
    page.reload()
    expect(page.get_by_text("离线，全部存在本机")).to_be_visible()
    page.get_by_role("link", name="第一食堂").click()
    judge(page, "lines", "合格")
    fail(page, "bottles", words="2 号取餐口手消瓶已空，无人补充", photo=photo)
    page.close()
    phone.kill()

    page = phone.start()
    phone.offline(True)
    page.goto("/field/")
    page.get_by_role("link", name="第一食堂").click()
    expect(page.get_by_text("2 号取餐口手消瓶已空，无人补充")).to_be_visible()
    expect(page.locator("header .right")).to_have_text("2 / 10")
    for item in PASSED[1:]:
        judge(page, item, "不适用" if item == "prompt" else "合格")
    fail(page, "guide", words="12:00 没有人值守", photo=photo)
    page.locator("#a-sample_temperature").fill("5")
    page.locator("#a-sample_temperature").press("Tab")
    page.get_by_role("link", name="核对并提交").click()
    expect(page.get_by_text("第 6 题")).to_be_visible()
    sign(page)
    page.get_by_label("被查单位在场人", exact=True).fill("饮食中心 苗香")
    page.get_by_role("button", name="提交督查结果").click()
    expect(page.get_by_text("等待")).to_be_visible()
    expect(page.locator("#unsent")).to_contain_text("未传 1")
    assert Parcel.objects.count() == 0
    phone.kill()

    page = phone.start()
    phone.sign_in(client)
    phone.forget("csrftoken")
    page.goto("/field/#/sync")
    expect(page.get_by_text("已收到", exact=True)).to_be_visible(timeout=20_000)
    expect(page.locator("#unsent")).to_contain_text("都传了")
    before = rows()
    assert before == {"parcels": 2, "runs": 1, "judgements": 10, "findings": 2, "evidence": 3, "uploads": 0}
    run.refresh_from_db()
    assert (run.state, run.passed, run.failed, run.not_applicable) == ("submitted", 7, 2, 1)
    assert Evidence.objects.filter(pk=run.signature).exists()
    taken = Evidence.objects.filter(subject_kind="inspection.finding").first()
    assert taken is not None
    assert taken.captured_at is not None

    verdicts = page.evaluate(REPLAY, str(ground.cast.person("inspector").pk))
    assert verdicts == ["duplicate", "duplicate"]
    assert rows() == before


def test_a_photo_goes_on_after_a_cut_a_broken_server_and_a_silent_one(
    ground: Ground, client: Any, phone: Phone, tmp_path: Path, live_server: Any
) -> None:
    with Relay(live_server.url) as relay:
        phone.server = relay
        page = opened(phone, client=client, who=ground.cast["inspector"])
        page.get_by_role("link", name="随手记").click()
        page.locator("#camera").set_input_files(large_photo(tmp_path))
        expect(page.get_by_role("img", name="照片 1")).to_be_visible()
        relay.turn("cut", budget=700_000)
        page.get_by_label("发现了什么").fill("排水口堵了")
        page.get_by_label("在哪里").fill("第一食堂 canteen-1-hall")
        page.get_by_role("button", name="存下，联网后派单").click()
        expect(page.get_by_text("离线，全部存在本机").first).to_be_visible(timeout=20_000)
        assert Finding.objects.count() == 1
        assert Evidence.objects.count() == 0
        expect(page.get_by_text("已收到", exact=True)).to_have_count(0)
        so_far = relay.carried

        relay.turn("broken")
        page.get_by_role("button", name="现在上传").click()
        expect(page.locator("#unsent")).to_contain_text("未传 1")
        relay.turn("hang")
        page.get_by_role("button", name="现在上传").click()
        time.sleep(1)
        relay.turn("pass")
        page.get_by_role("button", name="现在上传").click()
        expect(page.get_by_text("已收到", exact=True)).to_be_visible(timeout=60_000)
        kept = Evidence.objects.get()
        assert relay.carried - so_far < kept.size + 250_000 < so_far + kept.size
    assert rows()["parcels"] == rows()["findings"] == 1


def large_photo(folder: Path) -> Path:
    """Noise, which no encoder makes small."""
    path = folder / "large.jpg"
    Image.effect_noise((1600, 1200), 100).convert("RGB").save(path, "JPEG", quality=90)
    return path


def test_a_cleared_storage_is_noticed_and_said_in_words(ground: Ground, client: Any, phone: Phone) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    jot(page, "窗口没有手消")
    expect(page.get_by_text("已收到", exact=True)).to_be_visible()
    phone.offline(True)
    jot(page, "留样柜没有锁")
    expect(page.locator("#unsent")).to_contain_text("未传 1")
    person = str(ground.cast.person("inspector").pk)
    page.evaluate("(p) => { indexedDB.deleteDatabase('anlan-field-' + p); }", person)
    expect(page.locator("#unsent")).to_contain_text("都传了")
    phone.offline(False)
    page.goto("/field/#/sync")
    page.reload()
    expect(page.get_by_text("有 1 条记录不见了")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("第 2 号没有传到，也不在这台手机里。")).to_be_visible()
    assert Device.objects.count() == 1
    page.get_by_role("link", name="说明缺号").click()
    expect(page.get_by_text("有 1 个号没有到").first).to_be_visible()


def test_unsent_work_waits_for_its_own_person(ground: Ground, client: Any, phone: Phone) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    jot(page, "后门锁着")
    assert phone.context is not None
    phone.context.clear_cookies(name="sessionid")
    phone.offline(False)
    expect(page.get_by_role("heading", name="登录已结束")).to_be_visible(timeout=15_000)
    expect(page.get_by_text("后门锁着")).to_have_count(0)

    phone.sign_in(sign_in(client, ground.second))
    page.goto("/field/#/sync")
    page.reload()
    expect(page.get_by_text("没有要上传的")).to_be_visible()
    page.get_by_role("link", name="要查的").click()
    expect(page.get_by_text("这台手机上还有别人没传的 1 件")).to_be_visible()
    assert "后门锁着" not in page.inner_text("body")
    assert Finding.objects.count() == 0

    phone.sign_in(sign_in(client, ground.cast["inspector"]))
    page.goto("/field/#/sync")
    page.reload()
    expect(page.get_by_text("已收到", exact=True)).to_be_visible(timeout=15_000)
    assert Finding.objects.get().raised_person_id == ground.cast.person("inspector").pk


def test_signing_out_warns_and_then_leaves_nothing(ground: Ground, client: Any, phone: Phone) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.get_by_role("link", name="随手记").click()
    page.get_by_label("发现了什么").fill("写了一半")
    page.goto("/field/#/leave")
    expect(page.get_by_text("还有 1 件没有传")).to_be_visible()
    page.get_by_role("button", name="退出，删掉没传的 1 件").click()
    page.wait_for_url("**/sign-in/**")
    names = page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    assert names == ["anlan-field-shared"]
    kept = page.evaluate(KEPT)
    assert all(path == "/field/" or path.startswith("/static/") for path in kept)
    page.goto("/field/")
    expect(page.get_by_text("登录一次，带上清单")).to_be_visible()


def test_a_refused_run_stays_with_its_reason_and_what_to_do(
    ground: Ground, client: Any, phone: Phone
) -> None:
    run = ground.plan()
    page = opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    page.get_by_role("link", name="第一食堂").click()
    judge(page, "lines", "合格")
    cancel_run(run.pk, reason="改期", by=ground.actor("clerk"))
    phone.offline(False)
    page.get_by_role("link", name="未传").click()
    page.reload()
    expect(page.get_by_text("没办成", exact=True)).to_be_visible(timeout=15_000)
    expect(page.locator(".refusal")).to_contain_text("取消")
    expect(page.get_by_role("button", name="再办一次")).to_be_visible()
    assert Parcel.objects.get().verdict == "refused"


def test_a_full_phone_says_so_and_loses_nothing_on_the_screen(
    ground: Ground, client: Any, phone: Phone
) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.get_by_role("link", name="随手记").click()
    page.evaluate(FULL)
    page.get_by_label("发现了什么").fill("栏杆松了")
    expect(page.get_by_text("手机存满了，这一步没有存下。")).to_be_visible()
    expect(page.get_by_label("发现了什么")).to_have_value("栏杆松了")


def test_a_place_opens_from_its_code_without_a_line(ground: Ground, client: Any, phone: Phone) -> None:
    ground.plan()
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.goto("/i/p/canteen-1-hall")
    expect(page.get_by_role("heading", name="第一食堂").first).to_be_visible()
    assert page.locator("nav.tabbar").count() == 0
    phone.offline(True)
    page.goto("/i/p/canteen-1-hall")
    expect(page.get_by_role("heading", name="这里要查的")).to_be_visible()
    page.get_by_role("button", name="食堂取餐与手消").click()
    expect(page.locator("header .right")).to_have_text("0 / 10")


def test_a_task_is_handed_in_with_a_photo_from_a_phone_without_a_line(
    cast: Cast, client: Any, phone: Phone, photo: Path
) -> None:
    task = Office(cast).give()
    page = opened(phone, client=client, who=cast["logistics_head"])
    phone.offline(True)
    page.get_by_role("link", name="南门静置区划线").click()
    page.locator("#camera").set_input_files(photo)
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    page.get_by_label("办成了什么").fill("线划好了")
    page.get_by_role("button", name="提交核验").click()
    expect(page.get_by_text("等待")).to_be_visible()
    phone.offline(False)
    expect(page.get_by_text("已收到", exact=True)).to_be_visible(timeout=15_000)
    task.refresh_from_db()
    assert task.state == "submitted"
    assert Evidence.objects.get().subject_id == task.pk


def test_faces_are_hidden_without_a_finger_too(
    ground: Ground, client: Any, phone: Phone, photo: Path
) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.get_by_role("link", name="随手记").click()
    page.locator("#camera").set_input_files(photo)
    page.get_by_role("link", name="遮住人脸").click()
    page.get_by_role("button", name="加一块").press("Enter")
    page.get_by_role("button", name="往右").press("Enter")
    page.get_by_role("button", name="存下这张照片").press("Enter")
    expect(page.get_by_text("已遮住")).to_be_visible()


def test_the_pages_start_within_a_second_from_the_phone(ground: Ground, client: Any, phone: Phone) -> None:
    opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    page = phone.page
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto("/field/")
    expect(page.locator("nav.tabbar")).to_be_visible()
    took = time.perf_counter() - began
    print(f"from the phone: {took * 1000:.0f} ms")
    assert took < 1


def test_a_refused_run_is_opened_again_changed_and_handed_in(
    ground: Ground, client: Any, phone: Phone
) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    ground.inspected()
    page.goto("/field/#/place/canteen-1-hall")
    page.get_by_role("button", name="食堂取餐与手消").click()
    for item in (*PASSED, "bottles"):
        judge(page, item, "合格")
    page.locator("#a-sample_temperature").fill("5")
    page.locator("#a-sample_temperature").press("Tab")
    page.get_by_role("link", name="核对并提交").click()
    page.get_by_role("button", name="没有人在场").click()
    page.get_by_role("button", name="提交督查结果").click()
    expect(page.get_by_text("等待")).to_be_visible()
    phone.offline(False)
    expect(page.get_by_text("没办成", exact=True)).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="打开改了再交").click()
    page.get_by_role("link", name="核对并提交").click()
    page.get_by_label("7 天内查过的，写为什么再查").fill("复查上次的问题")
    page.get_by_role("button", name="提交督查结果").click()
    expect(page.get_by_text("已收到", exact=True)).to_be_visible(timeout=15_000)
    assert Run.objects.filter(state="submitted").count() == 2
    assert sorted(Parcel.objects.values_list("verdict", flat=True)) == ["accepted", "refused"]


def test_a_new_version_waits_until_it_is_asked_for_and_loses_nothing(
    ground: Ground, client: Any, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.reload()
    page.get_by_role("link", name="随手记").click()
    page.get_by_label("发现了什么").fill("写了一半")
    expect(page.locator("#unsent")).to_contain_text("都传了")
    monkeypatch.setattr(shell, "version", lambda: "next")
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration('/field/')).update()")
    expect(page.get_by_text("页面有新版，填的都在本机。")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="换成新版").click()
    page.wait_for_function("async () => (await caches.keys()).join() === 'anlan-field-next'")
    expect(page.get_by_label("发现了什么")).to_have_value("写了一半")
    phone.offline(True)
    page.reload()
    expect(page.get_by_label("发现了什么")).to_have_value("写了一半")


def test_signing_out_on_another_page_shuts_these(ground: Ground, client: Any, phone: Phone) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.goto("/i/p/canteen-1-hall")
    page.locator("form[action='/sign-out/']").first.evaluate("(one) => one.requestSubmit()")
    page.wait_for_url("**/sign-in/**")
    phone.offline(True)
    page.goto("/field/")
    expect(page.get_by_role("heading", name="登录已结束")).to_be_visible()
    assert ground.cast.person("inspector").name not in page.inner_text("body")


def test_taps_faster_than_the_screen_are_all_kept(ground: Ground, client: Any, phone: Phone) -> None:
    run = ground.plan()
    page = opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    page.goto(f"/field/#/run/{run.pk}")
    expect(page.locator("#q-lines-pass")).to_be_visible()
    page.evaluate(
        "(items) => items.forEach((one) => document.getElementById(`q-${one}-pass`).click())", PASSED
    )
    expect(page.locator("header .right")).to_have_text(f"{len(PASSED)} / 10")
    page.reload()
    expect(page.locator("header .right")).to_have_text(f"{len(PASSED)} / 10")
    page.goto("/field/#/sync")
    expect(page.get_by_text("0 / 1", exact=True)).to_be_visible()


def test_a_silent_server_is_given_up_and_asked_again(
    ground: Ground, client: Any, phone: Phone, live_server: Any
) -> None:
    with Relay(live_server.url) as relay:
        phone.server = relay
        page = opened(phone, client=client, who=ground.cast["inspector"])
        page.clock.install()
        page.reload()
        relay.turn("hang")
        jot(page, "栏杆松了")
        time.sleep(0.5)
        relay.mode = "pass"
        expect(page.get_by_text("已收到", exact=True)).to_have_count(0)
        for _ in range(3):
            page.clock.fast_forward(20_000)
            time.sleep(0.5)
        expect(page.get_by_text("已收到", exact=True)).to_be_visible(timeout=10_000)
    assert rows()["findings"] == rows()["parcels"] == 1
