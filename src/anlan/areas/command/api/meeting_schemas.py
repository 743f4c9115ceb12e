"""Topics, agenda and attendance as they go over the wire."""

from __future__ import annotations

from uuid import UUID

from ninja import Schema
from pydantic import Field

from anlan.areas.command.api.spoken import KEY, OTHER_KEY, Spoken
from anlan.areas.command.states import Presence
from anlan.foundation.ui.wire import Given, Text, example


class SlipIn(Spoken):
    """A topic for a meeting that is still planned; without a unit it is one's own unit's."""

    model_config = example(topic="地下车库排水泵更新", unit=None)

    topic: str = Field(min_length=1, max_length=300)
    unit: UUID | None = None


class SlipOut(Schema):
    """A proposed topic, and what was decided about it."""

    model_config = example(id=KEY, topic="地下车库排水泵更新", unit=OTHER_KEY, state="submitted", reason="")

    id: UUID
    topic: str
    unit: UUID
    state: str
    reason: str


class AgendaOut(Schema):
    """One matter in its place: a topic, or a requirement that stayed open from the meeting before."""

    model_config = example(
        id=KEY, order=1, topic="", slip=None, code="REQ-2022-0107-K", text="完成排水井清淤"
    )

    id: UUID
    order: int
    topic: str
    slip: UUID | None
    code: str
    text: str


class MatterMoveIn(Given):
    """The new place, counted from 0; what stayed open last time stays first."""

    model_config = example(to=1)

    to: int = Field(ge=0, le=10_000)


class CallIn(Given):
    """Positions that are called to the meeting."""

    model_config = example(positions=[KEY])

    positions: list[UUID] = Field(min_length=1, max_length=500)


class AttendanceOut(Schema):
    """A called position, and how it took part."""

    model_config = example(
        id=KEY,
        position=OTHER_KEY,
        title="计算机学院院长",
        presence="deputy",
        deputy_position=OTHER_KEY,
        deputy_person=None,
        reason="",
    )

    id: UUID
    position: UUID
    title: str
    presence: str
    deputy_position: UUID | None
    deputy_person: UUID | None
    reason: str


class AttendanceIn(Spoken):
    """How a called position took part; `deputy` names who came instead, `absent` says why."""

    model_config = example(presence="absent", reason="在外地参加评审")

    presence: Presence
    deputy_position: UUID | None = None
    deputy_person: UUID | None = None
    reason: Text = ""
