"""The OpenAPI 3.1 document, and the same as a page lists it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from anlan.surfaces.api.refusals import Refusal
from anlan.surfaces.api.v1 import ROOMS, interface

ROOT = "/api/v1/"
REFUSAL = {"$ref": "#/components/schemas/Refusal"}
REFUSED = {
    "400": "The body is no JSON.",
    "401": "Nobody is signed in.",
    "403": "Visible, but the act belongs to another position; or the token or the second factor is missing; "
    "or a one-time password is still to be changed.",
    "404": "Missing or hidden: the two look alike.",
    "409": "Somebody changed it meanwhile, or its state does not allow the act.",
    "413": "Larger than what is taken here.",
    "422": "Read, but not usable; `facts` names the place.",
}
READING = ("401", "404", "422")
ABOUT_ROOMS = {
    "accounts": "Who asks, and in which position.",
    "people": "Units and seats.",
    "campus": "Places and plans.",
    "intake": "First data from Excel sheets.",
    "ledger": "The record of every act.",
    "posture": "Operations, phases and measures: what holds where, and the acts that switch it.",
    "notices": "Notices, their deliveries, and one's own inbox.",
    "duty": "Who is on duty, acknowledgements, swaps, and secretaries' acts to confirm.",
    "products": "Papers over frozen facts: prepared, signed, corrected, taken along; units' days; forms.",
    "rulebook": "Dated rules: what holds on a day and why, history, changes decided by a second person.",
    "command": "Meetings, drafts, requirements and answers.",
    "inspection": "Inspections and findings: raised, assigned, put right, verified by others, closed.",
    "tasks": "Who does what by when: giving, doing, verifying by somebody else.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation as the page shows it; examples are JSON texts."""

    method: str
    path: str
    summary: str
    about: str
    name: str
    parameters: tuple[Mapping[str, Any], ...]
    sent: str
    sent_type: str
    answered: str
    status: str
    refused: tuple[tuple[str, str], ...]


@cache
def document() -> dict[str, Any]:
    """The whole description; every operation names its refusals and shows examples."""
    told: dict[str, Any] = json.loads(json.dumps(interface.get_openapi_schema(path_prefix=ROOT), default=str))
    schemas = told["components"]["schemas"]
    schemas["Refusal"] = Refusal.model_json_schema()
    told["components"]["responses"] = {_refused(status): _refusal(status) for status in REFUSED}
    for _path, method, operation in _operations(told):
        for content in _contents(operation):
            content.setdefault("example", example_of(content["schema"], schemas))
        for status in READING if method == "get" else REFUSED:
            operation["responses"][status] = {"$ref": f"#/components/responses/{_refused(status)}"}
    told["tags"] = [{"name": name, "description": ABOUT_ROOMS[name]} for name, _router in ROOMS]
    told["security"] = [{"SessionCookie": []}]
    return told


def text() -> str:
    """The document as it is kept in ``docs/reference``."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def entries() -> list[tuple[str, str, list[Entry]]]:
    """Rooms with what they are about and their operations, in the order of the document."""
    told = document()
    rows = [
        (operation["tags"][0], _entry(path, method, operation))
        for path, method, operation in _operations(told)
    ]
    return [
        (tag["name"], tag["description"], [entry for name, entry in rows if name == tag["name"]])
        for tag in told["tags"]
    ]


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """An example of a schema: its own, or one put together from its parts."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    if schema.get("examples"):
        return schema["examples"][0]
    if "properties" in schema:
        return {name: example_of(part, schemas) for name, part in schema["properties"].items()}
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], schemas)
    return _plain(schema)


def _plain(schema: Mapping[str, Any]) -> Any:
    """A value of a plain type."""
    if "default" in schema or "enum" in schema:
        return schema.get("default") or schema.get("enum", [""])[0]
    known = {"binary": "(a file)", "uuid": "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"}
    values = {"integer": 1, "number": 1.0, "boolean": False, "object": {}}
    return known.get(schema.get("format", ""), values.get(schema.get("type", ""), ""))


def _operations(told: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _contents(operation: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for answer in operation["responses"].values():
        yield from answer.get("content", {}).values()


def _refused(status: str) -> str:
    return f"Refused{status}"


def _refusal(status: str) -> dict[str, Any]:
    content = {"schema": REFUSAL, "example": example_of(Refusal.model_json_schema(), {})}
    return {"description": REFUSED[status], "content": {"application/json": content}}


def _entry(path: str, method: str, operation: Mapping[str, Any]) -> Entry:
    status, answer = next(iter(operation["responses"].items()))
    sent: tuple[str, dict[str, Any]] = next(
        iter(operation.get("requestBody", {}).get("content", {}).items()), ("", {})
    )
    answered: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    return Entry(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=operation["description"],
        name=operation["operationId"],
        parameters=tuple(operation["parameters"]),
        sent=_shown(sent[1].get("example")),
        sent_type=sent[0],
        answered=_shown(answered.get("example")),
        status=status,
        refused=tuple((code, REFUSED[code]) for code in operation["responses"] if code in REFUSED),
    )


def _shown(example: Any) -> str:
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)
