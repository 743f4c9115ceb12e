"""The oldest PostgreSQL is found or installed, and some rooms are tested on it once more."""

import subprocess
from pathlib import Path

import apt
import oldest
import pytest
import suite

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What would have been run, on a machine without the programs where this account is root."""
    heard: list[list[str]] = []

    def call(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        heard.append(words)
        return subprocess.CompletedProcess(words, 0, "")

    monkeypatch.setattr(oldest, "SERVER", tmp_path / "postgres")
    for module in (oldest, apt):
        monkeypatch.setattr(module, "call", call)
    monkeypatch.setattr(apt, "hindrance", lambda: None)
    monkeypatch.setattr(apt, "rights", list)
    return heard


def test_every_room_of_the_second_pass_is_there():
    assert [room for room in oldest.ROOMS if not (CHECKOUT / room).exists()] == []


def test_programs_that_are_here_are_taken_without_apt(calls: list[list[str]]):
    oldest.SERVER.touch()
    assert oldest.find_oldest()
    assert calls == []


def test_apt_installs_the_programs_and_leaves_no_database_of_its_own(calls: list[list[str]]):
    assert not oldest.find_oldest()
    told = [" ".join(words) for words in calls]
    assert "create_main_cluster = off" in told[0]
    assert told[2].startswith("apt-get install")
    assert told[2].endswith("postgresql-15")
    assert told[3] == f"rm -f {oldest.NO_CLUSTER}"


def test_where_apt_may_not_be_used_a_line_says_so_and_nothing_fails(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(apt, "hindrance", lambda: "apt needs root here")
    assert suite.run_oldest() == []
    assert "No PostgreSQL 15: apt needs root here." in capsys.readouterr().err
    assert calls == []


@pytest.mark.parametrize(("status", "failed"), [(0, []), (1, ["PostgreSQL 15"])])
def test_a_failure_of_the_second_pass_is_named(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int, failed: list[str]
):
    oldest.SERVER.touch()
    given: dict[str, str] = {"DATABASE_URL": "postgresql://elsewhere"}
    monkeypatch.setenv("DATABASE_URL", given["DATABASE_URL"])
    monkeypatch.setattr(suite, "TEST_HOME", tmp_path / "test")

    def run(_: object, *, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[str]:
        given.clear()
        given.update(env)
        return subprocess.CompletedProcess([], status)

    monkeypatch.setattr(suite.subprocess, "run", run)
    assert suite.run_oldest() == failed
    assert given["ANLAN_POSTGRES"] == "15"
    assert given["ANLAN_HOME"] == str(tmp_path / "test-15")
    assert "DATABASE_URL" not in given
