"""What components are filled with: frozen rows, made by selectors and views, drawn by the tags."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from django.utils.functional import Promise

from anlan.foundation.ui.marks import Mark

Text = str | Promise
Moment = datetime | date
StepState = Literal["done", "current", "todo", "bad"]


@dataclass(frozen=True, slots=True)
class PhaseCell:
    """One campus in the phase strip: level 1 (ordinary) to 4 (closed); the whole cell is a link."""

    name: Text
    level: int
    phase: Text
    lines: tuple[Text, ...] = ()
    notice: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that drives a decision; coloured only when off target."""

    label: Text
    figure: Text
    unit: Text = ""
    context: Text = ""
    mark: Mark = Mark.ON_TRACK
    values: tuple[float, ...] = ()
    target: float | None = None
    bars: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One view of a segmented switch, or one filter chip; filters live in the address."""

    label: Text
    url: str
    current: bool = False
    count: int | None = None
    icon: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline, newest first. Kind: done (filled), info (hollow), ok, bad (diamond)."""

    at: Moment
    text: Text
    kind: Literal["done", "info", "ok", "bad"] = "info"
    by: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: done, current, todo, or bad."""

    label: Text
    state: StepState = "todo"
    detail: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for this role: a mark, a title, one line of why, one verb."""

    title: Text
    url: str
    act: Text
    why: Text = ""
    mark: Mark = Mark.AT_RISK


@dataclass(frozen=True, slots=True)
class DayEvent:
    """One line of today."""

    at: datetime
    text: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage in its own words; the phrase that gave rise to the matter stands between."""

    phrase: str
    before: str = ""
    after: str = ""
    cite: Text = ""
    url: str = ""
    language: str = "zh-Hans"


@dataclass(frozen=True, slots=True)
class Change:
    """A measure now and after; neither direction is good or bad."""

    measure: Text
    now: Text
    after: Text
    direction: Literal["looser", "tighter", "same"] = "same"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of a check page: what was asked, what was answered, where to change it."""

    question: Text
    answer: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of a task list. State: done, todo, problem, blocked (plain, not a link)."""

    title: Text
    state: Literal["done", "todo", "problem", "blocked"]
    hint: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks that belong together, under a heading."""

    title: Text
    rows: tuple[TaskRow, ...] = field(default_factory=tuple)
