"""Whether a proposed change can be taken up at all, before anybody approves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from anlan.foundation.rulebook.rules.book import Rule, Version
from anlan.foundation.rulebook.rules.resolving import refusal_of
from anlan.foundation.rulebook.rules.values import fault_of
from anlan.foundation.rulebook.rules.vocabulary import Hold, Stricter


def lack_of(wanted: Version, *, rule: Rule, chain: Sequence[str]) -> str:
    """The code of what stands against a version that is to be set; "" when nothing does."""
    if wanted.ends is not None and wanted.ends <= wanted.starts:
        return "window"
    if wanted.value is not None:
        wrong = fault_of(wanted.value, rule.kind)
        if wrong:
            return wrong
        if wanted.source is None or not wanted.grade:
            return "no_source"
    if wanted.hold is Hold.FLOOR and rule.stricter is Stricter.NONE:
        return "hold"
    return _held(wanted, rule=rule, chain=chain)


def lack_of_confirmation(wanted: Version, *, rule: Rule) -> str:
    """The code of what stands against confirming a value for the version that holds on its first day."""
    standing = standing_on(wanted, rule=rule)
    if standing is None:
        return "nothing_stands"
    if wanted.value is None:
        return "no_value"
    if not standing.is_empty and standing.value != wanted.value:
        return "other_value"
    return ""


def standing_on(wanted: Version, *, rule: Rule) -> Version | None:
    """The version of the same area that holds on the first day of the wanted one."""
    return next((one for one in rule.versions if one.area == wanted.area and one.covers(wanted.starts)), None)


def confirming(wanted: Version, *, rule: Rule) -> Version:
    """The wanted version with the days and the hold of the one it confirms; an empty one begins now."""
    standing = standing_on(wanted, rule=rule)
    if standing is None:
        return wanted
    if standing.is_empty:
        return replace(wanted, ends=standing.ends, hold=standing.hold)
    return replace(
        wanted,
        starts=standing.starts,
        ends=standing.ends,
        precision=standing.precision,
        hold=standing.hold,
    )


def _held(wanted: Version, *, rule: Rule, chain: Sequence[str]) -> str:
    """A farther authority that holds on the first day may forbid it."""
    if wanted.value is None or wanted.area not in chain:
        return ""
    above = chain[: chain.index(wanted.area)]
    farther = [one for one in rule.versions if one.area in above and one.covers(wanted.starts)]
    refusal = refusal_of(wanted.value, farther=farther, stricter=rule.stricter)
    return f"held_{refusal.value}" if refusal else ""
