"""Building a request that meets conditions: if none can be built, the conditions contradict each other.

Backtracking over the candidates of one attribute after another (Knuth, TAOCP 7.2.2); complete for the
operators of ``anlan.rules/1`` but for rules about more than a handful of set elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from anlan.core.policy.document import Attribute, Condition, Group, Request, Rule, Value, others_of
from anlan.core.policy.interpreter import holds
from anlan.core.policy.linting.candidates import Candidate, candidates

MOST_STEPS = 20_000


class TooLong(Exception):
    """The search was given up; whether there is a witness is not known."""


@dataclass(frozen=True, slots=True)
class Demand:
    """All of ``every`` holds, and of each group of ``none`` not all."""

    every: Group
    none: tuple[Group, ...] = ()

    @staticmethod
    def that_fires(rule: Rule, *also: Condition, never: tuple[Group, ...] = ()) -> Demand:
        """What makes the rule fire, and the other conditions hold."""
        against = (*rule.unless, *((rule.must,) if rule.must is not None else ()))
        return Demand((*rule.when, *also), (*against, *never))

    @property
    def conditions(self) -> Group:
        """All conditions that are read."""
        return (*self.every, *(one for group in self.none for one in group))


def is_possible(
    demand: Demand, *, attributes: Mapping[str, Attribute], parameters: Mapping[str, Value]
) -> bool:
    """Whether some request meets the demand; in doubt it is."""
    try:
        return witness(demand, attributes=attributes, parameters=parameters) is not None
    except TooLong:
        return True


def witness(
    demand: Demand, *, attributes: Mapping[str, Attribute], parameters: Mapping[str, Value]
) -> dict[str, Candidate] | None:
    """A request that meets the demand, with the attributes that it reads; ``None`` when there is none."""
    if any(not group for group in demand.none):
        return None
    search = _Search(demand, parameters)
    values = candidates(attributes, demand.conditions, parameters)
    narrowed = {name: search.narrowed(name, tried) for name, tried in values.items()}
    return search.run(sorted(narrowed, key=lambda name: len(narrowed[name])), narrowed)


def _reads(condition: Condition) -> frozenset[str]:
    return frozenset({condition.attribute, *others_of(condition.operand)})


@dataclass(slots=True)
class _Search:
    demand: Demand
    parameters: Mapping[str, Value]
    steps: int = field(default=0)

    def narrowed(self, name: str, tried: Sequence[Candidate]) -> list[Candidate]:
        """Candidates that its own conditions leave; of those that answer the others alike, the first."""
        own = [one for one in self.demand.every if _reads(one) == {name}]
        others = [one for one in self.demand.conditions if _reads(one) == {name}]
        linked = any(name in _reads(one) and len(_reads(one)) > 1 for one in self.demand.conditions)
        kept: dict[object, Candidate] = {}
        for value in tried:
            request: Request = {name: value}
            if all(holds(one, request, self.parameters) for one in own):
                answers = tuple(holds(one, request, self.parameters) for one in others)
                kept.setdefault((answers, value) if linked else answers, value)
        return list(kept.values())

    def run(
        self, names: Sequence[str], values: Mapping[str, Sequence[Candidate]]
    ) -> dict[str, Candidate] | None:
        """Depth first; a branch ends where a condition whose attributes are all chosen fails."""
        chosen: dict[str, Candidate] = {}
        branches: list[Iterator[Candidate]] = []
        if not names:
            return chosen
        branches.append(iter(values[names[0]]))
        while branches:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise TooLong
            name = names[len(branches) - 1]
            chosen.pop(name, None)
            try:
                chosen[name] = next(branches[-1])
            except StopIteration:
                branches.pop()
                continue
            if self._fails(name, chosen):
                continue
            if len(branches) == len(names):
                return chosen
            branches.append(iter(values[names[len(branches)]]))
        return None

    def _fails(self, name: str, chosen: Request) -> bool:
        """Whether what is chosen breaks the demand; only what reads the last name can have changed."""
        decided = chosen.keys()
        for one in self.demand.every:
            reads = _reads(one)
            if name in reads and reads <= decided and not holds(one, chosen, self.parameters):
                return True
        for group in self.demand.none:
            reads = frozenset().union(*map(_reads, group))
            if name in reads and reads <= decided and all(holds(x, chosen, self.parameters) for x in group):
                return True
        return False
