"""The pages' own rules, run by node: conditions as the server reads them, the order of the queue, gaps."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from anlan.areas.inspection.rules.expressions.judging import holds
from anlan.areas.inspection.rules.expressions.reading import read
from anlan.areas.inspection.rules.expressions.tree import as_lists

RUN = """
import { readFileSync } from "node:fs";
const [file] = process.argv.slice(-1);
const room = await import(file);
const told = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(told.map(({ name, given }) => room[name](...given))));
"""
TEXTS = (
    ". > 15",
    ". >= 0 and . <= 8",
    "${a} = 'yes'",
    "${a} != ${b}",
    "selected(${many}, 'gas')",
    "count-selected(${many}) > 1 or not(${a} = 'yes')",
    "string-length(${b}) >= 3",
    "(${n} + 2) * 3 div 2 > . and ${n} mod 2 = 1",
    "${day} < '2022-05-23'",
    "true() and not(false())",
    "${missing} = ''",
    "${missing} > 3 or ${n} - 1 = 2",
)

Call = Callable[..., list[Any]]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Call:
    """Calls a function of one of the modules many times in one process."""
    node = shutil.which("node") or str(settings.ROOT / ".venv" / "bin" / "node")
    folder = tmp_path_factory.mktemp("scripts")
    esbuild = settings.ROOT / "node_modules" / ".bin" / "esbuild"

    def call(module: str, name: str, *calls: list[Any]) -> list[Any]:
        made = folder / f"{module}.mjs"
        source = settings.ROOT / "frontend" / "src" / "field" / f"{module}.ts"
        if not made.exists():
            subprocess.run(
                [esbuild, source, "--bundle", "--format=esm", f"--outfile={made}", "--log-level=error"],
                check=True,
            )
        told = json.dumps([{"name": name, "given": given} for given in calls])
        command = [node, "--input-type=module", "-e", RUN, str(made)]
        said = subprocess.run(command, input=told, capture_output=True, text=True, check=True)
        return list(json.loads(said.stdout))

    return call


def _answers(chance: random.Random) -> dict[str, Any]:
    return {
        "a": chance.choice(["yes", "no", ""]),
        "b": chance.choice(["yes", "abc", "3", "x y"]),
        "n": chance.choice([0, 1, 2, 3, 4.5, -1]),
        "many": chance.choice([[], ["gas"], ["gas", "bio"], ["electric"]]),
        "day": chance.choice(["2022-05-22", "2022-05-23", "2022-06-01"]),
    }


def _as_read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return Decimal(str(value)) if isinstance(value, int | float) else value


def test_a_condition_is_worth_the_same_on_the_phone_as_on_the_server(script: Call) -> None:
    chance = random.Random(20220523)
    calls, expected = [], []
    for _ in range(40):
        for text in TEXTS:
            answers, own = _answers(chance), chance.choice([0, 8, 15, 15.5, "", "yes"])
            node = read(text)
            calls.append([as_lists(node), answers, own])
            values = {key: _as_read(value) for key, value in answers.items()}
            expected.append(holds(node, answers=values, own=_as_read(own)))
    assert script("conditions", "holds", *calls) == expected


def test_every_shipped_checklist_reads_on_the_phone(script: Call) -> None:
    folder = Path(settings.RULEBOOKS) / "checklists"
    texts = [
        question[name]
        for file in sorted(folder.glob("*.json"))
        for question in json.loads(file.read_text(encoding="utf-8"))["questions"]
        for name in ("relevant", "constraint", "fails_if")
        if question.get(name)
    ]
    calls = [[as_lists(read(text)), {}, own] for text in texts for own in (0, 5, 100)]
    expected = [holds(read(text), answers={}, own=Decimal(own)) for text in texts for own in (0, 5, 100)]
    assert script("conditions", "holds", *calls) == expected


def item(key: str, **more: Any) -> dict[str, Any]:
    """One thing in the queue."""
    told = {"id": key, "sort": "parcel", "sequence": 1, "state": "waiting", "needs": [], "after": 0}
    return told | more


def test_words_go_in_their_order_before_any_photo(script: Call) -> None:
    items = [
        item("p2", sequence=2),
        item("f1", sort="file", sequence=0),
        item("p1", sequence=1),
        item("f2", sort="file", needs=["p1"]),
    ]
    (step,) = script("queue", "nextStep", [items, 0])
    assert [one["id"] for one in step["parcels"]] == ["p1", "p2"]
    assert "file" not in step


def test_a_photo_waits_for_its_words_and_a_task_for_its_photos(script: Call) -> None:
    waiting = [item("p", state="refused"), item("f", sort="file", needs=["p"])]
    proof = [item("f", sort="file"), item("task", needs=["f"])]
    proven = [item("f", sort="file", state="done"), item("task", needs=["f"])]
    first, second, third = script("queue", "nextStep", [waiting, 0], [proof, 0], [proven, 0])
    assert first == {"parcels": [], "wakeAt": 0}
    assert (second["parcels"], second["file"]["id"]) == ([], "f")
    assert [one["id"] for one in third["parcels"]] == ["task"]


def test_what_failed_lately_waits_and_holds_up_nothing_else(script: Call) -> None:
    items = [item("late", after=900), item("now", sequence=2)]
    only = [item("late", after=900)]
    first, second = script("queue", "nextStep", [items, 100], [only, 100])
    assert [one["id"] for one in first["parcels"]] == ["now"]
    assert second == {"parcels": [], "wakeAt": 900}


def test_patience_doubles_and_ends_at_five_minutes(script: Call) -> None:
    waits = script("queue", "patience", *[[tries, 1] for tries in (1, 2, 3, 8, 40)])
    assert waits == [2000, 4000, 8000, 256_000, 300_000]


def test_numbers_that_are_still_on_the_phone_are_not_lost(script: Call) -> None:
    items = [item("a", sequence=3), item("b", sequence=6, state="done")]
    gone, none = script("queue", "lost", [[[2, 6]], items], [[], items])
    assert gone == [[2, 2], [4, 6]]
    assert none == []


CHECKLIST = {
    "sections": [{"key": "pump", "label": "水泵", "relevant_tree": as_lists(read("${has_pump} = 'yes'"))}],
    "questions": [
        {"key": "clear", "kind": "judge", "label": "没有堵", "item": True, "required": True},
        {"key": "has_pump", "kind": "select_one", "label": "有水泵吗", "item": False, "required": True},
        {"key": "runs", "kind": "judge", "label": "试转", "item": True, "section": "pump"},
        {
            "key": "level",
            "kind": "integer",
            "label": "积水",
            "item": True,
            "constraint_tree": as_lists(read(". >= 0 and . <= 500")),
            "fails_if_tree": as_lists(read(". > 15")),
        },
    ],
}


def test_a_sheet_asks_judges_and_says_what_is_missing(script: Call) -> None:
    sheets = (
        {},
        {"clear": "pass", "has_pump": "no", "level": "20"},
        {"clear": "fail", "has_pump": "yes", "level": "900"},
        {"clear": "na", "has_pump": "yes", "runs": "pass", "level": "3 cm"},
    )
    read_sheets = script("reading", "read", *[[CHECKLIST, one] for one in sheets])
    told = [
        [(line["question"]["key"], line.get("verdict"), line["fault"]) for line in one] for one in read_sheets
    ]
    assert told == [
        [("clear", None, "missing"), ("has_pump", None, "missing"), ("level", None, "")],
        [("clear", "pass", ""), ("has_pump", None, ""), ("level", "fail", "")],
        [
            ("clear", "fail", ""),
            ("has_pump", None, ""),
            ("runs", None, "missing"),
            ("level", None, "outside"),
        ],
        [("clear", "na", ""), ("has_pump", None, ""), ("runs", "pass", ""), ("level", None, "unreadable")],
    ]


def test_answers_to_what_is_not_asked_are_not_sent(script: Call) -> None:
    answers = {"clear": "pass", "has_pump": "no", "runs": "fail", "level": ""}
    (lines,) = script("reading", "read", [CHECKLIST, answers])
    assert script("reading", "counted", [lines, answers]) == [{"clear": "pass", "has_pump": "no"}]
