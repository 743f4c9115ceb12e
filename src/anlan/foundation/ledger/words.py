"""What acts, kinds of objects and fields are called; the code itself where no word is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.core.access import VERBS

Words = Mapping[str, str | Promise]

_given: dict[str, str | Promise] = {"ledger.shred": _("销毁记录内容")}
_kinds: dict[str, str | Promise] = {}
_fields: dict[str, str | Promise] = {
    "code": _("编码"),
    "deadline": _("期限"),
    "from": _("起"),
    "kind": _("类别"),
    "name": _("名称"),
    "name_en": _("英文名称"),
    "number": _("编号"),
    "order": _("次序"),
    "owner": _("责任单位"),
    "parent": _("上级"),
    "person": _("人员"),
    "phone": _("电话"),
    "place": _("地点"),
    "position": _("岗位"),
    "reason": _("理由"),
    "state": _("状态"),
    "text": _("文字"),
    "title": _("标题"),
    "unit": _("单位"),
    "until": _("止"),
}


def name_verbs(words: Words) -> None:
    """Add words for acts that are no permission verb of their own."""
    _add(_given, words)


def name_kinds(words: Words) -> None:
    """Add words for kinds of objects whose table has none, or that are no table."""
    _add(_kinds, words)


def name_fields(words: Words) -> None:
    """Add words for what stands before and after a change; ``room.field`` where a room says it otherwise."""
    _add(_fields, words)


def _add(known: dict[str, str | Promise], words: Words) -> None:
    for code, word in words.items():
        if str(known.setdefault(code, word)) != str(word):
            raise ValueError(f"two words for {code}")


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
    named = {*_kinds, *(kind for verb in VERBS for kind in (verb.kind, *verb.also))}
    return {kind: kind_word(kind) for kind in named if not kind.endswith("*")}


def kind_word(kind: str) -> str:
    """The kind of object in words; the code when no such table is known."""
    if kind in _kinds:
        return str(_kinds[kind])
    app, _dot, model = kind.partition(".")
    try:
        return str(apps.get_model(app, model)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def field_word(kind: str, field: str) -> str:
    """The field in words: of its room (``command.owner``), else of the house (``owner``), else its code."""
    room, _dot, _model = kind.partition(".")
    told = _fields.get(f"{room}.{field}") or _fields.get(field)
    return str(told or _column_word(kind, field) or field)


def choice_word(kind: str, field: str, code: str) -> str:
    """The word of a code that the table itself lists for this column; empty where it lists none."""
    column = _column(kind, field)
    return str(dict(getattr(column, "flatchoices", None) or ()).get(code, ""))


def _column_word(kind: str, field: str) -> str:
    """The column's own word, where somebody gave it one."""
    given = getattr(_column(kind, field), "_verbose_name", None)
    return str(given) if given else ""


def _column(kind: str, field: str) -> Any:
    app, _dot, model = kind.partition(".")
    try:
        return apps.get_model(app, model)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
