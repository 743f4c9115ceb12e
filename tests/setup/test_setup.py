"""A fresh machine is set up step by step, each step only when what it is made from has changed."""

import re
import subprocess
import sys
from pathlib import Path

import apt
import assets
import browser
import checkout
import environment
import installer
import locks
import progress
import pytest
import setup
import stamps
import suite
import translations


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of our own under another name."""
    for module in (assets, checkout, environment, locks, progress, stamps, suite, translations):
        for name in ("ROOT", "VENV", "PYTHON", "PROGRAM", "REQUIREMENTS", "FRONTEND", "LOG"):
            if hasattr(module, name):
                real = Path(getattr(checkout, name) if module is not checkout else getattr(module, name))
                known = PLACES.setdefault(name, real)
                monkeypatch.setattr(module, name, tmp_path / known.relative_to(TRUE_ROOT))
    monkeypatch.setattr(stamps, "FILE", tmp_path / ".venv" / "stamps.json")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "requirements").mkdir()
    return tmp_path


CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "要求"
msgstr "Requirement"
"""
TRUE_ROOT = Path(__file__).resolve().parents[2]
PLACES: dict[str, Path] = {}


def test_a_digest_changes_with_content_name_and_words(root: Path):
    one, two = root / "one", root / "two"
    one.write_text("a")
    two.write_text("a")
    marks = {stamps.digest([one]), stamps.digest([two]), stamps.digest([one, two]), stamps.digest([one], "w")}
    assert len(marks) == 4
    before = stamps.digest([one])
    one.write_text("b")
    assert stamps.digest([one]) != before


def test_a_stamp_is_kept_and_a_damaged_file_of_stamps_counts_as_none(root: Path):
    stamps.set_stamp("assets", "abc")
    assert stamps.stamp("assets") == "abc"
    stamps.FILE.write_text("{")
    assert stamps.stamp("assets") == ""


def test_a_lock_that_names_an_address_is_found_by_file_and_line(root: Path):
    (root / "requirements" / "base.txt").write_text(
        "django==5.2.19\n--index-url https://mirror.example/simple\n"
    )
    (root / "package-lock.json").write_text('{\n "resolved": "x"\n}\n')
    assert locks.addresses_in_locks() == [
        "requirements/base.txt:2: a lock names no address",
        "package-lock.json:2: a lock names no address",
    ]


def test_the_locks_of_this_checkout_name_no_address_and_every_line_a_digest():
    assert locks.addresses_in_locks() == []
    for name in ("bootstrap", "base", "dev", "node"):
        text = (TRUE_ROOT / "requirements" / f"{name}.txt").read_text()
        for entry in re.split(r"\n(?=\S)", text.strip()):
            assert "==" in entry.splitlines()[0]
            assert "--hash=sha256:" in entry


