"""The book on a day at a place: the list, its print, its files."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from anlan.foundation.campus.models import Place
from anlan.foundation.campus.public import roots_for
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.rulebook.models import Rule
from anlan.foundation.rulebook.models.choices import LEVELS
from anlan.foundation.rulebook.rules.resolving import State
from anlan.foundation.rulebook.rules.vocabulary import SUBJECTS
from anlan.foundation.rulebook.selectors.changes import APPROVE, PROPOSE, waiting
from anlan.foundation.rulebook.selectors.listing import BookPage, RuleFilters, lines_on
from anlan.foundation.rulebook.selectors.words import subject_word
from anlan.foundation.rulebook.services.exporting import TYPES, export_book
from anlan.foundation.rulebook.views.showing import shown
from anlan.foundation.ui.parts import Choice

READ, SETTLE = "rulebook.read", "rulebook.settle"
PAGE = 40


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """Rules in force on a day at a place, and those without a value."""
    require_held(request.actor, READ)
    filters, place, roots, found = _asked(request)
    context = {
        **_frame(filters, place, roots, found),
        "page": Paginator(found.lines, PAGE).get_page(request.GET.get("page")),
        "empty_book": not found.lines and not filters.narrowed and not Rule.objects.exists(),
        "may_propose": request.actor.holds(PROPOSE),
        "may_settle": request.actor.holds(SETTLE),
        "may_decide": request.actor.holds(APPROVE) or request.actor.holds(PROPOSE),
        "waiting": waiting(request.actor).count() if request.actor.holds(APPROVE) else 0,
    }
    return shown(request, "rulebook/index.html", context)


@require_GET
@signed_in
def printed(request: Request) -> HttpResponse:
    """The same rules for paper."""
    require_held(request.actor, READ)
    filters, place, roots, found = _asked(request)
    return shown(
        request, "rulebook/print.html", {**_frame(filters, place, roots, found), "lines": found.lines}
    )


@require_GET
@signed_in
def exported(request: Request, form: str) -> HttpResponse:
    """The standing versions of what the filters leave, as a file that can be brought in again."""
    require_held(request.actor, READ)
    if form not in TYPES:
        raise Http404
    filters, _place, _roots, found = _asked(request)
    codes = [line.rule.code for line in found.lines] if filters.narrowed else None
    data = export_book(request.actor, form=form, codes=codes)
    answer = HttpResponse(data, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="rules.{form}"'
    return answer


def _asked(request: Request) -> tuple[RuleFilters, Place | None, list[Place], BookPage]:
    filters = RuleFilters.from_query(request.GET)
    roots = list(roots_for(request.actor))
    place = next((one for one in roots if one.code == filters.place), None)
    return filters, place, roots, lines_on(request.actor, filters, place=place)


def _frame(filters: RuleFilters, place: Place | None, roots: list[Place], found: BookPage) -> dict[str, Any]:
    words = [
        ("", pgettext("rulebook", "全部"), sum(found.counts.values())),
        (State.IN_FORCE.value, pgettext("rulebook", "有效"), found.counts[State.IN_FORCE]),
        (State.NOT_CONFIRMED.value, _("待现场确认"), found.counts[State.NOT_CONFIRMED]),
        (State.NONE.value, pgettext("rulebook", "没有规则"), found.counts[State.NONE]),
    ]
    return {
        "filters": filters,
        "place": place,
        "roots": roots,
        "counts": found.counts,
        "total": sum(found.counts.values()),
        "query": filters.to_query(),
        "levels": LEVELS,
        "subjects": [(code, subject_word(code)) for code in SUBJECTS],
        "chips": [
            Choice(label, f"?{filters.to_query(only=code)}", current=filters.only == code, count=count)
            for code, label, count in words
        ],
    }
