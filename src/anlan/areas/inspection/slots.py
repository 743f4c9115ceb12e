"""What inspection adds to the pages of a requirement, of a place and of a measurement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.areas.inspection import public
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.ui.parts import Step, StepState
from anlan.foundation.ui.tags.pictures import icon

Facts = Mapping[str, Any]
KEPT = "_findings_of_requirement"
RECHECKED = "inspection.recheck_agreement"
MOST = 5
LIVE = ("issued", "acknowledged")


def card(request: HttpRequest, facts: Facts) -> SafeString | None:
    """督查发现与整改 of a requirement."""
    found = _found(request, facts)
    if found is None:
        return None
    told = {"found": found, "directive": facts["page"].directive}
    return render_to_string("inspection/_card.html", told, request=request)


def step(request: HttpRequest, facts: Facts) -> Step | None:
    """How many findings are still open."""
    found = _found(request, facts)
    if found is None:
        return None
    if found.open:
        return Step(_("督查发现"), "bad", _("%(count)s 未销号") % {"count": found.open}, "#findings")
    state: StepState = "done" if found.total else "todo"
    return Step(_("督查发现"), state, _("都已销号") if found.total else _("还没有查"), "#findings")


def button(request: HttpRequest, facts: Facts) -> SafeString | None:
    """派督查, for whoever plans inspections."""
    directive = facts["page"].directive
    if not _actor(request).holds("inspection.plan") or not directive.is_item or directive.state not in LIVE:
        return None
    url = f"{reverse('inspection:plan')}?{urlencode({'requirement': directive.code})}"
    return format_html('<a class="btn btn-outline" href="{}">{}{}</a>', url, icon("eye"), _("派督查"))


def place(request: HttpRequest, facts: Facts) -> SafeString | None:
    """What is due, missing and wrong at a place; nothing where nothing is."""
    actor = _actor(request)
    if not actor.holds("inspection.read"):
        return None
    check = public.place_check(actor, facts["place"])
    if not (check.wrong or check.due or check.missing):
        return None
    told = {"check": check, "may_plan": actor.holds("inspection.plan")}
    return render_to_string("inspection/_place.html", told, request=request)


def drawings(request: HttpRequest, facts: Facts) -> SafeString | None:
    """The newest drawings of the re-check that tests a measurement, or of the re-check itself."""
    one, actor = facts["one"], _actor(request)
    code = one.code if one.recheck else one.pair
    if not actor.holds("inspection.read"):
        return None
    if code == RECHECKED:
        url = reverse("inspection:drift")
        return render_to_string("inspection/_drawings.html", {"drift_url": url}, request=request)
    rows = list(public.samples(actor, code=code)[:MOST])
    return render_to_string("inspection/_drawings.html", {"rows": rows, "code": code}, request=request)


def origin(request: HttpRequest, facts: Facts) -> SafeString | None:
    """The finding that a task comes from."""
    actor, task = _actor(request), facts["task"]
    found = public.finding_of_task(actor, task) if actor.holds("inspection.read") else None
    if found is None:
        return None
    return render_to_string("inspection/_origin.html", {"finding": found}, request=request)


def _found(request: HttpRequest, facts: Facts) -> public.FindingsOf | None:
    """The findings of the page's requirement, read once a request; None for who may not see any."""
    directive = facts["page"].directive
    if not directive.is_item or not _actor(request).holds("inspection.read"):
        return None
    kept: dict[Any, public.FindingsOf] = request.__dict__.setdefault(KEPT, {})
    if directive.pk not in kept:
        kept[directive.pk] = public.findings_of(_actor(request), directive.pk, at=clock.now())
    return kept[directive.pk]


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = getattr(request, "actor", Actor.nobody())
    return actor


SLOTS = (
    ("command.requirement.main", card, 40),
    ("command.requirement.loop", step, 40),
    ("command.requirement.head", button, 20),
    ("campus.place.main", place, 40),
    ("indicators.one.main", drawings, 30),
    ("tasks.task.side", origin, 30),
)
