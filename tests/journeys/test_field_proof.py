"""Putting right and verifying on site without a line: proof first, once, and nothing lost on the way."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import Page, expect

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.tests.ground import Ground
from anlan.areas.tasks.public import return_ as return_task
from anlan.areas.tasks.tests.office import Office
from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.evidence.public import Ref, add_file
from anlan.foundation.evidence.tests import files
from anlan.foundation.field.models import Parcel
from tests.support.browser import axe, fits
from tests.support.cast import Cast, sign_in
from tests.support.onsite import FULL, ROOM, opened
from tests.support.phone import Phone, phone
from tests.support.relay import Relay
from tests.support.site import ground, photo, stored

__all__ = ["ground", "phone", "photo", "stored"]

pytestmark = pytest.mark.django_db(transaction=True)
THUMBS = """(person) => new Promise((done) => {
  const open = indexedDB.open("anlan-field-" + person);
  open.onsuccess = () => {
    const keys = open.result.transaction("thumbs").objectStore("thumbs").getAllKeys();
    keys.onsuccess = () => { open.result.close(); done(keys.result); };
  };
})"""

ALL_KEPT = """async () => {
  const all = await navigator.serviceWorker.getRegistrations();
  await Promise.all(all.map((one) => new Promise((done) => {
    const look = () => (one.active?.state === "activated" ? done() : setTimeout(look, 50));
    look();
  })));
}"""


def photograph(ground: Ground, finding: Finding, *, who: str, colour: str = "teal") -> Evidence:
    """A picture that somebody brought on another device."""
    return add_file(
        subject=Ref("inspection.finding", finding.pk),
        data=files.jpeg(size=(640, 480), colour=colour),
        name="shelf.jpg",
        by=ground.actor(who),
        client_id=new_id(),
    )


def submitted(ground: Ground) -> Finding:
    """A finding that the canteen says is put right, with a picture from before and one from after."""
    finding = ground.assigned()
    photograph(ground, finding, who="inspector", colour="maroon")
    photograph(ground, finding, who="canteen_head")
    return public.submit(finding.pk, by=ground.actor("canteen_head"), note="三个瓶子都换了新的")


def put_right(page: Page, photo: Path, words: str) -> None:
    """Take a picture, write a word, hand it in."""
    page.locator("#camera").set_input_files(newer(photo))
    expect(page.get_by_role("img", name="照片 1", exact=True)).to_be_visible()
    page.get_by_label("改了什么").fill(words)
    page.get_by_role("button", name="存下，联网后交复核").click()
    expect(page.get_by_role("heading", name="我的督查")).to_be_visible()


def settled(page: Page) -> None:
    """Everything has arrived, and the page says so."""
    expect(page.locator("#unsent")).to_contain_text("都传了", timeout=20_000)


def come_along(page: Page, ground: Ground, who: str, count: int) -> None:
    """Wait until so many small pictures stand on somebody's phone."""
    person = str(ground.actor(who).person_id)
    for _ in range(50):
        if len(page.evaluate(THUMBS, person)) == count:
            return
        page.wait_for_timeout(200)
    raise AssertionError("the small pictures did not come")


