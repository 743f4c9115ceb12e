"""The list of products, preparing one, its page, and the acts upon it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.products.forms.preparing import CorrectForm, ParamsForm, SignForm
from anlan.foundation.products.kinds import kind_of, kinds, known_kind
from anlan.foundation.products.models import Product
from anlan.foundation.products.models.choices import PRODUCT_STATES
from anlan.foundation.products.outputs.letter import letter_of
from anlan.foundation.products.selectors.acting import acts_on, is_own, may_sign
from anlan.foundation.products.selectors.listing import ProductFilters, product_list
from anlan.foundation.products.selectors.sight import product_seen, versions_of
from anlan.foundation.products.services import preparing, signing
from anlan.foundation.products.views.showing import REFUSALS, TROUBLES, blame, on, said, shown
from anlan.foundation.ui.parts import Choice, Entry

PREPARE = "products.prepare"
PAGE = 30


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """Products that the viewer may see."""
    require_held(request.actor, "products.read")
    filters = ProductFilters.from_query(request.GET)
    page = Paginator(product_list(request.actor, filters), PAGE).get_page(request.GET.get("page"))
    for one in page:
        known = known_kind(one.kind)
        one.kind_label = known.label if known else one.kind  # type: ignore[attr-defined]
    states: list[tuple[str, Any]] = [("", _("在用的")), *PRODUCT_STATES]
    context = {
        "page": page,
        "filters": filters,
        "chips": [
            Choice(label, f"?{filters.to_query(state=key)}", current=filters.state == key)
            for key, label in states
        ],
        "worlds": [
            Choice(_("实际"), f"?{filters.to_query(drill=False)}", current=not filters.drill),
            Choice(_("演练"), f"?{filters.to_query(drill=True)}", current=filters.drill),
        ],
        "kinds": kinds(),
        "may_prepare": request.actor.holds(PREPARE),
        "may_forms": request.actor.holds("products.forms"),
    }
    return shown(request, "products/index.html", context)


@require_GET
@signed_in
def choose(request: Request) -> HttpResponse:
    """Which kind to prepare."""
    require_held(request.actor, PREPARE)
    offered = [one for one in kinds() if not one.needs or request.actor.holds(one.needs)]
    return shown(request, "products/choose.html", {"kinds": offered})


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def prepare(request: Request, kind: str) -> HttpResponse:
    """The answers that a kind asks for, a look at the paper, then the draft."""
    require_held(request.actor, PREPARE)
    wanted = kind_of(kind)
    if request.method == "POST":
        form = ParamsForm(request.POST, kind=wanted, viewer=request.actor)
    else:
        form = ParamsForm.begun(request.GET, kind=wanted, viewer=request.actor)
    seen = None
    if form.is_valid():
        try:
            if "keep" in request.POST:
                made = preparing.prepare(
                    kind,
                    params=form.params(),
                    by=request.actor,
                    opened_at=form.opened_at(),
                    client_id=form.cleaned_data["client_id"],
                )
                return on(request, made.get_absolute_url(), told=_("草稿已保存，等签发"))
            seen = preparing.preview(kind, params=form.params(), by=request.actor)
        except TROUBLES as trouble:
            blame(form, trouble)
    context = {
        "form": form,
        "kind": wanted,
        "seen": seen,
        "seen_letter": {"paper": seen.drawn} if seen else None,
    }
    return shown(request, "products/prepare.html", context, form)


@never_cache
@require_GET
@signed_in
def product(request: Request, code: str, version: int) -> HttpResponse:
    """One version: its paper, who prepared and signed, what changed, what may be done."""
    return _page(request, product_seen(request.actor, code, version))


@require_POST
@signed_in
def sign(request: Request, code: str, version: int) -> HttpResponse:
    """Sign what was seen."""
    row = product_seen(request.actor, code, version)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, row, sign_form=form)
    try:
        signing.sign(
            row.pk,
            by=request.actor,
            seen_hash=form.cleaned_data["seen_hash"],
            official_number=form.cleaned_data["official_number"],
            opened_at=form.opened_at(),
        )
    except REFUSALS as trouble:
        return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
    return on(request, row.get_absolute_url(), told=_("已签发，内容从此不变"))


@require_POST
@signed_in
def correct(request: Request, code: str, version: int) -> HttpResponse:
    """Begin a correction."""
    row = product_seen(request.actor, code, version)
    form = CorrectForm(request.POST)
    if form.is_valid():
        try:
            note = form.cleaned_data["note"]
            made = preparing.correct(row.pk, note=note, by=request.actor, opened_at=form.opened_at())
            return on(request, made.get_absolute_url(), told=_("更正稿已起草，看看改了什么再签发"))
        except REFUSALS as trouble:
            blame(form, trouble)
    return _page(request, row, correct_form=form)


@require_POST
@signed_in
def gather_anew(request: Request, code: str, version: int) -> HttpResponse:
    """Read the facts of a draft again."""
    row = product_seen(request.actor, code, version)
    try:
        preparing.gather_anew(row.pk, by=request.actor)
    except REFUSALS as trouble:
        return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
    return on(request, row.get_absolute_url(), told=_("已按现在的数重新起草"))


@require_POST
@signed_in
def drop(request: Request, code: str, version: int) -> HttpResponse:
    """Give a draft up."""
    row = product_seen(request.actor, code, version)
    try:
        preparing.drop(row.pk, by=request.actor)
    except REFUSALS as trouble:
        return on(request, row.get_absolute_url(), told=said(trouble), bad=True)
    return on(request, reverse("products:index"), told=_("草稿已作废"))


def _page(
    request: Request,
    row: Product,
    *,
    sign_form: SignForm | None = None,
    correct_form: CorrectForm | None = None,
) -> HttpResponse:
    kind, acts = known_kind(row.kind), acts_on(request.actor, row)
    context: dict[str, Any] = {
        "product": row,
        "kind": kind,
        "letter": letter_of(row),
        "intact": row.is_intact,
        "versions": versions_of(request.actor, row),
        "sign_form": sign_form or SignForm(initial={"seen_hash": row.content_hash}),
        "may_sign": "sign" in acts,
        "needs_other": may_sign(request.actor, row) and is_own(request.actor, row),
        "correct_form": correct_form or CorrectForm(),
        "may_correct": "correct" in acts,
        "may_change": "drop" in acts,
        "entries": [
            Entry(
                at=line.at,
                text=line.verb_word,
                kind="done",
                by=" ".join(filter(None, (line.title, line.who))),
            )
            for line in lines_of(history("products.product", row.pk))
        ],
    }
    return shown(request, "products/product.html", context, sign_form, correct_form)
