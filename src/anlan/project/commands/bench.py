"""``anlan bench``: the project's own measurements, each a module in ``benchmarks/``."""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import cast

from anlan.project.commands.refusal import BAD_INPUT, Refusal
from anlan.project.home import checkout_root

Figures = Mapping[str, float | int | str]


def main(argv: Sequence[str]) -> int:
    """Run the named benchmarks, or all; each module's ``measure()`` returns figures by name."""
    found = available(checkout_root() / "benchmarks")
    given = _parser(found).parse_args(argv)
    unknown = [name for name in given.names if name not in found]
    if unknown:
        raise Refusal(f"There is no benchmark {unknown[0]!r}; there are: {', '.join(found)}.", code=BAD_INPUT)
    results = {}
    for name in given.names or found:
        began = time.monotonic()
        figures = _measure(found[name])
        results[name] = {**figures, "seconds": round(time.monotonic() - began, 2)}
        if not given.json:
            print(_in_words(name, results[name]), flush=True)
    if given.json:
        print(json.dumps({"machine": _machine(), "benchmarks": results}, ensure_ascii=False))
    return 0


def available(folder: Path) -> dict[str, Path]:
    """The benchmarks of a checkout by name."""
    files = sorted(file for file in folder.glob("*.py") if not file.stem.startswith("_"))
    return {file.stem.replace("_", "-"): file for file in files}


def _measure(file: Path) -> Figures:
    measure = cast("Callable[[], Figures]", _loaded(file).measure)
    return measure()


def _loaded(file: Path) -> ModuleType:
    spec = spec_from_file_location(f"benchmarks.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise Refusal(f"{file}: this cannot be loaded.")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _machine() -> dict[str, str | int]:
    return {"cores": os.cpu_count() or 1, "system": platform.platform(), "python": platform.python_version()}


def _in_words(name: str, figures: Figures) -> str:
    """A line for each figure; those named ``row.column`` as a table."""
    rows: dict[str, dict[str, object]] = {}
    for what, value in figures.items():
        row, _, column = what.partition(".")
        rows.setdefault(row, {})[column] = value
    width = max(map(len, rows)) + 2
    lines, heads = [name], [""]
    for row, cells in rows.items():
        if list(cells) not in (heads, [""]):
            lines.append(" " * (width + 2) + "".join(f"{head:>11}" for head in cells))
        heads = list(cells)
        shown = str(cells[""]) if heads == [""] else "".join(f"{value:>11}" for value in cells.values())
        lines.append(f"  {row:<{width}}{shown}")
    return "\n".join(lines)


def _parser(found: Mapping[str, Path]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(found) or 'none yet'}")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser
