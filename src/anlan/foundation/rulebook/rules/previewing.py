"""What a change would change: day by day, the answers before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from anlan.foundation.rulebook.rules.book import Rule, Version
from anlan.foundation.rulebook.rules.resolving import Answer, resolve
from anlan.foundation.rulebook.rules.splicing import splice
from anlan.foundation.rulebook.rules.values import is_looser
from anlan.foundation.rulebook.rules.vocabulary import Stricter

Way = Literal["looser", "tighter", "same"]


@dataclass(frozen=True, slots=True)
class Effect:
    """Some days on which the answer differs, or only stands on another version."""

    starts: date
    ends: date | None
    before: Answer
    after: Answer
    way: Way

    @property
    def changes_value(self) -> bool:
        """Whether another value holds, and not only another version of the same."""
        return self.before.value != self.after.value


def with_change(rule: Rule, wanted: Version, *, ends_only: bool = False) -> Rule:
    """The rule as it would stand after the change; ``ends_only`` takes away without putting in."""
    own = [one for one in rule.versions if one.area == wanted.area]
    found = splice(own, starts=wanted.starts, ends=wanted.ends)
    kept = [one for one in rule.versions if one not in found.replaced]
    return replace(rule, versions=(*kept, *found.pieces, *(() if ends_only else (wanted,))))


def effects(before: Rule, after: Rule, *, chain: Sequence[str]) -> list[Effect]:
    """The stretches of days on which the two answer differently at a place, in order."""
    found: list[Effect] = []
    for starts, ends in _stretches(before, after):
        old, new = (resolve(rule, day=starts, chain=chain) for rule in (before, after))
        if (old.state, _version(old)) == (new.state, _version(new)):
            continue
        found.append(Effect(starts, ends, old, new, _way(old, new, before.stricter)))
    return _joined(found)


def _stretches(*rules: Rule) -> Iterator[tuple[date, date | None]]:
    """Days cut wherever any version starts or ends."""
    cuts = sorted(
        {day for rule in rules for one in rule.versions for day in (one.starts, one.ends) if day is not None}
    )
    yield from zip(cuts, [*cuts[1:], None], strict=True)


def _version(answer: Answer) -> Version | None:
    """The version that answers, without its days and key: a cut piece says the same."""
    if answer.version is None:
        return None
    return replace(answer.version, starts=date.min, ends=None, key=None)


def _way(old: Answer, new: Answer, stricter: Stricter) -> Way:
    if old.value is None or new.value is None or old.value == new.value:
        return "same"
    if is_looser(new.value, than=old.value, stricter=stricter):
        return "looser"
    return "tighter" if is_looser(old.value, than=new.value, stricter=stricter) else "same"


def _joined(rows: Sequence[Effect]) -> list[Effect]:
    """Neighbouring stretches with the same answers as one."""
    found: list[Effect] = []
    for row in rows:
        last = found[-1] if found else None
        if last and last.ends == row.starts and _same(last, row):
            found[-1] = replace(last, ends=row.ends)
        else:
            found.append(row)
    return found


def _same(one: Effect, other: Effect) -> bool:
    return (_version(one.before), _version(one.after)) == (
        _version(other.before),
        _version(other.after),
    ) and (
        one.before.state,
        one.after.state,
    ) == (other.before.state, other.after.state)
