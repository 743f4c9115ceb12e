"""Benchmarks are found by their file names and report figures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from anlan.project.commands import bench
from anlan.project.commands.refusal import Refusal
from anlan.project.home import checkout_root

QUICK = 'def measure():\n    """Nothing much."""\n    return {"texts": 24, "milliseconds_each": 3.5}\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "minutes_reading.py").write_text(QUICK)
    (tmp_path / "benchmarks" / "__init__.py").write_text("")
    monkeypatch.setattr(bench, "checkout_root", lambda: tmp_path)
    return tmp_path


def test_every_benchmark_runs_when_none_is_named(root: Path, capsys: pytest.CaptureFixture[str]):
    assert bench.main([]) == 0
    assert "minutes-reading\n  texts" in capsys.readouterr().out


def test_figures_of_rows_and_columns_are_told_as_a_table():
    figures = {"runs": 3, "board.wall": 9.5, "board.cpu": 4, "inbox.wall": 7, "inbox.cpu": 2, "load": 1}
    told = bench._in_words("pages", figures)
    assert told.splitlines() == [
        "pages",
        "  runs   3",
        "                wall        cpu",
        "  board          9.5          4",
        "  inbox            7          2",
        "  load   1",
    ]


def test_figures_come_as_one_document(root: Path, capsys: pytest.CaptureFixture[str]):
    assert bench.main(["minutes-reading", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["benchmarks"]["minutes-reading"]["texts"] == 24
    assert told["machine"]["cores"] >= 1


def test_a_name_that_is_none_is_refused_with_those_there_are(root: Path):
    with pytest.raises(Refusal, match="there are: minutes-reading"):
        bench.main(["rules"])


@pytest.mark.usefixtures("db")
def test_a_chain_shorter_than_a_batch_is_measured_at_its_own_length(process_environment: dict[str, str]):
    few = process_environment | {"ANLAN_BENCH_ROWS": "500", "ANLAN_BENCH_ACTS": "40"}
    words = [sys.executable, "-m", "anlan.project.cli", "bench", "ledger", "--json"]
    done = subprocess.run(words, cwd=checkout_root(), env=few, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["benchmarks"]["ledger"]["verified_rows"] == 500 + 40 + 40
