"""First data by a program: hand in, look at the verdicts, write."""

from __future__ import annotations

import io
from http import HTTPStatus
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from anlan.foundation.people.models import Person

pytestmark = pytest.mark.django_db

HEADINGS = ("工号", "姓名", "单位", "人员类别", "手机")
GOOD = ("0010231", "周一宁", "化学学院", "教师", "10000000101")
GONE = {"gone": 1}
BAD = ("0010232", "许小满", "没有的院", "教师", "")


def staff(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    """A workbook of staff."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet("教职工")
        for number, row in enumerate((HEADINGS, *rows)):
            page.write_row(number, 0, row)
    return SimpleUploadedFile("staff.xlsx", held.getvalue())


def test_sheets_are_listed_with_their_columns(acting):
    told = acting("sysadmin").get("/intake/sheets")
    assert [one["sheet"] for one in told] == [
        "units",
        "staff",
        "students",
        "places",
        "rooms",
        "courses",
        "positions",
    ]
    assert all(any(column["needed"] for column in one["columns"]) for one in told)


def test_a_template_is_a_workbook(acting):
    answer = acting("sysadmin").raw("GET", "/intake/sheets/staff/template.xlsx")
    assert answer.status_code == HTTPStatus.OK
    assert CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    assert acting("sysadmin").refused("GET", "/intake/sheets/moon/template.xlsx")[0] == 422


def test_a_file_is_judged_before_anything_is_written(acting):
    office = acting("sysadmin")
    status, told = office.upload("/intake/deliveries", file=staff(GOOD, BAD), sheet="staff")
    assert status == HTTPStatus.OK, told
    assert (told["stage"], told["rows"], told["counts"]) == ("checked", 2, {"new": 1, "error": 1} | GONE)
    assert not Person.objects.filter(number=GOOD[0]).exists()
    verdicts = office.get(f"/intake/deliveries/{told['id']}/verdicts", verdict="error")
    assert (verdicts["total"], verdicts["items"][0]["row"]) == (1, 3)
    written = office.post(f"/intake/deliveries/{told['id']}/apply")
    assert written["stage"] == "applied"
    assert Person.objects.filter(number=GOOD[0]).exists()
    assert not Person.objects.filter(number=BAD[0]).exists()
    again = office.refused("POST", f"/intake/deliveries/{told['id']}/apply")
    assert again == (HTTPStatus.CONFLICT, "act.illegal_move")
    assert [one["id"] for one in office.get("/intake/deliveries", stage="applied")["items"]] == [told["id"]]


def test_a_file_is_discarded(acting):
    office = acting("sysadmin")
    _status, told = office.upload("/intake/deliveries", file=staff(GOOD), sheet="staff")
    path = f"/intake/deliveries/{told['id']}"
    assert office.post(f"{path}/check")["counts"] == {"new": 1} | GONE
    assert office.post(f"{path}/discard")["stage"] == "discarded"
    assert office.get(path)["counts"] == {}


def test_a_long_file_is_left_to_a_job(acting, monkeypatch):
    monkeypatch.setattr("anlan.surfaces.api.rooms.intake.CHECK_APART_FROM", 1)
    status, told = acting("sysadmin").upload("/intake/deliveries", file=staff(GOOD, BAD), sheet="staff")
    assert (status, told["busy"], told["stage"]) == (HTTPStatus.ACCEPTED, "check", "received")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("staff.xlsx", b"MZ\x90\x00" * 100),
        ("staff.xlsx", b""),
        ("staff.xlsx", b"PK\x03\x04 broken"),
        ("staff.csv", "姓名\n周一宁".encode()),
    ],
    ids=["program", "empty", "broken", "column-missing"],
)
def test_a_file_that_is_no_such_sheet_is_refused(acting, name, content):
    form = {"file": SimpleUploadedFile(name, content), "sheet": "staff"}
    status, told = acting("sysadmin").upload("/intake/deliveries", **form)
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told["title"]


def test_a_form_is_taken_as_strictly_as_json(acting):
    office = acting("sysadmin")
    assert office.upload("/intake/deliveries", sheet="staff")[1]["code"] == "api.bad_fields"
    assert office.upload("/intake/deliveries", file=staff(GOOD), sheet="moon")[0] == 422
    told = office.upload("/intake/deliveries", file=staff(GOOD), sheet="staff", force="1")[1]
    assert (told["code"], told["facts"]) == ("api.unknown_fields", {"fields": "force"})
    assert office.get("/intake/deliveries")["total"] == 0


def test_a_file_of_nowhere_does_not_exist(acting):
    for what in ("check", "apply", "discard"):
        path = f"/intake/deliveries/{uuid4()}/{what}"
        assert acting("sysadmin").refused("POST", path)[0] == HTTPStatus.NOT_FOUND
