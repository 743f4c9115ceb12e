"""Places in a page that rooms above may fill: the page names the slot, the wiring connects the parts."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest

Facts = Mapping[str, Any]
Part = Callable[[HttpRequest, Facts], Any]
"""Gives what it adds (HTML, steps of a loop), or None where it has nothing to say to this viewer."""

_parts: dict[str, list[tuple[int, Part]]] = {}


def fill(slot: str, part: Part, *, order: int = 50) -> None:
    """Add a part once; registering the same part again changes nothing."""
    held = _parts.setdefault(slot, [])
    if all(known is not part for _, known in held):
        held.append((order, part))
        held.sort(key=lambda entry: entry[0])


def gather(slot: str, request: HttpRequest, /, **facts: Any) -> list[Any]:
    """What the rooms add to a slot for this request, in order; nothing is left out but None."""
    said = (part(request, facts) for _, part in _parts.get(slot, ()))
    return [one for one in said if one is not None]
