"""The files of the house, read once, for the tests that hold it to its own rules."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "anlan"


@dataclass(frozen=True, slots=True)
class Function:
    """One function: where it stands and how many lines it takes."""

    path: Path
    name: str
    line: int
    lines: int


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the product, tests and migrations left out."""
    apart = {"tests", "migrations"}
    return tuple(sorted(p for p in SOURCE.rglob("*.py") if not apart & set(p.relative_to(SOURCE).parts)))


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def length_of(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def functions() -> tuple[Function, ...]:
    """Every function of the product."""
    return tuple(
        Function(path, node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@cache
def templates() -> tuple[Path, ...]:
    """Every page template."""
    return tuple(sorted(SOURCE.rglob("templates/**/*.html")))


@cache
def tracked_files() -> tuple[Path, ...]:
    """What the repository holds: tracked files and new ones that are not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(path for name in listing.split("\0") if name and (path := ROOT / name).is_file())


def shown(path: Path) -> str:
    """The path as it is written in a failure."""
    return str(path.relative_to(ROOT))
