"""The form that makes a task of larger works from a finding."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from anlan.areas.command.views.showing import blame, on, shown
from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.selectors.sight import finding_by_code
from anlan.areas.inspection.views.finding import TROUBLES
from anlan.areas.tasks.forms.giving import PartForm
from anlan.areas.tasks.selectors.picking import helper_picks, seat_picks
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.public import Request, require_held, signed_in

LONGEST = 200


@signed_in
def make(request: Request, code: str) -> HttpResponse:
    """Filled from the finding: what, where, by when, who looks at it."""
    require_held(request.actor, "tasks.issue")
    finding = finding_by_code(request.actor, code)
    picks: dict[str, Any] = {
        "seats": seat_picks(request.actor),
        "verifiers": seat_picks(request.actor, verifying=True),
        "units": helper_picks(request.actor),
    }
    form = PartForm(
        request.POST or None, prefix="p0", initial=_initial(request, finding, picks=picks), **picks
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = public.make_task(finding.pk, part=form.new_task(), by=request.actor)
        except TROUBLES as trouble:
            blame(form, trouble)
        else:
            told = _("已派出 %(code)s，这条发现下面看得到") % {"code": made.code}
            return on(request, f"{finding.get_absolute_url()}#tasks", told=told)
    open_still = public.may_make_task(request.actor, finding)
    context = {"form": form, "finding": finding, "open_still": open_still}
    return shown(request, "inspection/make_task.html", context, form)


def _initial(request: Request, finding: Finding, *, picks: dict[str, Any]) -> dict[str, Any]:
    """A deadline that is past is not offered; whoever raised it looks at it, unless they do it."""
    due = finding.due_at.astimezone(CAMPUS_ZONE) if finding.due_at > clock.now() else None
    offered = {str(pick.value) for pick in picks["verifiers"]}
    raised = str(finding.raised_by_id or "")
    does = str(finding.owner_position_id or "")
    where = _("地点：%(place)s。来自督查发现 %(code)s。")
    return {
        "client_id": new_id(),
        "obligation": "once",
        "title": finding.text[:LONGEST],
        "detail": where % {"place": finding.place.label, "code": finding.code},
        "owner_position": does,
        "verifier_position": raised if raised in offered and raised != does else "",
        "due_date": due.date() if due else None,
        "due_time": due.time().replace(second=0, microsecond=0) if due else None,
    }