def test_a_finding_is_put_right_without_a_line_and_comes_back_with_its_answer(
    ground: Ground, client: Client, phone: Phone, photo: Path
) -> None:
    finding = ground.assigned()
    photograph(ground, finding, who="inspector")
    page = opened(phone, client=client, who=ground.cast["canteen_head"])
    expect(page.get_by_text("要整改 1 条")).to_be_visible()
    come_along(page, ground, "canteen_head", 1)
    phone.offline(True)
    page.reload()
    page.get_by_role("link", name="2 号取餐口手消瓶已空").click()
    expect(page.get_by_role("img", name="已有的照片 1")).to_be_visible()
    page.get_by_role("button", name="存下，联网后交复核").click()
    expect(page.get_by_text("还差 2 处")).to_be_visible()
    page.locator("#camera").set_input_files(newer(photo))
    expect(page.get_by_role("img", name="照片 1", exact=True)).to_be_visible()
    page.get_by_label("改了什么").fill("三个瓶子都换了新的")
    page.close()
    phone.kill()

    page = phone.start()
    phone.offline(True)
    page.goto("/field/")
    page.get_by_role("link", name="2 号取餐口手消瓶已空").first.click()
    expect(page.get_by_label("改了什么")).to_have_value("三个瓶子都换了新的")
    page.get_by_role("button", name="存下，联网后交复核").click()
    expect(page.locator("#unsent")).to_contain_text("未传 1")
    page.get_by_role("link", name="要办的").click()
    expect(page.get_by_role("link", name="2 号取餐口手消瓶已空")).to_have_count(0)
    assert Parcel.objects.count() == 0
    phone.offline(False)
    phone.sign_in(sign_in(client, ground.cast["canteen_head"]))
    page.goto("/field/#/sync")
    page.reload()
    settled(page)
    finding.refresh_from_db()
    assert (finding.state, Parcel.objects.count(), Evidence.objects.count()) == ("submitted", 1, 2)
    page.get_by_role("link", name="要办的").click()
    expect(page.get_by_text("等复核")).to_be_visible()

    public.return_(finding.pk, reason="2 号口还是空的", by=ground.actor("inspector"))
    page.reload()
    page.get_by_role("link", name="2 号取餐口手消瓶已空").click()
    expect(page.get_by_text("2 号口还是空的")).to_be_visible()
    put_right(page, photo, "2 号口也换了")
    settled(page)
    finding.refresh_from_db()
    assert (finding.state, finding.round, Parcel.objects.count()) == ("submitted", 2, 2)
    public.verify(finding.pk, by=ground.actor("inspector"))
    page.goto("/field/#/")
    page.reload()
    expect(page.get_by_text("复核通过")).to_be_visible()


def newer(photo: Path) -> Path:
    """The same camera, a moment later."""
    photo.touch()
    return photo


def test_a_picture_from_before_it_was_sent_back_is_not_enough(
    ground: Ground, client: Client, phone: Phone, photo: Path
) -> None:
    finding = submitted(ground)
    public.return_(finding.pk, reason="看不清", by=ground.actor("inspector"))
    set_back(photo, finding.raised_at)
    page = opened(phone, client=client, who=ground.cast["canteen_head"])
    page.get_by_role("link", name="2 号取餐口手消瓶已空").click()
    page.locator("#camera").set_input_files(photo)
    page.get_by_label("改了什么").fill("换了")
    expect(page.get_by_role("img", name="照片 1", exact=True)).to_be_visible()
    page.get_by_role("button", name="存下，联网后交复核").click()
    expect(page.get_by_text("退回以后，再拍一张现在的样子")).to_be_visible()
    expect(page.get_by_label("改了什么")).to_have_value("换了")


def set_back(photo: Path, at: datetime) -> None:
    """A picture of long ago, out of the gallery."""
    os.utime(photo, (at.timestamp(), at.timestamp()))


def test_proof_that_was_cut_on_its_way_goes_on_and_the_words_wait_for_it(
    ground: Ground, client: Client, phone: Phone, photo: Path, live_server: Any
) -> None:
    finding = ground.assigned()
    with Relay(live_server.url) as relay:
        phone.server = relay
        page = opened(phone, client=client, who=ground.cast["canteen_head"])
        page.get_by_role("link", name="2 号取餐口手消瓶已空").click()
        expect(page.locator("#camera")).to_be_attached()
        relay.turn("cut", budget=3_000)
        put_right(page, photo, "换了")
        expect(page.locator("#unsent")).to_contain_text("未传 1")
        page.wait_for_timeout(1500)
        finding.refresh_from_db()
        assert finding.state == "assigned"
        relay.turn("pass")
        page.get_by_role("button", name="现在上传").click()
        settled(page)
    finding.refresh_from_db()
    assert (finding.state, Evidence.objects.count()) == ("submitted", 1)


