"""Kinds of products: rooms list theirs, the wiring registers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.utils.functional import Promise

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.products.paper import Paper

Text = str | Promise
Params = Mapping[str, Any]
Facts = dict[str, Any]
Choices = Callable[[Actor], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Param:
    """One answer that a kind asks for before its facts are gathered."""

    name: str
    label: Text
    of: Literal["choice", "date", "text"] = "text"
    choices: Choices | None = None
    initial: Callable[[datetime], Any] | None = None
    required: bool = True
    hint: Text = ""
    most: int = 200


@dataclass(frozen=True, slots=True)
class About:
    """The one thing a product is about, which unit issues it when no person does, which unit receives it."""

    kind: str
    id: UUID
    owner_path: str = ""
    addressee_path: str = ""


@dataclass(frozen=True, slots=True)
class ProductKind:
    """A kind of product.

    ``facts`` reads with the viewer's eyes and gives plain JSON without students' names; ``paper`` makes the
    Chinese paper of those facts and nothing else. ``independent`` kinds are signed by another person than
    who prepared them; ``enacts`` asks the signer for a second factor. ``needs`` is a further verb of the
    preparer.
    """

    code: str
    label: Text
    facts: Callable[[Actor, datetime, Params], Facts]
    paper: Callable[[Facts], Paper]
    params: tuple[Param, ...] = ()
    about: Callable[[Actor, Params], About | None] | None = None
    hint: Text = ""
    independent: bool = True
    enacts: bool = False
    needs: str = ""
    workbook: Callable[[Facts], bytes] | None = None
    order: int = 50
    hidden: bool = field(default=False)

    @property
    def signing_verb(self) -> str:
        """The verb of who signs it."""
        return "products.enact" if self.enacts else "products.sign"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that a unit's own records say it should report."""

    text: str
    source: str
    reference: str = ""


MatterSource = Callable[[UUID, datetime, datetime], list[Matter]]
"""Matters of a unit and those below it, in a stretch of time."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a superior's form may ask for: of a unit and those below it, or of the whole house."""

    code: str
    label: Text
    value: Callable[[UUID | None, datetime], int | None]


_kinds: dict[str, ProductKind] = {}
_matters: dict[str, MatterSource] = {}
_counts: dict[str, Count] = {}


def register_product(kind: ProductKind) -> None:
    """Add a kind; the same one twice counts once."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"two kinds of product named {kind.code}")


def register_matters(name: str, source: MatterSource) -> None:
    """Add a source of a unit's matters."""
    if _matters.setdefault(name, source) != source:
        raise ValueError(f"two sources of matters named {name}")


def register_count(count: Count) -> None:
    """Add a number."""
    if _counts.setdefault(count.code, count) != count:
        raise ValueError(f"two counts named {count.code}")


def kinds() -> list[ProductKind]:
    """Every kind in its order."""
    return sorted(_kinds.values(), key=lambda one: (one.order, one.code))


def kind_of(code: str) -> ProductKind:
    """The kind of that code. Raises NotVisible."""
    if code not in _kinds:
        raise NotVisible
    return _kinds[code]


def known_kind(code: str) -> ProductKind | None:
    """The kind of that code, or None where its room is gone."""
    return _kinds.get(code)


def matter_sources() -> Mapping[str, MatterSource]:
    """Every source of matters."""
    return _matters


def counts() -> Mapping[str, Count]:
    """Every number by code."""
    return _counts
