"""What posture adds to the board: the phase of each campus, its day, its next review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.posture.books import catalogue
from anlan.foundation.posture.public import OperationStanding, PlaceStanding, operations_for, posture_of
from anlan.foundation.posture.rules.level import reach_of
from anlan.foundation.ui.parts import PhaseCell


def campuses(request: HttpRequest, _facts: Mapping[str, Any]) -> SafeString | None:
    """A strip of campuses; nothing in normal times. Drills never stand on the board."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    if not actor.holds("posture.read"):
        return None
    seen = set(operations_for(actor, drill=False).filter(state="open").values_list("pk", flat=True))
    boards = [one for one in posture_of() if one.operation.pk in seen] if seen else []
    if not boards:
        return None
    return render_to_string("posture/_strip.html", {"cells": list(_cells(boards))}, request=request)


def _cells(boards: Iterable[OperationStanding]) -> Iterable[PhaseCell]:
    """One cell a campus: the operation that reaches furthest there, the others named below."""
    by_campus: dict[str, list[PlaceStanding]] = {}
    for board in boards:
        for row in board.places:
            if row.place.parent_id is None:
                by_campus.setdefault(row.place.path, []).append(row)
    for rows in by_campus.values():
        rows.sort(key=lambda row: (-reach_of(catalogue(), row.keys), -row.measures, row.operation.code))
        yield _cell(rows[0], others=rows[1:])


def _cell(row: PlaceStanding, *, others: Iterable[PlaceStanding]) -> PhaseCell:
    day = _("%(operation)s，第 %(day)s 天") % {"operation": row.operation.label, "day": row.day}
    review = row.phase.review_at
    lines = [day]
    if review is not None:
        local = review.astimezone(CAMPUS_ZONE)
        lines.append(_("%(date)s 复核") % {"date": f"{local.month}-{local.day:02}"})
    lines += [f"{one.operation.label} · {one.phase.label}" for one in others if one.keys]
    return PhaseCell(
        name=row.place.label,
        level=reach_of(catalogue(), row.keys),
        phase=pgettext("phase", "口头令") if row.phase.oral else row.phase.label,
        lines=tuple(lines),
        notice=row.phase.label if row.phase.oral else "",
        url=reverse("posture:why", args=(row.operation.code, row.place.code)),
    )


SLOTS = (("console.board.tiles", campuses, 10),)