def test_whoever_verifies_sees_the_pictures_without_a_line_and_sends_it_back(
    ground: Ground, client: Client, phone: Phone
) -> None:
    finding = submitted(ground)
    page = opened(phone, client=client, who=ground.cast["inspector"])
    come_along(page, ground, "inspector", 2)
    phone.offline(True)
    page.reload()
    page.get_by_role("link", name="2 号取餐口手消瓶已空").click()
    expect(page.get_by_text("三个瓶子都换了新的")).to_be_visible()
    expect(page.get_by_role("img", name="改好以后 1")).to_be_visible()
    expect(page.get_by_role("img", name="原来的样子 1")).to_be_visible()
    page.get_by_role("button", name="还不行，退回").click()
    page.get_by_role("button", name="交复核结果").click()
    expect(page.get_by_text("写上缺什么")).to_be_visible()
    page.get_by_label("缺什么，怎样才算办好").fill("3 号口还是空的")
    page.get_by_role("button", name="交复核结果").click()
    expect(page.get_by_text("等待")).to_be_visible()
    phone.kill()
    page = phone.start()
    phone.sign_in(client)
    page.goto("/field/#/sync")
    settled(page)
    finding.refresh_from_db()
    assert (finding.state, finding.round) == ("reopened", 2)
    assert Parcel.objects.count() == 1


def test_a_verdict_that_the_office_refuses_is_told_and_kept(
    ground: Ground, client: Client, phone: Phone
) -> None:
    finding = submitted(ground)
    page = opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    page.get_by_role("link", name="2 号取餐口手消瓶已空").click()
    page.get_by_role("button", name="办好了").click()
    page.get_by_label("写一句（可不填）").fill("看过，都换了")
    page.get_by_role("button", name="交复核结果").click()
    photograph(ground, finding, who="inspector")
    phone.offline(False)
    page.reload()
    expect(page.get_by_text("没办成", exact=True)).to_be_visible(timeout=15_000)
    expect(page.locator(".refusal")).to_contain_text("证据")
    axe(page)
    fits(page)
    page.get_by_role("button", name="再办一次").click()
    expect(page.locator(".refusal")).to_contain_text("证据")
    expect(page.locator("#unsent")).to_contain_text("未传 1")
    finding.refresh_from_db()
    assert (finding.state, Parcel.objects.get().body["note"]) == ("submitted", "看过，都换了")
    page.get_by_role("button", name="打开改了再交").click()
    expect(page.get_by_text("这件现在不用你看了")).to_be_visible()
    expect(page.get_by_text("看过，都换了")).to_be_visible()


def test_a_verdict_on_an_older_hand_in_is_not_noted_on_the_new_one(
    ground: Ground, client: Client, phone: Phone
) -> None:
    finding = submitted(ground)
    page = opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    page.get_by_role("link", name="2 号取餐口手消瓶已空").click()
    page.get_by_role("button", name="办好了").click()
    page.get_by_role("button", name="交复核结果").click()
    expect(page.get_by_text("等待")).to_be_visible()
    public.return_(finding.pk, reason="不够", by=ground.actor("second"))
    photograph(ground, finding, who="canteen_head")
    public.submit(finding.pk, by=ground.actor("canteen_head"), note="又换了一次")
    phone.offline(False)
    page.reload()
    expect(page.locator(".refusal")).to_contain_text("又交了新的", timeout=15_000)
    finding.refresh_from_db()
    assert finding.state == "submitted"
    page.get_by_role("button", name="打开改了再交").click()
    expect(page.get_by_text("又换了一次")).to_be_visible()
    expect(page.get_by_role("button", name="办好了")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="办好了").click()
    page.get_by_role("button", name="交复核结果").click()
    settled(page)
    finding.refresh_from_db()
    assert finding.state == "verified"


def test_a_task_is_verified_on_the_phone_and_its_doer_hears_of_it(
    cast: Cast, client: Client, phone: Phone
) -> None:
    office = Office(cast)
    task = office.submitted()
    page = opened(phone, client=client, who=cast["inspector"])
    page.get_by_role("link", name="南门静置区划线").click()
    page.get_by_role("button", name="办好了").click()
    page.get_by_role("button", name="交核验结果").click()
    settled(page)
    assert office.fresh(task.pk).state == "verified"


