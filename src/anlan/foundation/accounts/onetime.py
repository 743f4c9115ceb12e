"""One-time codes (RFC 6238: SHA-1, six digits, thirty seconds), as every authenticator app makes them."""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import datetime
from hmac import compare_digest
from unicodedata import normalize

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
STEP_SECONDS = 30
SECRET_BYTES = 20
DRIFT_STEPS = 1
RECOVERY_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
RECOVERY_LENGTH = 10
RECOVERY_COUNT = 10


def new_secret() -> bytes:
    """A fresh shared secret of 160 bits."""
    return secrets.token_bytes(SECRET_BYTES)


def step_at(at: datetime) -> int:
    """The number of the half minute."""
    return int(at.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, at: datetime) -> str:
    """The code that an authenticator shows at that instant."""
    return _code(secret, step_at(at))


def matching_step(secret: bytes, code: str, *, at: datetime, after: int) -> int | None:
    """The step whose code was typed, one step early or late allowed; never one at or before ``after``."""
    typed = "".join(sign for sign in normalize("NFKC", code) if sign in "0123456789")
    now, found = step_at(at), None
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if compare_digest(_code(secret, step), typed) and step > after:
            found = step
    return found


def provisioning_uri(secret: bytes, *, username: str, issuer: str) -> str:
    """What the QR code says to an authenticator app."""
    totp = TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303
    return totp.get_provisioning_uri(username, issuer)


def typed_secret(secret: bytes) -> str:
    """The secret for typing by hand, in groups of four."""
    text = b32encode(secret).decode().rstrip("=")
    return " ".join(text[index : index + 4] for index in range(0, len(text), 4))


def new_recovery_codes() -> list[str]:
    """Ten codes for the day the phone is lost; about 49 bits each."""
    return [_recovery_code() for _ in range(RECOVERY_COUNT)]


def normal_recovery_code(typed: str) -> str:
    """A recovery code as it was made, whatever blanks and hyphens were typed."""
    return "".join(sign for sign in normalize("NFKC", typed).lower() if sign.isalnum())


def _recovery_code() -> str:
    return "".join(secrets.choice(RECOVERY_SIGNS) for _ in range(RECOVERY_LENGTH))


def _code(secret: bytes, step: int) -> str:
    return HOTP(secret, DIGITS, SHA1()).generate(step).decode()  # noqa: S303
