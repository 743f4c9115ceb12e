"""What a condition is worth, given the answers. Total: whatever the answers are, it says yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from anlan.areas.inspection.rules.expressions.tree import Answer, Literal, Node, Value

BIGGEST = Decimal(10) ** 15


def holds(node: Node, *, answers: Mapping[str, Value], own: Value = None) -> bool:
    """Whether the condition is met; a question without an answer is worth an empty text, as in XPath."""
    return _truth(_worth(node, answers, own))


def _worth(node: Node, answers: Mapping[str, Value], own: Value) -> Value:
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Answer):
        return answers.get(node.name) if node.name else own
    if node.name in {"and", "or"}:
        left = _truth(_worth(node.parts[0], answers, own))
        if left is (node.name == "or"):
            return left
        return _truth(_worth(node.parts[1], answers, own))
    parts = [_worth(part, answers, own) for part in node.parts]
    return _OPERATIONS[node.name](*parts)


def _truth(value: Value) -> bool:
    if isinstance(value, Decimal):
        return not value.is_nan() and value != 0
    return bool(value)


def _number(value: Value) -> Decimal | None:
    """As a number; None for what is none. A truth is 1 or 0."""
    if isinstance(value, bool):
        return Decimal(int(value))
    read = value if isinstance(value, Decimal) else None
    try:
        read = Decimal(value.strip()) if isinstance(value, str) else read
    except InvalidOperation:
        return None
    return read if read is not None and read.is_finite() and abs(read) <= BIGGEST else None


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else str(value)


def _chosen(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(_text(value).split())


def _equal(left: Value, right: Value) -> bool:
    """Numbers as numbers where either side is one, else texts; truths by what they are."""
    if isinstance(left, bool) or isinstance(right, bool):
        return _truth(left) == _truth(right)
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        one, other = _number(left), _number(right)
        return one is not None and one == other
    return _text(left) == _text(right)


def _compared(test: Callable[[Decimal, Decimal], bool]) -> Callable[[Value, Value], bool]:
    """Order of two numbers; texts of dates (``2022-05-23``) compare as they read."""

    def compare(left: Value, right: Value) -> bool:
        one, other = _number(left), _number(right)
        if one is not None and other is not None:
            return test(one, other)
        first, second = _text(left), _text(right)
        if not first or not second or one is not None or other is not None:
            return False
        return test(Decimal((first > second) - (first < second)), Decimal(0))

    return compare


def _reckoned(act: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Value, Value], Value]:
    """Arithmetic; without two numbers, or where it has no result, "not answered"."""

    def reckon(left: Value, right: Value) -> Value:
        one, other = _number(left), _number(right)
        if one is None or other is None:
            return None
        try:
            result = act(one, other)
        except ArithmeticError:
            return None
        return result if result.is_finite() and abs(result) <= BIGGEST else None

    return reckon


_OPERATIONS: Mapping[str, Callable[..., Value]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _compared(lambda left, right: left < right),
    "<=": _compared(lambda left, right: left <= right),
    ">": _compared(lambda left, right: left > right),
    ">=": _compared(lambda left, right: left >= right),
    "+": _reckoned(lambda left, right: left + right),
    "-": _reckoned(lambda left, right: left - right),
    "*": _reckoned(lambda left, right: left * right),
    "div": _reckoned(lambda left, right: left / right),
    "mod": _reckoned(lambda left, right: left % right),
    "not": lambda value: not _truth(value),
    "selected": lambda value, wanted: _text(wanted) in _chosen(value),
    "count-selected": lambda value: Decimal(len(_chosen(value))),
    "string-length": lambda value: Decimal(len(_text(value))),
    "true": lambda: True,
    "false": lambda: False,
}
