"""Keys for machines (UUID version 7) and codes for people (with a check character)."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from uuid import UUID

from anlan.core.kernel import clock

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUVWXY"  # 32 signs without I, O, S, Z
_lock = threading.Lock()
_last_tick = 0
_held_ticks: dict[int, int] = {}
_MOST_HELD = 10_000


def new_id() -> UUID:
    """A time-ordered key (RFC 9562, version 7); strictly increasing within a process, and among those of
    one instant while the clock is held.

    The 48-bit millisecond time is followed by 12 bits of sub-millisecond order.
    """
    with _lock:
        tick = _next_tick(int(clock.now().timestamp() * 1000 * 4096))
    millis, order = divmod(tick, 4096)
    tail = secrets.randbits(62)
    value = (millis & (1 << 48) - 1) << 80 | 0x7 << 76 | order << 64 | 0b10 << 62 | tail
    return UUID(int=value)


def _next_tick(tick: int) -> int:
    """The next free tick at or after this one; a held instant counts for itself, so that it may lie back."""
    global _last_tick
    if not clock.is_held():
        _last_tick = max(tick, _last_tick + 1)
        return _last_tick
    if len(_held_ticks) >= _MOST_HELD:
        _held_ticks.clear()
    _held_ticks[tick] = _held_ticks.get(tick, tick - 1) + 1
    return _held_ticks[tick]


def array_text(keys: Iterable[UUID]) -> str:
    """Keys as one text that PostgreSQL reads as ``uuid[]``; thousands travel much faster than singly."""
    return f"{{{','.join([key.hex for key in keys])}}}"


def check_sign(body: str) -> str:
    """The check sign of a code: the hybrid system of ISO 7064 over 32 signs; any one wrong sign shows."""
    carry = 32
    for sign in body:
        if sign in _ALPHABET:
            carry = (carry + _ALPHABET.index(sign)) % 32 or 32
            carry = carry * 2 % 33
    return _ALPHABET[(33 - carry) % 32]


def human_code(prefix: str, year: int, number: int) -> str:
    """A code that people can read out: ``human_code("YQ", 2022, 31)`` → ``YQ-2022-0031-…``."""
    body = f"{prefix}-{year:04d}-{number:04d}"
    return f"{body}-{check_sign(body)}"


def is_human_code(code: str) -> bool:
    """Whether the code's last sign fits the rest."""
    body, dash, sign = code.rpartition("-")
    return bool(dash) and len(sign) == 1 and check_sign(body) == sign
