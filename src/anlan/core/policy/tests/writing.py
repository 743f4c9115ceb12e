"""Small documents and requests for the tests."""

from __future__ import annotations

from typing import Any

WORDS = {"zh": "字", "en": "word", "do_zh": "做", "do_en": "do"}
ATTRIBUTES: dict[str, dict[str, Any]] = {
    "emergency": {"type": "enum", "values": ["none", "medical", "fire"]},
    "vehicle": {"type": "enum", "values": ["none", "car", "ambulance", "fire"]},
    "qr": {"type": "enum", "values": ["ok", "none", "damaged", "unknown", "forged", "stale"]},
    "known": {"type": "bool"},
    "dir": {"type": "enum", "values": ["in", "out", "cross"]},
    "cat": {"type": "enum", "values": ["student", "supplier", "stranger"]},
    "zone_to": {"type": "enum", "values": ["outside", "living", "labs"]},
    "gate_kind": {"type": "enum", "values": ["main", "lab"]},
    "gate_id": {"type": "id"},
    "gates": {"type": "set"},
    "zones": {"type": "set", "values": ["living", "labs"]},
    "now": {"type": "int"},
    "pass_exp": {"type": "int", "null": True},
    "age": {"type": "int", "null": True},
    "escort": {"type": "bool"},
    "uses_left": {"type": "int"},
    "entries_today": {"type": "int"},
    "gate_quota_used": {"type": "int"},
    "pass_kind": {"type": "enum", "values": ["single", "supply"]},
    "lives_on_campus": {"type": "bool", "null": True},
}
CALM: dict[str, Any] = {"known": True, "phase": "p"}
STRANGER_OUT: dict[str, Any] = {"dir": "out", "zone_to": "outside", "lives_on_campus": False, "phase": "p"}


def rule(name: str = "r", effect: str = "deny", when: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    """A rule of measure m with tier 10, its reason its own name."""
    return {
        "id": name,
        "measure": "m",
        "effect": effect,
        "tier": 10,
        "reason": name.upper(),
        "when": when or [],
    } | more


def document(*rules: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A sound document with one policy p, which uses the measures of all rules."""
    measures = sorted({"integrity", "health", "permit", *(one["measure"] for one in rules)})
    return {
        "schema": "anlan.rules/1",
        "version": 1,
        "attributes": ATTRIBUTES,
        "rules": list(rules),
        "policies": {"p": {"measures": measures, "params": {}}},
        "texts": {one["reason"]: WORDS for one in rules},
    } | more


def with_params(*rules: dict[str, Any], **params: Any) -> dict[str, Any]:
    """A document whose policy gives parameters."""
    made = document(*rules)
    made["policies"]["p"]["params"] = params
    return made


LEAVE: dict[str, Any] = {
    "when": [["dir", "eq", "out"], ["zone_to", "eq", "outside"], ["lives_on_campus", "eq", False]],
    "measures": ["gate"],
}
