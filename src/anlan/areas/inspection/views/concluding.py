"""A conclusion, the unit's objection, the answer of others."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from anlan.areas.command.views.showing import blame, key_in, on, shown
from anlan.areas.inspection import public
from anlan.areas.inspection.forms.acts import DecisionForm, ReasonForm
from anlan.areas.inspection.models import Conclusion
from anlan.areas.inspection.selectors.picking import Pick
from anlan.areas.inspection.selectors.sight import conclusion_seen
from anlan.areas.inspection.states import ENDED
from anlan.areas.inspection.views.finding import TROUBLES
from anlan.core.kernel import clock
from anlan.foundation.people.public import Request, allowed, signed_in, title_of


@signed_in
def conclusion(request: Request, conclusion_id: UUID) -> HttpResponse:
    """Read it; object to it or answer the objection, each by whose turn it is."""
    found = conclusion_seen(request.actor, conclusion_id)
    objection = getattr(found, "objection", None)
    may_object = (
        found.state == "issued"
        and clock.now() < found.object_until
        and allowed(request.actor, "inspection.object", found)
    )
    may_decide = (
        objection is not None
        and objection.state == "filed"
        and allowed(request.actor, "inspection.review", objection)
    )
    form: ReasonForm | DecisionForm | None = None
    if may_object:
        form = ReasonForm(request.POST or None)
    elif may_decide:
        form = DecisionForm(request.POST or None, findings=_overturnable(found))
    if request.method == "POST" and form is not None and form.is_valid():
        done = _act(request, found, form)
        if done is not None:
            return done
    context = {
        "one": found,
        "objection": objection,
        "form": form,
        "deciding": may_decide,
        "issued_by": title_of(found.issued_by) if found.issued_by else "",
        "successor": Conclusion.objects.filter(supersedes=found).first(),
    }
    return shown(request, "inspection/conclusion.html", context, form)


def _act(request: Request, found: Conclusion, form: ReasonForm | DecisionForm) -> HttpResponse | None:
    """Off to the page that shows what came of it; None with the trouble on the form."""
    given = form.cleaned_data
    try:
        if isinstance(form, ReasonForm):
            public.object_to(found.pk, reason=given["reason"], by=request.actor)
            return on(request, found.get_absolute_url(), told=_("异议已送到，等复核"))
        objection = found.objection
        if given["holds"] == "no":
            public.keep_conclusion(objection.pk, answer=given["answer"], by=request.actor)
            return on(request, found.get_absolute_url(), told=_("已答复，结论不变"))
        new = public.change_conclusion(
            objection.pk,
            answer=given["answer"],
            text=given["text"],
            overturned=[key_in(key) for key in given.get("overturned", ())],
            by=request.actor,
        )
    except TROUBLES as trouble:
        blame(form, trouble)
        return None
    return on(request, new.get_absolute_url(), told=_("已换一份结论"))


def _overturnable(found: Conclusion) -> list[Pick]:
    rows = found.run.findings.exclude(state__in=(*ENDED, "verified", "risk_accepted"))
    return [Pick(str(one.pk), f"{one.code} {one.text}") for one in rows]
