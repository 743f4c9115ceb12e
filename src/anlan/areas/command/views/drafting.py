"""What a clerk does with one draft; every act first saves what was typed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlan.areas.command import public
from anlan.areas.command.forms.drafts import DraftForm
from anlan.areas.command.rules.filling import group_of
from anlan.areas.command.selectors.picking import picks
from anlan.areas.command.selectors.sight import draft_seen
from anlan.areas.command.views.asking import asks_about_numbers, decided
from anlan.areas.command.views.card_parts import clash_lines
from anlan.areas.command.views.confirming import Desk, desk, is_script, next_open
from anlan.areas.command.views.showing import key_in, on, said, told_of
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove
from anlan.foundation.people.public import Request, signed_in

Act = Callable[[UUID, int], object]
KEEP = "keep-"


@require_POST
@signed_in
@asks_about_numbers
def save(request: Request, draft_id: UUID) -> HttpResponse:
    """Autosave; a script gets the new version, a plain form the page again."""
    if not is_script(request):
        return _act(request, draft_id, lambda _key, _version: None, told=_("已存"))
    draft_seen(request.actor, draft_id)
    form = _form(request)
    if not form.is_valid():
        return JsonResponse({"problems": form.errors}, status=422)
    try:
        version = _save(request, draft_id, form)
    except public.DraftConflict as clash:
        return JsonResponse({"version": clash.version, "who": clash.facts["who"]}, status=409)
    except BadInput as trouble:
        form.blame(str(trouble.facts.get("field", "")), said(trouble))
        return JsonResponse({"problems": form.errors}, status=422)
    receipt = {"version": version, "saved_at": f"{localtime(clock.now()):%H:%M}", "seen": form.shown_next()}
    return JsonResponse(receipt)


@require_POST
@signed_in
@asks_about_numbers
def confirm_draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Stand behind the draft and look at the next one that waits."""

    def act(key: UUID, version: int) -> None:
        public.confirm_draft(key, version=version, by=request.actor)

    return _act(request, draft_id, act, then=_next)


@require_POST
@signed_in
@asks_about_numbers
def split(request: Request, draft_id: UUID) -> HttpResponse:
    """Cut the draft in two."""
    at = request.POST.get("at", "")
    if not at.isdecimal():
        raise BadInput("command.split_outside", at=at[:20])

    def act(key: UUID, _version: int) -> None:
        public.split_draft(key, at=int(at), by=request.actor)

    return _act(request, draft_id, act, then=_first_open, told=_("已拆成两条"))


@require_POST
@signed_in
@asks_about_numbers
def merge(request: Request, draft_id: UUID) -> HttpResponse:
    """Make one draft of this and those ticked."""
    others = [key_in(key) for key in request.POST.getlist("with")]

    def act(key: UUID, _version: int) -> None:
        public.merge_drafts([key, *others], by=request.actor)

    return _act(request, draft_id, act, then=_first_open, told=_("已并成一条"))


@require_POST
@signed_in
@asks_about_numbers
def dismiss(request: Request, draft_id: UUID) -> HttpResponse:
    """This is not a requirement, and why."""
    reason = request.POST.get("common_reason") or request.POST.get("reason", "")

    def act(key: UUID, _version: int) -> None:
        public.dismiss_draft(key, reason=reason, by=request.actor, numbers=decided(request))

    return _act(request, draft_id, act, then=_next, told=_("已记为不是要求"))


@require_POST
@signed_in
def reopen(request: Request, draft_id: UUID) -> HttpResponse:
    """Take a confirmation or a dismissal back."""
    draft_set_id = draft_seen(request.actor, draft_id).heading.draft_set_id
    public.reopen_draft(draft_id, by=request.actor)
    return on(request, _page(draft_set_id, draft_id))


