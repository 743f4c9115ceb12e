"""What an act is called: the permission verb's label, a word given for the ledger alone, else the code."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.core.access import VERBS

_given: dict[str, str | Promise] = {"ledger.shred": _("销毁记录内容")}


def name_verbs(words: Mapping[str, str | Promise]) -> None:
    """Add words for acts that are no permission verb of their own."""
    for code, word in words.items():
        if _given.setdefault(code, word) != word:
            raise ValueError(f"two words for the act {code}")


def verb_word(code: str) -> str:
    """The act in words of the language of the page."""
    if code in _given:
        return str(_given[code])
    known = VERBS.get(code)
    return gettext(known.label) if known else code


def known_verbs() -> dict[str, str]:
    """Every act that has a word, by code."""
    return {code: verb_word(code) for code in {*_given, *VERBS.codes()}}


def known_kinds() -> dict[str, str]:
    """Every kind of object that acts are about, by code."""
    named = {kind for verb in VERBS for kind in (verb.kind, *verb.also)}
    return {kind: kind_word(kind) for kind in named if not kind.endswith("*")}


def kind_word(kind: str) -> str:
    """The kind of object in words; the code when no such table is known."""
    app, _dot, model = kind.partition(".")
    try:
        return str(apps.get_model(app, model)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def field_word(kind: str, field: str) -> str:
    """The field in words; its code when the table has none of that name."""
    app, _dot, model = kind.partition(".")
    try:
        found = apps.get_model(app, model)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return field
    return str(getattr(found, "verbose_name", field))
