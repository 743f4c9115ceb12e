"""What goes over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from anlan.foundation.ui.wire import Given, Listed, Reason, Text, Window, example

KEY = "0196f1a0-0000-7000-8000-000000000001"
Severity = Literal["minor", "serious", "stop_now"]


class FindingQuery(Window):
    """Which findings."""

    show: Literal["open", "late", "raised", "submitted", "repeat", "ended", "risk", "all"] = Field(
        "open", description="Which stage."
    )
    q: str = Field("", max_length=80, description="Words, or part of a code.")
    severity: Literal["", "minor", "serious", "stop_now"] = Field("", description="How urgent.")
    unit: str = Field("", max_length=80, description="Code of the unit that puts it right.")
    place: str = Field("", max_length=80, description="Code of the place.")
    requirement: str = Field("", max_length=80, description="Code of a requirement it is about.")
    drill: bool = Field(False, description="Those of drills instead of actual ones.")


class FindingOut(Schema):
    """A finding and what may be done with it now."""

    model_config = example(
        id=KEY,
        code="F-2022-0118-K",
        text="2 号取餐口手消瓶已空，无人补充",
        severity="serious",
        state="assigned",
        place="canteen-1-hall",
        unit="canteen-1",
        due_at="2022-05-23T18:00:00+08:00",
        late=False,
        recurrence=1,
        evidence=2,
        acts=["start", "submit"],
    )
    id: UUID
    code: str
    text: str
    severity: str
    state: str
    place: str
    unit: str
    due_at: datetime
    late: bool
    recurrence: int
    evidence: int
    acts: list[str]


class FindingsOut(Listed):
    """Part of the list."""

    items: list[FindingOut]


class FindingIn(Given):
    """A finding to raise; its key is made by the client."""

    model_config = Given.model_config | example(
        client_id=KEY, place=KEY, unit=KEY, severity="minor", text="手消瓶已空"
    )
    client_id: UUID
    place: UUID
    unit: UUID
    severity: Severity
    text: Annotated[str, Field(min_length=1, max_length=500)]
    stopped: Annotated[str, Field(max_length=300)] = ""
    due_at: AwareDatetime | None = None
    directives: Annotated[list[UUID], Field(max_length=20)] = []


class AssignIn(Given):
    """Whom a finding goes to."""

    model_config = example(unit=KEY, due_at="2022-05-23T10:00:00Z", note="今天改好")

    unit: UUID | None = None
    owner: UUID | None = None
    due_at: AwareDatetime | None = None
    note: Annotated[str, Field(max_length=500)] = ""


class RectifiedIn(Given):
    """What was done; from the third time on also why it came back and which rule was changed."""

    model_config = example(note="已补满，每天两次查看", rectified_at="2022-05-23T10:00:00Z")

    note: Reason
    rectified_at: AwareDatetime | None = None
    cause: Annotated[str, Field(max_length=500)] = ""
    rule_change: Annotated[str, Field(max_length=500)] = ""


class NoteIn(Given):
    """Words that may be left out."""

    note: Annotated[str, Field(max_length=500)] = ""


class FindingReasonIn(Given):
    """Why."""

    model_config = example(reason="东侧没有划")

    reason: Reason


class RunQuery(Window):
    """Which runs."""

    drill: bool = Field(False, description="Those of drills instead of actual ones.")


class RunOut(Schema):
    """A run."""

    model_config = example(
        id=KEY,
        code="DC-2022-0007-M",
        checklist="canteen-handwash",
        version=1,
        place="canteen-1-hall",
        unit="canteen-1",
        state="submitted",
        due_at=None,
        submitted_at="2022-05-23T12:31:00+08:00",
        passed=9,
        failed=2,
        not_applicable=1,
    )
    id: UUID
    code: str
    checklist: str
    version: int
    place: str
    unit: str
    state: str
    due_at: datetime | None
    submitted_at: datetime | None
    passed: int
    failed: int
    not_applicable: int


class RunsOut(Listed):
    """Part of the list."""

    items: list[RunOut]


class ChecklistOut(Schema):
    """A checklist in use."""

    model_config = example(
        id=KEY, code="canteen-handwash", version=1, title="食堂取餐与手消", source="…", questions=11
    )
    id: UUID
    code: Text
    version: int
    title: str
    source: str
    questions: int


class SampleQuery(Window):
    """Which drawings."""

    code: str = Field("", max_length=60, description="Code of the re-check in the catalogue.")


class SampleOut(Schema):
    """A drawing: what it was drawn by, whether the same is drawn again, how the answers stand."""

    model_config = example(
        id=KEY,
        code="recheck.tasks",
        since="2022-05-13T02:10:00Z",
        until="2022-05-20T02:10:00Z",
        ledger_seq=4181,
        ledger_head="9f…",
        seed="3b…",
        population_hash="c0…",
        drawn=13,
        holds=True,
        waiting=0,
        judged=13,
        agreed=12,
        draw=None,
    )
    id: UUID
    code: str
    since: datetime
    until: datetime
    ledger_seq: int
    ledger_head: str
    seed: str
    population_hash: str
    drawn: int
    holds: bool | None = None
    waiting: int | None = None
    judged: int | None = None
    agreed: int | None = None
    draw: dict[str, Any] | None = None


class SamplesOut(Listed):
    """Part of the list."""

    items: list[SampleOut]


class AskedOut(Schema):
    """A record to look at again."""

    model_config = example(
        id=KEY,
        code="recheck.tasks",
        question="到现场看：这件事办好了吗",
        title="T-2022-0007-K 东门划线",
        unit="security",
        due_at="2022-05-23T02:10:00Z",
    )
    id: UUID
    code: str
    question: str
    title: str
    unit: str
    due_at: datetime


class JudgedIn(Given):
    """What was found: the record holds, does not hold, or cannot be looked at."""

    model_config = example(verdict="pass", note="两门都划了线")

    verdict: Literal["pass", "fail", "na"]
    note: Annotated[str, Field(max_length=500)] = ""


class JudgedOut(Schema):
    """What was kept."""

    model_config = example(id=KEY, verdict="pass", judged_at="2022-05-21T03:00:00Z")

    id: UUID
    verdict: str
    judged_at: datetime


class ObjectionOut(Schema):
    """What the unit objects, and the answer."""

    model_config = example(
        id=KEY,
        reason="时间写错",
        state="filed",
        answer="",
        answer_until="2022-05-26T00:00:00+08:00",
    )
    id: UUID
    reason: str
    state: str
    answer: str
    answer_until: datetime


class ConclusionOut(Schema):
    """A written conclusion."""

    model_config = example(
        id=KEY,
        run="DC-2022-0007-M",
        unit="canteen-1",
        text="手消不合格，其余合格",
        term="operation",
        state="issued",
        object_until="2022-05-26T00:00:00+08:00",
        objection=None,
    )
    id: UUID
    run: str
    unit: str
    text: str
    term: str
    state: str
    object_until: datetime
    objection: ObjectionOut | None


class ConclusionIn(Given):
    """A conclusion to issue; without a term that of the rule book."""

    model_config = example(text="手消不合格，其余合格", term="operation")

    text: Annotated[str, Field(min_length=1, max_length=4000)]
    term: Literal["", "operation", "after"] = ""


class ObjectionAnswerIn(Given):
    """Why it stands."""

    model_config = example(answer="时间没有写错，维持")

    answer: Annotated[str, Field(min_length=1, max_length=2000)]


class FindingChangeIn(ObjectionAnswerIn):
    """Why it falls, what takes its place, which findings were wrong."""

    model_config = example(answer="时间写错", text="合格", overturned=[])

    text: Annotated[str, Field(min_length=1, max_length=4000)]
    overturned: Annotated[list[UUID], Field(max_length=100)] = []
