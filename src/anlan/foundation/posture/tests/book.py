"""The shipped catalogue, a small one, and random sets of measures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from hypothesis import strategies as st

from anlan.foundation.posture.rules.catalogue import Catalogue, Measure, Param, ParamType, read
from anlan.foundation.posture.rules.values import MeasureSet, cleaned

FOLDER = Path(settings.RULEBOOKS)
SHIPPED = read(json.loads((FOLDER / "measures.json").read_text(encoding="utf-8")))
TEMPLATES = json.loads((FOLDER / "gate_rules.json").read_text(encoding="utf-8"))


def row(key: str, *params: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One measure of a written catalogue."""
    told = {"key": key, "title_zh": key, "title_en": key, "about_zh": "", "about_en": "", "decides": ["gate"]}
    flags = {"restricts": True, "refuses_exit": False, "oral": False, "lighter": []}
    return {**told, **flags, "params": list(params), **more}


def param(key: str, kind: str, stricter: str = "lower", **more: Any) -> dict[str, Any]:
    """One parameter of a written measure."""
    return {"key": key, "title_zh": key, "title_en": key, "type": kind, "stricter": stricter, **more}


def options(*codes: str) -> list[dict[str, str]]:
    """Options that are called as they are coded."""
    return [{"code": code, "zh": code, "en": code} for code in codes]


def written(*measures: dict[str, Any], **lists: list[dict[str, str]]) -> dict[str, Any]:
    """A catalogue as its file has it."""
    return {"schema": "anlan.measures/1", "version": "1", "lists": lists, "measures": list(measures)}


SMALL = read(
    written(
        row("quota", param("most", "count", min=1, max=9)),
        row("hold", param("minutes", "minutes", "higher", min=1, max=9), restricts=False),
        row("hours", param("open", "window", min=0, max=1439)),
        row("level", param("by", "choice", "higher", options=options("low", "mid", "top"))),
        row("closed", param("classes", "list", "higher", of="classes"), oral=True),
        row("calm", param("free", "window", "higher", min=0, max=1439)),
        row("few", param("kinds", "list", "lower", of="classes")),
        row("exit", param("classes", "list", "higher", of="classes"), refuses_exit=True),
        row("plain", oral=True, lighter=["quota"]),
        classes=options("a", "b", "c"),
    )
)


def values_of(one: Param) -> st.SearchStrategy[Any]:
    """Anything that fits a parameter."""
    low, high = one.lowest or 0, one.highest or 0
    if one.type is ParamType.LIST:
        return st.lists(st.sampled_from(one.codes), min_size=1, unique=True)
    if one.type is ParamType.CHOICE:
        return st.sampled_from(one.codes)
    if one.type is ParamType.WINDOW:
        pair = st.lists(st.integers(low, high), min_size=2, max_size=2, unique=True)
        return pair.map(sorted)
    return st.integers(low, high)


def sets(catalogue: Catalogue = SMALL, *, without: tuple[str, ...] = ()) -> st.SearchStrategy[MeasureSet]:
    """Any set of measures with any values."""
    usable = [measure for measure in catalogue.measures.values() if measure.key not in without]
    return st.lists(st.sampled_from(usable), unique_by=lambda one: one.key, max_size=5).flatmap(
        lambda chosen: st.fixed_dictionaries({one.key: _params(one) for one in chosen}).map(
            lambda given: cleaned(catalogue, given)
        )
    )


def _params(measure: Measure) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({one.key: values_of(one) for one in measure.params})


def small(**given: dict[str, Any]) -> MeasureSet:
    """A set of the small catalogue."""
    return cleaned(SMALL, given)
