"""JSON without its loose ends (RFC 8259, I-JSON RFC 7493): no repeated keys, no NaN, UTF-8, not too deep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from pydantic_core import from_json

from anlan.core.kernel.errors import BadInput

BOM = b"\xef\xbb\xbf"
DEEPEST = 60
SHOWN = 60

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s"{}\[\]:,]+', re.DOTALL)
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})


class Malformed(BadInput):
    """A text that is not strict JSON; facts: ``line`` (from 1) and, where there is one, ``field``."""

    code = "policy.json"


class _Repeated(Exception):
    """An object holds a key twice."""


class _Token(NamedTuple):
    text: str
    at: int


def parse(content: bytes) -> object:
    """The value that the bytes write."""
    text = _decoded(content)
    if not text.strip():
        raise Malformed("policy.json.empty", line=1)
    try:
        value: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise Malformed("policy.json.syntax", line=error.lineno, column=error.colno, what=error.msg) from None
    except _Repeated:
        raise _repetition(text) from None
    except RecursionError:
        raise _too_deep(text) from None
    except ValueError:
        raise _bad_number(text) from None
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        raise _too_deep(text)
    return value


def parse_line(line: bytes) -> object:
    """The value of one line of JSON lines; the same as ``parse``, and quicker where nothing is wrong.

    Each key brings one colon, so as many colons as keys proves that no key is repeated.
    """
    try:
        value: object = from_json(line, allow_inf_nan=False)
    except ValueError:
        return parse(line)
    if type(value) is dict and len(value) == line.count(b":"):
        return value
    return parse(line)


def _decoded(content: bytes) -> str:
    try:
        return content.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Malformed("policy.json.encoding", line=line) from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Repeated
    return found


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse_constant)


def _tokens(text: str) -> Iterator[_Token]:
    return (_Token(found.group(), found.start()) for found in _TOKEN.finditer(text))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _repetition(text: str) -> Malformed:
    """Which key stands twice in one object, and where for the second time."""
    at, key = next(_repetitions(text))
    return Malformed("policy.json.repeated", line=_line(text, at), field=key[:SHOWN])


def _repetitions(text: str) -> Iterator[tuple[int, str]]:
    open_keys: list[set[str]] = []
    before = _Token("", 0)
    for token in _tokens(text):
        if token.text in "{[":
            open_keys.append(set())
        elif token.text in "}]":
            open_keys.pop()
        elif token.text == ":":
            key = str(json.loads(before.text))
            if key in open_keys[-1]:
                yield before.at, key
            open_keys[-1].add(key)
        before = token


def _bad_number(text: str) -> Malformed:
    """Where NaN, an infinity, or a number of thousands of digits stands."""
    at, what = next((token.at, token.text) for token in _tokens(text) if _is_bad_number(token.text))
    return Malformed("policy.json.number", line=_line(text, at), what=what[:20])


def _is_bad_number(word: str) -> bool:
    return word in _CONSTANTS or (len(word) > 1000 and word[0] != '"')


def _too_deep(text: str) -> Malformed:
    at = next(token.at for depth, token in _depths(text) if depth > DEEPEST)
    return Malformed("policy.json.depth", line=_line(text, at), limit=DEEPEST)


def _depth(text: str) -> int:
    return max(depth for depth, _ in _depths(text))


def _depths(text: str) -> Iterator[tuple[int, _Token]]:
    """How many objects and lists are open after each token."""
    depth = 0
    for token in _tokens(text):
        depth += (token.text in "{[") - (token.text in "}]")
        yield depth, token
