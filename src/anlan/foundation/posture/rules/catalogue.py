"""The catalogue of measures as values: what each is, its parameters, where it decides, what is stricter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

SCHEMA: Final = "anlan.measures/1"


class ParamType(StrEnum):
    """What a parameter is made of. A window is a pair of minutes of the day, both included."""

    COUNT = "count"
    MINUTES = "minutes"
    HOURS = "hours"
    PERCENT = "percent"
    CHOICE = "choice"
    WINDOW = "window"
    LIST = "list"


class Stricter(StrEnum):
    """Towards which side a parameter is stricter; for windows higher is wider, for lists it is more."""

    HIGHER = "higher"
    LOWER = "lower"


class Subject(StrEnum):
    """Where a measure decides."""

    GATE = "gate"
    LAB = "lab"
    ROUND = "round"
    CONSIGNMENT = "consignment"
    NOTICE = "notice"


NUMBERS: Final = frozenset({ParamType.COUNT, ParamType.MINUTES, ParamType.HOURS, ParamType.PERCENT})


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice or a list, with its words."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a measure. ``default`` stands only beside a source, and only for its days."""

    key: str
    title: Words
    type: ParamType
    stricter: Stricter
    unit: Words
    lowest: int | None = None
    highest: int | None = None
    options: tuple[Option, ...] = ()
    default: int | None = None
    source: str = ""
    grade: str = ""
    valid_from: str = ""
    valid_until: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the options in their declared order."""
        return tuple(option.code for option in self.options)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: it may restrict persons, refuse an exit (needs an order), be ordered by word of mouth."""

    key: str
    title: Words
    about: Words
    decides: tuple[Subject, ...]
    restricts: bool
    refuses_exit: bool
    oral: bool
    lighter: tuple[str, ...]
    params: tuple[Param, ...]

    def param(self, key: str) -> Param | None:
        """The parameter of that key, if the measure has it."""
        return next((one for one in self.params if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every measure by its key, in the order of the file."""

    version: str
    measures: Mapping[str, Measure]

    def measure(self, key: str) -> Measure | None:
        """The measure of that key."""
        return self.measures.get(key)

    def deciding(self, subject: Subject) -> tuple[Measure, ...]:
        """The measures that decide there."""
        return tuple(one for one in self.measures.values() if subject in one.decides)


def read(document: Mapping[str, Any]) -> Catalogue:
    """The catalogue of a parsed JSON file. Raises ValueError naming what is wrong."""
    if document.get("schema") != SCHEMA:
        raise ValueError(f"not a catalogue of measures: {document.get('schema')!r}")
    lists = {name: _options(rows) for name, rows in document["lists"].items()}
    found: dict[str, Measure] = {}
    for row in document["measures"]:
        measure = _measure(row, lists)
        if measure.key in found:
            raise ValueError(f"two measures named {measure.key}")
        found[measure.key] = measure
    for measure in found.values():
        unknown = [key for key in measure.lighter if key not in found or key == measure.key]
        if unknown:
            raise ValueError(f"{measure.key}: no such lighter alternative {unknown}")
    return Catalogue(str(document["version"]), found)


def _measure(row: Mapping[str, Any], lists: Mapping[str, tuple[Option, ...]]) -> Measure:
    params = tuple(_param(one, lists, of=row["key"]) for one in row["params"])
    measure = Measure(
        key=row["key"],
        title=Words(row["title_zh"], row["title_en"]),
        about=Words(row["about_zh"], row["about_en"]),
        decides=tuple(Subject(one) for one in row["decides"]),
        restricts=row["restricts"],
        refuses_exit=row["refuses_exit"],
        oral=row["oral"],
        lighter=tuple(row["lighter"]),
        params=params,
    )
    if measure.refuses_exit and (measure.oral or not measure.restricts):
        raise ValueError(
            f"{measure.key}: what refuses an exit restricts, and is never ordered by word of mouth"
        )
    if len({one.key for one in params}) < len(params):
        raise ValueError(f"{measure.key}: two parameters of one name")
    return measure


def _param(row: Mapping[str, Any], lists: Mapping[str, tuple[Option, ...]], *, of: str) -> Param:
    kind = ParamType(row["type"])
    options = lists[row["of"]] if kind is ParamType.LIST else _options(row.get("options", ()))
    param = Param(
        key=row["key"],
        title=Words(row["title_zh"], row["title_en"]),
        type=kind,
        stricter=Stricter(row["stricter"]),
        unit=Words(row.get("unit_zh", ""), row.get("unit_en", "")),
        lowest=row.get("min"),
        highest=row.get("max"),
        options=options,
        default=row.get("default"),
        source=row.get("source", ""),
        grade=row.get("grade", ""),
        valid_from=row.get("valid_from", ""),
        valid_until=row.get("valid_until", ""),
    )
    _refuse_faults(param, of=of)
    return param


def _refuse_faults(param: Param, *, of: str) -> None:
    """Raise ValueError for a default without a source, a number without bounds, a choice without options."""
    if (param.default is not None) != bool(param.source):
        raise ValueError(f"{of}.{param.key}: a default stands beside its source, and only there")
    if param.type in NUMBERS | {ParamType.WINDOW} and (param.lowest is None or param.highest is None):
        raise ValueError(f"{of}.{param.key}: a number has bounds")
    if param.type in {ParamType.CHOICE, ParamType.LIST} and len(param.options) < 2:
        raise ValueError(f"{of}.{param.key}: something to choose from")


def _options(rows: Sequence[Mapping[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(row["code"], Words(row["zh"], row["en"])) for row in rows)
