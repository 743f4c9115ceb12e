from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.products.models import Binding, Product, SuperiorForm, UnitReport, Window
from anlan.foundation.products.outputs.workbook import open_workbook
from anlan.foundation.products.services.reporting import report, turn_windows
from tests.support.cast import Cast, sign_in

from .papers import workbook
from .test_mechanism import drafted

AFTERNOON = datetime(2031, 5, 19, 8, 0, tzinfo=UTC)
"""16:00 on the campus."""


@pytest.fixture
def afternoon(monkeypatch):
    """The hour in which units report."""
    monkeypatch.setattr(clock, "now", lambda: AFTERNOON)
    return AFTERNOON


def opened(at: datetime) -> Window:
    """The window of the day."""
    window = turn_windows(at=at)
    assert window is not None
    return window


def test_a_product_goes_from_the_choice_to_the_signature(cast: Cast, client: Client):
    clerk = sign_in(client, cast["clerk"])
    assert "试验材料" in clerk.get("/products/new/").content.decode()
    look = clerk.post("/products/new/trial/", {"word": "乙", "look": "1"}).content.decode()
    assert "试验材料乙" in look
    assert not Product.objects.exists()
    answer = clerk.post("/products/new/trial/", {"word": "乙", "keep": "1"})
    row = Product.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    page = clerk.get(row.get_absolute_url()).content.decode()
    assert reverse("products:sign", args=(row.code, 1)) not in page
    head = sign_in(client, cast["hq_head"])
    head.post(
        reverse("products:sign", args=(row.code, 1)),
        {"seen_hash": row.content_hash, "official_number": "澜发〔2022〕3 号"},
    )
    row.refresh_from_db()
    assert (row.state, row.official_number) == ("signed", "澜发〔2022〕3 号")
    assert "澜发〔2022〕3 号" in head.get(reverse("products:print", args=(row.code, 1))).content.decode()
    answer = head.post(reverse("products:correct", args=(row.code, 1)), {"note": "数错"})
    assert answer["Location"].endswith("/2/")
    assert "内容没有变" in head.get(answer["Location"]).content.decode()


def test_the_list_narrows_by_its_address_and_hides_other_units(cast: Cast, client: Client):
    row = drafted(cast)
    clerk = sign_in(client, cast["clerk"])
    assert row.code in clerk.get("/products/").content.decode()
    assert row.code in clerk.get("/products/?q=试验&kind=trial&state=draft").content.decode()
    assert row.code not in clerk.get("/products/?drill=1").content.decode()
    assert row.code not in clerk.get("/products/?state=signed").content.decode()
    assert clerk.get("/products/?state=%00&kind=x&page=-9&q=%00").status_code == 200
    dean = sign_in(client, cast["dean"])
    assert row.code not in dean.get("/products/").content.decode()
    assert dean.get(row.get_absolute_url()).status_code == 404
    assert dean.get(reverse("products:pdf", args=(row.code, 1))).status_code == 404


@pytest.mark.parametrize(
    "kind", ["morning_paper", "evening_paper", "inspection_circular", "supervision_slip"]
)
def test_the_kinds_of_the_rooms_open_and_preview(cast: Cast, client: Client, kind: str):
    clerk = sign_in(client, cast["clerk"])
    url = f"/products/new/{kind}/"
    assert clerk.get(url).status_code == 200
    told = {"since": "2031-05-12", "until": "2031-05-19", "world": "actual", "look": "1"}
    assert clerk.post(url, told).status_code == (422 if kind == "supervision_slip" else 200)


def test_a_unit_reports_nothing_in_one_tap(cast: Cast, client: Client, afternoon):
    window = opened(afternoon)
    dean = sign_in(client, cast["dean"])
    assert "报没有情况" in dean.get("/products/day/").content.decode()
    dean.post(reverse("products:tell", args=(window.pk,)), {"nothing": "1"})
    told = UnitReport.objects.get()
    assert (told.unit.code, told.matters, told.late) == ("cs", [], False)
    page = sign_in(client, cast["hq_head"]).get("/products/day/").content.decode()
    assert "化学学院" in page
    assert "没报" in page


def test_the_same_report_twice_is_one_and_another_is_a_new_version(cast: Cast, afternoon):
    window = opened(afternoon)
    by = cast.actor("dean")
    first = report(window.pk, by=by)
    assert report(window.pk, by=by).pk == first.pk
    second = report(window.pk, by=by, own=["<b>停电</b>"], seen_version=1)
    assert (second.version, second.matters[0]["text"]) == (2, "<b>停电</b>")


def test_a_unit_that_is_not_asked_cannot_report(cast: Cast, afternoon):
    window = opened(afternoon)
    with pytest.raises(NotVisible):
        report(window.pk, by=cast.actor("inspector"))


def test_the_window_opens_once_and_closes_at_its_hour(afternoon, cast: Cast):
    assert turn_windows(at=afternoon) == turn_windows(at=afternoon)
    turn_windows(at=afternoon.replace(hour=9))
    assert Window.objects.get().closed_at is not None


def test_a_superiors_form_is_kept_bound_and_filled(cast: Cast, client: Client):
    clerk = sign_in(client, cast["clerk"])
    file = SimpleUploadedFile("日报.xlsx", workbook())
    answer = clerk.post("/products/forms/", {"name": "每日统计", "sender": "教育厅", "file": file})
    form = SuperiorForm.objects.get()
    assert answer["Location"] == form.get_absolute_url()
    told = {"sheet": "日报", "cell": "d1", "what": "count:tasks.overdue", "scope": "", "bind": "1"}
    refused = clerk.post(form.get_absolute_url(), told)
    assert refused.status_code == 422
    assert "公式" in refused.content.decode()
    clerk.post(form.get_absolute_url(), told | {"cell": "b1"})
    clerk.post(form.get_absolute_url(), told | {"cell": "c1", "what": "count:inspection.open"})
    assert Binding.objects.filter(form=form).count() == 2
    assert "B1" in clerk.get(form.get_absolute_url()).content.decode()
    answer = clerk.post("/products/new/superior_form/", {"form": str(form.pk), "keep": "1"})
    row = Product.objects.get()
    data = clerk.get(reverse("products:workbook", args=(row.code, 1))).content
    assert open_workbook(data)[1]["日报"].made("B1").findtext("{*}v") == "0"
    clerk.post(form.get_absolute_url(), {"unbind": "日报!B1"})
    assert len(Binding.objects.filter(form=form)[0].cells) == 1


def test_a_form_with_macros_gets_a_clear_answer(cast: Cast, client: Client):
    file = SimpleUploadedFile("日报.xlsm", workbook())
    answer = sign_in(client, cast["clerk"]).post("/products/forms/", {"name": "表", "file": file})
    assert answer.status_code == 422
    assert "宏" in answer.content.decode()


def test_every_page_of_a_stranger_leads_to_sign_in(client: Client, cast: Cast):
    for url in ("/products/", "/products/new/", "/products/day/", "/products/forms/"):
        assert client.get(url).status_code == 302
