"""A process starts without what only some pages need."""

import os
import subprocess
import sys

from anlan.project.home import checkout_root

START = """import sys, django; django.setup()
import anlan.project.urls
print(*sorted(name for name in sys.argv[1:] if name in sys.modules))"""
LATE = ("pypinyin", "docx", "pypdf", "typst")


def test_dictionaries_and_readers_of_files_are_not_loaded_at_the_start():
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "anlan.project.settings",
        "PYTHONPATH": str(checkout_root() / "src"),
    }
    said = subprocess.run(
        [sys.executable, "-c", START, *LATE], env=env, check=True, capture_output=True, text=True
    )
    assert said.stdout == "\n"
