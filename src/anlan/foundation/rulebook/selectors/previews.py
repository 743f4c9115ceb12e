"""What a change would change here, in the words of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from anlan.core.kernel import clock
from anlan.foundation.rulebook.models import Rule, RuleArea
from anlan.foundation.rulebook.rules.book import Version
from anlan.foundation.rulebook.rules.previewing import Effect, effects, with_change
from anlan.foundation.rulebook.selectors.books import as_rule, chain_for, standing_of


@dataclass(frozen=True, slots=True)
class Preview:
    """The stretches of days that change here; ``elsewhere`` when the area is none of ours."""

    rows: Sequence[Effect]
    area: RuleArea
    elsewhere: bool
    past: bool


def preview_of(plan: object, *, rule: Rule, wanted: Version) -> Preview:
    """The preview of a checked change over the standing versions of the rule."""
    before = as_rule(rule, standing_of(rule))
    ends_only = getattr(plan, "act", "") == "end"
    after = with_change(before, wanted, ends_only=ends_only)
    chain = chain_for()
    area = RuleArea.objects.get(code=wanted.area)
    return Preview(
        effects(before, after, chain=chain),
        area,
        elsewhere=not area.here,
        past=wanted.starts < clock.today(),
    )
