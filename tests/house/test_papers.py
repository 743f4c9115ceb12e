"""The reference pages say what the code says."""

import json
import os
import re
import subprocess
import sys
from functools import cache

import pytest

from anlan.project import reference
from tests.house import sources

PRINT = """import django, json; django.setup()
from anlan.project.reference import pages; print(json.dumps(pages()))"""


@cache
def _pages() -> dict[str, str]:
    """The pages as a process of its own writes them: other tests register jobs and verbs in this one."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "anlan.project.settings",
        "PYTHONPATH": str(sources.ROOT / "src"),
    }
    said = subprocess.run([sys.executable, "-c", PRINT], env=env, check=True, capture_output=True, text=True)
    return dict(json.loads(said.stdout))


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (sources.ROOT / "docs" / "reference").iterdir())
)
def test_a_reference_page_is_up_to_date(name: str):
    written = (sources.ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == _pages()[name], "run: anlan manage reference"


def test_every_variable_of_the_environment_that_the_code_reads_is_in_the_settings_page():
    read = set()
    for path in sources.modules():
        read |= set(
            re.findall(r"environ(?:\.get\(|\[)\"(ANLAN_\w+|DATABASE_URL)\"", path.read_text(encoding="utf-8"))
        )
    assert read <= {name for name, *_ in reference.SETTINGS} | {"ANLAN_TEST_HOME"}


def test_every_decision_is_listed_in_their_index():
    folder = sources.ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in sorted(folder.glob("0*.md")) if f"({p.name})" not in index] == []
