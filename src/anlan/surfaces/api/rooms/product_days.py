"""A unit's day in one call, and superiors' forms with their bound cells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, UploadedFile
from pydantic import Field

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.public import require_held
from anlan.foundation.products.models import SuperiorForm, UnitReport
from anlan.foundation.products.models import Window as Hours
from anlan.foundation.products.outputs.taking import TYPES, Taken
from anlan.foundation.products.selectors.binding import newest, scopes, sources
from anlan.foundation.products.selectors.reports import (
    matters_of,
    own_asked,
    report_of,
    telling_of,
    window_at,
)
from anlan.foundation.products.selectors.sight import form_seen, forms_seen
from anlan.foundation.products.services import reporting, sheets
from anlan.foundation.ui.wire import Given, Text, example
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
CELL = {"sheet": "日报", "cell": "B3", "what": "count:tasks.overdue", "scope": "", "label": "逾期的任务数"}
MATTER = {"text": "任务逾期：南门静置区划线", "source": "tasks", "reference": "T-2022-0012-K"}
UNIT_DAY: dict[str, Any] = {
    "unit": "cs",
    "name": "计算机学院",
    "told": True,
    "matters": [],
    "late": False,
    "version": 1,
    "told_at": None,
}
READ, MANAGE = "products.read", "products.forms"
XLSX_FILE = {"schema": {"type": "string", "format": "binary"}, "example": "(a .xlsx)"}
ORIGINAL = {"responses": {200: {"description": "A file.", "content": {TYPES["xlsx"]: XLSX_FILE}}}}
router = Router(tags=["products"])


class MatterOut(Schema):
    """One matter; what comes from a record names its source and reference."""

    model_config = example(**MATTER)

    text: str
    source: str
    reference: str


class UnitDayOut(Schema):
    """What a unit told of a day; silence is no data, never "nothing"."""

    model_config = example(**UNIT_DAY)

    unit: str
    name: str
    told: bool
    matters: list[MatterOut]
    late: bool
    version: int = Field(description="0 while nothing was told.")
    told_at: datetime | None


class DayOut(Schema):
    """The newest hours of reports; `own` is the unit that one speaks for, `offered` its own records."""

    model_config = example(
        id=KEY,
        day="2022-05-20",
        opens_at="2022-05-20T07:00:00Z",
        closes_at="2022-05-20T09:00:00Z",
        open=True,
        own=UNIT_DAY,
        offered=[MATTER],
        units=[],
    )

    id: UUID | None = Field(description="Nothing while no hours ever opened.")
    day: date | None
    opens_at: datetime | None
    closes_at: datetime | None
    open: bool
    own: UnitDayOut | None
    offered: list[MatterOut]
    units: list[UnitDayOut]


class ReportIn(Given):
    """The chosen records as `source:reference` and lines of one's own; without both it is "nothing"."""

    model_config = example(chosen=[], own=[], seen_version=0)

    chosen: list[Text] = Field(default_factory=list, max_length=100)
    own: list[Annotated[str, Field(max_length=300)]] = Field(default_factory=list, max_length=20)
    seen_version: int = Field(0, ge=0, description="The version that one has read; 0 before the first.")


class CellIn(Given):
    """A cell and what fills it: an indicator or a count, of a unit or (empty) of the whole house."""

    model_config = example(**{name: CELL[name] for name in ("sheet", "cell", "what", "scope")})

    sheet: Annotated[str, Field(max_length=60)]
    cell: Annotated[str, Field(max_length=10)]
    what: Annotated[str, Field(max_length=120)]
    scope: Annotated[str, Field(max_length=36)] = ""


class CellOut(CellIn):
    """The same with the name of what fills it."""

    model_config = example(**CELL)

    label: str


class FormOut(Schema):
    """A superior's form as it came, and its rules in force."""

    model_config = example(
        id=KEY,
        name="每日统计",
        sender="教育厅",
        file_name="日报.xlsx",
        sha256="0f" * 32,
        version=1,
        cells=[CELL],
    )

    id: UUID
    name: str
    sender: str
    file_name: str
    sha256: str
    version: int = Field(description="Of the rules; 0 while there are none.")
    cells: list[CellOut]


class FormIn(Given):
    """What is told beside the file."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    sender: Annotated[str, Field(max_length=120)] = ""


class CellsIn(Given):
    """Every cell that is filled from now on."""

    model_config = example(cells=[{name: CELL[name] for name in ("sheet", "cell", "what", "scope")}])

    cells: list[CellIn] = Field(min_length=1, max_length=sheets.MOST_CELLS)


class SourceOut(Schema):
    """Something that a cell may show, or of whom."""

    model_config = example(key="count:tasks.overdue", name="逾期的任务数")

    key: str
    name: str


class SourcesOut(Schema):
    """What cells may be bound to."""

    model_config = example(what=[{"key": "count:tasks.overdue", "name": "逾期的任务数"}], scopes=[])

    what: list[SourceOut]
    scopes: list[SourceOut]


@router.get("/day", response=DayOut, summary="Read the day of units")
def read_day(request: HttpRequest) -> dict[str, Any]:
    """The newest hours of reports: one's own unit first, then every unit that may be read of."""
    viewer = actor_in(request)
    require_held(viewer, READ)
    return _day(viewer, window_at(clock.now()))


