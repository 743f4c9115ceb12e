"""The closed lists of the rule book."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """Whose rule it is, the farthest first; a place lies in one area of each level."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    SCHOOL = "school"


LEVELS: Final = tuple(Level)


class Kind(StrEnum):
    """What a value is."""

    NUMBER = "number"
    DURATION = "duration"
    TEXT = "text"
    RANGE = "range"
    LIST = "list"
    BOOL = "bool"


class Hold(StrEnum):
    """What a nearer authority may do with a version: decide anew, only be stricter, or nothing at all."""

    FREE = "free"
    FLOOR = "floor"
    FIXED = "fixed"


class Stricter(StrEnum):
    """Which direction of a value is the stricter one; NONE where values cannot be ordered."""

    NONE = ""
    MORE = "more"
    LESS = "less"
    YES = "yes"
    NO = "no"


class Precision(StrEnum):
    """How exactly the source tells the first day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Grade(StrEnum):
    """A source is official text, page of an authority, copy or reprint, index entry; "" is unsourced."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    NONE = ""


USABLE: Final = frozenset({Grade.A, Grade.B, Grade.C})
"""Grades that carry a value without somebody's confirmation."""

SUBJECTS: Final = {
    "texts": ("文件", "Texts"),
    "isolation": ("隔离与返校", "Isolation and return"),
    "testing": ("检测与监测", "Tests and monitoring"),
    "gates": ("校门与进出", "Gates and entry"),
    "disinfection": ("消毒", "Disinfection"),
    "goods": ("物资", "Goods"),
    "departure": ("离校返乡", "Departure"),
    "labs": ("实验室", "Laboratories"),
    "reporting": ("报告时限", "Reporting clocks"),
    "thresholds": ("报告与预警阈值", "Thresholds"),
    "food": ("饮食安全", "Food safety"),
    "security": ("安保、消防、视频", "Security, fire, video"),
    "flood": ("防汛与天气", "Flood and weather"),
    "accidents": ("事故", "Accidents"),
    "privacy": ("个人信息", "Personal data"),
    "care": ("心理与毕业生", "Care and graduates"),
    "supervision": ("督查督办", "Supervision"),
    "response": ("响应等级", "Response levels"),
}

UNITS: Final = {
    "": ("", ""),
    "min": ("分钟", "min"),
    "h": ("小时", "h"),
    "d": ("天", "days"),
    "week": ("周", "weeks"),
    "month": ("个月", "months"),
    "year": ("年", "years"),
    "celsius": ("℃", "°C"),
    "mg_per_l": ("mg/L", "mg/L"),
    "percent": ("%", "%"),
    "gram": ("克", "g"),
    "cm": ("厘米", "cm"),
    "mm": ("毫米", "mm"),
    "m2": ("平方米", "m²"),
    "cases": ("例", "cases"),
    "deaths": ("例死亡", "deaths"),
    "people": ("人", "people"),
    "times": ("次", "times"),
    "times_per_day": ("次/天", "times a day"),
    "times_per_year": ("次/年", "times a year"),
    "class_hours": ("学时", "class hours"),
    "parts": ("份水", "parts of water"),
    "yuan": ("元", "yuan"),
    "ten_thousand_yuan": ("万元", "× 10,000 yuan"),
}

MINUTES: Final = {"min": 1, "h": 60, "d": 24 * 60, "week": 7 * 24 * 60}
"""Units of time that are always equally long; a month and a year are not."""
TIMES: Final = frozenset(MINUTES) | {"month", "year"}
