"""Random re-checks: the drawings as anybody can repeat them, and one's own answer without the record."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.areas.command.views.showing import on, shown
from anlan.areas.inspection import public
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.indicators.public import definitions, population
from anlan.foundation.people.public import Request, signed_in
from anlan.foundation.ui.parts import Choice

MOST = 60


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """The newest drawings; which re-check stands in the address."""
    code = request.GET.get("code", "")
    known = [one for one in definitions().by_code.values() if one.sample is not None]
    code = code if code in {one.code for one in known} else ""
    here = reverse("inspection:samples")
    chips = [
        Choice(_("全部"), here, not code),
        *(Choice(one.name, f"{here}?code={one.code}", one.code == code) for one in known),
    ]
    rows = list(public.samples(request.actor, code=code)[:MOST])
    return shown(request, "inspection/samples.html", {"rows": rows, "chips": chips})


@require_GET
@signed_in
def one(request: Request, sample_id: UUID) -> HttpResponse:
    """One drawing, drawn again while it is shown."""
    page = public.sample_page(request.actor, sample_id)
    asked = population(page.sample.code)
    context = {
        "page": page,
        "sample": page.sample,
        "question": asked.question if asked else "",
        "agreed": sum(1 for item in page.done if item.agrees),
    }
    return shown(request, "inspection/sample.html", context)


@require_GET
@signed_in
def draw(request: Request, sample_id: UUID) -> HttpResponse:
    """Everything that is needed to draw again elsewhere; only once nobody is still to judge."""
    page = public.sample_page(request.actor, sample_id)
    if not page.over:
        raise NotVisible
    answer = JsonResponse(public.draw_told(page.sample), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = (
        f'attachment; filename="{page.sample.code}-{page.sample.until:%Y%m%d}.json"'
    )
    return answer


@signed_in
@require_POST
def judge(request: Request, item_id: UUID) -> HttpResponse:
    """Say what was found."""
    public.judge_sample(
        item_id,
        verdict=request.POST.get("verdict", ""),
        note=request.POST.get("note", ""),
        by=request.actor,
    )
    return on(request, reverse("inspection:rechecks"), told=_("已记下。原来的记录不显示"))
