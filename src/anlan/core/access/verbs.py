"""The closed list of what can be done, filled once at start-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done to one kind of object, or to a few.

    ``kind`` is the model's lower label (``command.directive``), or ``command.*`` for every kind of the room;
    ``also`` are further kinds; ``label`` is a message id; ``enacts`` marks acts that bind others and ask for
    a second factor. With ``at_act`` it is asked when the act is done; holding such a verb alone does not ask
    for it at sign-in.
    """

    code: str
    kind: str
    label: str
    enacts: bool = False
    also: tuple[str, ...] = ()
    at_act: bool = False

    def covers(self, kind: str) -> bool:
        """Whether the verb is about objects of that kind."""
        room, _, _ = kind.partition(".")
        return kind in {self.kind, *self.also} or self.kind == f"{room}.*"


@dataclass(slots=True)
class Registry:
    """Verbs by code. Asking for an unknown one gives None, and None is denied."""

    _by_code: dict[str, Verb] = field(default_factory=dict)

    def register(self, *verbs: Verb) -> None:
        """Add verbs; the same verb twice is harmless, two verbs under one code are not."""
        for verb in verbs:
            known = self._by_code.setdefault(verb.code, verb)
            if known != verb:
                raise ValueError(f"two verbs named {verb.code}")

    def get(self, code: str) -> Verb | None:
        """The verb of that code, or None."""
        return self._by_code.get(code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Verb]:
        return iter(sorted(self._by_code.values(), key=lambda verb: verb.code))

    def codes(self) -> frozenset[str]:
        """Every registered code."""
        return frozenset(self._by_code)


VERBS = Registry()
register = VERBS.register