def test_what_tests_need_holds_what_running_needs_in_the_same_versions():
    pins = [
        set(
            re.findall(r"^(\S+==\S+)", (TRUE_ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE)
        )
        for name in ("base", "dev")
    ]
    assert pins[0] <= pins[1]


def test_the_program_runs_from_a_folder_with_spaces(root: Path, monkeypatch: pytest.MonkeyPatch):
    odd = root / "with space" / "bin" / "python"
    odd.parent.mkdir(parents=True)
    odd.symlink_to(sys.executable)
    monkeypatch.setattr(environment, "PYTHON", odd)
    text = environment.PROGRAM_TEXT.format(first=environment._first_line())
    program = root / "program"
    program.write_text(text.replace("from anlan.project.cli import main", "main = lambda: print('ran') or 3"))
    program.chmod(0o755)
    done = subprocess.run([program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "ran\n")


def test_the_program_of_a_plain_folder_has_a_plain_first_line(root: Path):
    assert environment._first_line() == f"#!{root}/.venv/bin/python"


def test_uv_looks_where_pip_was_told_to_look(root: Path, monkeypatch: pytest.MonkeyPatch):
    told = (
        "global.index-url='https://mirror.example/simple'\n"
        f":env:.find-links='{root}'\n"
        f"global.extra-index-url='https://two.example/simple file://{root}/none'\n"
        "global.timeout='60'\n"
    )
    monkeypatch.setattr(installer, "call", lambda *_, **__: subprocess.CompletedProcess([], 0, told))
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "UV_INDEX_STRATEGY"):
        monkeypatch.delenv(name, raising=False)
    found = installer.uv_settings(Path("python"))
    assert found["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert found["UV_INDEX"] == "https://two.example/simple"
    assert found["UV_FIND_LINKS"] == str(root)


def test_what_the_caller_told_uv_himself_wins(monkeypatch: pytest.MonkeyPatch):
    told = "global.index-url='https://mirror.example/simple'\n"
    monkeypatch.setattr(installer, "call", lambda *_, **__: subprocess.CompletedProcess([], 0, told))
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mine.example/simple")
    assert "UV_DEFAULT_INDEX" not in installer.uv_settings(Path("python"))


def test_translations_are_compiled_once_and_again_when_one_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(translations, "PYTHON", Path(sys.executable))
    folder = root / "src" / "anlan" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source, compiled = folder / "django.po", folder / "django.mo"
    source.write_text(CATALOGUE)
    translations.compile_translations()
    first = compiled.read_bytes()
    assert b"Requirement" in first
    compiled.write_bytes(b"")
    translations.compile_translations()
    assert compiled.read_bytes() == b""
    source.write_text(source.read_text().replace("Requirement", "Demand"))
    translations.compile_translations()
    assert b"Demand" in compiled.read_bytes()


def test_a_broken_translation_is_told_by_its_file(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(translations, "PYTHON", Path(sys.executable))
    folder = root / "src" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("not a catalogue\n")
    with pytest.raises(progress.Failed, match=r"django\.po"):
        translations.compile_translations()


def test_a_program_that_fails_is_told_with_its_last_words_and_logged(root: Path):
    with pytest.raises(progress.Failed, match="last words"):
        progress.call([sys.executable, "-c", "print('last words'); raise SystemExit(3)"], cwd=root)
    assert "last words" in progress.LOG.read_text()


def test_a_program_that_is_not_there_is_a_failure_in_words(root: Path):
    with pytest.raises(progress.Failed, match="No such file"):
        progress.call(["/no/such/program"], cwd=root)


def test_a_step_tells_its_name_and_its_seconds(capsys: pytest.CaptureFixture[str]):
    with progress.step("Python packages"):
        pass
    with pytest.raises(ValueError, match="odd"), progress.step("Assets"):
        raise ValueError("odd")
    assert re.fullmatch(
        r"  Python packages  \d+\.\d s\n  Assets  failed after \d+\.\d s\n", capsys.readouterr().out
    )


def test_a_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ANLAN_BROWSER", sys.executable)
    assert browser.find_browser() == sys.executable


def test_where_apt_may_not_be_used_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("ANLAN_BROWSER", raising=False)
    monkeypatch.delenv("ANLAN_NO_BROWSER", raising=False)
    monkeypatch.setattr(browser, "NAMES", ())
    monkeypatch.setattr(apt, "rights", lambda: None)
    assert browser.find_browser() is None
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Install Chromium" in said


@pytest.mark.parametrize(
    ("excused", "checks", "pytest_status", "expected"),
    [("", [], 0, 1), ("1", [], 0, 0), ("1", ["Types"], 0, 1), ("1", [], 4, 4)],
)
def test_a_run_without_a_browser_fails_unless_it_is_excused(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    excused: str,
    checks: list[str],
    pytest_status: int,
    expected: int,
):
    monkeypatch.setenv("ANLAN_NO_BROWSER", excused)
    monkeypatch.setattr(suite, "TEST_HOME", tmp_path)
    monkeypatch.setattr(suite, "COVERAGE", tmp_path / "coverage.json")
    monkeypatch.setattr(suite, "shortfalls", lambda _: [])
    done = subprocess.CompletedProcess([], pytest_status)
    monkeypatch.setattr(suite.subprocess, "run", lambda *_, **__: done)
    assert suite.run_tests([], browser=None, checks=checks) == expected
    assert "want of a browser" in capsys.readouterr().err


def test_every_act_of_the_makefile_is_known():
    makefile = (TRUE_ROOT / "Makefile").read_text()
    called = set(re.findall(r"\$\(SETUP\) (\w+)", makefile))
    assert called <= {act.__name__ for act in setup.ACTS}
    assert called


def test_make_help_lists_every_target():
    told = subprocess.run(["make", "help"], cwd=TRUE_ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("setup", "run", "test", "fast", "lint", "bench", "reset"):
        assert f"make {target} " in told
