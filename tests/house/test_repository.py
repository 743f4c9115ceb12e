"""What the repository may not hold."""

import re
from pathlib import Path

import pytest

from tests.house import sources

ADDRESS = re.compile(r"https?://|index-url|find-links")
MACHINE = re.compile(rf"(?<![\w.~-])(?:{re.escape(str(sources.ROOT))}|/(?:home|Users)/\w+)/")


def _locks() -> list[Path]:
    return sorted((sources.ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", _locks(), ids=sources.shown)
def test_a_lock_names_no_address_and_pins_every_package_by_hash(lock: Path):
    text = lock.read_text(encoding="utf-8")
    assert ADDRESS.findall(text) == []
    assert all("--hash=" in block for block in re.split(r"\n(?=\S)", text.strip()) if "==" in block)


def test_the_lock_of_the_front_end_names_no_download_address():
    lock = (sources.ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


def test_no_file_is_larger_than_seven_hundred_kilobytes():
    assert [sources.shown(p) for p in sources.tracked_files() if p.stat().st_size > 700 * 1024] == []


def test_no_file_names_a_folder_of_some_machine():
    here = Path(__file__)
    named = [
        sources.shown(path)
        for path in sources.tracked_files()
        if path != here
        and path.suffix not in {".png", ".jpg", ".webp"}
        and MACHINE.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert named == []
