"""Products over HTTP: prepared, read, signed, corrected, taken along; a unit's day; superiors' forms."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from anlan.areas.tasks.tests.office import Office
from anlan.core.kernel import clock
from anlan.foundation.products.models import Product
from anlan.foundation.products.services.reporting import turn_windows
from anlan.foundation.products.tests.papers import workbook
from anlan.surfaces.api.tests.calling import Caller, caller
from tests.support.cast import Cast, build_cast

AFTERNOON = datetime(2022, 5, 20, 8, 0, tzinfo=UTC)
"""16:00 on the campus."""
CREATED, FORBIDDEN, MISSING, CLASH, UNFIT = 201, 403, 404, 409, 422
KEY = "018f3c1e-0000-7000-8000-000000000001"


@pytest.fixture
def cast(db: None) -> Cast:
    """The small university, as it stands since some days."""
    with clock.hold(AFTERNOON - timedelta(days=4)):
        return build_cast()


@pytest.fixture
def hour() -> Iterator[datetime]:
    """An afternoon in the hours of reports."""
    with clock.hold(AFTERNOON):
        yield AFTERNOON


@pytest.fixture
def late(hour: datetime, cast: Cast) -> str:
    """The code of a task that is late since yesterday."""
    with clock.hold(hour - timedelta(days=3)):
        return Office(cast).give(due_at=hour - timedelta(days=1)).code


def prepared(who: Caller, late: str) -> dict[str, Any]:
    body = {"client_id": KEY, "kind": "supervision_slip", "params": {"matter": late}}
    told: dict[str, Any] = who.post("/products/papers", body, status=CREATED)
    return told


def place(told: dict[str, Any]) -> str:
    return f"/products/papers/{told['code']}/{told['version']}"


def test_a_slip_is_chosen_looked_at_prepared_once_signed_and_corrected(late: str, cast: Cast):
    clerk, head = caller(cast, "clerk"), caller(cast, "hq_head")
    assert "supervision_slip" in [one["kind"] for one in clerk.get("/products/kinds")]
    asked = clerk.get("/products/kinds/supervision_slip")["params"][0]
    assert asked["choices"] == [[late, f"{late} 南门静置区划线"]]
    seen = clerk.post("/products/look", {"kind": "supervision_slip", "params": {"matter": late}})
    assert (seen["facts"]["days_late"], Product.objects.count()) == (1, 0)
    draft = prepared(clerk, late)
    assert prepared(clerk, late) == draft
    assert (draft["state"], draft["acts"]) == ("draft", ["gather", "drop"])
    whole = head.get(place(draft))
    assert whole["facts"]["code"] == late
    assert whole["paper"]["title"] == "督办单：南门静置区划线"
    signed = head.post(f"{place(draft)}/sign", {"hash": whole["hash"], "official_number": "澜督〔2022〕1 号"})
    assert (signed["state"], signed["acts"]) == ("signed", ["correct"])
    second = head.post(f"{place(draft)}/correct", {"reason": "重算"}, status=CREATED)
    assert (second["version"], head.get(place(second))["correction"]) == (2, "重算")
    assert {one["version"] for one in head.get("/products/papers", q="督办")["items"]} == {1, 2}
    assert head.get("/products/papers", state="signed", kind="supervision_slip")["total"] == 1
    assert [one["version"] for one in caller(cast, "logistics_head").get("/products/papers")["items"]] == [1]


def test_a_draft_is_gathered_anew_and_given_up(late: str, cast: Cast):
    clerk = caller(cast, "clerk")
    draft = prepared(clerk, late)
    with clock.hold(AFTERNOON + timedelta(days=1)):
        again = caller(cast, "clerk").post(f"{place(draft)}/gather")
        assert again["hash"] != draft["hash"]
        stale = caller(cast, "hq_head").refused("POST", f"{place(draft)}/sign", {"hash": draft["hash"]})
    assert stale == (CLASH, "products.draft_changed")
    assert clerk.post(f"{place(draft)}/drop")["state"] == "dropped"
    assert clerk.refused("POST", f"{place(draft)}/drop")[0] == CLASH


def test_the_files_are_those_of_the_pages(late: str, cast: Cast):
    clerk = caller(cast, "clerk")
    draft = prepared(clerk, late)
    letter = clerk.raw("GET", f"{place(draft)}/letter.docx?red=true")
    assert "督办单" in "".join(line.text for line in Document(io.BytesIO(letter.content)).paragraphs)
    assert clerk.raw("GET", f"{place(draft)}/letter.pdf").content.startswith(b"%PDF")
    assert clerk.refused("GET", f"{place(draft)}/form.xlsx")[0] == MISSING
    assert clerk.refused("GET", f"{place(draft)}/letter.docx?head=1")[0] == UNFIT


def test_a_stranger_finds_nothing(late: str, cast: Cast):
    draft = prepared(caller(cast, "clerk"), late)
    for who in ("student", "chem_dean"):
        stranger = caller(cast, who)
        for path in ("", "/letter.docx", "/letter.pdf", "/form.xlsx"):
            assert stranger.refused("GET", f"{place(draft)}{path}")[0] == MISSING
        for act, body in (
            ("sign", {"hash": draft["hash"]}),
            ("correct", {"reason": "看"}),
            ("gather", None),
            ("drop", None),
        ):
            assert stranger.refused("POST", f"{place(draft)}/{act}", body)[0] == MISSING
    student = caller(cast, "student")
    for path in (
        "/products/kinds",
        "/products/papers",
        "/products/day",
        "/products/forms",
        "/products/sources",
    ):
        assert student.refused("GET", path)[0] == MISSING
    assert (
        student.refused(
            "POST", "/products/papers", {"client_id": KEY, "kind": "supervision_slip", "params": {}}
        )[0]
        == MISSING
    )


def test_who_may_not_act_is_told_so(late: str, cast: Cast):
    draft = prepared(caller(cast, "clerk"), late)
    body = {"hash": draft["hash"]}
    for who in ("clerk", "clerk2", "inspector"):
        assert caller(cast, who).refused("POST", f"{place(draft)}/sign", body) == (FORBIDDEN, "act.not_yours")
    weak = caller(cast, "hq_head", second_factor=False)
    assert weak.refused("POST", f"{place(draft)}/sign", body) == (FORBIDDEN, "act.second_factor_needed")
    caller(cast, "hq_head").post(f"{place(draft)}/sign", body)
    receiver = caller(cast, "logistics_head")
    assert receiver.refused("POST", f"{place(draft)}/correct", {"reason": "改"})[0] == FORBIDDEN


def test_what_is_signed_is_not_signed_again_nor_dropped(late: str, cast: Cast):
    draft = prepared(caller(cast, "clerk"), late)
    head, body = caller(cast, "hq_head"), {"hash": draft["hash"]}
    assert head.refused("POST", f"{place(draft)}/correct", {"reason": "改"})[0] == CLASH
    head.post(f"{place(draft)}/sign", body)
    for act, said in (("sign", body), ("drop", None), ("gather", None)):
        assert head.refused("POST", f"{place(draft)}/{act}", said)[0] == CLASH
    head.post(f"{place(draft)}/correct", {"reason": "改"}, status=CREATED)
    assert head.refused("POST", f"{place(draft)}/correct", {"reason": "再改"})[0] == CLASH


def test_who_prepared_it_does_not_sign_it(late: str, cast: Cast):
    head = caller(cast, "hq_head")
    draft = prepared(head, late)
    assert "sign" not in draft["acts"]
    told = head.refused("POST", f"{place(draft)}/sign", {"hash": draft["hash"]})
    assert told == (FORBIDDEN, "products.own_product")


def test_a_tampered_product_is_not_handed_out(late: str, cast: Cast):
    clerk = caller(cast, "clerk")
    draft = prepared(clerk, late)
    row = Product.objects.get(pk=UUID(draft["id"]))
    Product.objects.filter(pk=row.pk).update(facts=row.facts.replace("南门", "北门"))
    for path in ("", "/letter.docx", "/letter.pdf"):
        assert clerk.refused("GET", f"{place(draft)}{path}") == (CLASH, "products.tampered")
    assert caller(cast, "hq_head").refused("POST", f"{place(draft)}/sign", {"hash": draft["hash"]}) == (
        CLASH,
        "products.tampered",
    )


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("supervision_slip", {}),
        ("supervision_slip", {"matter": "T-2022-9999-X"}),
        ("supervision_slip", {"matter": "' OR 1=1 --"}),
        ("supervision_slip", {"matter": "", "reply_by": "yesterday"}),
        ("supervision_slip", {"matters": "x"}),
        ("inspection_circular", {"since": "2022-02-30", "until": "2022-03-01", "world": "actual"}),
        ("duty_handover", {"handover": "../etc"}),
        ("duty_roster", {"roster": "no", "first": "2022-05-20", "days": "7", "phones": "desk"}),
    ],
)
def test_answers_that_cannot_be_used_are_named(late: str, cast: Cast, kind: str, params: dict[str, str]):
    clerk = caller(cast, "clerk")
    for path, more in (("/products/look", {}), ("/products/papers", {"client_id": KEY})):
        told = clerk.refused("POST", path, {"kind": kind, "params": params, **more})
        assert told == (UNFIT, "products.bad_params")
    assert not Product.objects.exists()


def test_a_kind_that_is_none_or_not_ones_own_is_not_found(late: str, cast: Cast):
    clerk = caller(cast, "clerk")
    for kind in ("nothing", "%00", "a/b"):
        assert clerk.ask("GET", f"/products/kinds/{kind}")[0] in {MISSING, UNFIT}
    body = {"client_id": KEY, "kind": "nothing", "params": {}}
    assert clerk.refused("POST", "/products/papers", body)[0] == MISSING
    for version in ("0", "99", "-1", "x", "9" * 30):
        assert clerk.ask("GET", f"/products/papers/P-2022-0001-A/{version}")[0] in {MISSING, UNFIT}


def test_a_unit_tells_its_day_in_one_call(hour: datetime, late: str, cast: Cast):
    assert caller(cast, "dean").get("/products/day")["id"] is None
    turn_windows(at=hour)
    head = caller(cast, "logistics_head")
    day = head.get("/products/day")
    assert (day["open"], day["own"]["unit"], day["own"]["told"]) == (True, "logistics", False)
    assert [one["reference"] for one in day["offered"]] == [late]
    told = head.post(f"/products/day/{day['id']}", {})["own"]
    assert (told["told"], told["matters"], told["version"]) == (True, [], 1)
    chosen = {"chosen": [f"tasks:{late}"], "own": ["<b>停电</b>"], "seen_version": 1}
    assert len(head.post(f"/products/day/{day['id']}", chosen)["own"]["matters"]) == 2
    assert head.refused("POST", f"/products/day/{day['id']}", {"own": ["旧"], "seen_version": 1}) == (
        UNFIT,
        "products.report_changed",
    )
    units = caller(cast, "hq_head").get("/products/day")["units"]
    assert [one["unit"] for one in units if one["told"]] == ["logistics"]
    assert caller(cast, "inspector").refused("POST", f"/products/day/{day['id']}", {})[0] == MISSING
    assert head.refused("POST", f"/products/day/{KEY}", {})[0] == MISSING


def test_a_superiors_form_is_kept_bound_filled_and_retired(hour: datetime, cast: Cast):
    clerk = caller(cast, "clerk")
    sent = workbook()
    file = SimpleUploadedFile("日报.xlsx", sent)
    status, form = clerk.upload("/products/forms", file=file, name="每日统计", sender="教育厅")
    assert (status, form["version"]) == (CREATED, 0)
    url = f"/products/forms/{form['id']}"
    cell = {"sheet": "日报", "cell": "B1", "what": "count:tasks.overdue", "scope": ""}
    assert cell["what"] in [one["key"] for one in clerk.get("/products/sources")["what"]]
    for wrong, code in (
        ({"cell": "D1"}, "products.formula_cell"),
        ({"what": "count:none"}, "products.no_source"),
        ({"scope": KEY}, "products.unit_out_of_reach"),
    ):
        assert clerk.refused("POST", f"{url}/cells", {"cells": [cell | wrong]}) == (UNFIT, code)
    assert clerk.post(f"{url}/cells", {"cells": [cell]})["cells"][0]["label"]
    body = {"client_id": KEY, "kind": "superior_form", "params": {"form": form["id"]}}
    made = clerk.post("/products/papers", body, status=CREATED)
    assert clerk.raw("GET", f"{place(made)}/form.xlsx").content.startswith(b"PK")
    assert clerk.raw("GET", f"{url}/original.xlsx").content == sent
    stranger = caller(cast, "chem_dean")
    for path in (url, f"{url}/original.xlsx"):
        assert stranger.refused("GET", path)[0] == MISSING
    assert stranger.refused("POST", f"{url}/retire")[0] == MISSING
    assert caller(cast, "inspector").refused("POST", f"{url}/retire")[0] == FORBIDDEN
    clerk.post(f"{url}/retire")
    assert clerk.get("/products/forms") == []


def test_a_file_that_is_no_form_is_refused(hour: datetime, cast: Cast):
    clerk = caller(cast, "clerk")
    for name, data in (("a.xlsm", workbook()), ("a.xlsx", b"PK\x03\x04no"), ("a.xlsx", b"")):
        status, _said = clerk.upload("/products/forms", file=SimpleUploadedFile(name, data), name="表")
        assert status == HTTPStatus.UNPROCESSABLE_ENTITY
