import io
from functools import partial

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, SavedView
from anlan.areas.command.tests.pages.desk import Issued, clerk, issue, signed_in_as
from tests.support.cast import Cast

URL = "/command/"
LONGER = (
    "会议提出两点要求。一是要做好防汛准备。要清淤、备沙袋、备水泵，巡查堤岸，检修电路，值好夜班。"
    "二是要守牢校门。要防止翻越，登记车辆，查验证件，看好监控，巡查围墙，管好快递。\n"
)
STRANGE = ["meeting=x", "unit=%00", "page=-3", "status=%3Cscript%3E", "q=" + "防" * 500, "group=1"]


@pytest.fixture
def issued(cast: Cast) -> Issued:
    return issue(cast)


def test_the_first_line_says_how_it_stands(cast: Cast, issued: Issued):
    page = clerk(cast).get(URL).content.decode()
    assert f"{len(issued.directives)} 条要求，1 个牵头单位" in page


def test_filters_stand_in_the_address_and_narrow_the_rows(cast: Cast, issued: Issued):
    client = clerk(cast)
    code = issued.directives[0].code
    found = client.get(URL, {"q": code})
    assert found.context["page"].matched == 1
    none = client.get(URL, {"unit": str(cast.units["med"].pk)})
    assert none.context["page"].matched == 0
    assert "没有符合条件的要求" in none.content.decode()


@pytest.mark.parametrize("group", ["requirement", "unit", "deadline"])
def test_every_grouping_shows_every_row(cast: Cast, issued: Issued, group: str):
    page = clerk(cast).get(URL, {"group": group, "open": "1"}).content.decode()
    assert all(row.text in page for row in issued.directives)


def test_the_report_on_paper_holds_every_page(cast: Cast, issued: Issued, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(public, "register", partial(public.register, page_size=1))
    client = clerk(cast)
    assert client.get(URL).context["page"].pages == len(issued.directives)
    paper = client.get(f"{URL}report/", {"page": 2}).content.decode()
    assert all(row.text in paper for row in issued.directives)


@pytest.mark.parametrize("query", STRANGE)
def test_a_strange_address_still_opens(cast: Cast, issued: Issued, query: str):
    answer = clerk(cast).get(f"{URL}?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<body>")[1]


def test_an_empty_register_offers_the_first_step(cast: Cast):
    page = clerk(cast).get(URL).content.decode()
    assert "还没有要求" in page
    assert "导入纪要" in page


def test_a_college_sees_what_is_addressed_to_it_and_nothing_else(cast: Cast, issued: Issued):
    assert issued.directives[0].text in signed_in_as(cast, "dean").get(URL + "?open=1").content.decode()
    other = signed_in_as(cast, "med_dean").get(URL)
    assert other.context["page"].total == 0
    assert signed_in_as(cast, "student").get(URL).status_code == 404


def test_the_queries_do_not_grow_with_the_rows(cast: Cast, issued: Issued):
    client = clerk(cast)
    client.get(URL)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(URL)
    issue(cast, LONGER, lead="chem", number=2)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)


def test_a_unit_acknowledges_what_it_ticks_in_one_act(cast: Cast, issued: Issued):
    client = signed_in_as(cast, "dean")
    keys = [str(row.pk) for row in issued.rows()]
    answer = client.post("/command/acknowledge/", {"addressee": keys, "query": "group=unit"})
    assert answer.status_code == 302
    assert answer.url.endswith("?group=unit")
    assert not Addressee.objects.filter(unit=cast.units["cs"], state="waiting").exists()


def test_nobody_acknowledges_for_another_unit(cast: Cast, issued: Issued):
    client = signed_in_as(cast, "chem_dean")
    answer = client.post("/command/acknowledge/", {"addressee": [str(row.pk) for row in issued.rows()]})
    assert answer.status_code == 404
    assert Addressee.objects.filter(unit=cast.units["cs"], state="waiting").count() == len(issued.rows())


def test_the_export_keeps_the_filters_and_is_a_workbook(cast: Cast, issued: Issued):
    answer = clerk(cast).get("/command/export/", {"q": issued.directives[0].code})
    assert "attachment" in answer["Content-Disposition"]
    book = python_calamine.load_workbook(io.BytesIO(answer.content))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert issued.directives[0].code in cells
    assert issued.directives[1].code not in cells


def test_the_export_is_not_for_students(cast: Cast, issued: Issued):
    assert signed_in_as(cast, "student").get("/command/export/").status_code == 404


def test_the_report_says_the_facts_and_what_must_be_decided(cast: Cast, issued: Issued):
    page = clerk(cast).get("/command/report/", {"meeting": str(issued.meeting.pk)}).content.decode()
    assert "防汛专题会议要求落实情况报告" in page
    assert "需要会议决定的事" in page
    assert issued.directives[0].text in page


def test_a_view_is_kept_used_and_forgotten(cast: Cast, issued: Issued):
    client = clerk(cast)
    sent = {"name": "我的逾期", "query": "due=overdue&evil=1"}
    assert client.post("/command/views/", sent).url == "/command/?due=overdue"
    view = SavedView.objects.get()
    assert "我的逾期" in client.get(URL).content.decode()
    stranger = signed_in_as(cast, "dean")
    assert stranger.post(f"/command/views/{view.pk}/forget/").status_code == 404
    assert client.post(f"/command/views/{view.pk}/forget/").status_code == 302
    assert not SavedView.objects.exists()


def test_a_view_needs_a_name(cast: Cast, issued: Issued):
    answer = clerk(cast).post("/command/views/", {"name": "", "query": ""})
    assert answer.status_code == 422
    assert "给视图起个名字" in answer.content.decode()


def test_what_a_clerk_typed_is_shown_as_text_never_as_markup(cast: Cast):
    text = "会议要求。一是要做好值班。后勤保障部要每天安排<script>alert(1)</script>两人值守。\n"
    issue(cast, text)
    page = clerk(cast).get(URL + "?open=1").content.decode()
    assert "<script>alert" not in page
