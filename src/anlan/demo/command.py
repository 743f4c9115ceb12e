"""``anlan demo load``: build the synthetic university, with progress."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence

from anlan.demo.building import Progress, build
from anlan.demo.emptying import empty, holds_data
from anlan.demo.scales import SCALES

SEED = 2022


def main(argv: Sequence[str]) -> int:
    """Load the demo; refuses a database that holds data unless ``--replace`` is given."""
    parser = argparse.ArgumentParser(
        prog="anlan demo", description="An invented university to try things on."
    )
    commands = parser.add_subparsers(dest="act", required=True)
    words = commands.add_parser("load", help="build it through the platform's own services")
    words.add_argument("--scale", choices=sorted(SCALES), default="campus")
    words.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same people")
    words.add_argument("--replace", action="store_true", help="empty the database first, whatever it holds")
    words.add_argument("--json", action="store_true")
    return _load(parser.parse_args(argv))


def _load(given: argparse.Namespace) -> int:
    if holds_data() and not given.replace:
        print("The database holds data already; --replace empties it first.", file=sys.stderr)
        return 1
    if given.replace:
        empty()
    began = time.monotonic()
    done = []
    for progress in build(SCALES[given.scale], seed=given.seed):
        done.append(progress)
        if not given.json:
            _show(progress)
    seconds = time.monotonic() - began
    if given.json:
        steps = [{"name": one.name, "made": one.made, "seconds": round(one.seconds, 3)} for one in done]
        print(
            json.dumps(
                {"scale": given.scale, "seed": given.seed, "seconds": round(seconds, 3), "steps": steps}
            )
        )
    else:
        print(f"Demo campus “{given.scale}” built in {seconds:.1f} s")
    return 0


def _show(one: Progress) -> None:
    bar = "#" * one.number + "." * (one.of - one.number)
    print(f"[{bar}] {one.name}: {one.made} ({one.seconds:.1f} s)", flush=True)
