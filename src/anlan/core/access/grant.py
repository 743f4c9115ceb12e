"""What an appointment carries: a verb with its reach."""

from __future__ import annotations

from dataclasses import dataclass


def lies_under(path: str, scope: str) -> bool:
    """Whether a materialised path (``anlan/logistics/``) is the scope or below it; ``""`` is everything."""
    return path.startswith(scope)


@dataclass(frozen=True, slots=True)
class Grant:
    """A verb and how far it reaches.

    ``unit`` and ``place`` are materialised paths ended by ``/``; ``""`` reaches everything and None nothing.
    An object is reached through its units, through its places, or, with ``own``, by concerning the actor.
    ``compartments`` are the closed compartments it opens.
    """

    verb: str
    unit: str | None = None
    place: str | None = None
    compartments: frozenset[str] = frozenset()
    own: bool = False

    def __post_init__(self) -> None:
        for scope in (self.unit, self.place):
            if scope and not scope.endswith("/"):
                raise ValueError(f"a path ends with a slash: {scope!r}")
