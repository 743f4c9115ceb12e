"""A certificate and a key are checked before anything starts."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from anlan.project.commands.refusal import Refusal
from anlan.project.serving.tls import MODERN_KEY, usable_pair
from anlan.project.tests.conftest import Pair


def test_a_key_in_the_older_shape_is_rewritten_for_its_owner_alone(certificate: Pair, tmp_path: Path):
    _, key = usable_pair(certificate[0], key=certificate[1], folder=tmp_path)
    assert key.parent == tmp_path
    assert MODERN_KEY in key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0


def test_a_key_in_the_newer_shape_is_used_as_it_is(certificate: Pair, tmp_path: Path):
    _, modern = usable_pair(certificate[0], key=certificate[1], folder=tmp_path)
    (tmp_path / "site.key").write_bytes(modern.read_bytes())
    assert usable_pair(certificate[0], key=tmp_path / "site.key", folder=tmp_path)[1] == tmp_path / "site.key"


def test_a_locked_key_is_refused(certificate: Pair, tmp_path: Path):
    lock = BestAvailableEncryption(b"word")
    locked = ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    (tmp_path / "locked.key").write_bytes(locked)
    with pytest.raises(Refusal, match="locked with a password"):
        usable_pair(certificate[0], key=tmp_path / "locked.key", folder=tmp_path)


def test_files_that_are_neither_are_refused_by_name(certificate: Pair, tmp_path: Path):
    (tmp_path / "text").write_text("neither")
    with pytest.raises(Refusal, match="not a private key"):
        usable_pair(certificate[0], key=tmp_path / "text", folder=tmp_path)
    with pytest.raises(Refusal, match="not a certificate"):
        usable_pair(tmp_path / "text", key=certificate[1], folder=tmp_path)
    with pytest.raises(Refusal, match="No such file"):
        usable_pair(tmp_path / "none", key=certificate[1], folder=tmp_path)


def test_a_key_of_another_certificate_is_refused(certificate: Pair, other_key: Path, tmp_path: Path):
    with pytest.raises(Refusal, match="do not belong together"):
        usable_pair(certificate[0], key=other_key, folder=tmp_path)
