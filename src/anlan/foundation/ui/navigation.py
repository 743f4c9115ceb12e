"""The rail: rooms register their items in the wiring, a viewer sees those whose verb is theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


class Viewer(Protocol):
    """Whoever can say which verbs they hold anywhere."""

    def holds(self, verb: str) -> bool: ...
    def holds_for_others(self, verb: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place in the rail: at most four characters, a Tabler icon, the verb that opens it ("" = anyone).

    ``whom`` narrows it: "others" for a verb that reaches further than oneself, "self" for one that does not.
    """

    label: str | Promise
    url_name: str
    icon: str
    verb: str = ""
    order: int = 50
    foot: bool = False
    whom: Literal["", "self", "others"] = ""


@dataclass(frozen=True, slots=True)
class NavLink:
    """An item as drawn for one viewer on one page."""

    item: NavItem
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """The rail as drawn: daily work first; what is looked up now and then is folded in a long one."""

    daily: tuple[NavLink, ...]
    rest: tuple[NavLink, ...]
    folded: bool
    inside: bool


REFERENCE = 55
"""Items from this order on, and those of the foot, are looked up now and then."""
FITS = 13

_items: list[NavItem] = []


def register(*items: NavItem) -> None:
    """Add items once; registering an equal item again changes nothing."""
    for item in items:
        if item not in _items:
            _items.append(item)
    _items.sort(key=lambda item: item.order)


def items() -> tuple[NavItem, ...]:
    """Everything registered, in order."""
    return tuple(_items)


def links_for(viewer: Viewer | None, *, path: str) -> tuple[NavLink, ...]:
    """The viewer's items; the one whose address is the longest beginning of the path is current."""
    shown = [(item, _address(item)) for item in _items if _opens(viewer, item)]
    current = _current([url for _, url in shown if url], path)
    return tuple(NavLink(item, url, url == current) for item, url in shown if url)


def rail_for(links: Iterable[NavLink]) -> Rail:
    """Daily items and the rest; folded from the fourteenth on. ``inside``: the page is one of the rest."""
    shown = tuple(links)
    rest = tuple(link for link in shown if link.item.foot or link.item.order >= REFERENCE)
    daily = tuple(link for link in shown if link not in rest)
    rest = tuple(sorted(rest, key=lambda link: link.item.foot))
    return Rail(daily, rest, folded=len(shown) > FITS, inside=any(link.current for link in rest))


def _opens(viewer: Viewer | None, item: NavItem) -> bool:
    if not item.verb:
        return True
    if viewer is None or not viewer.holds(item.verb):
        return False
    return not item.whom or viewer.holds_for_others(item.verb) == (item.whom == "others")


def _address(item: NavItem) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return ""


def _current(urls: Iterable[str], path: str) -> str:
    matching = [url for url in urls if url == path or (url != "/" and path.startswith(url))]
    return max(matching, key=len, default="")
