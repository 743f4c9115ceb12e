"""What phones ask for, and the page of phones with their gaps and refusals."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field, ValidationError

from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError, BadInput
from anlan.foundation.field import parcels, selectors, services
from anlan.foundation.field.forms import ExplainForm
from anlan.foundation.field.models import Device
from anlan.foundation.field.selectors import Standing
from anlan.foundation.field.services import Outcome
from anlan.foundation.field.states import Verdict
from anlan.foundation.ledger.words import kind_word
from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.ui.wire import Given
from anlan.foundation.ui.wording import words_for


class Enrolled(Given):
    """A phone that introduces itself."""

    id: UUID
    label: Annotated[str, Field(max_length=200)] = ""


@require_GET
@signed_in
def devices(request: Request) -> HttpResponse:
    """Phones, what never came from them, what was refused."""
    rows = [_shown(row) for row in selectors.standings(request.actor)]
    context = {
        "rows": rows,
        "missing": sum(row["missing"] for row in rows),
        "refused": sum(len(row["refused"]) for row in rows),
        "oversees": request.actor.holds(selectors.OVERSEE),
    }
    return render(request, "field/devices.html", context)


@require_POST
@signed_in
def enrol(request: Request) -> HttpResponse:
    """Enrol a phone."""
    try:
        given = Enrolled.model_validate_json(request.body)
    except ValidationError as error:
        raise BadInput("field.request_unreadable") from error
    device = services.enrol(device_id=given.id, label=given.label, by=request.actor)
    return JsonResponse(_device(device))


@require_POST
@signed_in
def hand_in(request: Request) -> HttpResponse:
    """Take parcels in order and say of each what came of it."""
    handed, read = parcels.read(request.body)
    outcomes = services.take(
        read, device_id=handed.device, made_upto=handed.next_sequence - 1, by=request.actor
    )
    device = selectors.own_device(request.actor, handed.device)
    return JsonResponse({**_device(device), "outcomes": [_told(outcome) for outcome in outcomes]})


@require_GET
@signed_in
def pack(request: Request) -> HttpResponse:
    """Everything the person needs without a line; 304 while nothing changed."""
    at = clock.now()
    body, digest = selectors.pack(request.actor, at)
    etag = f'"{digest}"'
    known = get_conditional_response(request, etag=etag)
    answer = known if known is not None else JsonResponse({"as_of": at.isoformat(), "etag": digest, **body})
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    return answer


@require_POST
@signed_in
def retry(request: Request, parcel_id: UUID) -> HttpResponse:
    """Do a refused parcel again; the phone hears what came of it as JSON, a form goes back to its page."""
    outcome = services.retry(parcel_id=parcel_id, by=request.actor)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(_told(outcome))
    if outcome.verdict == Verdict.ACCEPTED:
        messages.success(request, gettext("这条记录办成了。"))
    else:
        told = _words(outcome)
        messages.error(request, " ".join(part for part in told.values() if part))
    return redirect("field:devices")


@require_POST
@signed_in
def explain(request: Request, device_id: UUID) -> HttpResponse:
    """Say what became of numbers that never came."""
    form = ExplainForm(request.POST)
    if not form.is_valid():
        raise BadInput("field.no_reason")
    services.explain_gap(device_id=device_id, by=request.actor, **form.cleaned_data)
    messages.success(request, gettext("已记下缺号的去向。"))
    return redirect("field:devices")


def _shown(row: Standing) -> dict[str, Any]:
    """A phone as the page draws it, each refusal with its words."""
    refused = []
    for parcel in row.refused:
        facts = parcel.answer.get("facts", {})
        words = words_for(AnlanError(parcel.code, **facts))
        told = {
            "pk": parcel.pk,
            "claimed": parcel.claimed,
            "kind": kind_word(parcel.kind),
            "made_at": parcel.made_at,
        }
        refused.append(told | {"told": words})
    return {
        "device": row.device,
        "own": row.own,
        "gaps": row.gaps,
        "missing": row.missing,
        "last_missing": row.last_missing,
        "notes": row.notes,
        "refused": refused,
    }


def _device(device: Device) -> dict[str, Any]:
    missing = [[gap.first, gap.last] for gap in selectors.missing_of(device)]
    return {"device": str(device.pk), "next_sequence": device.next_sequence, "missing": missing}


def _told(outcome: Outcome) -> dict[str, Any]:
    told = {"id": outcome.id, "verdict": str(outcome.verdict), "kept": outcome.kept}
    words = _words(outcome) if outcome.code else {}
    return told | {"code": outcome.code, "answer": outcome.answer, **words}


def _words(outcome: Outcome) -> dict[str, str]:
    words = words_for(AnlanError(outcome.code, **outcome.facts))
    return {"title": str(words.title), "why": str(words.why), "do": str(words.do)}
