import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from anlan.foundation.intake import views
from anlan.foundation.intake.models import Delivery, NumberAlias
from anlan.foundation.intake.tests.files import STAFF_HEADINGS, csv_file, staff_file
from anlan.foundation.jobs.public import run_pending
from anlan.foundation.people.models import Person
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db

ROW = ("0010231", "周一宁", "化学学院", "教师", "13800000101")


@pytest.fixture
def clerk(cast: Cast, client: Client) -> Client:
    sign_in(client, cast["sysadmin"])
    return client


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def hand_in(client: Client, content: bytes, name: str = "staff.xlsx", **more: Any) -> HttpResponse:
    given = {"file": SimpleUploadedFile(name, content)} | more
    return client.post(reverse("intake:sheet", args=["staff"]), given, follow=True)  # type: ignore[return-value]


def test_the_first_page_names_the_seven_sheets(clerk):
    page = text_of(clerk.get(reverse("intake:index")))
    for name in ("单位", "教职工", "学生", "地点", "房间床位", "课程班级", "岗位电话"):
        assert name in page


def test_a_file_goes_from_try_to_written_in_two_presses(clerk):
    page = text_of(hand_in(clerk, staff_file(ROW, ("1", "许小满", "没有的院", "教师", ""))))
    assert "没有叫“没有的院”的单位" in page
    assert "写入 1 行" in page
    delivery = Delivery.objects.get()
    clerk.post(reverse("intake:act", args=[delivery.pk, "apply"]))
    assert Person.objects.filter(number="0010231").exists()
    assert "已写入" in text_of(clerk.get(delivery.get_absolute_url()))


def test_a_gbk_text_file_is_read(clerk):
    content = csv_file(STAFF_HEADINGS, ROW, encoding="gbk")
    assert "写入 1 行" in text_of(hand_in(clerk, content, "staff.csv"))


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"MZ\x90\x00", "这不是表格文件"), (b"", "文件是空的"), (b"a,b\n1,2", "少了几列")],
)
def test_a_file_that_cannot_be_used_gets_a_plain_answer_on_the_same_page(clerk, content, told):
    answer = hand_in(clerk, content or b" ", "x.xlsx")
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert not Delivery.objects.exists()


def test_a_hostile_name_and_cell_are_shown_as_text(clerk):
    row = ("1", "<script>alert(1)</script>", "<b>院</b>", "教师", "")
    page = text_of(hand_in(clerk, staff_file(row), "<img src=x>.xlsx"))
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page


def test_verdicts_are_downloaded_as_text_that_runs_nothing(clerk):
    hand_in(clerk, staff_file(("=cmd|'/c calc'!A0", "周一宁", "化学学院", "教师", "")))
    answer = clerk.get(reverse("intake:verdicts", args=[Delivery.objects.get().pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["行号", "结论"]
    assert rows[1][1] == "要改"


def test_the_filter_lives_in_the_address(clerk):
    hand_in(clerk, staff_file(ROW, ("1", "许小满", "没有的院", "教师", "")))
    page = text_of(clerk.get(Delivery.objects.get().get_absolute_url(), {"verdict": "error"}))
    assert "许小满" in page
    assert "周一宁" not in page


def test_two_numbers_are_decided_on_the_page_and_remembered(clerk):
    hand_in(clerk, staff_file(ROW, ("0010299", "周一宁", "化学学院", "教师", "13800000101")))
    delivery = Delivery.objects.get()
    twin = delivery.verdicts.get(verdict="twin")
    clerk.post(reverse("intake:decide", args=[delivery.pk]), {"row": twin.pk, "same": "1"})
    assert NumberAlias.objects.get().same
    assert "有新的判定" in text_of(clerk.get(delivery.get_absolute_url()))
    clerk.post(reverse("intake:act", args=[delivery.pk, "check"]))
    clerk.post(reverse("intake:act", args=[delivery.pk, "apply"]))
    assert Person.objects.get(number="0010231").other_numbers == ["0010299"]
    assert "0010299" in text_of(clerk.get(reverse("intake:decisions")))


def test_a_senseless_decision_is_answered_plainly(clerk):
    hand_in(clerk, staff_file(ROW))
    url = reverse("intake:decide", args=[Delivery.objects.get().pk])
    assert clerk.post(url, {"row": "x", "same": "1"}).status_code == 422
    assert clerk.post(url, {"row": "1", "same": "1"}).status_code == 404


def test_a_large_file_is_tried_and_written_apart_and_its_page_says_so(clerk, monkeypatch):
    monkeypatch.setattr(views, "CHECK_APART_FROM", 0)
    monkeypatch.setattr(views, "APPLY_APART_FROM", 0)
    assert "可以离开本页" in text_of(hand_in(clerk, staff_file(ROW)))
    run_pending()
    delivery = Delivery.objects.get()
    assert delivery.counts["new"] == 1
    clerk.post(reverse("intake:act", args=[delivery.pk, "apply"]))
    assert "正在写入" in text_of(clerk.get(delivery.get_absolute_url()))
    run_pending()
    assert Person.objects.filter(number="0010231").exists()
    assert "已写入" in text_of(clerk.get(delivery.get_absolute_url()))


def test_a_discarded_file_keeps_no_content(clerk):
    hand_in(clerk, staff_file(ROW))
    clerk.post(reverse("intake:act", args=[Delivery.objects.get().pk, "discard"]))
    assert (Delivery.objects.get().content, Delivery.objects.get().verdicts.count()) == (None, 0)


def test_every_template_downloads(clerk):
    for name in ("units", "staff", "students", "places", "rooms", "courses", "positions"):
        assert clerk.get(reverse("intake:template", args=[name])).content.startswith(b"PK")
        assert clerk.get(reverse("intake:sheet", args=[name])).status_code == 200
    assert clerk.get(reverse("intake:sheet", args=["shoes"])).status_code == 404


def test_who_may_not_import_finds_nothing_here(cast, client, clerk):
    hand_in(clerk, staff_file(ROW))
    delivery = Delivery.objects.get()
    other = Client()
    sign_in(other, cast["dean"])
    pages = [
        reverse("intake:index"),
        reverse("intake:sheet", args=["staff"]),
        reverse("intake:decisions"),
        delivery.get_absolute_url(),
        reverse("intake:verdicts", args=[delivery.pk]),
    ]
    assert {other.get(page).status_code for page in pages} == {404}
    assert other.post(reverse("intake:act", args=[delivery.pk, "apply"])).status_code == 404
    assert {Client().get(page).status_code for page in pages} == {302}


def test_a_page_of_verdicts_costs_the_same_whatever_the_file(clerk):
    def count(rows: int) -> int:
        Delivery.objects.all().delete()
        hand_in(
            clerk,
            staff_file(*[(str(n), f"甲{chr(0x4E00 + n)}", "化学学院", "教师", "") for n in range(rows)]),
        )
        with CaptureQueriesContext(connection) as queries:
            clerk.get(Delivery.objects.get().get_absolute_url())
        return len(queries)

    count(1)
    assert count(120) <= count(3)


def test_the_pages_speak_english(clerk):
    clerk.cookies["django_language"] = "en"
    page = text_of(hand_in(clerk, staff_file(ROW, ("1", "许小满", "没有的院", "教师", ""))))
    assert "No unit is called" in page
    assert "Write 1 rows" in page
