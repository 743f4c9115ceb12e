"""What the tests must run is held against what they ran."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import covered
import pytest
import suite

SOURCE = Path(__file__).resolve().parents[2] / "src" / "anlan"
WHOLE = {"num_statements": 10, "covered_lines": 10, "num_branches": 2, "covered_branches": 2}
FILES = (
    "src/anlan/core/kernel/ids.py",
    "src/anlan/areas/command/rules/status.py",
    "src/anlan/areas/command/states.py",
    "src/anlan/foundation/people/access.py",
    "src/anlan/areas/command/views/register.py",
)


def report(folder: Path, *, whole: float = 97.0, **missing: dict[str, Any]) -> Path:
    """A report in which every file is whole, but for those named by their stems."""
    files = {
        name: {"summary": WHOLE, "missing_lines": [], "missing_branches": []}
        | missing.get(Path(name).stem, {})
        for name in FILES
    }
    path = folder / "coverage.json"
    path.write_text(json.dumps({"files": files, "totals": {"percent_covered": whole}}))
    return path


def test_a_run_that_meets_every_floor_leaves_nothing_to_say(tmp_path: Path):
    assert covered.shortfalls(report(tmp_path)) == []


def test_a_run_without_a_report_is_none(tmp_path: Path):
    assert covered.shortfalls(tmp_path / "coverage.json") == ["no coverage was measured"]


def test_the_whole_must_reach_its_floor(tmp_path: Path):
    assert covered.shortfalls(report(tmp_path, whole=94.96)) == ["the whole: 95.0 %, at least 95"]


def test_what_must_be_whole_tells_the_lines_and_the_ways_that_were_left_out(tmp_path: Path):
    left = {
        "summary": WHOLE | {"covered_lines": 6, "covered_branches": 0},
        "missing_lines": [3, 4, 5, 9],
        "missing_branches": [[3, 4], [7, 9], [8, -1]],
    }
    assert covered.shortfalls(report(tmp_path, ids=left)) == [
        "core: 50.00 %, at least 100",
        "  src/anlan/core/kernel/ids.py: 3-5, 9, 7→9, 8→end",
    ]


@pytest.mark.parametrize(
    ("stem", "name"), [("status", "rules"), ("states", "states"), ("access", "access"), ("ids", "core")]
)
def test_one_way_not_taken_is_enough(tmp_path: Path, stem: str, name: str):
    left = {"summary": WHOLE | {"covered_branches": 1}, "missing_lines": [], "missing_branches": [[1, 2]]}
    assert covered.shortfalls(report(tmp_path, **{stem: left}))[0].startswith(f"{name}: 91.67 %")


def test_a_page_may_leave_lines_out(tmp_path: Path):
    left = {"summary": WHOLE | {"covered_lines": 1}, "missing_lines": [2], "missing_branches": []}
    assert covered.shortfalls(report(tmp_path, register=left)) == []


def test_a_floor_that_finds_no_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(covered, "FLOORS", (covered.Floor("moved", re.compile("/gone/")),))
    assert covered.shortfalls(report(tmp_path)) == ["moved: no file of it was measured"]


def test_a_floor_below_the_whole_says_why():
    assert [floor.name for floor in covered.FLOORS if floor.least < 100 and not floor.why] == []


def test_every_floor_has_files_in_this_house():
    names = [f"/{path.relative_to(SOURCE.parent)}" for path in SOURCE.rglob("*.py")]
    for floor in covered.FLOORS:
        assert any(floor.paths.search(name) for name in names), floor.name


@pytest.mark.parametrize(("arguments", "status"), [([], 1), (["tests/house"], 0)])
def test_only_a_whole_run_is_held_against_the_floors(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], status: int
):
    monkeypatch.setattr(suite, "TEST_HOME", tmp_path)
    monkeypatch.setattr(suite, "COVERAGE", tmp_path / "coverage.json")
    monkeypatch.setattr(suite.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    assert suite.run_tests(arguments, browser="chromium", checks=[]) == status
