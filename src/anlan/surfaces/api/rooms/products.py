"""What a headquarters prints and sends: kinds, products with their facts, preparing, signing, files."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.people.public import require_held
from anlan.foundation.products.forms.preparing import params_in
from anlan.foundation.products.kinds import ProductKind, kind_of, kinds
from anlan.foundation.products.models import Product
from anlan.foundation.products.outputs.taking import TYPES, Shape, require_intact, taken
from anlan.foundation.products.paper import to_plain
from anlan.foundation.products.selectors.acting import acts_on
from anlan.foundation.products.selectors.listing import LONGEST, ProductFilters, product_list
from anlan.foundation.products.selectors.sight import product_seen
from anlan.foundation.products.services import preparing, signing
from anlan.foundation.products.states import ProductState
from anlan.foundation.ui.wire import Given, Listed, Reason, Window, example, listed, part_of
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
HASH = "0f" * 32
CODE = "P-2022-0007-K"
PAPER = "/papers/{code}/{version}"
SHOWN: dict[str, Any] = {
    "id": KEY,
    "code": CODE,
    "version": 1,
    "kind": "supervision_slip",
    "title": "督办单：南门静置区划线",
    "state": "draft",
    "unit": "hq-office",
    "hash": HASH,
    "as_of": "2022-05-20T01:00:00Z",
    "prepared_at": "2022-05-20T01:00:00Z",
    "by_system": True,
    "signed_at": None,
    "official_number": "",
    "drill": False,
    "acts": ["sign"],
}
READ, PREPARE = "products.read", "products.prepare"
router = Router(tags=["products"])


def _download(shape: Shape) -> dict[str, Any]:
    """How the document tells of a file."""
    told = {"schema": {"type": "string", "format": "binary"}, "example": f"(a .{shape})"}
    return {"responses": {200: {"description": "A file.", "content": {TYPES[shape]: told}}}}


class ParamOut(Schema):
    """One thing that a kind asks for; of `choice` it takes one of `choices`."""

    model_config = example(name="matter", label="逾期的任务或要求", of="choice", required=True, choices=[])

    name: str
    label: str
    of: str
    required: bool
    choices: list[tuple[str, str]] = Field(description="Value and words; in the list of kinds it is empty.")


class ProductKindOut(Schema):
    """A kind of product; who signs one that enacts gives a second factor."""

    model_config = example(kind="supervision_slip", label="督办单", about="", enacts=True, params=[])

    kind: str
    label: str
    about: str
    enacts: bool
    params: list[ParamOut]


class ProductQuery(Window):
    """The filters of the list, as on its page; at rest without what was given up or superseded."""

    q: Annotated[str, Field(max_length=LONGEST)] = Field("", description="Words, a code or official number.")
    kind: Annotated[str, Field(max_length=40)] = Field("", description="Of one kind.")
    state: ProductState | None = Field(None, description="In one state.")
    drill: bool = Field(False, description="Of the world of drills.")


class ProductOut(Schema):
    """A version of a product; `acts` is what the position in use may do with it."""

    model_config = example(**SHOWN)

    id: UUID
    code: str
    version: int
    kind: str
    title: str
    state: str
    unit: str
    hash: str
    as_of: datetime
    prepared_at: datetime
    by_system: bool
    signed_at: datetime | None
    official_number: str
    drill: bool
    acts: list[str]


class ProductsOut(Listed):
    """A part of the list, the newest first."""

    model_config = example(total=0, limit=50, offset=0, items=[])

    items: list[ProductOut]


class WholeOut(ProductOut):
    """A product with its frozen facts, the paper made of them, and what a correction changed."""

    model_config = example(
        **SHOWN,
        facts={"code": "T-2022-0012-K"},
        paper={"title": "督办单：南门静置区划线", "blocks": []},
        correction="",
        changes=[],
    )

    facts: dict[str, Any]
    paper: dict[str, Any]
    correction: str
    changes: list[str]


class LookOut(Schema):
    """What a product would say now; nothing was kept."""

    model_config = example(title="督办单：南门静置区划线", hash=HASH, facts={}, paper={"blocks": []})

    title: str
    hash: str
    facts: dict[str, Any]
    paper: dict[str, Any]


class LookIn(Given):
    """A kind with answers to what it asks."""

    model_config = example(kind="supervision_slip", params={"matter": "T-2022-0012-K"})

    kind: Annotated[str, Field(max_length=40)]
    params: dict[str, Annotated[str, Field(max_length=500)]] = Field(default_factory=dict, max_length=20)


class PrepareIn(LookIn):
    """The same to be kept; sending the same `client_id` again makes no second one."""

    model_config = example(client_id=KEY, kind="supervision_slip", params={"matter": "T-2022-0012-K"})

    client_id: UUID


class SignIn(Given):
    """The fingerprint of what was read, and the number that the office gave."""

    model_config = example(hash=HASH, official_number="")

    hash: Annotated[str, Field(min_length=64, max_length=64)]
    official_number: Annotated[str, Field(max_length=60)] = ""


class CorrectProductIn(Given):
    """Why a signed product is corrected."""

    model_config = example(reason="数报错了")

    reason: Annotated[Reason, Field(max_length=500)]


class FileQuery(Given):
    """How the letter is drawn."""

    red: bool = Field(False, description="With the red head of the issuer.")


@router.get("/kinds", response=list[ProductKindOut], summary="List kinds of products")
def list_kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """The kinds that the position in use may prepare."""
    viewer = actor_in(request)
    require_held(viewer, PREPARE)
    return [_kind(one) for one in kinds() if not one.needs or viewer.holds(one.needs)]


@router.get("/kinds/{kind}", response=ProductKindOut, summary="Read a kind of product")
def read_kind(request: HttpRequest, kind: str) -> dict[str, Any]:
    """What it asks for, with everything that may be chosen now."""
    viewer = actor_in(request)
    require_held(viewer, PREPARE)
    wanted = kind_of(kind)
    if wanted.needs:
        require_held(viewer, wanted.needs)
    return _kind(wanted, viewer=viewer)


@router.post("/look", response=LookOut, summary="Look at a product before it is made")
def look(request: HttpRequest, asked: LookIn) -> dict[str, Any]:
    """Its facts and paper as of now; nothing is kept."""
    by = actor_in(request)
    require_held(by, PREPARE)
    params = params_in(asked.params, kind=kind_of(asked.kind), viewer=by)
    seen = preparing.preview(asked.kind, params=params, by=by)
    told = {"title": seen.title, "hash": seen.hash, "facts": json.loads(seen.facts)}
    return told | {"paper": to_plain(seen.drawn)}


@router.get("/papers", response=ProductsOut, summary="List products")
def list_products(request: HttpRequest, asked: Query[ProductQuery]) -> dict[str, Any]:
    """Products that the position in use sees: its side made them, or received them signed."""
    viewer = actor_in(request)
    require_held(viewer, READ)
    wanted = asked.model_dump(exclude={"limit", "offset"}, exclude_none=True)
    rows, place = part_of(product_list(viewer, ProductFilters(**wanted)), asked)
    return listed([_told(viewer, row) for row in rows], place)


@router.post("/papers", response={201: ProductOut}, summary="Prepare a product")
def prepare(request: HttpRequest, asked: PrepareIn) -> dict[str, Any]:
    """Freeze the facts of now as a draft; another person signs it."""
    by = actor_in(request)
    require_held(by, READ)
    params = params_in(asked.params, kind=kind_of(asked.kind), viewer=by)
    made = preparing.prepare(
        asked.kind, params=params, by=by, opened_at=clock.now(), client_id=asked.client_id
    )
    return _told(by, made)


@router.get(PAPER, response=WholeOut, summary="Read a product")
def read_product(request: HttpRequest, code: str, version: int) -> dict[str, Any]:
    """One version with its frozen facts; refused when the stored text no longer gives its fingerprint."""
    viewer = actor_in(request)
    row = product_seen(viewer, code, version)
    require_intact(row)
    told = _told(viewer, row) | {"facts": row.fact_values, "paper": json.loads(row.paper)}
    return told | {"correction": row.correction_note, "changes": row.changes}


@router.post(f"{PAPER}/sign", response=ProductOut, summary="Sign a product")
def sign_product(request: HttpRequest, code: str, version: int, said: SignIn) -> dict[str, Any]:
    """Sign what was read; refused to who prepared it, without a second factor where it binds, and twice."""
    by = actor_in(request)
    key = product_seen(by, code, version).pk
    return _told(by, signing.sign(key, by=by, seen_hash=said.hash, official_number=said.official_number))


@router.post(f"{PAPER}/correct", response={201: ProductOut}, summary="Correct a signed product")
def correct_product(request: HttpRequest, code: str, version: int, said: CorrectProductIn) -> dict[str, Any]:
    """A new version over the facts of now that says why and what changed; the signed one stays."""
    by = actor_in(request)
    return _told(by, preparing.correct(product_seen(by, code, version).pk, note=said.reason, by=by))


@router.post(f"{PAPER}/gather", response=ProductOut, summary="Gather a draft anew")
def gather_product(request: HttpRequest, code: str, version: int) -> dict[str, Any]:
    """Read the facts of a draft again, as of now; its fingerprint changes."""
    by = actor_in(request)
    return _told(by, preparing.gather_anew(product_seen(by, code, version).pk, by=by))


@router.post(f"{PAPER}/drop", response=ProductOut, summary="Give a draft up")
def drop_product(request: HttpRequest, code: str, version: int) -> dict[str, Any]:
    """It stays readable and is never signed."""
    by = actor_in(request)
    return _told(by, preparing.drop(product_seen(by, code, version).pk, by=by))


@router.get(f"{PAPER}/letter.docx", summary="Take the letter along", openapi_extra=_download("docx"))
def read_docx(request: HttpRequest, code: str, version: int, asked: Query[FileQuery]) -> HttpResponse:
    """The official letter, with room for number and seal."""
    return _file(request, code, version, "docx", red_head=asked.red)


@router.get(f"{PAPER}/letter.pdf", summary="Take the PDF along", openapi_extra=_download("pdf"))
def read_pdf(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """The same letter as PDF."""
    return _file(request, code, version, "pdf")


@router.get(f"{PAPER}/form.xlsx", summary="Take the filled form along", openapi_extra=_download("xlsx"))
def read_workbook(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """A superior's own file with the frozen values; other kinds have none."""
    return _file(request, code, version, "xlsx")


def _file(
    request: HttpRequest, code: str, version: int, shape: Shape, *, red_head: bool = False
) -> HttpResponse:
    file = taken(product_seen(actor_in(request), code, version), shape, red_head=red_head)
    return HttpResponse(file.data, content_type=file.kind, headers=file.headers)


def _kind(one: ProductKind, *, viewer: Actor | None = None) -> dict[str, Any]:
    told = {"kind": one.code, "label": str(one.label), "about": str(one.hint), "enacts": one.enacts}
    params = [
        {
            "name": asked.name,
            "label": str(asked.label),
            "of": asked.of,
            "required": asked.required,
            "choices": [(key, str(words)) for key, words in asked.choices(viewer)]
            if viewer is not None and asked.choices
            else [],
        }
        for asked in one.params
    ]
    return told | {"params": params}


def _told(viewer: Actor, row: Product) -> dict[str, Any]:
    names = ("code", "version", "kind", "title", "state", "as_of", "prepared_at", "by_system", "signed_at")
    told = {name: getattr(row, name) for name in (*names, "official_number", "drill")}
    about = {"id": row.pk, "unit": row.unit.code, "hash": row.content_hash}
    return {**told, **about, "acts": list(acts_on(viewer, row))}
