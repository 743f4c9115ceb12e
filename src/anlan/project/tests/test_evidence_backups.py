"""A backup carries the evidence: every kept file, nothing that is still coming in."""

import hashlib
import json
from pathlib import Path

import pytest

from anlan.project.backups import archive
from anlan.project.tests.conftest import Run

ADD = (
    "from uuid import UUID\n"
    "from anlan.core.access import Actor\n"
    "from anlan.foundation.evidence.public import Ref, add_file, of, register_subject\n"
    "from anlan.foundation.evidence import storage\n"
    "key = UUID('01890000-0000-7000-8000-000000000001')\n"
    "register_subject('tests.thing', lambda viewer, keys: keys, lambda viewer, key: True)\n"
    "by, thing = Actor.system('tests'), Ref('tests.thing', key)\n"
)


def test_kept_files_are_state_and_unfinished_ones_are_not(tmp_path: Path):
    content = b"%PDF-1.7 kept"
    sha256 = hashlib.sha256(content).hexdigest()
    kept = tmp_path / "evidence" / sha256[:2] / sha256[2:4] / sha256
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    (tmp_path / "evidence" / ".part").mkdir()
    (tmp_path / "evidence" / ".part" / "coming").write_bytes(b"half")
    assert archive.state_files(tmp_path) == [kept]


@pytest.mark.slow
def test_a_restore_brings_evidence_back_with_its_bytes(
    anlan: Run, migrated: Path, home: Path, tmp_path: Path
):
    add = ADD + "add_file(subject=thing, data=b'%PDF-1.7 kept', name='a.pdf', by=by, client_id=key)"
    done = anlan("manage", "shell", "-c", add)
    assert done.returncode == 0, done.stderr
    target = tmp_path / "state.tar"
    assert anlan("backup", target, "--json").returncode == 0
    assert anlan("reset", "--yes").returncode == 0
    assert not (home / "evidence").exists()
    assert anlan("restore", target).returncode == 0
    look = ADD + (
        "row = of(by, [thing])[thing][0]\n"
        "import json; print(json.dumps([row.name, storage.path_of(row.sha256).read_bytes().decode()]))"
    )
    said = anlan("manage", "shell", "-c", look)
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout.splitlines()[-1]) == ["a.pdf", "%PDF-1.7 kept"]
