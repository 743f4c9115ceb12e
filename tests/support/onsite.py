"""What an inspector does with the pages on site, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from anlan.areas.inspection.models import Finding, Judgement, Run
from anlan.foundation.evidence.models import Evidence, Upload
from anlan.foundation.field.models import Parcel
from tests.support.cast import sign_in
from tests.support.phone import Phone

PASSED = ("lines", "guide", "mask_staff", "cover", "stations", "prompt", "samples_kept", "morning_check")
REPLAY = """async (person) => {
  const open = indexedDB.open("anlan-field-" + person);
  const db = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const read = (table) => new Promise((done) => {
    const rows = db.transaction(table).objectStore(table).getAll();
    rows.onsuccess = () => done(rows.result);
  });
  const items = (await read("queue")).filter((one) => one.sort === "parcel");
  const device = (await read("facts")).find((one) => one.id === "device");
  const parcels = items.map(
    ({id, sequence, kind, madeAt, body}) => ({id, sequence, kind, made_at: madeAt, body}));
  const token = /csrftoken=([^;]+)/.exec(document.cookie)[1];
  const headers = {"Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json"};
  const body = JSON.stringify({device: device.device, next_sequence: device.next, parcels});
  const answer = await fetch("/field/parcels/", {method: "POST", headers, body});
  db.close();
  return (await answer.json()).outcomes.map((one) => one.verdict);
}"""
KEPT = """async () => {
  const rooms = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = await Promise.all(rooms.map((room) => room.keys()));
  return kept.flat().map((one) => new URL(one.url).pathname);
}"""
FULL = """() => {
  window.roomy ??= IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""

ROOM = """() => { IDBObjectStore.prototype.put = window.roomy; }"""


def opened(phone: Phone, *, client: Any = None, who: Any = None, **look: Any) -> Page:
    """The phone's pages, signed in where somebody is given, kept whole on the phone."""
    page = phone.start(**look)
    if who is not None:
        phone.sign_in(sign_in(client, who))
    page.goto("/field/")
    expect(page.locator("nav.tabbar")).to_be_visible()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        "async () => (await caches.keys()).some((name) => name.startsWith('anlan-field-'))"
    )
    return page


def jot(page: Page, words: str) -> None:
    """Write a loose note at the canteen and hand it in."""
    page.get_by_role("link", name="随手记").click()
    page.get_by_label("发现了什么").fill(words)
    page.get_by_label("在哪里").fill("第一食堂 canteen-1-hall")
    expect(page.get_by_label("谁来改")).not_to_have_value("")
    page.get_by_role("button", name="存下，联网后派单").click()
    expect(page.get_by_role("heading", name="我的督查")).to_be_visible()


def judge(page: Page, item: str, word: str) -> None:
    """Press one of the three buttons of an item."""
    button = page.locator(f"#q-{item}").get_by_role("button", name=word, exact=True)
    button.click()
    if word != "不合格":
        expect(page.locator(f"#q-{item}").get_by_role("button", name=word, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )


def fail(page: Page, item: str, *, words: str, photo: Path) -> None:
    """Judge an item failed; photo and finding open at once."""
    judge(page, item, "不合格")
    expect(page.get_by_role("heading", name="记一条发现")).to_be_visible()
    page.locator("#camera").set_input_files(photo)
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    page.get_by_label("发现了什么").fill(words)
    page.get_by_role("button", name="较重").click()
    expect(page.get_by_role("button", name="较重")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="存下，联网后派单").click()
    expect(page.get_by_text(words)).to_be_visible()


def sign(page: Page) -> None:
    """Write on the pad."""
    page.get_by_role("button", name="已签字").click()
    pad = page.locator("#pad")
    expect(page.get_by_role("button", name="已签字")).to_have_attribute("aria-pressed", "true")
    pad.evaluate("(one) => one.scrollIntoView({block: 'center'})")
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 70, steps=5)
    page.mouse.up()
    page.wait_for_timeout(200)


def rows() -> dict[str, int]:
    """How many there are of everything that a phone can make."""
    return {
        "parcels": Parcel.objects.count(),
        "runs": Run.objects.count(),
        "judgements": Judgement.objects.count(),
        "findings": Finding.objects.count(),
        "evidence": Evidence.objects.count(),
        "uploads": Upload.objects.count(),
    }
