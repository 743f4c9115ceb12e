"""No command shows a traceback: what goes wrong is told in plain words, the rest goes to a file."""

import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import cast

from anlan.core.kernel.errors import AnlanError, BadInput
from anlan.project.commands.refusal import BAD_INPUT, TROUBLE, Refusal
from anlan.project.home import anlan_home
from anlan.project.postgres.trouble import DatabaseTrouble

INTERRUPTED = 130
DATABASE_ERRORS = frozenset({"OperationalError", "InterfaceError"})


def run_plainly(target: str, words: Sequence[str]) -> int:
    """Call ``module:function`` with the words of the command line."""
    return plainly(lambda: call(target, words))


def call(target: str, words: Sequence[str]) -> int:
    """Load one command's module and run it."""
    module, _, name = target.partition(":")
    return cast("int", getattr(import_module(module), name)(words))


def plainly(act: Callable[[], int]) -> int:
    """Do ``act``; turn every error into words and an exit code."""
    try:
        status = act()
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return _tell("Interrupted.", code=INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last wall before the person
        return _tell(_words(error), code=_code(error))


def _words(error: Exception) -> str:
    """What to say: an expected error speaks for itself."""
    if isinstance(error, Refusal | DatabaseTrouble | AnlanError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'This machine'}: {error.strerror or error}."
    return _unforeseen(error)


def _code(error: Exception) -> int:
    if isinstance(error, Refusal):
        return error.code
    return BAD_INPUT if isinstance(error, BadInput) else TROUBLE


def _unforeseen(error: Exception) -> str:
    said = str(error).strip().splitlines() or [""]
    if type(error).__name__ in DATABASE_ERRORS:
        return f"The database does not answer: {said[0]}"
    where = _written_down()
    return f"This went wrong: {type(error).__name__}: {said[0]}\n{where}"


def _written_down() -> str:
    """Put the traceback into the state folder; say where."""
    file = anlan_home() / "errors.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with Path(file).open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {sys.argv}\n{traceback.format_exc()}\n")
    except OSError:
        return "It could not be written down, since the state folder cannot be written."
    return f"The details stand at the end of {file}."


def _tell(text: str, *, code: int = TROUBLE) -> int:
    print(f"anlan: {text}", file=sys.stderr)
    return code
