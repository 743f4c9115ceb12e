"""Pages of measurements: what a viewer sees, takes along and prints."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from anlan.core.kernel import clock
from anlan.foundation.indicators.models import Indicator
from anlan.foundation.indicators.public import WHOLE, Measured, campus, observe, unit
from anlan.foundation.ledger.models import Event
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db
CODE = "supply.goods_disinfected"
PAGE = reverse("indicators:one", args=(CODE,))


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def measured(cast):
    now = clock.now()
    for days, value in ((3, "99"), (2, "98.5"), (0, "96.2")):
        observe(CODE, measured=Measured(Decimal(value), now - timedelta(days=days, minutes=1), 50, 52))
    observe(CODE, scope=campus(cast.campuses["centre"].pk), measured=Measured(Decimal("90.4"), now, 19, 21))
    for name, value in (("cs", "71.5"), ("chem", "82.5")):
        observe(
            "tasks.on_time_share",
            scope=unit(cast.units[name].pk),
            measured=Measured(Decimal(value), now, 7, 9),
        )
    return cast


@pytest.fixture
def clerk(measured, client):
    return sign_in(client, measured["clerk"])


def test_the_catalogue_says_what_is_counted_from_where_and_how_it_stands(clerk):
    page = text_of(clerk.get(reverse("indicators:index")))
    assert "进校物资消杀率" in page
    assert "96.2%" in page
    assert "有进校消杀记录的占多少" in page
    assert "消杀、点位现场抽查一致率" in page
    assert "还没有接数据" in page
    assert "ledger.verified" in page


def test_filters_stand_in_the_address_and_nonsense_is_not_said(clerk):
    index = reverse("indicators:index")
    assert "围墙巡查按时率" not in text_of(clerk.get(index, {"q": "静置"}))
    assert "围墙巡查按时率" in text_of(clerk.get(index, {"serves": "3"}))
    risky = text_of(clerk.get(index, {"state": "at_risk"}))
    assert "进校物资消杀率" in risky
    assert "围墙巡查按时率" not in risky
    assert "没有查到" in text_of(clerk.get(index, {"sort": "kpi", "q": "抽对一致率"}))
    told = clerk.get(index, {"state": "<b>", "serves": "９９", "sort": "x", "q": "<script>1</script>"})
    assert told.status_code == 200
    assert "<script>1" not in text_of(told)
    assert "没有查到" in text_of(told)


def test_a_page_shows_the_course_the_table_and_the_campuses(clerk):
    page = text_of(clerk.get(PAGE))
    assert "<svg" in page
    assert "进校物资消杀率，全校，近 30 天，最近 96.2%" in page
    assert "50 / 52" in page
    assert "中心校区" in page
    assert "19 / 21" in page
    assert "有风险" in page


def test_a_page_without_a_value_says_no_data_and_not_met_or_missed(clerk):
    page = text_of(clerk.get(reverse("indicators:one", args=("recheck.goods",))))
    assert "没有数据不算达标，也不算未达标" in page
    assert "无数据" in page


def test_an_old_value_is_shown_as_too_old(clerk):
    observe("tasks.late_now", measured=Measured(Decimal(0), clock.now() - timedelta(hours=2)))
    page = text_of(clerk.get(reverse("indicators:one", args=("tasks.late_now",))))
    assert "数据太旧" in page


def test_a_failed_computing_is_told_on_the_page(clerk):
    Indicator.objects.filter(code=CODE).update(failed_at=clock.now(), failure="OperationalError")
    assert "上次没有算成" in text_of(clerk.get(PAGE))
    assert "上次没有算成" in text_of(clerk.get(reverse("indicators:index")))


def test_a_unit_sees_its_own_figures_and_not_its_neighbours(measured, client):
    sign_in(client, measured["dean"])
    page = text_of(client.get(reverse("indicators:one", args=("tasks.on_time_share",))))
    assert "71.5%" in page
    assert "82.5%" not in page
    neighbour = f"unit:{measured.units['chem'].pk}"
    for name in ("one", "print"):
        url = reverse(f"indicators:{name}", args=("tasks.on_time_share",))
        assert client.get(url, {"scope": neighbour}).status_code == 404
    export = reverse("indicators:export", args=("tasks.on_time_share", "csv"))
    assert client.get(export, {"scope": neighbour}).status_code == 404


@pytest.mark.parametrize("scope", ["moon", "unit:", "unit:1", "whole:1", "campus:" + "0" * 32, "unit:%00"])
def test_a_scope_that_does_not_exist_is_not_found(clerk, scope):
    assert clerk.get(PAGE, {"scope": scope}).status_code == 404


def test_somebody_without_the_verb_sees_no_page(cast, client):
    sign_in(client, cast["student"])
    for name, args in (("index", ()), ("definitions", ()), ("one", (CODE,)), ("export", (CODE, "xlsx"))):
        assert client.get(reverse(f"indicators:{name}", args=args)).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get(PAGE).status_code == 302


def test_values_are_taken_along_as_a_workbook_and_as_text_and_the_ledger_keeps_it(clerk):
    book = clerk.get(reverse("indicators:export", args=(CODE, "xlsx")))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[2][:2] == ["数据截至", "值"]
    assert rows[-1][1] == 96.2
    plain = text_of(clerk.get(reverse("indicators:export", args=(CODE, "csv")), {"days": "7"}))
    assert "96.2,%,50,52,≥ 98%,有风险" in plain
    assert Event.objects.filter(verb="indicators.export").count() == 2


def test_the_definitions_are_one_page_to_print(clerk):
    page = text_of(clerk.get(reverse("indicators:definitions")))
    assert "随机抽查" in page
    assert "数自批次记录，不数填报" in page
    assert "data-print" in page
    assert "96.2%" in text_of(clerk.get(reverse("indicators:print", args=(CODE,))))


def test_the_pages_speak_english(clerk):
    clerk.cookies["django_language"] = "en"
    page = text_of(clerk.get(PAGE))
    assert "Goods disinfected on arrival" in page
    assert "data as of" in page


@pytest.mark.parametrize(("name", "most"), [("index", 14), ("one", 16)])
def test_a_page_asks_as_much_of_the_database_however_much_it_holds(clerk, measured, name, most):
    url = reverse("indicators:index") if name == "index" else PAGE
    clerk.get(url)
    with CaptureQueriesContext(connection) as few:
        clerk.get(url)
    now = clock.now()
    for minutes in range(40):
        observe(CODE, measured=Measured(Decimal(97), now - timedelta(minutes=minutes)))
        for one in measured.campuses.values():
            observe(
                CODE, scope=campus(one.pk), measured=Measured(Decimal(97), now - timedelta(hours=minutes))
            )
    observe("tasks.late_now", scope=WHOLE, measured=Measured(Decimal(1), now))
    with CaptureQueriesContext(connection) as many:
        clerk.get(url)
    assert len(many) == len(few) <= most
