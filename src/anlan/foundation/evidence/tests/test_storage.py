"""A file is whole or absent, whatever happens while it is written."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from anlan.foundation.evidence import storage

CONTENT = b"whole" * 1000
WRITER = """
import os, sys, time
from django.conf import settings
settings.configure(EVIDENCE_ROOT=sys.argv[1])
from anlan.foundation.evidence import storage
def slow(descriptor):
    print("written", flush=True)
    time.sleep(60)
os.fsync = slow
storage.keep(b"whole" * 1000)
"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.EVIDENCE_ROOT = tmp_path
    return tmp_path


def test_a_process_killed_while_writing_leaves_no_half_file(folder):
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written\n"
        writer.kill()
    target = storage.path_of(hashlib.sha256(CONTENT).hexdigest())
    assert not target.exists()
    storage.keep(CONTENT)
    assert target.read_bytes() == CONTENT


def test_a_file_that_was_cut_on_disk_is_mended_by_the_next_one_like_it():
    sha256 = storage.keep(CONTENT)
    storage.path_of(sha256).write_bytes(b"who")
    storage.keep(CONTENT)
    assert storage.path_of(sha256).read_bytes() == CONTENT


def test_nobody_else_on_the_machine_may_read_the_bytes():
    path = storage.path_of(storage.keep(CONTENT))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
