"""In which areas the school lies, and taking the shipped sets in."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlan.foundation.campus.public import roots_for
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.rulebook.models import RuleArea
from anlan.foundation.rulebook.rules.vocabulary import LEVELS
from anlan.foundation.rulebook.services import settling, taking
from anlan.foundation.rulebook.views.showing import REFUSALS, on, said, shown

READ, SETTLE = "rulebook.read", "rulebook.settle"


@require_http_methods(["GET", "POST"])
@signed_in
def areas(request: Request) -> HttpResponse:
    """Every area with how many versions it holds; those of ours may be settled."""
    require_held(request.actor, SETTLE if request.method == "POST" else READ)
    url = reverse("rulebook:areas")
    if request.method == "POST":
        code, place = request.POST.get("area", "")[:80], request.POST.get("place", "")[:60]
        try:
            settling.settle_area(code, here="here" in request.POST, place_code=place, by=request.actor)
        except REFUSALS as trouble:
            return on(request, url, told=said(trouble), bad=True)
        return on(request, url, told=_("范围已改，规则按新的范围查"))
    order = [level.value for level in LEVELS]
    rows = RuleArea.objects.select_related("place").annotate(
        count=Count("versions", filter=Q(versions__replaced_at=None))
    )
    context = {
        "areas": sorted(rows, key=lambda row: (order.index(row.level), not row.here, row.code)),
        "roots": list(roots_for(request.actor)),
        "may_settle": request.actor.holds(SETTLE),
    }
    return shown(request, "rulebook/areas.html", context)


@require_POST
@signed_in
def take_in(request: Request) -> HttpResponse:
    """Add the shipped sets; what stands already stays as it is."""
    require_held(request.actor, SETTLE)
    try:
        taken = taking.take_in(taking.shipped(), by=request.actor)
    except REFUSALS as trouble:
        return on(request, reverse("rulebook:index"), told=said(trouble), bad=True)
    told = _("装入 %(rules)s 条规则、%(versions)s 个版本；原有的没有动")
    return on(
        request,
        reverse("rulebook:index"),
        told=told % {"rules": taken.rules, "versions": taken.versions},
    )
