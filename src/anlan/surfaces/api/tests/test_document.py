"""The description is whole: every operation says what it is, shows examples and names its refusals."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest
from ninja.constants import NOT_SET
from ninja.operation import Operation
from pydantic import BaseModel

from anlan.surfaces.api.document import document, entries, example_of, text
from anlan.surfaces.api.v1 import interface, operations_of

OPERATIONS = [
    (f"{method} {path}", operation)
    for path, methods in document()["paths"].items()
    for method, operation in methods.items()
]
NINJA_RESPONSE = "NinjaResponseSchema"
MOUNTED = list(operations_of(interface))


def named(value: Any) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("name", "told"), OPERATIONS, ids=named)
def test_an_operation_says_what_it_is(name: str, told: dict[str, Any]):
    assert told["summary"]
    assert told["description"].endswith(".")
    assert told["summary"].isascii()
    assert told["description"].isascii()
    assert told["security"] == [{"SessionCookie": []}]


@pytest.mark.parametrize(("name", "told"), OPERATIONS, ids=named)
def test_an_operation_shows_what_is_sent_and_what_is_answered(name: str, told: dict[str, Any]):
    answers = [answer for answer in told["responses"].values() if "content" in answer]
    sent = [told["requestBody"]] if "requestBody" in told else []
    shown = [content["example"] for one in (*answers, *sent) for content in one["content"].values()]
    assert shown
    assert None not in shown


@pytest.mark.parametrize(("name", "told"), OPERATIONS, ids=named)
def test_an_operation_names_its_refusals(name: str, told: dict[str, Any]):
    wanted = {"401", "404", "422"} if name.startswith("get") else {"401", "403", "404", "409", "413", "422"}
    assert wanted <= set(told["responses"])


@pytest.mark.parametrize(("name", "told"), OPERATIONS, ids=named)
def test_a_filter_says_what_it_does(name: str, told: dict[str, Any]):
    silent = [
        row["name"] for row in told["parameters"] if row["in"] == "query" and not row.get("description")
    ]
    assert silent == []


def test_no_two_operations_share_a_name():
    names = [operation["operationId"] for _name, operation in OPERATIONS]
    assert len(names) == len(set(names))


def bodies_of(kind: Any) -> set[type[BaseModel]]:
    """The schema of a body and those inside it."""
    found = {kind} if isinstance(kind, type) and issubclass(kind, BaseModel) else set()
    inner = [field.annotation for body in found for field in body.model_fields.values()]
    return found.union(*(bodies_of(part) for part in (*inner, *get_args(kind))))


def test_no_two_schemas_share_a_name():
    sent = [model for one in MOUNTED for model in one.models if model.__ninja_param_source__ == "body"]
    answered = [model for one in MOUNTED for model in one.response_models.values()]
    fields = [field for one in sent for field in one.model_fields.values()]
    schemas = set().union(*(bodies_of(field.annotation) for field in fields), *map(bodies_of, answered))
    names = Counter(schema.__name__ for schema in schemas if schema.__name__ != NINJA_RESPONSE)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("operation", MOUNTED, ids=lambda one: f"{one.methods[0]} {one.path}")
def test_what_is_shown_as_an_answer_could_be_one(operation: Operation):
    schemas = document()["components"]["schemas"]
    for model in operation.response_models.values():
        if isinstance(model, type) and issubclass(model, BaseModel):
            schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
            shown = example_of(schema["properties"]["response"], schemas | schema.get("$defs", {}))
            model.model_validate({"response": shown})
        else:
            assert model is NOT_SET


@pytest.mark.parametrize("operation", MOUNTED, ids=lambda one: f"{one.methods[0]} {one.path}")
def test_what_is_shown_as_a_request_would_be_taken(operation: Operation):
    schemas = document()["components"]["schemas"]
    for model in operation.models:
        if model.__ninja_param_source__ == "body":
            field = next(iter(model.model_fields.values())).annotation
            assert field is not None
            shown = example_of({"$ref": f"x/{field.__name__}"}, schemas)
            field.model_validate(shown)


def test_the_text_is_the_same_each_time():
    assert text() == text()
    assert text().endswith("}\n")


def test_the_page_has_every_operation_once():
    listed = [one.name for _room, _about, operations in entries() for one in operations]
    assert sorted(listed) == sorted(told["operationId"] for _name, told in OPERATIONS)
