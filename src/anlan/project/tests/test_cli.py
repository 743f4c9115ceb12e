"""The program finds one command, loads only that one, and never shows a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from anlan.core.kernel.errors import BadInput, NotYours
from anlan.project import cli
from anlan.project.commands import plainly
from anlan.project.commands.refusal import BAD_INPUT, Refusal
from anlan.project.postgres import DatabaseTrouble
from anlan.project.tests.conftest import Run


def raising(error: BaseException):
    """An act that ends with this error."""

    def act() -> int:
        raise error

    return act


def test_help_lists_every_command_once(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    for command in (command for command in cli.COMMANDS if command.shown):
        assert told.count(f"\n  {command.usage} ") == 1


def test_no_words_at_all_show_the_help_as_an_error(capsys: pytest.CaptureFixture[str]):
    assert cli.main([]) == 2
    assert "usage: anlan" in capsys.readouterr().err


def test_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["minuets"]) == 2
    assert "'minuets'" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("anlan ")


def test_reading_minutes_loads_neither_django_nor_the_database():
    check = (
        "import sys\n"
        "from anlan.project import cli\n"
        "try:\n    cli.main(['minutes', 'read', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'django', 'numba', 'psycopg'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (Refusal("The file is empty.", code=BAD_INPUT), 2, "anlan: The file is empty."),
        (Refusal("Somebody uses it."), 1, "anlan: Somebody uses it."),
        (DatabaseTrouble("No PostgreSQL here."), 1, "anlan: No PostgreSQL here."),
        (BadInput("minutes.empty", line=3), 2, "anlan: minutes.empty(line=3)"),
        (NotYours("act.not_yours"), 1, "anlan: act.not_yours"),
        (
            FileNotFoundError(2, "No such file or directory", "/x.txt"),
            1,
            "anlan: /x.txt: No such file or directory.",
        ),
        (KeyboardInterrupt(), 130, "anlan: Interrupted."),
    ],
)
def test_an_expected_error_is_told_in_words(
    error: BaseException, code: int, told: str, capsys: pytest.CaptureFixture[str]
):
    assert plainly.plainly(raising(error)) == code
    assert capsys.readouterr().err == f"{told}\n"


def test_an_unforeseen_error_shows_no_traceback_and_is_written_down(
    home: Path, capsys: pytest.CaptureFixture[str]
):
    assert plainly.plainly(raising(ZeroDivisionError("division by zero"))) == 1
    told = capsys.readouterr().err
    assert "division by zero" in told
    assert "Traceback" not in told
    assert "Traceback" in (home / "errors.log").read_text()


def test_an_unforeseen_error_is_told_even_where_nothing_can_be_written(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (home / "file").write_text("")
    monkeypatch.setenv("ANLAN_HOME", str(home / "file"))
    assert plainly.plainly(raising(ValueError("odd"))) == 1
    assert "could not be written down" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_told_in_one_line(anlan: Run):
    done = anlan("ledger", "verify", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert done.stderr.startswith("anlan: The database does not answer: ")
    assert done.stderr.count("\n") == 1


def test_a_database_address_of_another_make_is_refused(anlan: Run):
    done = anlan("migrate", DATABASE_URL="mysql://somewhere/anlan")
    assert done.returncode == 1
    assert "must start with postgresql://" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_went_away_is_no_error_worth_a_traceback(home: Path):
    words = f"{{ sleep 1; {sys.executable} -m anlan.project.cli --help; }} | true"
    done = subprocess.run(
        ["sh", "-c", words], capture_output=True, text=True, check=False, env=os.environ.copy()
    )
    assert "Traceback" not in done.stderr


def test_help_of_a_command_that_needs_the_database_starts_none(anlan: Run, home: Path):
    done = anlan("ledger", "verify", "--help")
    assert done.returncode == 0
    assert "usage: anlan ledger" in done.stdout
    assert not (home / "pg").exists()


def test_a_fresh_state_folder_is_migrated_and_its_ledger_holds(anlan: Run):
    first, second, check = anlan("migrate"), anlan("migrate"), anlan("ledger", "verify", "--json")
    assert "migrations applied" in first.stdout
    assert "already" in second.stdout
    assert check.returncode == 0
    assert '"holds": true' in check.stdout


def test_a_database_of_a_later_version_is_left_alone(anlan: Run, migrated: Path):
    later = (
        "from django.db import connection\n"
        'connection.cursor().execute("INSERT INTO django_migrations (app, name, applied) '
        "VALUES ('people', '9999_later', now())\")"
    )
    assert anlan("manage", "shell", "-c", later).returncode == 0
    refused = anlan("migrate")
    assert refused.returncode == 1
    assert "people.9999_later" in refused.stderr


def test_reset_asks_first_and_throws_everything_away_when_told_yes(anlan: Run, migrated: Path, home: Path):
    (home / "media").mkdir()
    (home / "media" / "paper.pdf").write_text("x")
    kept = anlan("reset", said="no\n")
    assert kept.returncode == 1
    assert (home / "media" / "paper.pdf").exists()
    gone = anlan("reset", said="yes\n")
    assert gone.returncode == 0
    assert not (home / "media").exists()
    assert not (home / "pg").exists()
    assert "holds nothing" in anlan("reset", "--yes").stdout


def test_reset_leaves_a_configured_database_alone(anlan: Run):
    done = anlan("reset", "--yes", DATABASE_URL="postgresql://somewhere/anlan")
    assert done.returncode == 2


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["bench", "no-such-thing"]) == 2
    assert "no-such-thing" in capsys.readouterr().err
