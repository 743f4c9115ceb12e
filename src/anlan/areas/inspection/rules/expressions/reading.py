"""Reading a condition: a small part of XPath, as XLSForm uses it, and nothing that could run or hang.

``or``, ``and``, comparisons, ``+ - * div mod``, ``not()``, ``selected()``, ``count-selected()``,
``string-length()``, ``true()``, ``false()``, ``${name}``, ``.``, numbers and quoted texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from anlan.areas.inspection.rules.expressions.tree import Answer, Call, Literal, Node
from anlan.core.kernel.errors import BadInput

LONGEST = 500
DEEPEST = 20
FUNCTIONS = {
    "not": 1,
    "selected": 2,
    "count-selected": 1,
    "string-length": 1,
    "true": 0,
    "false": 0,
}
LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!=", "<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,15}(?:\.\d{1,9})?)|(?P<text>'[^']*'|\"[^\"]*\")|\$\{(?P<answer>[A-Za-z_][\w-]{0,59})\}"
    r"|(?P<sign><=|>=|!=|[=<>+*(),-]|\.)|(?P<word>[A-Za-z][A-Za-z-]*))"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a condition; ``kind`` is number, text, answer, sign or word."""

    kind: str
    text: str
    at: int


def read(text: str) -> Node:
    """The condition as a tree. Raises BadInput ``inspection.condition_*`` with the character it fails at."""
    if len(text) > LONGEST:
        raise BadInput("inspection.condition_too_long", size=len(text), limit=LONGEST)
    reader = _Reader(_tokens(text), text)
    node = reader.level(0, depth=0)
    reader.expect_end()
    return node


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    stripped = text.rstrip()
    while at < len(stripped):
        match = _TOKEN.match(stripped, at)
        if match is None or match.lastgroup is None:
            rest = stripped[at:].lstrip()
            raise BadInput(
                "inspection.condition_unknown_sign", sign=rest[:12], at=len(stripped) - len(rest) + 1
            )
        found.append(Token(match.lastgroup, match.group(match.lastgroup), match.start(match.lastgroup) + 1))
        at = match.end()
    return found


class _Reader:
    """Walks along the tokens, one level of precedence a call."""

    def __init__(self, tokens: list[Token], text: str) -> None:
        self._tokens, self._at, self._text = tokens, 0, text

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._peek()
        if token is None:
            raise BadInput("inspection.condition_ends_early", text=self._text[-20:])
        self._at += 1
        return token

    def _take_if(self, *signs: str) -> Token | None:
        token = self._peek()
        if token is not None and token.kind in {"sign", "word"} and token.text in signs:
            self._at += 1
            return token
        return None

    def _expect(self, sign: str) -> None:
        token = self._take()
        if token.kind != "sign" or token.text != sign:
            raise BadInput("inspection.condition_expected", wanted=sign, found=token.text[:20], at=token.at)

    def expect_end(self) -> None:
        """Raise when something is left over."""
        token = self._peek()
        if token is not None:
            raise BadInput("inspection.condition_left_over", found=token.text[:20], at=token.at)

    def level(self, number: int, *, depth: int) -> Node:
        """Operators of one precedence, left to right; below the last level stands a single part."""
        if depth > DEEPEST:
            raise BadInput("inspection.condition_too_deep", limit=DEEPEST)
        if number == len(LEVELS):
            return self._part(depth=depth)
        left = self.level(number + 1, depth=depth)
        while (token := self._take_if(*LEVELS[number])) is not None:
            left = Call(token.text, (left, self.level(number + 1, depth=depth)))
        return left

    def _part(self, *, depth: int) -> Node:
        if depth > DEEPEST:
            raise BadInput("inspection.condition_too_deep", limit=DEEPEST)
        token = self._take()
        match token.kind:
            case "number":
                return Literal(Decimal(token.text))
            case "text":
                return Literal(token.text[1:-1])
            case "answer":
                return Answer(token.text)
            case "word":
                return self._call(token, depth=depth)
        return self._signed(token, depth=depth)

    def _signed(self, token: Token, *, depth: int) -> Node:
        """What a sign may begin: the own answer, a bracket, a negative number."""
        if token.text == ".":
            return Answer("")
        if token.text == "(":
            inside = self.level(0, depth=depth + 1)
            self._expect(")")
            return inside
        if token.text == "-":
            return Call("-", (Literal(Decimal(0)), self._part(depth=depth + 1)))
        raise BadInput("inspection.condition_expected", wanted="${…}", found=token.text, at=token.at)

    def _call(self, token: Token, *, depth: int) -> Node:
        wanted = FUNCTIONS.get(token.text)
        if wanted is None:
            raise BadInput("inspection.condition_unknown_function", name=token.text[:30], at=token.at)
        self._expect("(")
        parts: list[Node] = []
        while self._take_if(")") is None:
            if parts:
                self._expect(",")
            parts.append(self.level(0, depth=depth + 1))
        if len(parts) != wanted:
            raise BadInput("inspection.condition_arguments", name=token.text, wanted=wanted, found=len(parts))
        return Call(token.text, tuple(parts))
