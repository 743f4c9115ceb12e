"""Letters about requirements: to the addressed units, and back to the issuer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.public import (
    DirectiveIssued,
    DirectiveObjected,
    DirectiveSuperseded,
    DirectiveTold,
    DirectiveWithdrawn,
    directive_told,
    first_for,
)
from anlan.areas.tasks.public import limits
from anlan.core.kernel import clock
from anlan.foundation.people.models import Unit
from anlan.surfaces.letters.seats import seats_with
from anlan.surfaces.letters.telling import Letter, Words, moment, short, tell

ANSWER, ISSUE = "command.acknowledge", "command.issue"


def issued(event: DirectiveIssued) -> None:
    """One letter a unit and act of issuing, however many requirements came with it."""
    one = directive_told(UUID(event.directive_id))
    if one is None:
        return
    for unit, count in first_for(one.id).items():
        many = count > 1
        words = _("新下发 %(count)s 项要求，等本单位签收") if many else _("新要求等本单位签收：%(text)s")
        url = reverse("command:inbox") if many else one.url
        _tell(one, f"issued:{unit}", words, seats_with(ANSWER, unit_id=unit), url=url, count=count)


def superseded(event: DirectiveSuperseded) -> None:
    """The units of the old requirement hear that another stands in its place."""
    old, new = directive_told(UUID(event.directive_id)), directive_told(UUID(event.successor_id))
    if old is None or new is None:
        return
    seats = _of_units({*old.units, *new.units})
    words = _("要求 %(code)s 已由 %(successor)s 替换：%(text)s")
    facts: dict[str, Any] = {"successor": new.code, "text": short(new.text), "reason": event.reason}
    _tell(old, "superseded", words, seats, url=new.url, text=_("原因：%(reason)s"), **facts)


def withdrawn(event: DirectiveWithdrawn) -> None:
    """The units hear that it no longer holds."""
    one = directive_told(UUID(event.directive_id))
    if one is not None:
        words = _("要求 %(code)s 已撤回：%(text)s")
        seats = _of_units(set(one.units))
        _tell(one, "withdrawn", words, seats, text=_("原因：%(reason)s"), reason=event.reason)


def objected(event: DirectiveObjected) -> None:
    """The issuer has to answer; at once where the deadline is near, for it runs on."""
    one, unit = directive_told(UUID(event.directive_id)), Unit.objects.filter(pk=event.unit_id).first()
    if one is None or unit is None:
        return
    near = clock.now() + timedelta(hours=limits().long_term_hours)
    _tell(
        one,
        f"objected:{event.unit_id}:{_mark(event.reason)}",
        _("%(unit)s 对要求 %(code)s 有异议，等答复：%(text)s"),
        [one.issued_by] if one.issued_by else seats_with(ISSUE, unit_id=one.issuer_unit),
        text=_("理由：%(reason)s"),
        english={"unit": unit.name_en or unit.name},
        now=one.due_at is not None and one.due_at < near,
        unit=unit.name,
        reason=event.reason,
    )


def _mark(reason: str) -> str:
    """Parts a second objection of the same unit from the first."""
    return sha256(reason.encode()).hexdigest()[:12]


def _of_units(units: Iterable[UUID]) -> list[UUID]:
    return [seat for unit in sorted(units) for seat in seats_with(ANSWER, unit_id=unit)]


def _tell(
    one: DirectiveTold,
    what: str,
    title: Words,
    seats: Iterable[UUID | None],
    *,
    url: str = "",
    text: Words = "",
    english: dict[str, str] | None = None,
    now: bool = False,
    **facts: Any,
) -> None:
    known = {"code": one.code, "text": short(one.text), "due": moment(one.due_at)}
    tell(
        Letter(
            about=f"command.{what.partition(':')[0]}",
            key=f"directive:{one.id}:{what}",
            title=title,
            text=text,
            url=url or one.url,
            facts=known | facts,
            facts_en=english or {},
            now=now,
        ),
        seats,
    )