def test_a_task_that_was_sent_back_says_why(cast: Cast, client: Client, phone: Phone) -> None:
    task = Office(cast).submitted()
    return_task(task.pk, reason="线歪了", by=cast.actor("inspector"))
    page = opened(phone, client=client, who=cast["logistics_head"])
    phone.offline(True)
    page.get_by_role("link", name="南门静置区划线").click()
    expect(page.get_by_text("线歪了")).to_be_visible()


def test_another_person_on_the_same_phone_sees_nothing_of_the_first(
    ground: Ground, client: Client, phone: Phone
) -> None:
    submitted(ground)
    ground.plan()
    page = opened(phone, client=client, who=ground.cast["inspector"])
    expect(page.get_by_text("第一食堂").first).to_be_visible()
    other = ground.actor("canteen_head").person_id
    come_along(page, ground, "inspector", 2)
    phone.sign_in(sign_in(client, ground.cast["canteen_head"]))
    page.goto("/field/#/")
    page.reload()
    expect(page.get_by_role("link", name="要办的")).to_be_visible()
    expect(page.get_by_text("等复核")).to_be_visible()
    assert "食堂取餐与手消" not in page.inner_text("body")
    page.goto("/field/#/place/canteen-1-hall")
    expect(page.get_by_text("本机没有这一处")).to_be_visible()
    names = page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    assert sorted(names) == sorted(["anlan-field-shared", f"anlan-field-{other}"])


def test_a_place_says_what_is_due_missing_and_wrong_without_a_line(
    ground: Ground, client: Client, phone: Phone
) -> None:
    ground.plan()
    finding = ground.assigned()
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.evaluate(ALL_KEPT)
    phone.offline(True)
    page.goto("/i/p/canteen-1-hall")
    expect(page.get_by_role("heading", name="这里要查的")).to_be_visible()
    expect(page.get_by_role("heading", name="这里还没改好的")).to_be_visible()
    expect(page.get_by_text(finding.code)).to_be_visible()
    expect(page.get_by_role("heading", name="该查没有查的")).to_be_visible()
    page.goto("/field/#/start")
    page.get_by_label("地点名，或牌子上的编号").fill("https://anlan.example/i/p/CANTEEN-1-HALL")
    page.get_by_label("地点名，或牌子上的编号").press("Enter")
    expect(page.get_by_role("heading", name="第一食堂").first).to_be_visible()


def test_a_second_inspection_asks_why_before_it_leaves_the_phone(
    ground: Ground, client: Client, phone: Phone
) -> None:
    ground.inspected()
    page = opened(phone, client=client, who=ground.cast["inspector"])
    phone.offline(True)
    page.goto("/field/#/place/canteen-1-hall")
    page.get_by_role("button", name="食堂取餐与手消").click()
    expect(page.locator("header .right")).to_have_text("0 / 10")
    page.evaluate("location.hash = location.hash.replace('run', 'review')")
    expect(page.get_by_text("天内再查，要写原因")).to_be_visible()
    page.get_by_role("button", name="没有人在场").click()
    page.get_by_role("button", name="提交督查结果").click()
    expect(page.locator("#wrong")).to_contain_text("写上为什么再查")


def test_a_phone_without_room_says_so_loses_nothing_and_goes_on_when_there_is_room(
    ground: Ground, client: Client, phone: Phone, tmp_path: Path
) -> None:
    page = opened(phone, client=client, who=ground.cast["inspector"])
    page.get_by_role("link", name="随手记").click()
    page.get_by_label("发现了什么").fill("栏杆松了")
    expect(page.locator("#unsent")).to_contain_text("都传了")
    page.evaluate(FULL)
    page.locator("#camera").set_input_files(large(tmp_path))
    expect(page.get_by_text("手机存满了，这一步没有存下。")).to_be_visible()
    expect(page.get_by_label("发现了什么")).to_have_value("栏杆松了")
    page.evaluate(ROOM)
    page.locator("#camera").set_input_files(large(tmp_path))
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    page.reload()
    expect(page.get_by_label("发现了什么")).to_have_value("栏杆松了")
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()


def large(folder: Path) -> Path:
    """A picture of some weight."""
    path = folder / "large.jpg"
    Image.effect_noise((1600, 1200), 100).convert("RGB").save(path, "JPEG", quality=90)
    return path
