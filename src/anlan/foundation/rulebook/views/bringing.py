"""Bringing a file of rules in: judged row by row, then proposed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.rulebook.forms.bringing import BringForm
from anlan.foundation.rulebook.rules.book import Version
from anlan.foundation.rulebook.rules.faults import Fault, UnusableBook
from anlan.foundation.rulebook.rules.judging import Judged, Verdict
from anlan.foundation.rulebook.selectors.changes import PROPOSE
from anlan.foundation.rulebook.selectors.words import days_word, is_english, value_word
from anlan.foundation.rulebook.services.importing import PROPOSED, Brought, look
from anlan.foundation.rulebook.services.importing import bring_in as bring
from anlan.foundation.rulebook.views.showing import TROUBLES, blame, shown
from anlan.foundation.ui.marks import Mark

MOST_SHOWN = 300
MARKS = {
    Verdict.NEW: Mark.ON_TRACK,
    Verdict.ADDS: Mark.ON_TRACK,
    Verdict.CHANGES: Mark.ON_TRACK,
    Verdict.SAME: Mark.NOT_STARTED,
    Verdict.ERROR: Mark.NOT_MET,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A verdict in words."""

    mark: Mark
    word: str
    code: str
    name: str
    what: str


@require_http_methods(["GET", "POST"])
@signed_in
def bring_in(request: Request) -> HttpResponse:
    """A file, at first only judged."""
    require_held(request.actor, PROPOSE)
    form = BringForm(request.POST or None, request.FILES or None)
    report: Brought | None = None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        content, name = given.read(), given.name[:200]
        try:
            report = look(content, file=name, by=request.actor)
            if not form.cleaned_data["dry_run"]:
                reason = form.cleaned_data["reason"]
                report = bring(content, file=name, reason=reason, by=request.actor)
        except UnusableBook as unusable:
            faults = unusable.faults
            form.add_error("file", _("这个文件有 %(count)s 处要改，列在下面。") % {"count": len(faults)})
        except TROUBLES as trouble:
            blame(form, trouble)
    context = {
        "form": form,
        "report": report,
        "faults": [(one, one.told(english=is_english()), one.cure(english=is_english())) for one in faults][
            :MOST_SHOWN
        ],
        "lines": _lines(report) if report else [],
        "wanted": sum(report.counts[one] for one in PROPOSED) if report else 0,
    }
    return shown(request, "rulebook/import.html", context, form)


def _lines(report: Brought) -> list[Line]:
    words = {
        Verdict.NEW: _("新规则"),
        Verdict.ADDS: _("新的一版"),
        Verdict.CHANGES: _("改现有的版本"),
        Verdict.SAME: _("和现在一样"),
        Verdict.ERROR: _("类型或单位和现有的不同"),
    }
    order = [Verdict.ERROR, *PROPOSED, Verdict.SAME]
    rows = sorted(report.rows, key=lambda row: order.index(row.verdict))[:MOST_SHOWN]
    return [
        Line(
            MARKS[row.verdict],
            words[row.verdict],
            row.rule.code,
            row.rule.en if is_english() else row.rule.zh,
            _what(row),
        )
        for row in rows
    ]


def _what(row: Judged) -> str:
    one = row.version
    told = f"{_value(one, row)} · {days_word(one.starts, one.ends, one.precision)}"
    if row.verdict is not Verdict.CHANGES:
        return told
    now = "；".join(_value(each, row) for each in row.meets)
    return pgettext("rulebook", "%(told)s（现在：%(now)s）") % {"told": told, "now": now}


def _value(one: Version, row: Judged) -> str:
    return value_word(one.value, unit=row.rule.unit, kind=row.rule.kind)
