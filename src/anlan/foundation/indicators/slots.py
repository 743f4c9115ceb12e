"""What measurements add to the command board: the few that drive decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.indicators.catalogue import READ
from anlan.foundation.indicators.definitions import Definition, definitions
from anlan.foundation.indicators.figures import MARKS, state_word, target_word, value_word
from anlan.foundation.indicators.readings import Reading, courses, latest_of, standing
from anlan.foundation.indicators.rules.standing import State
from anlan.foundation.indicators.scopes import WHOLE
from anlan.foundation.ui.parts import Tile

WINDOW: Final = timedelta(days=14)
MOST: Final = 6
LOUDEST: Final = (State.NOT_MET, State.AT_RISK, State.TOO_OLD, State.MET)


def tiles(request: HttpRequest, _facts: Mapping[str, Any]) -> SafeString | None:
    """At most six measured indicators, the worst first; nothing while nothing is measured."""
    actor: Actor = getattr(request, "actor", Actor.nobody())
    if not actor.holds(READ):
        return None
    at = clock.now()
    known = {one.code: one for one in definitions().by_code.values() if not one.recheck}
    readings = latest_of(((code, WHOLE) for code in known), at)
    judged = [(standing(one, known[code], at), code) for (code, _), one in readings.items()]
    loud = [pair for pair in judged if pair[0] in LOUDEST]
    shown = sorted(loud, key=lambda pair: (LOUDEST.index(pair[0]), pair[1]))[:MOST]
    past = courses([code for _, code in shown], at - WINDOW, at) if shown else {}
    rows = [_tile(known[code], readings[code, WHOLE], past[code], state) for state, code in shown]
    return render_to_string("indicators/_tiles.html", {"rows": rows}, request=request) if rows else None


def _tile(one: Definition, last: Reading, past: list[Reading], state: State) -> Tile:
    figure, _space, unit = value_word(last.value, one.unit).partition(" ")
    target = gettext("目标 %(target)s") % {"target": target_word(one.aim, one.unit)}
    return Tile(
        label=one.name,
        figure=figure,
        unit=unit,
        context=f"{state_word(state)} · {target}",
        mark=MARKS[state],
        values=tuple(float(each.value) for each in past if each.value is not None),
        target=None if one.target is None else float(one.target),
        url=reverse("indicators:one", args=(one.code,)),
    )


SLOTS = (("console.board.tiles", tiles, 10),)