@router.post("/day/{window_id}", response=DayOut, summary="Tell the day of one's unit")
def tell_day(request: HttpRequest, window_id: UUID, said: ReportIn) -> dict[str, Any]:
    """Told twice alike it is one report, told otherwise a new version; after the hour it is late."""
    by = actor_in(request)
    require_held(by, READ)
    made = reporting.report(
        window_id, by=by, chosen=said.chosen, own=said.own, seen_version=said.seen_version
    )
    return _day(by, made.window)


@router.get("/sources", response=SourcesOut, summary="List what cells may show")
def list_sources(request: HttpRequest) -> dict[str, Any]:
    """Indicators, counts and units in the reach of the position in use."""
    viewer = actor_in(request)
    require_held(viewer, MANAGE)
    return {
        "what": [{"key": key, "name": str(name)} for key, name in sources(viewer)],
        "scopes": [{"key": key, "name": name} for key, name in scopes(viewer)],
    }


@router.get("/forms", response=list[FormOut], summary="List superiors' forms")
def list_forms(request: HttpRequest) -> list[dict[str, Any]]:
    """Forms in use."""
    viewer = actor_in(request)
    require_held(viewer, MANAGE)
    return [_form(one) for one in forms_seen(viewer)]


@router.post("/forms", response={201: FormOut}, summary="Keep a superior's form")
def keep_form(request: HttpRequest, file: File[UploadedFile], told: Form[FormIn]) -> dict[str, Any]:
    """An .xlsx without macros and passwords, kept as it came."""
    by = actor_in(request)
    require_held(by, READ)
    made = sheets.keep_form(
        name=told.name, sender=told.sender, file_name=file.name or "", data=file.read(), by=by
    )
    return _form(made)


@router.get("/forms/{form_id}", response=FormOut, summary="Read a superior's form")
def read_form(request: HttpRequest, form_id: UUID) -> dict[str, Any]:
    """One form and its rules in force."""
    return _form(form_seen(actor_in(request), form_id))


@router.get("/forms/{form_id}/original.xlsx", summary="Take a form along", openapi_extra=ORIGINAL)
def read_original(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """The file as it came."""
    row = form_seen(actor_in(request), form_id)
    file = Taken(bytes(row.data), TYPES["xlsx"], row.file_name)
    return HttpResponse(file.data, content_type=file.kind, headers=file.headers)


@router.post("/forms/{form_id}/cells", response=FormOut, summary="Bind the cells of a form")
def bind_form(request: HttpRequest, form_id: UUID, said: CellsIn) -> dict[str, Any]:
    """A new version of the rules; merged, formula and protected cells are refused by name."""
    by = actor_in(request)
    form_seen(by, form_id)
    names = dict(sources(by))
    cells = [one.model_dump() | {"label": str(names.get(one.what, ""))} for one in said.cells]
    sheets.bind(form_id, cells, by=by)
    return _form(form_seen(by, form_id))


@router.post("/forms/{form_id}/retire", response=FormOut, summary="Take a form out of use")
def retire_form(request: HttpRequest, form_id: UUID) -> dict[str, Any]:
    """What was filled from it stays."""
    by = actor_in(request)
    form_seen(by, form_id)
    return _form(sheets.retire_form(form_id, by=by))


def _day(viewer: Actor, hours: Hours | None) -> dict[str, Any]:
    if hours is None:
        empty = dict.fromkeys(("id", "day", "opens_at", "closes_at", "own"))
        return {**empty, "open": False, "offered": [], "units": []}
    now = clock.now()
    unit = own_asked(viewer, hours) if viewer.holds("products.report") else None
    matters = matters_of(unit, hours, at=now) if unit else []
    return {
        "id": hours.pk,
        "day": hours.day,
        "opens_at": hours.opens_at,
        "closes_at": hours.closes_at,
        "open": hours.opens_at <= now < hours.closes_at,
        "own": _unit_day(unit.code, unit.name, report_of(hours, unit)) if unit else None,
        "offered": [{"text": one.text, "source": one.source, "reference": one.reference} for one in matters],
        "units": [
            _unit_day(one.unit.code, one.unit.name, one.report) for one in telling_of(viewer, hours).rows
        ],
    }


def _unit_day(code: str, name: str, report: UnitReport | None) -> dict[str, Any]:
    return {
        "unit": code,
        "name": name,
        "told": report is not None,
        "matters": report.matters if report else [],
        "late": bool(report and report.late),
        "version": report.version if report else 0,
        "told_at": report.recorded_at if report else None,
    }


def _form(row: SuperiorForm) -> dict[str, Any]:
    rules = newest(row.pk)
    told = {name: getattr(row, name) for name in ("name", "sender", "file_name", "sha256")}
    return {
        "id": row.pk,
        **told,
        "version": rules.version if rules else 0,
        "cells": rules.cells if rules else [],
    }
