"""A state folder of one's own, and the program run in it as a person would run it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from anlan.core.kernel import clock
from anlan.project.postgres import Places

Run = Callable[..., subprocess.CompletedProcess[str]]
Pair = tuple[Path, Path]
DAY = timedelta(days=1)

NOT_INHERITED = (
    "DATABASE_URL",
    "ANLAN_DEMO",
    "ANLAN_TLS",
    "ANLAN_HOSTS",
    "ANLAN_RESTORING",
    "ANLAN_POSTGRES",
)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty state folder that any account may enter, since root lends the server to nobody."""
    folder = open_folder()
    for name in NOT_INHERITED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANLAN_HOME", str(folder))
    yield folder
    remove(folder)


@pytest.fixture(scope="session")
def pattern() -> Iterator[Path]:
    """A migrated state folder, made once and only copied."""
    folder = open_folder()
    done = run_anlan("migrate", home=folder)
    assert done.returncode == 0, done.stderr
    yield folder
    remove(folder)


@pytest.fixture
def migrated(home: Path, pattern: Path) -> Path:
    """A state folder whose database has this version's shape."""
    subprocess.run(["cp", "-a", *pattern.iterdir(), home], check=True)
    return home


@pytest.fixture
def anlan(home: Path) -> Run:
    """Runs ``anlan WORDS…`` in the state folder and gives back what it said."""

    return partial(run_anlan, home=home)


def run_anlan(
    *words: object, home: Path, said: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """``anlan WORDS…`` as a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return subprocess.run(
        [sys.executable, "-m", "anlan.project.cli", *map(str, words)],
        env=inherited | {"ANLAN_HOME": str(home)} | environment,
        input=said,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def open_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="anlan-test-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


def remove(folder: Path) -> None:
    """Remove a state folder, and what its cluster's link points at."""
    lent = Places(folder).cluster.resolve()
    if lent.parent != folder:
        shutil.rmtree(lent, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def certificate(tmp_path: Path) -> Pair:
    """A certificate for this machine with a key in the older shape."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    building = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    lasting = building.not_valid_before(clock.now() - DAY).not_valid_after(clock.now() + DAY)
    built = lasting.serial_number(7).sign(key, hashes.SHA256())
    files = tmp_path / "site.crt", tmp_path / "old.key"
    files[0].write_bytes(built.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    return files


@pytest.fixture
def other_key(tmp_path: Path) -> Path:
    """A key that belongs to no certificate here."""
    file = tmp_path / "other.key"
    key = ec.generate_private_key(ec.SECP256R1())
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return file
