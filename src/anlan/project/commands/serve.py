"""``anlan serve``: the pages and the background jobs, on the embedded or the configured database."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from anlan.project.commands.refusal import BAD_INPUT, Refusal
from anlan.project.home import anlan_home
from anlan.project.postgres import ensure_running
from anlan.project.serving import leftovers
from anlan.project.serving.child import Child, end_all
from anlan.project.serving.port import answer, require_free
from anlan.project.serving.preparation import OPEN, OPEN_DEMO, READY_WITH_DEMO
from anlan.project.serving.tls import usable_pair
from anlan.project.serving.watch import Watch

HIGHEST_PORT = 65535
PATIENCE_SECONDS = 5.5
"""With the database's own end it stays under ten seconds in all."""
ANLAN = (sys.executable, "-m", "anlan.project.cli")
PAGES = (sys.executable, "-m", "anlan.project.serving.pages")


def main(argv: Sequence[str]) -> int:
    """Serve until SIGTERM or Ctrl-C; the address is the last line of start-up."""
    given = _parser().parse_args(argv)
    home = anlan_home()
    (home / "static").mkdir(parents=True, exist_ok=True)
    if not 0 < given.port <= HIGHEST_PORT:
        raise Refusal(f"{given.port} is not a port.", code=BAD_INPUT)
    pair = _certificate(given, home=home)
    note = home / f"serve-{given.port}.json"
    leftovers.clear(note)
    require_free(given.host, port=given.port)
    watch = Watch()
    with ensure_running():
        return _serve(given, watch=watch, pair=pair, note=note)


def _serve(given: argparse.Namespace, *, watch: Watch, pair: tuple[Path, Path] | None, note: Path) -> int:
    """Prepare, start the children, tell the address, watch; whatever happens, end them all."""
    prepare, pages, jobs = children = _children(given, pair=pair)
    with ExitStack() as ending:
        ending.callback(note.unlink, missing_ok=True)
        ending.callback(end_all, children, patience_s=PATIENCE_SECONDS)
        pages.start()
        leftovers.note(note, children=[pages])
        status = watch.finish(prepare)
        if status is None:
            return 0
        if status not in {0, READY_WITH_DEMO}:
            return status
        pages.say(OPEN_DEMO if status == READY_WITH_DEMO else OPEN)
        reached = partial(answer, _knocked_at(given.host), port=given.port, tls=pair is not None)
        if not watch.until_answering(pages, answer=reached):
            return 0
        jobs.start()
        leftovers.note(note, children=[pages, jobs])
        print(_address(given, tls=pair is not None), flush=True)
        return watch.over(pages, jobs=jobs)


def _children(given: argparse.Namespace, *, pair: tuple[Path, Path] | None) -> tuple[Child, Child, Child]:
    """What prepares, what serves the pages and what works the jobs, none of them started."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "anlan.project.settings", "PYTHONUNBUFFERED": "1"}
    open_roles = {"ANLAN_DEMO": "1"} if given.demo else {}
    secure = {"ANLAN_TLS": "1"} if pair else {}
    place = ["--host", given.host, "--port", str(given.port)]
    tls = ["--cert", str(pair[0]), "--key", str(pair[1])] if pair else []
    return (
        Child("prepare", _prepare_command(given), environment | open_roles),
        Child("pages", [*PAGES, *place, *tls], environment | secure, listens=True),
        Child("jobs", [*ANLAN, "worker"], environment),
    )


def _prepare_command(given: argparse.Namespace) -> list[str]:
    return [*ANLAN, "prepare", *(["--demo", given.demo] if given.demo else [])]


def _certificate(given: argparse.Namespace, *, home: Path) -> tuple[Path, Path] | None:
    if given.cert is None and given.key is None:
        return None
    if given.cert is None or given.key is None:
        raise Refusal("--cert and --key go together.", code=BAD_INPUT)
    return usable_pair(given.cert, key=given.key, folder=home)


def _knocked_at(host: str) -> str:
    """Where this machine itself reaches a server that listens on every address."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def _address(given: argparse.Namespace, *, tls: bool) -> str:
    host = _knocked_at(given.host)
    shown = f"[{host}]" if ":" in host else host
    return f"Anlan is ready: {'https' if tls else 'http'}://{shown}:{given.port}/"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, metavar="P", help="the port (8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="the address to listen on (127.0.0.1)"
    )
    parser.add_argument("--cert", type=Path, metavar="C", help="a certificate in PEM: serve encrypted")
    parser.add_argument("--key", type=Path, metavar="K", help="its private key in PEM")
    parser.add_argument(
        "--demo",
        nargs="?",
        const="campus",
        choices=("small", "campus", "large"),
        help="load the demo campus first if the database is empty",
    )
    return parser
