"""A small book for tests: two floors of authority, an empty value, a value elsewhere."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

from anlan.core.access import Actor
from anlan.foundation.rulebook.rules.book import Source, Version
from anlan.foundation.rulebook.rules.loading import book_of
from anlan.foundation.rulebook.services.proposing import Plan
from anlan.foundation.rulebook.services.taking import take_in
from anlan.foundation.rulebook.states import ChangeAct

DAY = date(2031, 5, 19)
MINUTES = Source("", "指挥部会议决定", "应急指挥部", "2031-05-18", "A")

DOCUMENT: dict[str, Any] = {
    "schema": "anlan.rulebook/1",
    "set": "trial",
    "zh": "试验规则",
    "en": "Trial rules",
    "areas": [
        {"code": "CN", "level": "national", "zh": "全国", "en": "China"},
        {"code": "far", "level": "city", "zh": "远市", "en": "Far city"},
        {"code": "near", "level": "city", "zh": "近市", "en": "Near city"},
        {"code": "school", "level": "school", "zh": "本校", "en": "This school"},
    ],
    "sources": [
        {"key": "law", "title": "试验法", "publisher": "立法机关", "date": "2021-04-29", "grade": "A"},
        {"key": "copy", "title": "试验抄件", "publisher": "", "date": "", "grade": "D"},
    ],
    "rules": [
        {
            "id": "trial.keep",
            "subject": "security",
            "kind": "duration",
            "unit": "d",
            "zh": "试验记录保存",
            "en": "Trial records kept",
            "stricter": "more",
            "versions": [
                {
                    "area": "CN",
                    "value": 30,
                    "from": "2021-04-29",
                    "to": None,
                    "source": "law",
                    "hold": "floor",
                    "cite": "第一条",
                }
            ],
        },
        {
            "id": "trial.hold",
            "subject": "goods",
            "kind": "duration",
            "unit": "h",
            "zh": "试验静置",
            "en": "Trial standing time",
            "versions": [
                {
                    "area": "school",
                    "value": None,
                    "from": "2022-01-01",
                    "to": None,
                    "source": "copy",
                    "note_zh": "待现场确认。",
                    "note_en": "To be confirmed on site.",
                }
            ],
        },
        {
            "id": "trial.open",
            "subject": "gates",
            "kind": "bool",
            "unit": "",
            "zh": "试验出口不锁",
            "en": "Trial exit not locked",
            "stricter": "yes",
            "versions": [
                {
                    "area": "CN",
                    "value": True,
                    "from": "2021-04-29",
                    "to": None,
                    "source": "law",
                    "hold": "fixed",
                }
            ],
        },
        {
            "id": "trial.cases",
            "subject": "thresholds",
            "kind": "number",
            "unit": "cases",
            "zh": "试验病例数",
            "en": "Trial cases",
            "stricter": "less",
            "versions": [
                {"area": "CN", "value": 10, "from": "2022-01-01", "to": "2032-01-01", "source": "law"},
                {"area": "far", "value": 4, "from": "2022-01-01", "to": None, "source": "law"},
                {"area": "near", "value": 6, "from": "2031-01-01", "to": None, "source": "law"},
            ],
        },
    ],
}


def document(**changed: Any) -> dict[str, Any]:
    """The small book as a document that a test may change."""
    return copy.deepcopy(DOCUMENT) | changed


def content(found: dict[str, Any] | None = None) -> bytes:
    """A document as the bytes of a file."""
    return json.dumps(found or DOCUMENT, ensure_ascii=False).encode()


def take_trial() -> None:
    """Put the small book into the database."""
    take_in([book_of(document(), file="trial.json")], by=Actor.system("tests.book"))


def plan(
    rule: str = "trial.hold",
    value: Any = 24,
    *,
    area: str = "school",
    starts: date = DAY,
    ends: date | None = None,
    act: ChangeAct = ChangeAct.SET,
    source: Source | None = MINUTES,
    reason: str = "会上定的",
    **more: Any,
) -> Plan:
    """A change of the small book."""
    grade = source.grade if source else ""
    return Plan(Version(rule, area, value, starts, ends, source, grade, **more), reason, act)
