"""Selects that know what a search may find their options by; plain selects without a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from anlan.areas.command.selectors.picking import Pick


class Searchable:
    """Options carry the words that a search may find them by."""

    words: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its search words."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        words = self.words.get(str(value), "")
        if words:
            option["attrs"]["data-words"] = words
        return option


class Picker(Searchable, forms.Select):
    """One of many: a script puts a search before it."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"data-picker": "one", **(attrs or {})})


class ManyPicker(Searchable, forms.SelectMultiple):
    """Several of many."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"data-picker": "many", "size": 5, **(attrs or {})})


def offer(form: forms.BaseForm, field: str, picks: Iterable[Pick], *, empty: object = None) -> None:
    """Give a choice field its options, with an empty one first where nothing may be chosen."""
    rows = tuple(picks)
    target: Any = form.fields[field]
    head = [] if empty is None else [("", empty)]
    target.choices = [*head, *((pick.value, pick.label) for pick in rows)]
    if isinstance(target.widget, Picker | ManyPicker):
        target.widget.words = {pick.value: pick.words for pick in rows}
