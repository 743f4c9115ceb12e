"""Bringing requirements into force: the one place where a directive is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from anlan.areas.command.events import DirectiveIssued
from anlan.areas.command.models import Addressee, Directive, Indicator
from anlan.areas.command.models.choices import AddressRole
from anlan.areas.command.rules.hashing import text_hash
from anlan.areas.command.rules.searching import words_of
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.selectors.units import units_of_group
from anlan.areas.command.states import DIRECTIVE
from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput
from anlan.core.kernel.ids import human_code
from anlan.foundation.bus.public import publish_all
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import Entry, record_all
from anlan.foundation.people.models import Unit

PREFIX = "YQ"

NEXT_CODES = """
    INSERT INTO command_codecounter (prefix, year, last) VALUES (%s, %s, %s)
    ON CONFLICT (prefix, year) DO UPDATE SET last = command_codecounter.last + EXCLUDED.last
    RETURNING last
"""


@dataclass(frozen=True, slots=True)
class Enactment:
    """A requirement about to be in force: its row, whom it addresses, where it holds, what is counted."""

    directive: Directive
    helper_ids: Sequence[UUID] = ()
    place_ids: Sequence[UUID] = ()
    indicators: Sequence[dict[str, str]] = field(default_factory=tuple)


def enact(enactments: Sequence[Enactment], *, by: Actor, at: datetime, verb: str) -> list[Directive]:
    """Write, address, issue, record and announce; parents come before their children.

    All rows are written as drafts, then issued together: from then on the database refuses changes.
    """
    codes = next_codes(len(enactments), year=at.astimezone(CAMPUS_ZONE).year)
    directives = [
        _prepared(one.directive, code=code, by=by) for one, code in zip(enactments, codes, strict=True)
    ]
    Directive.objects.bulk_create(directives)
    addressees = [row for one in enactments for row in _addressees(one, at=at)]
    Addressee.objects.bulk_create(addressees)
    Indicator.objects.bulk_create(_indicators(enactments))
    _limit_to_places(enactments)
    issued = DIRECTIVE.move(DIRECTIVE.start, "issue").target.value
    Directive.objects.filter(pk__in=[one.pk for one in directives]).update(
        state=issued, issued_at=at, issued_by=by.position_id, state_changed_at=at
    )
    units: dict[UUID, list[str]] = {}
    for row in addressees:
        units.setdefault(row.directive_id, []).append(str(row.unit_id))
    for directive in directives:
        directive.state, directive.issued_at, directive.issued_by_id = issued, at, by.position_id
    record_all(
        [Entry(verb=verb, on=one, after=told(one), content_hash=one.text_hash) for one in directives], by=by
    )
    publish_all(
        DirectiveIssued(directive_id=str(one.pk), code=one.code, units=tuple(units.get(one.pk, ())))
        for one in directives
    )
    return directives


def next_codes(count: int, *, year: int) -> list[str]:
    """The next codes of a year; the counter is locked until the act commits, so none comes twice."""
    if count == 0:
        return []
    with connection.cursor() as cursor:
        cursor.execute(NEXT_CODES, [PREFIX, year, count])
        last = int(cursor.fetchone()[0])
    return [human_code(PREFIX, year, number) for number in range(last - count + 1, last + 1)]


def search_words(*texts: str) -> str:
    """The words of some texts, parted by spaces, for the index."""
    return " ".join(dict.fromkeys(word for text in texts for word in words_of(text)))


def told(directive: Directive) -> dict[str, Any]:
    """What the ledger keeps of a requirement."""
    return {
        "code": directive.code,
        "no": directive.no,
        "text": directive.text,
        "text_hash": directive.text_hash,
        "source_hash": directive.source_hash,
        "lead_unit": directive.lead_unit_id,
        "lead_group": directive.lead_group,
        "due_at": directive.due_at,
        "repeats": directive.repeats,
        "state": directive.state,
    }


def _prepared(directive: Directive, *, code: str, by: Actor) -> Directive:
    directive.code = code
    directive.text_hash = text_hash(directive.text)
    directive.source_hash = text_hash(directive.quote) if directive.quote else ""
    directive.search_words = search_words(directive.text, directive.quote)
    return directive


def _addressees(one: Enactment, *, at: datetime) -> list[Addressee]:
    directive = one.directive
    if not directive.is_item:
        return []
    leads = _leads(directive)
    grouped = [unit.pk for code in directive.helper_groups for unit in units_of_group(code)]
    helpers = [unit for unit in dict.fromkeys([*one.helper_ids, *grouped]) if unit not in set(leads)]
    answer_due = at + timedelta(hours=limits().answer_hours)
    if directive.due_at is not None and at < directive.due_at < answer_due:
        answer_due = directive.due_at
    return [
        Addressee(directive=directive, unit_id=unit, role=role, answer_due_at=answer_due)
        for role, units in ((AddressRole.LEAD, leads), (AddressRole.HELPER, helpers))
        for unit in units
    ]


def _leads(directive: Directive) -> list[UUID]:
    """One unit, or every unit of a group: one answer each."""
    if directive.lead_unit_id is not None:
        if not Unit.objects.in_force().filter(pk=directive.lead_unit_id).exists():
            raise BadInput("command.unit_closed", no=directive.no)
        return [directive.lead_unit_id]
    units = [unit.pk for unit in units_of_group(directive.lead_group)]
    if not units:
        raise BadInput("command.empty_group", group=directive.lead_group)
    return units


def _indicators(enactments: Sequence[Enactment]) -> list[Indicator]:
    return [
        Indicator(directive=one.directive, order=order, **fields)
        for one in enactments
        for order, fields in enumerate(one.indicators, start=1)
    ]


def _limit_to_places(enactments: Sequence[Enactment]) -> None:
    through = Directive.places.through
    wanted = {key for one in enactments for key in one.place_ids}
    known = set(Place.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    through._default_manager.bulk_create(
        [
            through(directive_id=one.directive.pk, place_id=key)
            for one in enactments
            for key in dict.fromkeys(one.place_ids)
            if key in known
        ]
    )
