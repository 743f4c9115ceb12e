"""An order by word of mouth: written down on duty, in force at once, dead in two hours unless confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove
from anlan.foundation.bus.public import publish
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import record
from anlan.foundation.people.models import Person
from anlan.foundation.people.public import require_at
from anlan.foundation.posture.access import PHASE as KIND
from anlan.foundation.posture.books import catalogue
from anlan.foundation.posture.events import OralOrderConfirmed
from anlan.foundation.posture.models import ConfirmedAct, Operation, OralOrder, Phase, PhaseMeasure
from anlan.foundation.posture.rules.direction import changes, overall
from anlan.foundation.posture.rules.enacting import CONFIRMERS
from anlan.foundation.posture.rules.joining import join
from anlan.foundation.posture.rules.oral import dies_at, lasts_until, require_oral
from anlan.foundation.posture.rules.statements import Statement
from anlan.foundation.posture.rules.timeline import Resolved
from anlan.foundation.posture.selectors.spans import holding_now, place_of
from anlan.foundation.posture.services.confirming import VERB, add_confirmation, enact
from anlan.foundation.posture.services.drafting import writers
from anlan.foundation.posture.services.grasp import hold_open, hold_phase, ids, told
from anlan.foundation.posture.services.lapsing import sweep
from anlan.foundation.posture.services.planning import (
    PhasePlan,
    cleaned_plan,
    set_of,
    statements_of,
    write_measures,
)
from anlan.foundation.posture.states import PHASE, PhaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What was said: the words, the danger to life, who said it, at which hour, for how long at most."""

    words: str
    danger: str
    said_by: UUID
    said_at: datetime
    measures: tuple[Statement, ...]
    wanted_until: datetime | None = None


@transaction.atomic
def give_oral_order(operation_id: UUID, *, place_id: UUID, spoken: Spoken, by: Actor) -> Phase:
    """Tighten at once on spoken words. Raises BadInput where it loosens or closes an exit."""
    operation, place, now = hold_open(operation_id), place_of(place_id), clock.now()
    require_at(by, "posture.oral", kind=KIND, facts=Facts(places=frozenset({place.path})))
    sweep(operation, at=now)
    held = holding_now(operation, place, now)
    until = lasts_until(spoken.said_at, spoken.wanted_until)
    own = _own(operation, place, spoken, until=until)
    if until <= now:
        raise BadInput("posture.lapse_past", field="until")
    phase = _phase(operation, place, spoken, held, until=until, by=by)
    statements = _with_what_holds(held, own, until=until)
    found = changes(catalogue(), held.measures, set_of(statements))
    require_oral(
        catalogue(),
        words=spoken.words,
        danger=spoken.danger,
        said_at=spoken.said_at,
        at=now,
        own=set_of(own),
        way=overall(found),
    )
    phase.way = overall(found).value
    phase.save(force_insert=True)
    write_measures(phase, statements)
    PhaseMeasure.objects.filter(phase=phase).update(settled=True)
    _keep_words(phase, spoken, until=until, by=by)
    enact(phase, state=PHASE.move(phase.state, "enact_orally").target.value, at=now, by=by)
    return phase


@transaction.atomic
def confirm_oral(phase_id: UUID, *, by: Actor, note: str = "") -> Phase:
    """Stand behind an oral order before it dies; with the second person it lasts as long as was asked."""
    phase = hold_phase(phase_id, verb=VERB, by=by)
    now = clock.now()
    sweep(phase.operation, at=now)
    phase.refresh_from_db(fields=["state"])
    if not phase.oral or phase.state != PhaseState.IN_FORCE:
        raise IllegalMove(machine=PHASE.name, state=phase.state, move="confirm", possible="")
    if phase.oral_order.confirmed_at is not None:
        raise Conflict("posture.settled_already")
    if add_confirmation(phase, ConfirmedAct.ENACT, by=by, at=now, note=note) == CONFIRMERS:
        before = told(phase)
        phase.lapses_at = phase.oral_order.lasts_until
        phase.save(update_fields=["lapses_at"])
        OralOrder.objects.filter(phase=phase).update(confirmed_at=now)
        record(
            "posture.confirm_oral",
            on=phase,
            by=by,
            before=before,
            after=told(phase),
            drill=phase.operation.drill,
        )
        publish(OralOrderConfirmed(**ids(phase)))
    return phase


def _phase(
    operation: Operation, place: Place, spoken: Spoken, held: Resolved, *, until: datetime, by: Actor
) -> Phase:
    dies = min(dies_at(spoken.said_at), until)
    return Phase(
        operation=operation,
        place=place,
        oral=True,
        key="oral",
        title=_("口头令：%(words)s") % {"words": spoken.words.strip()[:60]},
        reason=spoken.danger.strip(),
        review_at=dies,
        lapses_at=dies,
        previous_id=held.span.phase,
        author_id=by.person_id,
        author_position_id=by.position_id,
        writers=writers([], by=by),
    )


def _own(operation: Operation, place: Place, spoken: Spoken, *, until: datetime) -> tuple[Statement, ...]:
    """The spoken measures, with the grounds that night leaves time for."""
    plan = PhasePlan(
        title=spoken.words or "?", reason="", review_at=until, lapses_at=until, measures=spoken.measures
    )
    return tuple(
        replace(
            one,
            legal_basis=one.legal_basis or operation.legal_basis,
            reason=one.reason or spoken.danger,
            scope=one.scope or place.name,
            lighter=one.lighter or _("口头令，来不及比较；两小时内由两人复核。"),
            review_at=min(dies_at(spoken.said_at), until),
            lapses_at=until,
        )
        for one in cleaned_plan(operation, plan).measures
    )


def _with_what_holds(held: Resolved, own: Sequence[Statement], *, until: datetime) -> tuple[Statement, ...]:
    """What holds already goes on beside the spoken measures, each value at its strictest."""
    source = Phase.objects.get(pk=held.span.phase)
    standing = [one for one in statements_of(source) if one.key in held.measures]
    together = join(catalogue(), [set_of(standing), set_of(own)])
    spoken = {one.key for one in own}
    carried = [_cut(one, until) for one in standing if one.key not in spoken]
    return tuple(replace(one, values=together[one.key]) for one in (*carried, *own))


def _cut(one: Statement, until: datetime) -> Statement:
    """A standing measure for no longer than the oral order."""
    lapses = min(one.lapses_at or until, until)
    return replace(one, lapses_at=lapses, review_at=min(one.review_at or lapses, lapses))


def _keep_words(phase: Phase, spoken: Spoken, *, until: datetime, by: Actor) -> None:
    speaker = Person.objects.filter(pk=spoken.said_by).first()
    if speaker is None:
        raise BadInput("posture.field_missing", field="said_by")
    OralOrder.objects.create(
        phase=phase,
        words=spoken.words.strip(),
        danger=spoken.danger.strip(),
        said_by=speaker,
        said_at=spoken.said_at,
        lasts_until=until,
        recorded_by_id=by.person_id,
    )
    record(
        "posture.oral",
        on=phase,
        by=by,
        after={
            "words": spoken.words.strip(),
            "danger": spoken.danger.strip(),
            "said_by": str(spoken.said_by),
            "said_at": spoken.said_at.isoformat(),
        },
        drill=phase.operation.drill,
    )
