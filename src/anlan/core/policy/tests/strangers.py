"""Documents as a stranger would write them: any attributes, policies, tiers and ways out, and requests."""

from __future__ import annotations

from random import Random
from typing import Any

WORDS = {"zh": "不可", "en": "No", "do_zh": "去服务台", "do_en": "Go to the desk"}
ENUMS = {
    "emergency": ["none", "medical", "fire", "other"],
    "vehicle": ["none", "car", "truck", "ambulance", "fire"],
    "qr": ["ok", "none", "damaged", "unknown", "forged", "stale", "replayed"],
    "dir": ["in", "out", "cross"],
    "cat": ["student", "staff", "courier"],
    "gate_kind": ["main", "lab", "fence"],
    "zone_to": ["outside", "living"],
}
NUMBERS = ["now", "pass_exp", "tod", "age", "temp"]
FLAGS = ["known", "escort", "lives_on_campus"]
IDS = ["gate_id", "lab", "pass_lab"]
SETS = {"gates": [], "zones": ["outside", "living"]}
MEASURES = ["gate", "health", "permit", "integrity", "m1"]
FEW = [-1, 0, 1, 2, 3]
MARKS = ["A", "B", "7", 7]
PARAMS = {"n": 2, "k": 0, "span": [0, 2], "few": [1, 3], "marks": ["A", 7], "kinds": ["main", "fence"]}


def document(chance: Random) -> dict[str, Any]:
    """One document with two policies; now and then with a way out."""
    rules = [_rule(chance, number) for number in range(chance.randrange(1, 12))]
    made: dict[str, Any] = {
        "schema": "anlan.rules/1",
        "version": chance.randrange(1, 99),
        "attributes": _attributes(),
        "rules": rules,
        "policies": {
            name: {"title_zh": "甲", "measures": _some(MEASURES, chance, 0.7), "params": _params(chance)}
            for name in ("open", "closed")
        },
        "texts": {rule["reason"]: WORDS for rule in rules},
    }
    if chance.random() < 0.4:
        made["leave"] = {"when": _way_out(chance), "measures": _some(MEASURES, chance, 0.4)}
    return made


def request(chance: Random) -> dict[str, Any]:
    """Any values; what is missing is absent or null."""
    made: dict[str, Any] = {}
    for name, values in ENUMS.items():
        made[name] = chance.choice(values)
    if chance.random() < 0.9:
        made |= {"emergency": "none", "vehicle": chance.choice(["none", "car", "truck"])}
    if chance.random() < 0.7:
        made["qr"] = chance.choice(["ok", "none"])
    made |= {name: chance.choice(FEW) for name in NUMBERS}
    made |= {name: chance.random() < 0.7 for name in FLAGS}
    made |= {name: chance.choice(MARKS) for name in IDS}
    made |= {"gates": _some(MARKS, chance, 0.4), "zones": _some(SETS["zones"], chance, 0.5)}
    for name in list(made):
        if chance.random() < 0.12:
            made[name] = None
        elif chance.random() < 0.06:
            del made[name]
    carried = {"person": chance.choice(["p1", 5, None]), "_note": {"free": [1.5]}}
    return {**carried, **made, "phase": chance.choice(["open", "closed"])}


def _attributes() -> dict[str, Any]:
    return {
        **{name: {"type": "enum", "values": values, "null": True} for name, values in ENUMS.items()},
        **{name: {"type": "int", "null": True} for name in NUMBERS},
        **{name: {"type": "bool", "null": True} for name in FLAGS},
        **{name: {"type": "id", "null": True} for name in IDS},
        **{name: {"type": "set", "values": v} if v else {"type": "set"} for name, v in SETS.items()},
    }


