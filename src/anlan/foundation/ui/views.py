"""Error handlers of the house, and the page that shows every part."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from anlan.foundation.ui import specimens
from anlan.foundation.ui.answers import answer
from anlan.foundation.ui.wording import CSRF_WORDS


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler 400."""
    return answer(request, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler 403."""
    return answer(request, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler 404."""
    return answer(request, status=404)


def too_many_tries(request: HttpRequest, *_args: object, **_facts: object) -> HttpResponse:
    """Answer 429, also for the lock-out of the sign-in guard."""
    return answer(request, status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler 500; the trace goes to the log under the number that the page shows."""
    return answer(request, status=500, trace=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that lay open too long or came from elsewhere."""
    return answer(request, status=403, words=CSRF_WORDS, code="csrf")


def vocabulary(request: HttpRequest) -> HttpResponse:
    """Every part of the design on one page, for eyes and for accessibility checks."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    form = specimens.SpecimenForm(request.POST or None)
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return render(request, "ui/vocabulary.html", specimens.context(form), status=status)


def report_specimen(request: HttpRequest) -> HttpResponse:
    """A sheet of invented facts in the layout of the official report."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/report_specimen.html", {"rows": specimens.REPORT_ROWS})
