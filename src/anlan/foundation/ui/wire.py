"""What every room that speaks over HTTP shares: strict input, pages of a list, examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import ConfigDict, Field

MOST_ROWS = 200
USUAL_ROWS = 50
FARTHEST = 1_000_000

Row = TypeVar("Row", bound=Model)
Text = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(min_length=1, max_length=2000)]


class Given(Schema):
    """What is sent to us: fields that nobody asked for are refused."""

    model_config = ConfigDict(extra="forbid")


class Window(Given):
    """Which part of a list is wanted."""

    limit: int = Field(USUAL_ROWS, ge=1, le=MOST_ROWS, description="How many rows, at most 200.")
    offset: int = Field(0, ge=0, le=FARTHEST, description="How many rows to pass over.")


class Listed(Schema):
    """Where a part of a list stands in the whole."""

    total: int = Field(description="Rows in the whole list, with the same filters.", examples=[1])
    limit: int = Field(examples=[USUAL_ROWS])
    offset: int = Field(examples=[0])


def example(**values: Any) -> ConfigDict:
    """Configuration of a schema that shows itself by one example."""
    return ConfigDict(json_schema_extra={"examples": [values]})


def part_of(rows: QuerySet[Row] | Sequence[Any], asked: Window) -> tuple[list[Any], dict[str, int]]:
    """The wanted rows, and where they stand."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return list(rows[asked.offset : asked.offset + asked.limit]), placed(total, asked)


def placed(total: int, asked: Window) -> dict[str, int]:
    """The place of a part in the whole, for ``Listed``."""
    return {"total": total, "limit": asked.limit, "offset": asked.offset}


def listed(rows: Sequence[Any], place: Mapping[str, int]) -> dict[str, Any]:
    """A part of a list as it is told."""
    return {**place, "items": rows}
