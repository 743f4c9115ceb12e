"""What the pages of first data show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Actor
from anlan.core.kernel.errors import AnlanError
from anlan.foundation.intake import selectors
from anlan.foundation.intake.book import book
from anlan.foundation.intake.models import Delivery, RowVerdict
from anlan.foundation.intake.spec import SheetSpec
from anlan.foundation.intake.states import Sheet, Stage, Verdict
from anlan.foundation.intake.wording import MARKS, STAGES, VERDICTS, tell
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.public import in_language
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.parts import Choice
from anlan.foundation.ui.wording import Words, words_for

PER_PAGE = 50
_RECENT = 10


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet on the first page."""

    sheet: Sheet
    name: str
    about: str
    known: int
    last: Delivery | None


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One row's verdict in words."""

    id: int
    row: int | None
    mark: str
    word: str
    key: str
    label: str
    told: list[str]
    twin: bool
    gone: bool
    settled: bool


def sheet_name(spec: SheetSpec) -> str:
    """A sheet in the reader's language."""
    return in_language(spec.zh, spec.en)


def index_page(viewer: Actor) -> dict[str, Any]:
    """The seven sheets and what was handed in last."""
    known, last = selectors.known_now(viewer), selectors.last_applied(viewer)
    lines = [
        SheetLine(
            sheet, sheet_name(spec), in_language(spec.about, spec.about_en), known[sheet], last.get(sheet)
        )
        for sheet, spec in book().items()
    ]
    recent = [
        (one, stage_word(one), sheet_name(book()[Sheet(one.sheet)]))
        for one in selectors.deliveries_for(viewer)[:_RECENT]
    ]
    return {
        "lines": lines,
        "recent": recent,
        "units": known[Sheet.UNITS],
        "persons": known[Sheet.STAFF] + known[Sheet.STUDENTS],
        "decisions": selectors.decisions_for(viewer).count(),
    }


def delivery_page(viewer: Actor, delivery: Delivery, asked: Mapping[str, str]) -> dict[str, Any]:
    """One file: its verdicts, what can be done with it, what was done."""
    spec = book()[Sheet(delivery.sheet)]
    verdict = asked.get("verdict", "")
    chosen = verdict if verdict in delivery.counts else ""
    rows = selectors.verdicts_for(viewer, delivery, verdict=chosen)
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    counts = {Verdict(name): count for name, count in delivery.counts.items()}
    return {
        "delivery": delivery,
        "spec": spec,
        "sheet": sheet_name(spec),
        "stage": stage_word(delivery),
        "checked": delivery.stage == Stage.CHECKED,
        "applied": delivery.stage == Stage.APPLIED,
        "received": delivery.stage == Stage.RECEIVED,
        "counts": [(word_of(one), counts[one]) for one in Verdict if counts.get(one)],
        "filters": _filters(counts, chosen),
        "chosen": chosen,
        "page": page,
        "lines": [line_of(row, spec) for row in page.object_list],
        "to_write": sum(
            counts.get(one, 0) for one in (Verdict.NEW, Verdict.CHANGED, Verdict.MERGED, Verdict.WARNING)
        ),
        "left_out": counts.get(Verdict.ERROR, 0) + counts.get(Verdict.TWIN, 0),
        "gone": counts.get(Verdict.GONE, 0),
        "decided": delivery.stage == Stage.CHECKED and delivery.verdicts.filter(settled=True).exists(),
        "failure": _failure(delivery),
        "history": lines_of(history("intake.delivery", delivery.pk)[:PER_PAGE]),
    }


def stage_word(delivery: Delivery) -> str:
    """Where the file stands, or what is being done with it."""
    busy = {"check": gettext("正在试读"), "apply": gettext("正在写入")}.get(delivery.busy)
    return busy or str(STAGES[Stage(delivery.stage)])


def word_of(verdict: Verdict) -> str:
    """A verdict in words."""
    return str(VERDICTS[verdict])


def line_of(row: RowVerdict, spec: SheetSpec) -> VerdictLine:
    """A stored verdict in words."""
    verdict = Verdict(row.verdict)
    return VerdictLine(
        id=row.pk,
        row=row.row,
        mark=MARKS[verdict],
        word=word_of(verdict),
        key=row.key,
        label=row.label,
        told=[tell(detail, spec) for detail in row.details],
        twin=verdict is Verdict.TWIN,
        gone=verdict is Verdict.GONE,
        settled=row.settled,
    )


def _filters(counts: Mapping[Verdict, int], chosen: str) -> list[Choice]:
    """All that needs a look, then each verdict that occurs."""
    total = sum(count for verdict, count in counts.items() if verdict is not Verdict.SAME)
    found = [Choice(_("除了相同的"), "?", current=not chosen, count=total)]
    for verdict in Verdict:
        if counts.get(verdict):
            url, mark = f"?verdict={verdict}", Mark(MARKS[verdict])
            found.append(
                Choice(word_of(verdict), url, current=chosen == verdict, count=counts[verdict], mark=mark)
            )
    return found


def _failure(delivery: Delivery) -> Words | None:
    """Why the last job could not do it."""
    if not delivery.failure:
        return None
    return words_for(AnlanError(delivery.failure["code"], **delivery.failure["facts"]))
