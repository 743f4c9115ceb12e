"""The certificate and the key of an encrypted server, in the shape the server wants."""

import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from anlan.project.commands.refusal import BAD_INPUT, Refusal

MODERN_KEY = b"-----BEGIN PRIVATE KEY-----"


def usable_pair(certificate: Path, *, key: Path, folder: Path) -> tuple[Path, Path]:
    """The two files, checked; a key in an older shape is rewritten beside the state for this run."""
    told = _read(key)
    try:
        private = load_pem_private_key(told, password=None)
    except TypeError as error:
        raise Refusal(
            f"{key}: the key is locked with a password; unlock it first.", code=BAD_INPUT
        ) from error
    except ValueError as error:
        raise Refusal(f"{key}: this is not a private key in PEM.", code=BAD_INPUT) from error
    try:
        public = x509.load_pem_x509_certificate(_read(certificate)).public_key()
    except ValueError as error:
        raise Refusal(f"{certificate}: this is not a certificate in PEM.", code=BAD_INPUT) from error
    spoken = Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    if public.public_bytes(*spoken) != private.public_key().public_bytes(*spoken):
        raise Refusal(f"{certificate} and {key} do not belong together.", code=BAD_INPUT)
    if MODERN_KEY in told:
        return certificate, key
    rewritten = folder / "tls.key"
    with os.fdopen(os.open(rewritten, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, rewritten


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file}: {error.strerror}.", code=BAD_INPUT) from error
