"""Tasks as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from anlan.areas.tasks.models.choices import Rhythm, TaskObligation
from anlan.areas.tasks.selectors.filters import DUES, LONGEST_SEARCH, STAGES
from anlan.foundation.ui.wire import Given, Listed, Reason, Window, example

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
CODE = "T-2022-0012-K"
TITLE = "南门静置区划线并张贴时长牌"


class TaskQuery(Window):
    """The filters of the list, as on its page."""

    stage: str = Field("", pattern=f"^({'|'.join(STAGES)})?$", description="A column of the board.")
    unit: UUID | None = Field(None, description="Owned by this unit or one below it.")
    directive: UUID | None = Field(None, description="Of this requirement.")
    due: str = Field("", pattern=f"^({'|'.join(DUES)})?$", description="A window of deadlines.")
    kind: TaskObligation | None = Field(None, description="How it binds.")
    q: Annotated[str, Field(max_length=LONGEST_SEARCH)] = Field("", description="Words, or part of a code.")
    mine: bool = Field(False, description="Owned, given or verified by the position in use.")


class TaskOut(Schema):
    """A task; `status` is its display state now, `acts` what the position in use may do with it."""

    model_config = example(
        id=KEY,
        code=CODE,
        title=TITLE,
        state="open",
        status="on_track",
        stage="none",
        obligation="once",
        owner=KEY,
        owner_unit=KEY,
        verifier=KEY,
        issuer=KEY,
        directive=KEY,
        source_hash="0f" * 32,
        acceptance_test="两门都划线，拍照两张",
        due_at="2022-06-01T16:00:00Z",
        late_since=None,
        evidence=0,
        acts=["accept"],
    )

    id: UUID
    code: str
    title: str
    state: str
    status: str
    stage: str
    obligation: str
    owner: UUID
    owner_unit: UUID
    verifier: UUID
    issuer: UUID
    directive: UUID | None
    source_hash: str
    acceptance_test: str
    due_at: datetime | None
    late_since: datetime | None
    evidence: int
    acts: list[str]


class TasksOut(Listed):
    """A part of the list."""

    model_config = example(total=0, limit=50, offset=0, items=[])

    items: list[TaskOut]


class TaskIn(Given):
    """A task to give; sending the same `client_id` again gives no second one."""

    model_config = example(client_id=KEY, title=TITLE, owner=KEY, due_at="2022-06-01T16:00:00Z")

    client_id: UUID
    title: Annotated[str, Field(min_length=1, max_length=200)]
    owner: UUID = Field(description="The position that does it.")
    verifier: UUID | None = Field(None, description="The position that verifies; the issuing one by default.")
    directive: UUID | None = None
    due_at: AwareDatetime | None = None
    detail: Annotated[str, Field(max_length=2000)] = ""
    acceptance_test: Annotated[str, Field(max_length=500)] = ""
    note_suffices: bool = False
    obligation: TaskObligation = TaskObligation.ONCE
    rhythm: Rhythm = Rhythm.NONE
    condition: Annotated[str, Field(max_length=300)] = ""
    helper_units: list[UUID] = Field(default_factory=list, max_length=50)


class WordsIn(Given):
    """Words that may be left out."""

    model_config = example(note="两门都划好了")

    note: Annotated[str, Field(max_length=2000)] = ""


class WhyIn(Given):
    """Why."""

    model_config = example(reason="东侧没有划")

    reason: Reason


class UntilIn(Given):
    """A new deadline, and why."""

    model_config = example(until="2022-06-03T16:00:00Z", reason="材料没到")

    until: AwareDatetime
    reason: Reason
