"""Pages: one piece, everything of a subject, adding, striking out."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.foundation.evidence import selectors
from anlan.foundation.evidence.exif import spot_of
from anlan.foundation.evidence.forms import AddForm, StrikeForm
from anlan.foundation.evidence.preparing import digest_of, read_all
from anlan.foundation.evidence.registry import link_of, may_add, require_may_add, require_seen
from anlan.foundation.evidence.services import add_file, may_strike, strike_out
from anlan.foundation.ledger.public import Ref
from anlan.foundation.people.models import Person, Position
from anlan.foundation.people.public import Request, signed_in, title_of
from anlan.foundation.ui.wording import words_for


@require_GET
@signed_in
def about(request: Request, evidence_id: UUID) -> HttpResponse:
    """One piece: the picture, when, where, by whom, whether it counts."""
    return _about(request, evidence_id, StrikeForm())


@require_POST
@signed_in
def strike(request: Request, evidence_id: UUID) -> HttpResponse:
    """Strike a mistake out."""
    form = StrikeForm(request.POST)
    if not form.is_valid():
        return _about(request, evidence_id, form, status=422)
    row = strike_out(evidence_id, by=request.actor, **form.cleaned_data)
    messages.success(request, gettext("已划去，不再计数。原件和理由都留着。"))
    return redirect(row)


@require_GET
@signed_in
def subject(request: Request, kind: str, subject_id: UUID) -> HttpResponse:
    """Everything that one subject has, struck-out pieces too."""
    ref = require_seen(request.actor, Ref(kind, subject_id))
    rows = selectors.of(request.actor, (ref,), struck=True)[ref]
    context = {
        "ref": ref,
        "rows": rows,
        "counting": sum(1 for row in rows if not row.is_struck),
        "link": link_of(request.actor, ref),
        "may_add": may_add(request.actor, ref),
    }
    return render(request, "evidence/subject.html", context)


@require_http_methods(["POST"])
@signed_in
def add(request: Request) -> HttpResponse:
    """Take in one or several files; each is judged alone, what is refused is told with the way out."""
    form = AddForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, None, 0, _complaints(form))
    told = form.cleaned_data
    ref = require_may_add(request.actor, Ref(told["subject_kind"], told["subject_id"]))
    added, refused = 0, []
    for given in form.given:
        try:
            _add_one(given, form, ref=ref, by=request.actor)
            added += 1
        except BadInput as error:
            words = words_for(error)
            refused.append(" ".join(str(part) for part in (words.title, words.why, words.do) if part))
    return _answer(request, ref, added, refused)


def _add_one(given: UploadedFile[bytes], form: AddForm, *, ref: Ref, by: Actor) -> None:
    """One file; its id follows from the form's and its bytes, so a second press adds nothing."""
    name, told = str(given.name or ""), form.cleaned_data
    content = read_all(given, name=name)
    add_file(
        subject=ref,
        data=content,
        name=name,
        by=by,
        client_id=uuid5(told["client_id"], digest_of(content)),
        note=told["note"],
        spot=spot_of(told["lat"], told["lon"], told["accuracy_m"]),
    )


def _answer(request: Request, ref: Ref | None, added: int, refused: list[str]) -> HttpResponse:
    """The region anew for htmx; else back to where the form stood."""
    done = ngettext("已收到 %(count)s 个。", "已收到 %(count)s 个。", added) % {"count": added}
    done = done if added else ""
    if request.headers.get("HX-Request") == "true":
        ref = ref or _asked(request)
        status = 422 if refused else 200
        context = {"kind": ref.kind, "key": ref.id, "done": done, "refused": refused}
        return render(request, "evidence/_answer.html", context, status=status)
    if done:
        messages.success(request, done)
    for text in refused:
        messages.error(request, text)
    return HttpResponseRedirect(_back(request))


def _asked(request: Request) -> Ref:
    """The subject of a form that could not be read otherwise. Raises NotVisible."""
    return require_seen(
        request.actor, Ref(request.POST.get("subject_kind", ""), request.POST.get("subject_id", ""))
    )


def _complaints(form: AddForm) -> list[str]:
    unread = [gettext("表单没有送全，刷新页面再传一次。")] if set(form.errors) - {"__all__"} else []
    return unread + [str(text) for text in form.non_field_errors()]


def _back(request: Request) -> str:
    asked = request.POST.get("next", "") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else "/"


def _named(position: Position | None, person: Person | None) -> str:
    """The position in words of the page; the person where there is none."""
    if position is None:
        return person.name if person else ""
    return title_of(position)


def _about(request: Request, evidence_id: UUID, form: StrikeForm, *, status: int = 200) -> HttpResponse:
    row = selectors.evidence_for(request.actor, evidence_id)
    context = {
        "row": row,
        "spot": selectors.spot_for(request.actor, row),
        "has_spot": row.lat is not None,
        "link": link_of(request.actor, row.subject),
        "form": form if may_strike(request.actor, row) and not row.is_struck else None,
        "author": _named(row.author_position, row.author_person),
        "striker": _named(row.strike.by_position, row.strike.by_person) if row.is_struck else "",
        "has_errors": status == 422,
    }
    return render(request, "evidence/about.html", context, status=status)
