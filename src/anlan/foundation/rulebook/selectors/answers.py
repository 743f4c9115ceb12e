"""Which version is in force: one rule, or the whole book, on a day at a place."""

from __future__ import annotations

from datetime import date, datetime

from anlan.foundation.campus.models import Place
from anlan.foundation.rulebook.models import Rule
from anlan.foundation.rulebook.rules.resolving import Answer, resolve, unknown
from anlan.foundation.rulebook.selectors.books import chain_for, rules_with_versions


def value_on(
    rule_id: str, day: date, place: Place | None = None, *, known_at: datetime | None = None
) -> Answer:
    """What a rule says on a day at a place, with the version and why; ``known_at`` asks what we knew then.

    ``Answer.value`` is None where nothing is confirmed or in force: no value stands in for it.
    """
    rules = rules_with_versions(Rule.objects.filter(code=rule_id), known_at=known_at)
    if not rules:
        return unknown(rule_id, day=day)
    return resolve(rules[0], day=day, chain=chain_for(place))


def book_on(
    day: date, place: Place | None = None, *, subject: str = "", known_at: datetime | None = None
) -> dict[str, Answer]:
    """Every rule's answer by its id: three queries however many rules there are."""
    rows = Rule.objects.filter(subject=subject) if subject else Rule.objects.all()
    chain = chain_for(place)
    found = rules_with_versions(rows, known_at=known_at)
    return {rule.code: resolve(rule, day=day, chain=chain) for rule in found}
