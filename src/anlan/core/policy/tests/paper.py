"""Section 8.1 of the paper read once more, straight over the JSON of a document: no class, no compiling.

It shares no line with the engines, so that a slip of one mind does not stand in both.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
Answer = dict[str, Any]


def answer(document: Json, policy_name: str, request: Json) -> Answer:
    """Decision, reason, fired, todo, and whether a nearest rule or flags belong to it."""
    policy = document["policies"][policy_name]
    emergency, vehicle = request.get("emergency"), request.get("vehicle")
    qr = "none" if request.get("qr") is None else request["qr"]
    known = request.get("known") is True
    if emergency not in (None, "none") or vehicle in ("ambulance", "fire"):
        return _early("allow", "BREAK_GLASS")
    if document.get("leave") is not None:
        if _all(document["leave"]["when"], request, policy):
            return _left(document, policy, request, qr)
        if request.get("dir") == "out" and (not known or qr in ("damaged", "unknown")):
            return _early("hold", "IDENTIFY")
    if qr != "ok" and qr != "none":
        return _early("deny", "QR_" + qr.upper())
    return _by_the_rules(document, policy, request) if known else _early("deny", "PERSON_UNKNOWN")


def _by_the_rules(document: Json, policy: Json, request: Json) -> Answer:
    fired = _fired(document, policy, request, policy["measures"])
    first = {one["effect"]: one["reason"] for one in reversed(fired)}
    if "deny" in first:
        return _told("deny", first["deny"], fired)
    if "allow" not in first:
        return _told("deny", "NO_PERMIT", fired)
    if "require" in first:
        return _told("hold", first["require"], fired)
    return _told("allow", first["allow"], fired)


def _left(document: Json, policy: Json, request: Json, qr: str) -> Answer:
    judged_by = [name for name in policy["measures"] if name in document["leave"]["measures"]]
    fired = _fired(document, policy, request, judged_by)
    stopped = [one["reason"] for one in fired if one["effect"] == "deny"]
    told = _told("deny", stopped[0], fired) if stopped else _told("allow", "OK_LEAVE", fired)
    flags = [] if qr in ("ok", "none") else ["QR_" + qr.upper()]
    now, end = request.get("now"), request.get("pass_exp")
    if now is not None and end is not None and not now < end:
        flags.append("OVERSTAY")
    return {**told, "todo": [], **({"flags": flags} if flags else {})}


def _early(decision: str, reason: str) -> Answer:
    return {"decision": decision, "reason": reason, "fired": [], "todo": []}


def _told(decision: str, reason: str, fired: list[Json]) -> Answer:
    told = [{"rule": one["id"], "effect": one["effect"], "reason": one["reason"]} for one in fired]
    todo = [one["reason"] for one in fired if one["effect"] == "require"]
    return {"decision": decision, "reason": reason, "fired": told, "todo": todo}


def _fired(document: Json, policy: Json, request: Json, measures: list[str]) -> list[Json]:
    placed = sorted(enumerate(document["rules"]), key=lambda pair: (pair[1]["tier"], pair[0]))
    return [rule for _, rule in placed if rule["measure"] in measures and _fires(rule, request, policy)]


def _fires(rule: Json, request: Json, policy: Json) -> bool:
    if not _all(rule["when"], request, policy):
        return False
    for group in rule.get("unless") or []:
        if _all(group, request, policy):
            return False
    return rule.get("must") is None or not _all(rule["must"], request, policy)


def _all(conditions: list[Any], request: Json, policy: Json) -> bool:
    return not [one for one in conditions if not holds(one, request, policy)]


def holds(condition: list[Any], request: Json, policy: Json) -> bool:  # noqa: C901 - one line an operator
    left, operator = request.get(condition[0]), condition[1]
    if operator == "isnull":
        return left is None
    if left is None:
        return False
    if operator == "notnull":
        return True
    if operator == "nonempty":
        return len(left) > 0
    right = _value(condition[2], request, policy)
    if right is None or (isinstance(right, list) and None in right):
        return False
    match operator:
        case "eq":
            return bool(left == right)
        case "ne":
            return bool(left != right)
        case "lt":
            return bool(left < right)
        case "le":
            return bool(left <= right)
        case "gt":
            return bool(left > right)
        case "ge":
            return bool(left >= right)
        case "in":
            return left in right
        case "nin":
            return left not in right
        case "has":
            return right in left
        case "nhas":
            return right not in left
        case "between":
            return bool(right[0] <= left <= right[1])
        case "nbetween":
            return bool(left < right[0] or left > right[1])
    raise AssertionError(operator)


def _value(written: Any, request: Json, policy: Json) -> Any:
    if isinstance(written, dict):
        return request.get(written["a"]) if "a" in written else policy["params"].get(written["p"])
    return [_value(one, request, policy) for one in written] if isinstance(written, list) else written
