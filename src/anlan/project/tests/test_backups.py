"""A backup holds the whole state; a restore puts all of it back or changes nothing."""

import hashlib
import io
import json
import os
import tarfile
from pathlib import Path

import psycopg
import pytest

from anlan.project.backups import archive
from anlan.project.commands.refusal import Refusal
from anlan.project.postgres import database_url, ensure_running
from anlan.project.tests.conftest import Run

NEW_UNIT = (
    "from anlan.foundation.ledger.models import Event\n"
    "from django.contrib.sessions.models import Session\n"
    "from django.utils import timezone\n"
    "Session.objects.create(session_key='{key}', session_data='x', expire_date=timezone.now())"
)


def mark(anlan: Run, key: str) -> None:
    """Leave a row behind by which a state is known again."""
    done = anlan("manage", "shell", "-c", NEW_UNIT.format(key=key))
    assert done.returncode == 0, done.stderr


def marks(home: Path) -> set[str]:
    with ensure_running(), psycopg.connect(database_url()) as connection:
        return {row[0] for row in connection.execute("SELECT session_key FROM django_session")}


def databases(home: Path) -> set[str]:
    with ensure_running(), psycopg.connect(database_url()) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'anlan%'")
        return {row[0] for row in rows}


@pytest.fixture
def saved(anlan: Run, migrated: Path, home: Path, tmp_path: Path) -> Path:
    """A backup of a state with one mark and one file."""
    mark(anlan, "first")
    (home / "media" / "papers").mkdir(parents=True)
    (home / "media" / "papers" / "会议.txt").write_text("一是")
    target = tmp_path / "state.tar"
    done = anlan("backup", target, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"] >= 2
    return target


@pytest.mark.slow
def test_a_restore_brings_back_rows_files_and_the_sites_key(saved: Path, anlan: Run, home: Path):
    key = (home / "secret.key").read_text()
    mark(anlan, "second")
    (home / "media" / "papers" / "会议.txt").write_text("二是")
    (home / "media" / "later.txt").write_text("later")
    (home / "secret.key").write_text("another")
    done = anlan("restore", saved, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    assert marks(home) == {"first"}
    assert (home / "media" / "papers" / "会议.txt").read_text() == "一是"
    assert not (home / "media" / "later.txt").exists()
    assert (home / "secret.key").read_text() == key
    assert databases(home) == {"anlan"}
    assert list(home.glob("restore-*")) == []


@pytest.mark.slow
def test_a_backup_moves_to_a_fresh_state_folder(saved: Path, anlan: Run, home: Path):
    assert anlan("reset", "--yes").returncode == 0
    done = anlan("restore", saved)
    assert done.returncode == 0, done.stderr
    assert "ledger holds" in done.stdout
    assert marks(home) == {"first"}


@pytest.mark.slow
def test_a_database_that_somebody_uses_is_not_replaced(saved: Path, anlan: Run, home: Path):
    mark(anlan, "second")
    with ensure_running(), psycopg.connect(database_url()):
        refused = anlan("restore", saved, "--replace")
    assert refused.returncode == 1
    assert "Somebody uses the database" in refused.stderr
    assert marks(home) == {"first", "second"}
    assert databases(home) == {"anlan"}


@pytest.mark.slow
def test_a_database_with_people_is_not_replaced_without_the_word(saved: Path, anlan: Run, home: Path):
    person = (
        "from anlan.foundation.accounts.models import Account\n"
        "Account.objects.create(username='someone', password='!')"
    )
    assert anlan("manage", "shell", "-c", person).returncode == 0
    refused = anlan("restore", saved)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr


@pytest.mark.slow
def test_a_restore_cut_off_after_the_exchange_is_finished_by_the_next_command(
    saved: Path, anlan: Run, home: Path
):
    folder = home / "restore-abcd"
    (folder / "files" / "media").mkdir(parents=True)
    (folder / "files" / "media" / "restored.txt").write_text("restored")
    with ensure_running(), psycopg.connect(f"{database_url('postgres')}", autocommit=True) as connection:
        connection.execute("CREATE DATABASE anlan_old_abcd")
    (home / "restore.json").write_text('{"mark": "abcd"}')
    assert anlan("ledger", "verify").returncode == 0
    assert [file.name for file in (home / "media").iterdir()] == ["restored.txt"]
    assert databases(home) == {"anlan"}
    assert not folder.exists()
    assert not (home / "restore.json").exists()


@pytest.mark.slow
def test_a_restore_cut_off_before_the_exchange_is_undone_by_the_next_command(
    saved: Path, anlan: Run, home: Path
):
    (home / "restore-abcd").mkdir()
    with ensure_running(), psycopg.connect(f"{database_url('postgres')}", autocommit=True) as connection:
        connection.execute("CREATE DATABASE anlan_new_abcd")
    (home / "restore.json").write_text('{"mark": "abcd"}')
    assert anlan("ledger", "verify").returncode == 0
    assert (home / "media" / "papers" / "会议.txt").exists()
    assert databases(home) == {"anlan"}
    assert list(home.glob("restore-*")) == []


@pytest.fixture
def written(home: Path, tmp_path: Path) -> Path:
    """An archive of a small state folder around a dump that is only bytes."""
    (home / "secret.key").write_text("s3cret")
    (home / "media").mkdir()
    (home / "media" / "a.bin").write_bytes(os.urandom(3_000_000))
    (home / "pg.users").write_text("")
    dump = tmp_path / "dump"
    dump.write_bytes(b"PGDMP" * 1000)
    target = tmp_path / "state.tar"
    archive.write(
        target, dump=dump, home=home, about={"made_at": "2022-05-19T00:00:00+00:00", "server": "18.6"}
    )
    return target


def rebuilt(source: Path, *, change) -> Path:
    """The archive again, its entries passed through ``change(name, content)``; None leaves one out."""
    target = source.with_name("changed.tar")
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content
            kept = change(member.name, content.read())
            if kept is not None:
                member.name, data = kept
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return target


def test_an_archive_is_readable_by_its_owner_alone_and_holds_no_machine_files(written: Path):
    assert written.stat().st_mode & 0o077 == 0
    with tarfile.open(written) as tar:
        names = tar.getnames()
    assert names == ["database.dump", "files/media/a.bin", "files/secret.key", "manifest.json"]


def test_what_was_written_comes_apart_the_same(written: Path, home: Path, tmp_path: Path):
    manifest = archive.unpack(written, into=tmp_path / "out")
    copy = tmp_path / "out" / "files" / "media" / "a.bin"
    assert copy.read_bytes() == (home / "media" / "a.bin").read_bytes()
    assert manifest["entries"]["files/media/a.bin"]["sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()


def test_one_changed_byte_is_found_and_named(written: Path, tmp_path: Path):
    bad = rebuilt(
        written, change=lambda n, c: (n, c[:-1] + bytes([c[-1] ^ 1])) if n.endswith("a.bin") else (n, c)
    )
    with pytest.raises(Refusal, match=r"files/media/a\.bin is not what the manifest says"):
        archive.unpack(bad, into=tmp_path / "out")


def test_a_missing_entry_is_found_and_named(written: Path, tmp_path: Path):
    bad = rebuilt(written, change=lambda n, c: None if n.endswith("secret.key") else (n, c))
    with pytest.raises(Refusal, match=r"files/secret\.key is not what"):
        archive.unpack(bad, into=tmp_path / "out")


@pytest.mark.parametrize(
    "name",
    ["files/../../escaped", "/etc/escaped", "escaped", "files", "files/pg/data/x", "files/restore.json"],
)
def test_an_entry_that_would_land_elsewhere_is_refused(written: Path, tmp_path: Path, name: str):
    bad = rebuilt(written, change=lambda n, c: (name, c) if n.endswith("a.bin") else (n, c))
    with pytest.raises(Refusal, match="does not belong there"):
        archive.unpack(bad, into=tmp_path / "out")
    assert not (tmp_path / "escaped").exists()


def test_a_link_in_an_archive_is_refused(written: Path, tmp_path: Path):
    bad = tmp_path / "link.tar"
    with tarfile.open(bad, "w") as tar:
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(link)
    with pytest.raises(Refusal, match="does not belong there"):
        archive.unpack(bad, into=tmp_path / "out")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.999])
def test_an_archive_that_was_cut_off_is_refused(written: Path, tmp_path: Path, share: float):
    content = written.read_bytes()
    with tarfile.open(written) as tar:
        end = tar.getmember("manifest.json").offset_data
    cut = tmp_path / "cut.tar"
    cut.write_bytes(content[: int(end * share)])
    with pytest.raises(Refusal, match="cannot be used") as refused:
        archive.unpack(cut, into=tmp_path / "out")
    assert refused.value.code == 2


@pytest.mark.parametrize("manifest", [b"[", b"[]", b'{"schema": "other/9", "entries": {}}'])
def test_a_manifest_that_is_none_is_refused(written: Path, tmp_path: Path, manifest: bytes):
    bad = rebuilt(written, change=lambda n, c: (n, manifest) if n == "manifest.json" else (n, c))
    with pytest.raises(Refusal, match="cannot be used"):
        archive.unpack(bad, into=tmp_path / "out")


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path):
    other = tmp_path / "other.tar"
    other.write_text("not a backup " * 100)
    with pytest.raises(Refusal, match="damaged or no backup"):
        archive.unpack(other, into=tmp_path / "out")
    with pytest.raises(Refusal, match="no such file"):
        archive.unpack(tmp_path / "none.tar", into=tmp_path / "out")


def test_a_backup_into_a_folder_that_is_not_there_is_refused(anlan: Run):
    refused = anlan("backup", "/no/such/folder/state.tar")
    assert refused.returncode == 2
    assert "folder that exists" in refused.stderr
