"""What secretaries did for a position."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anlan.core.kernel.errors import NotVisible
from anlan.foundation.duty import public
from anlan.foundation.duty.selectors.proxied import overseen, own_as_secretary, waiting
from anlan.foundation.duty.views.showing import on, pressed, shown
from anlan.foundation.people.public import Request, signed_in


@require_GET
@signed_in
def proxies(request: Request) -> HttpResponse:
    """What waits for the principal; what a secretary did; what an overseer looks at."""
    if not (request.actor.holds("duty.confirm") or request.actor.holds("duty.oversee")):
        raise NotVisible
    facts = {
        "waiting": waiting(request.actor),
        "own": own_as_secretary(request.actor),
        "overseen": overseen(request.actor) if request.actor.holds("duty.oversee") else None,
        "stands_in": request.actor.acting_for is not None,
    }
    return shown(request, "duty/proxies.html", facts)


@require_POST
@signed_in
def confirm(request: Request) -> HttpResponse:
    """Stand behind the acts that are named."""
    count = public.confirm_proxies(keys=_keys(request.POST.getlist("act")), by=request.actor)
    return on(request, reverse("duty:proxies"), told=_("已确认 %(count)s 件代办") % {"count": count})


@require_POST
@signed_in
def object_to(request: Request, key: UUID) -> HttpResponse:
    """Not to stand behind one."""
    reason = request.POST.get("reason", "")
    return pressed(
        request,
        reverse("duty:proxies"),
        told=_("异议已记下，办公室会联系你"),
        act=lambda: public.object_to_proxy(key=key, reason=reason, by=request.actor),
    )


def _keys(given: list[str]) -> list[UUID]:
    try:
        return [UUID(key) for key in given]
    except ValueError:
        raise NotVisible from None
