"""What was done last time, by the digest of what it was done from."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from checkout import ROOT, VENV

FILE = VENV / "stamps.json"


def digest(files: Iterable[Path], *words: str) -> str:
    """One digest over names, contents and further words."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(f"\0{file.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def stamp(name: str) -> str:
    """The digest that ``name`` was last done from, or nothing."""
    return _read().get(name, "")


def set_stamp(name: str, value: str) -> None:
    """Remember that ``name`` is done; an empty value forgets it."""
    stamps = _read() | {name: value}
    building = FILE.with_suffix(".new")
    building.write_text(json.dumps(stamps, indent=1), encoding="utf-8")
    building.replace(FILE)


def _read() -> dict[str, str]:
    try:
        return dict(json.loads(FILE.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