def _rule(chance: Random, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"S{number}",
        "measure": chance.choice(MEASURES),
        "effect": chance.choice(["deny", "require", "allow", "allow", "allow"]),
        "tier": chance.choice([-1, 5, 5, 10, 90]),
        "reason": f"R{chance.randrange(number + 1)}",
        "when": _group(chance, 3),
    }
    if chance.random() < 0.4:
        made["unless"] = chance.choice([None, [_group(chance, 2) for _ in range(chance.randrange(3))]])
    if chance.random() < 0.4:
        made["must"] = chance.choice([None, _group(chance, 2)])
    return made


def _group(chance: Random, most: int) -> list[Any]:
    return [_condition(chance) for _ in range(chance.randrange(most + 1))]


def _way_out(chance: Random) -> list[Any]:
    return chance.choice(
        [
            [["dir", "eq", "out"], ["zone_to", "eq", "outside"], ["lives_on_campus", "eq", False]],
            [["dir", "eq", "out"], ["cat", "in", ["courier"]]],
            [["lives_on_campus", "isnull"], ["now", "ge", {"p": "n"}]],
        ]
    )


def _condition(chance: Random) -> list[Any]:
    kind = chance.choice(["enum", "enum", "int", "int", "bool", "id", "set", "presence"])
    if kind == "enum":
        return _of_enum(chance)
    if kind == "int":
        return _of_int(chance)
    if kind == "bool":
        return [
            chance.choice(FLAGS),
            chance.choice(["eq", "ne"]),
            chance.choice([True, False, {"a": "escort"}]),
        ]
    if kind == "id":
        pair = chance.choice(
            [
                ("eq", "A"),
                ("ne", 7),
                ("eq", {"a": "pass_lab"}),
                ("in", MARKS[:2]),
                ("nin", {"p": "marks"}),
                ("in", {"a": "gates"}),
            ]
        )
        return [chance.choice(IDS), *pair]
    if kind == "set":
        return _of_set(chance)
    return [
        chance.choice([*ENUMS, *NUMBERS, *FLAGS, *IDS, *SETS]),
        chance.choice(["isnull", "notnull"]),
        None,
    ]


def _of_enum(chance: Random) -> list[Any]:
    name = chance.choice(list(ENUMS))
    if name == "gate_kind" and chance.random() < 0.3:
        return [name, chance.choice(["in", "nin"]), {"p": "kinds"}]
    if chance.random() < 0.5:
        return [name, chance.choice(["eq", "ne"]), chance.choice(ENUMS[name])]
    return [name, chance.choice(["in", "nin"]), _some(ENUMS[name], chance, 0.5)]


def _of_int(chance: Random) -> list[Any]:
    name = chance.choice(NUMBERS)
    right: list[Any] = [*FEW, {"a": "age"}, {"a": "now"}, {"p": "n"}, {"p": "k"}]
    shape = chance.random()
    if shape < 0.5:
        return [name, chance.choice(["eq", "ne", "lt", "le", "gt", "ge"]), chance.choice(right)]
    if shape < 0.8:
        bounds: Any = {"p": "span"} if chance.random() < 0.3 else [chance.choice(right), chance.choice(right)]
        return [name, chance.choice(["between", "nbetween"]), bounds]
    many = chance.choice([_some(FEW, chance, 0.5), {"p": "few"}])
    return [name, chance.choice(["in", "nin"]), many]


def _of_set(chance: Random) -> list[Any]:
    if chance.random() < 0.3:
        return [chance.choice(list(SETS)), "nonempty", True]
    if chance.random() < 0.5:
        return ["zones", chance.choice(["has", "nhas"]), chance.choice(["living", {"a": "zone_to"}])]
    return ["gates", chance.choice(["has", "nhas"]), chance.choice([*MARKS, {"a": "gate_id"}])]


def _some(of: list[Any], chance: Random, share: float) -> list[Any]:
    return [one for one in of if chance.random() < share]


def _params(chance: Random) -> dict[str, Any]:
    return {**PARAMS, "n": chance.choice(FEW), "span": [chance.choice(FEW), chance.choice(FEW)]}
