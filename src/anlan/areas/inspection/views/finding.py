"""One finding: five steps, evidence, and the acts upon it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlan.areas.command.models import Directive
from anlan.areas.command.selectors.sight import directive_by_code
from anlan.areas.command.views.showing import back, blame, on, shown
from anlan.areas.inspection import public
from anlan.areas.inspection.forms.acts import AssignForm, ReasonForm, RectifiedForm, RiskForm, WordsForm
from anlan.areas.inspection.forms.planning import RaiseForm
from anlan.areas.inspection.models import FindingStep
from anlan.areas.inspection.selectors.finding import FindingPage
from anlan.areas.inspection.selectors.picking import place_picks, seat_picks, unit_picks
from anlan.areas.inspection.services.risk import EXPIRED
from anlan.areas.inspection.words import EXPIRED as EXPIRED_WORD
from anlan.areas.inspection.words import MOVES, TIES
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.public import Request, require_held, signed_in, title_of
from anlan.foundation.ui.parts import Entry

TROUBLES = (BadInput, Conflict, IllegalMove, NotYours)
PLAIN: Mapping[str, Callable[..., object]] = {"start": public.start}
FORMS: Mapping[str, type[Form]] = {
    "verify": WordsForm,
    "close": WordsForm,
    "return": ReasonForm,
    "reopen": ReasonForm,
    "end_risk": ReasonForm,
    "accept_risk": RiskForm,
}
DOES: Mapping[str, Callable[..., object]] = {
    "assign": public.assign,
    "reassign": public.assign,
    "submit": public.submit,
    "verify": public.verify,
    "close": public.close,
    "return": public.return_,
    "reopen": public.reopen,
    "accept_risk": public.accept_risk,
    "end_risk": public.end_risk,
}
FIRST = (
    "assign",
    "submit",
    "start",
    "verify",
    "return",
    "close",
    "reassign",
    "reopen",
    "accept_risk",
    "end_risk",
)
"""The order of the buttons."""
BAD = frozenset({"raise", "return", "reopen", "end_risk"})


@signed_in
def finding(request: Request, code: str) -> HttpResponse:
    """The page of one finding."""
    return _page(request, public.finding_page(request.actor, code))


@signed_in
@require_POST
def move(request: Request, code: str, name: str) -> HttpResponse:
    """Do one act; what is wrong stands beside its form on the page."""
    page = public.finding_page(request.actor, code)
    url = page.finding.get_absolute_url()
    told = _("%(code)s：%(act)s，已办") % {"code": page.finding.code, "act": MOVES.get(name, name)}
    if name in PLAIN:
        PLAIN[name](page.finding.pk, by=request.actor)
        return on(request, back(request, url), told=told)
    if name not in DOES:
        raise NotVisible
    form = _form(request, page, name, bound=True)
    if form.is_valid():
        try:
            DOES[name](page.finding.pk, by=request.actor, **_given(form.cleaned_data))
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(request, url, told=told)
    return _page(request, page, open_name=name, open_form=form)


@signed_in
def raise_(request: Request) -> HttpResponse:
    """Raise a finding; the address may name the place, the requirement and its unit."""
    require_held(request.actor, "inspection.inspect")
    picks: dict[str, Any] = {"places": place_picks(request.actor), "units": unit_picks(request.actor)}
    directive = directive_named(request)
    start = {
        "client_id": new_id(),
        "place_id": request.GET.get("place", ""),
        "unit_id": request.GET.get("unit", "") or (str(directive.lead_unit_id) if directive else ""),
        "severity": "minor",
    }
    form = RaiseForm(request.POST or None, initial=start, **picks)
    if request.method == "POST" and form.is_valid():
        try:
            made = public.raise_finding(
                by=request.actor, directive_ids=[directive.pk] if directive else (), **form.cleaned_data
            )
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            return on(
                request, made.get_absolute_url(), told=_("已登记 %(code)s，下一步派单") % {"code": made.code}
            )
    return shown(request, "inspection/raise.html", {"form": form, "directive": directive}, form)


def directive_named(request: Request) -> Directive | None:
    """The requirement that the address names, if the viewer may read it. Raises NotVisible."""
    code = request.GET.get("requirement", "")
    return directive_by_code(request.actor, code) if code else None


def _page(
    request: Request, page: FindingPage, *, open_name: str = "", open_form: Form | None = None
) -> HttpResponse:
    acts = [name for name in FIRST if name in page.acts]
    forms = [
        (name, MOVES[name], open_form if name == open_name else _form(request, page, name)) for name in acts
    ]
    if open_form is not None and open_name not in acts:
        forms.insert(0, (open_name, MOVES[open_name], open_form))
    context = {
        "page": page,
        "finding": page.finding,
        "forms": forms,
        "open_name": open_name,
        "tie": TIES.get(page.tie, "")
        if page.finding.state in {"submitted", "verified"} and _looks(request)
        else "",
        "entries": [_entry(step) for step in reversed(page.steps)],
        "tasks": public.tasks_of_finding(request.actor, page.finding),
        "may_make_task": public.may_make_task(request.actor, page.finding),
        "owner": title_of(page.finding.owner_position) if page.finding.owner_position else "",
        "raised_by": title_of(page.finding.raised_by) if page.finding.raised_by else "",
    }
    return shown(request, "inspection/finding.html", context, open_form)


def _looks(request: Request) -> bool:
    return request.actor.holds("inspection.verify") or request.actor.holds("inspection.rectify")


def _form(request: Request, page: FindingPage, name: str, *, bound: bool = False) -> Any:
    """The form of an act, None where one press does."""
    if name in PLAIN:
        return None
    given: tuple[Any, ...] = (request.POST,) if bound else ()
    if name in {"assign", "reassign"}:
        due = page.finding.due_at.astimezone(CAMPUS_ZONE)
        ahead = page.days == 0
        start = {
            "unit_id": str(page.finding.unit_id),
            "owner_position_id": str(page.finding.owner_position_id or ""),
            "due_date": due.date() if ahead else None,
            "due_time": due.time().replace(second=0, microsecond=0) if ahead else None,
        }
        return AssignForm(
            *given,
            prefix=name,
            initial=start,
            units=unit_picks(request.actor),
            seats=seat_picks(page.finding.unit),
        )
    if name == "submit":
        return RectifiedForm(*given, prefix=name, third=page.asks_for_cause)
    return FORMS[name](request.POST if bound else None, prefix=name)


def _given(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords of the act: keys as keys, days and hours already made into instants."""
    given = {name: value for name, value in cleaned.items() if not name.endswith(("_date", "_time"))}
    for name in ("unit_id", "owner_position_id"):
        if name in given:
            given[name] = UUID(given[name]) if given[name] else None
    return given


def _entry(step: FindingStep) -> Entry:
    note = str(EXPIRED_WORD) if step.note == EXPIRED else step.note
    word = str(MOVES.get(step.name, step.name))
    return Entry(
        at=step.at,
        text=f"{word} · {note}" if note else word,
        kind="bad" if step.name in BAD else "ok" if step.name == "close" else "done",
        by=title_of(step.position) if step.position else "",
    )
