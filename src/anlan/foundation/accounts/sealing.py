"""Sealing small secrets before they go into the database."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from anlan.core.kernel.errors import Unavailable

VERSION = b"\x01"
NONCE_BYTES = 12


def seal(secret: bytes, *, about: str) -> bytes:
    """The secret under the site's key, bound to what it is about: version, nonce, AES-GCM text."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(_key()).encrypt(nonce, secret, about.encode())


def unseal(sealed: bytes, *, about: str) -> bytes:
    """The secret again. Raises Unavailable when the site's key changed or the row was moved."""
    nonce, text = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(_key()).decrypt(nonce, text, about.encode())
    except InvalidTag as error:
        raise Unavailable("accounts.seal_broken") from error


def _key() -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"anlan.accounts.second-factor")
    return derive.derive(settings.SECRET_KEY.encode())
