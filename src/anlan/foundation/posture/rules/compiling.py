"""From chosen measures to what decides: one rule document for gates, values for everything else.

The rule templates are written by developers (``rulebooks/gate_rules.json``); a document holds those of the
chosen measures and of the ones that always stand, one policy, and the words of the reasons it can give.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from anlan.core.policy import check
from anlan.core.policy.document import SCHEMA
from anlan.foundation.posture.rules.catalogue import Catalogue, Subject
from anlan.foundation.posture.rules.values import MeasureSet

TEMPLATES: Final = "anlan.gate-rules/1"
POLICY: Final = "in_force"
ALREADY_MEANT: Final = frozenset({"MEASURE_ABSENT"})
"""Warnings that say nothing here: in normal times a gate decides nothing and counts."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a set of measures comes to: the gates' document, the values of the other subjects, one hash."""

    document: Mapping[str, Any]
    values: Mapping[str, Mapping[str, Mapping[str, Any]]]
    hash: str


def compiled(catalogue: Catalogue, templates: Mapping[str, Any], measures: MeasureSet) -> Compiled:
    """Compile and check. Raises ValueError where the templates make no sound document."""
    document = document_of(templates, measures)
    faults = [fault for fault in check(document) if fault.code not in ALREADY_MEANT]
    if faults:
        raise ValueError(f"the rules of {sorted(measures)} do not stand: {[one.code for one in faults]}")
    values = values_by_subject(catalogue, measures)
    return Compiled(document, values, digest({"document": document, "values": values}))


def document_of(templates: Mapping[str, Any], measures: MeasureSet) -> dict[str, Any]:
    """The gates' document of these measures, as JSON keeps it."""
    if templates.get("schema") != TEMPLATES:
        raise ValueError(f"not rules of gates: {templates.get('schema')!r}")
    written = {rule["measure"] for rule in templates["rules"]}
    chosen = {*templates["always"], *(key for key in measures if key in written)}
    rules = [rule for rule in templates["rules"] if rule["measure"] in chosen]
    leave = templates["leave"]
    return {
        "schema": SCHEMA,
        "version": templates["version"],
        "attributes": templates["attributes"],
        "leave": {**leave, "measures": [name for name in leave["measures"] if name in chosen]},
        "rules": rules,
        "policies": {
            POLICY: {
                "title_zh": "现行措施",
                "title_en": "Measures in force",
                "measures": sorted(chosen),
                "params": _params(rules, measures),
            }
        },
        "texts": {rule["reason"]: templates["texts"][rule["reason"]] for rule in rules},
    }


def values_by_subject(catalogue: Catalogue, measures: MeasureSet) -> dict[str, dict[str, dict[str, Any]]]:
    """Typed values for labs, rounds, consignments and notices: subject → measure → parameter → value."""
    return {
        subject.value: {
            measure.key: {name: _json(value) for name, value in measures[measure.key].items()}
            for measure in catalogue.deciding(subject)
            if measure.key in measures
        }
        for subject in Subject
        if subject is not Subject.GATE
    }


def digest(content: object) -> str:
    """SHA-256 over canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _params(rules: list[Mapping[str, Any]], measures: MeasureSet) -> dict[str, Any]:
    """The parameters that the chosen rules read, by ``measure.parameter``."""
    used = json.dumps(rules)
    return {
        f"{key}.{name}": _json(value)
        for key, values in sorted(measures.items())
        for name, value in values.items()
        if f'{{"p": "{key}.{name}"}}' in used
    }


def _json(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
