"""Settings of channels and hours, for those who look after them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.kernel.errors import NotVisible
from anlan.foundation.notices.channels import WAYS
from anlan.foundation.notices.forms.channels import ChannelForm, HoursForm, TryForm
from anlan.foundation.notices.models import ChannelKind, Timing
from anlan.foundation.notices.selectors.channels import channel_lines, line_for
from anlan.foundation.notices.selectors.figures import hours
from anlan.foundation.notices.selectors.sight import channel_for
from anlan.foundation.notices.services import channels as services
from anlan.foundation.notices.views.showing import TROUBLES, blame, on, said, shown
from anlan.foundation.people.public import Request, require_held, signed_in

MANAGE = "notices.channels"
SHOWN_HISTORY = 10


@require_GET
@signed_in
def channels(request: Request) -> HttpResponse:
    """Every channel and how it is doing; the hours in force."""
    require_held(request.actor, MANAGE)
    context = {
        "lines": channel_lines(request.actor),
        "kinds": [(kind.value, kind.label) for kind in ChannelKind if kind.value in WAYS],
        "hours": hours(),
        "history": Timing.objects.select_related("position__unit")[:SHOWN_HISTORY],
    }
    return shown(request, "notices/channels.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def new_channel(request: Request, kind: str) -> HttpResponse:
    """Set a channel up."""
    require_held(request.actor, MANAGE)
    if kind not in WAYS:
        raise NotVisible
    form = ChannelForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_channel(form.channel_fields(), by=request.actor)
            return on(request, reverse("notices:channel", args=(made.pk,)), told=_("渠道已保存"))
        except TROUBLES as trouble:
            blame(form, trouble)
    context = {"form": form, "label": ChannelKind(kind).label, "line": None}
    return shown(request, "notices/channel.html", context, form)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def channel(request: Request, channel_id: UUID) -> HttpResponse:
    """One channel: its settings, its state, a test message."""
    row = channel_for(request.actor, channel_id)
    if row.kind == ChannelKind.INAPP:
        return redirect("notices:channels")
    form = ChannelForm(request.POST or None, kind=row.kind, channel=row)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            services.change_channel(row.pk, form.channel_fields(), version=version, by=request.actor)
            return on(request, reverse("notices:channel", args=(row.pk,)), told=_("渠道已保存"))
        except TROUBLES as trouble:
            blame(form, trouble)
    context = {
        "form": form,
        "label": row.get_kind_display(),
        "line": line_for(row),
        "try_form": TryForm() if WAYS[row.kind].personal else None,
    }
    return shown(request, "notices/channel.html", context, form)


@require_POST
@signed_in
def try_out(request: Request, channel_id: UUID) -> HttpResponse:
    """Send a test message and say what came of it."""
    url = reverse("notices:channel", args=(channel_id,))
    try:
        outcome = services.try_out(channel_id, by=request.actor, to=request.POST.get("to", "")[:200])
    except TROUBLES as trouble:
        return on(request, url, told=said(trouble), bad=True)
    if outcome.kind in {"sent", "delivered"}:
        return on(request, url, told=_("测试消息已发出，到另一头看看"))
    told = _("测试消息没有发出：%(code)s %(detail)s") % {"code": outcome.code, "detail": outcome.detail}
    return on(request, url, told=told, bad=True)


@require_POST
@signed_in
def retire(request: Request, channel_id: UUID) -> HttpResponse:
    """Take a channel out of use."""
    services.retire_channel(channel_id, by=request.actor)
    return on(request, reverse("notices:channels"), told=_("渠道已停用，送达记录还在"))


@require_http_methods(["GET", "POST"])
@signed_in
def set_hours(request: Request) -> HttpResponse:
    """When people may be interrupted."""
    require_held(request.actor, MANAGE)
    form = HoursForm(request.POST or None, hours=hours())
    if request.method == "POST" and form.is_valid():
        try:
            services.set_hours(by=request.actor, **form.cleaned_data)
            return on(request, reverse("notices:channels"), told=_("时段已保存"))
        except TROUBLES as trouble:
            blame(form, trouble)
    return shown(request, "notices/hours.html", {"form": form}, form)
