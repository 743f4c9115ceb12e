"""First data: templates, files handed in, their dry run, and writing them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, Schema, Status, UploadedFile
from pydantic import Field

from anlan.core.access import Actor
from anlan.foundation.intake import selectors, services
from anlan.foundation.intake.book import book
from anlan.foundation.intake.jobs import apply_delivery, check_delivery
from anlan.foundation.intake.models import Delivery, RowVerdict
from anlan.foundation.intake.pages import sheet_name, stage_word, word_of
from anlan.foundation.intake.states import Sheet, Stage, Verdict
from anlan.foundation.intake.views import APPLY_APART_FROM, CHECK_APART_FROM, XLSX
from anlan.foundation.intake.workbooks import template
from anlan.foundation.people.public import in_language, require_held
from anlan.foundation.ui.wire import Given, Listed, Window, example, listed, part_of
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
DONE, HANDED_OVER = 200, 202
router = Router(tags=["intake"])

WORKBOOK = {
    "responses": {
        200: {
            "description": "An Excel workbook.",
            "content": {XLSX: {"schema": {"type": "string", "format": "binary"}, "example": "(a workbook)"}},
        }
    }
}


class ColumnOut(Schema):
    """A column of a sheet."""

    model_config = example(key="code", name="代码", needed=True, hint="单位代码，全校唯一")

    key: str
    name: str
    needed: bool
    hint: str


class SheetOut(Schema):
    """A sheet that can be handed in."""

    model_config = example(sheet="units", name="单位", about="学校的单位和上下级", columns=[])

    sheet: str
    name: str
    about: str
    columns: list[ColumnOut]


class DeliveriesQuery(Window):
    """Which files."""

    sheet: Sheet | None = Field(None, description="Of one sheet.")
    stage: Stage | None = Field(None, description="At one stage.")


class DeliveryOut(Schema):
    """A file handed in; `counts` are its rows by verdict after the dry run, `busy` names a job at work."""

    model_config = example(
        id=KEY,
        sheet="units",
        stage="checked",
        stage_word="试读好了",
        filename="units.xlsx",
        content_hash="4b1a…",
        whole=False,
        rows=2,
        counts={"new": 1, "error": 1},
        busy="",
        received_at="2022-05-20T01:00:00Z",
        checked_at="2022-05-20T01:00:01Z",
        applied_at=None,
    )

    id: UUID
    sheet: str
    stage: str
    stage_word: str
    filename: str
    content_hash: str
    whole: bool
    rows: int
    counts: dict[str, int]
    busy: str
    received_at: datetime
    checked_at: datetime | None
    applied_at: datetime | None


class DeliveriesOut(Listed):
    """A part of the files, the newest first."""

    items: list[DeliveryOut]


class VerdictsQuery(Window):
    """Which rows; without a verdict all but those that are the same as before."""

    verdict: Verdict | None = Field(None, description="Of one verdict.")


class VerdictOut(Schema):
    """What the dry run said of one row, as codes and facts."""

    model_config = example(
        id=7,
        row=3,
        verdict="error",
        word="有错",
        key="cs",
        label="计算机学院",
        details=[{"code": "unknown_choice", "column": "kind", "value": "Faculty"}],
        settled=False,
    )

    id: int
    row: int | None
    verdict: str
    word: str
    key: str
    label: str
    details: list[dict[str, Any]]
    settled: bool


class VerdictsOut(Listed):
    """A part of the verdicts in the order of the file."""

    items: list[VerdictOut]


class DeliveryIn(Given):
    """What is told beside the file: its sheet, and whether it names everything there is."""

    sheet: Sheet
    whole: bool = False


@router.get("/sheets", response=list[SheetOut], summary="List sheets")
def list_sheets(request: HttpRequest) -> list[dict[str, Any]]:
    """The seven sheets of first data and their columns, in the order in which they make sense."""
    require_held(actor_in(request), services.VERB)
    return [
        {
            "sheet": sheet,
            "name": sheet_name(spec),
            "about": in_language(spec.about, spec.about_en),
            "columns": [
                {
                    "key": column.key,
                    "name": in_language(column.zh, column.en),
                    "needed": column.needed,
                    "hint": in_language(column.hint, column.hint_en),
                }
                for column in spec.columns
            ],
        }
        for sheet, spec in book().items()
    ]


@router.get("/sheets/{sheet}/template.xlsx", summary="Take a template along", openapi_extra=WORKBOOK)
def read_template(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The empty template of a sheet in the reader's language."""
    require_held(actor_in(request), services.VERB)
    answer = HttpResponse(template(book()[sheet]), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{sheet}.xlsx"'
    return answer


@router.get("/deliveries", response=DeliveriesOut, summary="List files")
def list_deliveries(request: HttpRequest, asked: Query[DeliveriesQuery]) -> dict[str, Any]:
    """Files handed in, the newest first, each with its rows counted by verdict."""
    require_held(actor_in(request), services.VERB)
    wanted = asked.model_dump(include={"sheet", "stage"}, exclude_none=True)
    rows, place = part_of(selectors.deliveries_for(actor_in(request)).filter(**wanted), asked)
    return listed([_told(row) for row in rows], place)


@router.get("/deliveries/{delivery_id}", response=DeliveryOut, summary="Read a file's state")
def read_delivery(request: HttpRequest, delivery_id: UUID) -> dict[str, Any]:
    """One file: its stage and its rows counted by verdict."""
    return _told(selectors.delivery_for(actor_in(request), delivery_id))


@router.get("/deliveries/{delivery_id}/verdicts", response=VerdictsOut, summary="List verdicts")
def list_verdicts(request: HttpRequest, delivery_id: UUID, asked: Query[VerdictsQuery]) -> dict[str, Any]:
    """What the dry run said of the rows."""
    delivery = selectors.delivery_for(actor_in(request), delivery_id)
    rows = selectors.verdicts_for(actor_in(request), delivery, verdict=asked.verdict or "")
    found, place = part_of(rows, asked)
    return listed([_verdict(row) for row in found], place)


@router.post("/deliveries", response={200: DeliveryOut, 202: DeliveryOut}, summary="Hand in a file")
def hand_in(request: HttpRequest, file: File[UploadedFile], told: Form[DeliveryIn]) -> Status[dict[str, Any]]:
    """Take a file in and judge every row without writing any; a large file is judged by a job (202)."""
    actor = actor_in(request)
    require_held(actor, services.VERB)
    found = services.receive(
        sheet=told.sheet, filename=file.name or "", content=file.read(), whole=told.whole, by=actor
    )
    return _do(actor, found, "check")


@router.post(
    "/deliveries/{delivery_id}/check",
    response={200: DeliveryOut, 202: DeliveryOut},
    summary="Judge a file again",
)
def check(request: HttpRequest, delivery_id: UUID) -> Status[dict[str, Any]]:
    """The dry run once more, against what is known now."""
    actor = actor_in(request)
    return _do(actor, selectors.delivery_for(actor, delivery_id), "check")


@router.post(
    "/deliveries/{delivery_id}/apply", response={200: DeliveryOut, 202: DeliveryOut}, summary="Write a file"
)
def apply(request: HttpRequest, delivery_id: UUID) -> Status[dict[str, Any]]:
    """Write every row that is neither an error nor undecided, in one transaction; outdated verdicts: 409."""
    actor = actor_in(request)
    return _do(actor, selectors.delivery_for(actor, delivery_id), "apply")


@router.post("/deliveries/{delivery_id}/discard", response=DeliveryOut, summary="Discard a file")
def discard(request: HttpRequest, delivery_id: UUID) -> dict[str, Any]:
    """Drop a file that was not written, with its bytes and verdicts."""
    actor = actor_in(request)
    selectors.delivery_for(actor, delivery_id)
    return _told(services.discard(delivery_id=delivery_id, by=actor))


def _do(actor: Actor, found: Delivery, what: str) -> Status[dict[str, Any]]:
    """Now, or by a job where the file is long."""
    apart, job, now = {
        "check": (CHECK_APART_FROM, check_delivery, services.check),
        "apply": (APPLY_APART_FROM, apply_delivery, services.apply),
    }[what]
    if found.row_count > apart and found.sheet != Sheet.POSITIONS:
        with transaction.atomic():
            waiting = services.hand_over(delivery_id=found.pk, what=what, by=actor)
            job.enqueue(delivery_id=str(found.pk))
        return Status(HANDED_OVER, _told(waiting))
    return Status(DONE, _told(now(delivery_id=found.pk, by=actor)))


def _told(row: Delivery) -> dict[str, Any]:
    names = ("sheet", "stage", "filename", "content_hash", "whole", "counts", "busy")
    moments = ("received_at", "checked_at", "applied_at")
    told = {name: getattr(row, name) for name in (*names, *moments)}
    return {"id": row.pk, **told, "rows": row.row_count, "stage_word": stage_word(row)}


def _verdict(row: RowVerdict) -> dict[str, Any]:
    names = ("row", "verdict", "key", "label", "details", "settled")
    told = {name: getattr(row, name) for name in names}
    return {"id": row.pk, **told, "word": word_of(Verdict(row.verdict))}