@require_POST
@signed_in
@asks_about_numbers
def accept(request: Request, draft_id: UUID) -> HttpResponse:
    """Take over what the text or an earlier requirement offers."""
    suggestion = key_in(request.POST.get("suggestion", ""))

    def act(_key: UUID, version: int) -> None:
        public.accept_suggestion(suggestion, version=version, by=request.actor)

    return _act(request, draft_id, act)


@require_POST
@signed_in
def heartbeat(request: Request, draft_id: UUID) -> JsonResponse:
    """Say that the draft is open here; tell who else has it open."""
    return JsonResponse({"others": public.heartbeat(draft_id, by=request.actor)})


def _act(
    request: Request,
    draft_id: UUID,
    act: Act,
    *,
    then: Callable[[Request, UUID, UUID], str] | None = None,
    told: str = "",
) -> HttpResponse:
    """Save what was typed, act, go on; what cannot be done is said on the same page."""
    draft_set_id = draft_seen(request.actor, draft_id).heading.draft_set_id
    form = _form(request)
    if not form.is_valid():
        return desk(request, draft_set_id, Desk(draft_id, form=form, status=422))
    try:
        act(draft_id, _save(request, draft_id, form))
    except public.DraftConflict as clash:
        return _both_sides(request, draft_set_id, draft_id, form, clash)
    except BadInput as trouble:
        form.blame(str(trouble.facts.get("field", "")), told_of(trouble))
        return desk(request, draft_set_id, Desk(draft_id, form=form, status=422))
    except (Conflict, IllegalMove) as trouble:
        return desk(request, draft_set_id, Desk(draft_id, told=told_of(trouble), status=409))
    return on(request, (then or _stay)(request, draft_set_id, draft_id), told=told)


def _form(request: Request) -> DraftForm:
    return DraftForm(request.POST, picks=picks(request.actor), auto_id=DraftForm.ids())


def _save(request: Request, draft_id: UUID, form: DraftForm) -> int:
    """Save the fields that were touched; returns the version that confirming may rely on."""
    seen, changed = form.cleaned_data["version"], form.changed_fields()
    for side in _theirs(request):
        changed = {name: value for name, value in changed.items() if group_of(name) != side}
    if not changed:
        return int(seen)
    item = public.autosave(draft_id, version=seen, fields=changed, by=request.actor, numbers=decided(request))
    return item.version if item.version <= seen + 1 else int(seen)


def _theirs(request: Request) -> list[str]:
    """Groups of fields where the clerk let the other's words stand."""
    return [
        name.removeprefix(KEEP)
        for name, value in request.POST.items()
        if name.startswith(KEEP) and value == "theirs"
    ]


def _both_sides(
    request: Request, draft_set_id: UUID, draft_id: UUID, form: DraftForm, clash: public.DraftConflict
) -> HttpResponse:
    """The page with both versions of each field; nothing was lost."""
    given = request.POST.copy()
    given["version"] = str(clash.version)
    again = DraftForm(given, picks=picks(request.actor), auto_id=DraftForm.ids())
    again.is_valid()
    lines = clash_lines(clash.sides, picks(request.actor))
    return desk(request, draft_set_id, Desk(draft_id, form=again, clashes=lines, status=409))


def _page(draft_set_id: UUID, draft_id: UUID | None) -> str:
    url = reverse("command:confirm", args=(draft_set_id,))
    return f"{url}?draft={draft_id}" if draft_id else url


def _stay(_request: Request, draft_set_id: UUID, draft_id: UUID) -> str:
    return _page(draft_set_id, draft_id)


def _first_open(_request: Request, draft_set_id: UUID, _draft_id: UUID) -> str:
    return _page(draft_set_id, None)


def _next(request: Request, draft_set_id: UUID, draft_id: UUID) -> str:
    """The next draft that waits; after the last one the check page."""
    following = next_open(public.confirmation(request.actor, draft_set_id), draft_id)
    return _page(draft_set_id, following) if following else reverse("command:check", args=(draft_set_id,))
