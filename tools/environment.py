"""The Python environment: made, filled from hash-locked lists, and given the command ``anlan``."""

import shutil
import sys
from pathlib import Path

from checkout import PROGRAM, PYTHON, REQUIREMENTS, ROOT, VENV, own_processes
from installer import uv_settings
from progress import Failed, call, step
from stamps import digest, set_stamp, stamp

BOOTSTRAP = REQUIREMENTS / "bootstrap.txt"
LONGEST_SHEBANG = 127
PROGRAM_TEXT = '''{first}
"""Start Anlan's command line."""

import sys

from anlan.project.cli import main

sys.exit(main())
'''


def make() -> None:
    """The environment itself, with the installer in it; made anew when Python or the place changed."""
    wanted = digest([BOOTSTRAP], sys.version, str(ROOT))
    if stamp("environment") == wanted and PYTHON.exists():
        return
    if not _fits():
        with step("Python environment"):
            shutil.rmtree(VENV, ignore_errors=True)
            made = call([sys.executable, "-m", "venv", VENV], required=False)
        if made.returncode != 0:
            raise Failed(
                f"{made.stdout.strip()}\n\nOn Debian, `apt install python3-venv` gives what is missing."
            )
    with step("Installer"):
        call([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", BOOTSTRAP])
    set_stamp("environment", wanted)


def install(level: str) -> None:
    """The locked packages: ``base`` for running, ``dev`` for testing as well; dev stays once it is there."""
    levels = {
        name: digest([REQUIREMENTS / f"{name}.txt", BOOTSTRAP], stamp("environment"))
        for name in ("base", "dev")
    }
    if stamp("packages") in {levels[level], levels["dev"]}:
        return
    if stamp("level") == "dev":
        level = "dev"
    lists = [BOOTSTRAP, REQUIREMENTS / f"{level}.txt"]
    with step(f"Python packages ({_count(lists)})"):
        set_stamp("packages", "")
        done = call(
            [
                VENV / "bin" / "uv",
                "pip",
                "sync",
                "--python",
                PYTHON,
                "--require-hashes",
                "--compile-bytecode",
                *lists,
            ],
            env=own_processes() | uv_settings(PYTHON),
            required=False,
        )
        if done.returncode != 0:
            lists_for_pip = [word for file in lists for word in ("-r", str(file))]
            call([PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", *lists_for_pip])
    set_stamp("level", level)
    set_stamp("packages", levels[level])


def link() -> None:
    """``anlan`` on the environment's path, running the sources of this checkout; needs no network."""
    folder = next((VENV / "lib").glob("python3.*")) / "site-packages"
    _write(folder / "anlan.pth", f"{ROOT / 'src'}\n")
    _write(PROGRAM, PROGRAM_TEXT.format(first=_first_line()))
    PROGRAM.chmod(0o755)


def _fits() -> bool:
    """Whether an environment stands here that this checkout can take over."""
    told = "import sys, pip; print(sys.version_info >= (3, 11), sys.prefix)"
    asked = call([PYTHON, "-c", told], required=False)
    return asked.returncode == 0 and asked.stdout.split(maxsplit=1) == ["True", f"{VENV}\n"]


def _first_line() -> str:
    """A shebang, or the shell's way round its limits for long paths and paths with spaces."""
    plain = f"#!{PYTHON}"
    if len(plain.encode()) <= LONGEST_SHEBANG and " " not in plain:
        return plain
    return f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n' '''"


def _write(file: Path, text: str) -> None:
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def _count(lists: list[Path]) -> int:
    lines = (line for file in lists for line in file.read_text(encoding="utf-8").splitlines())
    return sum("==" in line for line in lines)
