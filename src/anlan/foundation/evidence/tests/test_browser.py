"""Evidence in a browser: light and dark, two languages, desk and phone; a photo added without a mouse."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from anlan.foundation.evidence.public import Spot, add_file, strike_out
from anlan.foundation.evidence.tests import files
from tests.support.browser import axe, carry_session, fits, shoot
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


PHOTOS = (("teal", "静置区货架，时长牌可见"), ("olive", "再次消杀作业"), ("navy", "夜间到货"))


@pytest.fixture
def gallery(cast, college):
    """Four photos, a file, one struck out."""
    by = cast.actor("dean")
    rows = [
        add_file(
            subject=college,
            data=files.jpeg(size=(640, 480), colour=colour),
            name=f"{colour}.jpg",
            by=by,
            client_id=uuid4(),
            note=note,
            place_id=cast.campuses["south"].pk,
            spot=Spot(43.826812, 125.281134, 8.0),
        )
        for colour, note in (
            ("teal", "静置区货架，时长牌可见"),
            ("olive", "再次消杀作业"),
            ("navy", "夜间到货"),
        )
    ]
    add_file(subject=college, data=files.PDF, name="消杀记录.pdf", by=by, client_id=uuid4())
    strike_out(rows[2].pk, reason="拍错了地点", by=by)
    return rows


@pytest.mark.parametrize(("width", "theme", "language"), [(1440, "light", "zh"), (390, "dark", "en")])
def test_the_pages_are_readable_everywhere(
    cast, client, live_server, open_page, college, gallery, width, theme, language
):
    page = open_page(width=width, theme=theme, language=language)
    carry_session(page, sign_in(client, cast["dean"]), live_server)
    for name, address in (
        ("all", f"/evidence/of/{college.kind}/{college.id}/"),
        ("one", gallery[0].get_absolute_url()),
        ("struck", gallery[2].get_absolute_url()),
    ):
        page.goto(address)
        expect(page.locator("main img").first).to_be_visible()
        shoot(page, f"evidence-{name}-{width}")
        axe(page)
        fits(page)


def test_a_photo_is_added_and_struck_out(cast, client, live_server, page, college, tmp_path: Path):
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(files.jpeg(size=(800, 600)))
    carry_session(page, sign_in(client, cast["dean"]), live_server)
    page.goto(f"/evidence/of/{college.kind}/{college.id}/")
    page.get_by_label("选照片或文件").set_input_files(photo)
    page.get_by_label("一句话说明").fill("南门已贴时长牌")
    page.get_by_role("button", name="上传证据").press("Enter")
    expect(page.get_by_text("已收到 1 个。")).to_be_visible()
    page.get_by_role("link", name="南门已贴时长牌").first.click()
    page.get_by_label("为什么划去").fill("拍错了地点")
    page.get_by_role("button", name="划去这项证据").click()
    expect(page.get_by_text("已划去，不再计数。原件和理由都留着。")).to_be_visible()
    axe(page)
