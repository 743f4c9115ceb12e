"""The tree of things that can go wrong: a code and facts, never words.

Words live next to the pages and the command line, looked up by ``code``.
"""

from __future__ import annotations

Fact = str | int | float | bool | None


class AnlanError(Exception):
    """Something that a caller may answer to: a stable code and the facts around it."""

    code: str = "anlan.error"

    def __init__(self, code: str | None = None, /, **facts: Fact) -> None:
        self.code = code or type(self).code
        self.facts: dict[str, Fact] = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in sorted(self.facts.items()))
        return f"{self.code}({told})" if told else self.code


class BadInput(AnlanError):
    """What was handed in cannot be used; the facts say what and where (file, line, field)."""

    code = "input.bad"


class TooLarge(BadInput):
    """What was handed in passes a limit; the facts name the limit and the size."""

    code = "input.too_large"


class NotVisible(AnlanError):
    """Missing or hidden: the two look alike to the one who asks."""

    code = "object.not_visible"


class NotYours(AnlanError):
    """Visible, but the act belongs to somebody else."""

    code = "act.not_yours"


class IllegalMove(AnlanError):
    """The state machine has no such move from here."""

    code = "act.illegal_move"


class Conflict(AnlanError):
    """Somebody else changed it meanwhile; nothing was overwritten."""

    code = "act.conflict"


class Unavailable(AnlanError):
    """A part that the act needs does not answer now."""

    code = "part.unavailable"
