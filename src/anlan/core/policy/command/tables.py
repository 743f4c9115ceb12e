"""What people see of a check and of a replay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anlan.core.policy.faults import Fault, printable
from anlan.core.policy.replay import Tally

MOST_ROWS = 30


def report_of(errors: Sequence[Fault], warnings: Sequence[Fault]) -> Iterator[str]:
    """A line for each finding, then their number."""
    for word, faults in (("error", errors), ("warning", warnings)):
        yield from (printable(f"{word} {one.code} {one.pointer or '/'}: {one.text()}") for one in faults)
    yield f"{len(errors)} errors, {len(warnings)} warnings"


def table_of(tally: Tally) -> Iterator[str]:
    """Numbers first, then the largest groups."""
    told = tally.as_json()
    yield f"{tally.n} crossings, {tally.unchanged} unchanged"
    yield from (f"  {name:<14}{count:>10}" for name, count in sorted(tally.changed.items()))
    yield f"persons newly denied {told['persons_newly_denied']}, allowed {told['persons_newly_allowed']}"
    rows = told["by"]
    assert isinstance(rows, list)  # noqa: S101 - the tally makes it one
    if rows:
        yield f"{'class':<16}{'gate':<12}{'reason':<28}{'crossings':>10}{'persons':>10}"
    for row in rows[:MOST_ROWS]:
        words = (f"{row['cat'] or '-':<16}", f"{row['gate_kind'] or '-':<12}", f"{row['reason']:<28}")
        yield printable("".join(words)) + f"{row['passages']:>10}{row['persons']:>10}"
    if len(rows) > MOST_ROWS:
        yield f"and {len(rows) - MOST_ROWS} groups more; --json tells all"
