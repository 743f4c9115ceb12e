"""A POST to another system, signed with HMAC-SHA256 as Standard Webhooks does.

Headers: ``webhook-id`` (the delivery, for receivers that keep out repeats), ``webhook-timestamp`` and
``webhook-signature: v1,<base64>`` over ``id.timestamp.body``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

from anlan.core.kernel import clock
from anlan.foundation.notices.channels.outward import TROUBLES, judged, post, unreachable
from anlan.foundation.notices.rules.outcomes import Line, Outcome, Parcel, Way

PREFIX = "whsec_"


def signature(secret: str, *, key: str, timestamp: int, body: bytes) -> str:
    """``v1,<base64>``; a secret that begins with ``whsec_`` is base64, any other counts as it stands."""
    signed = f"{key}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def send(line: Line, parcels: Sequence[Parcel]) -> Outcome:
    """One message; the body is the same at every attempt but for its time of signing."""
    parcel = parcels[0]
    body = json.dumps(_body(parcel), ensure_ascii=False, sort_keys=True).encode()
    timestamp = int(clock.now().timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "anlan",
        "webhook-id": parcel.key,
        "webhook-timestamp": str(timestamp),
    }
    secret = line.secrets.get("key", "")
    if secret:
        headers["webhook-signature"] = signature(secret, key=parcel.key, timestamp=timestamp, body=body)
    try:
        return judged(post(line.address, body, headers=headers, timeout=line.timeout_seconds))
    except TROUBLES as trouble:
        return unreachable(trouble)


def _body(parcel: Parcel) -> dict[str, Any]:
    return {
        "id": parcel.key,
        "drill": parcel.drill,
        "at": parcel.at.isoformat(),
        "title": {"zh": parcel.title_zh, "en": parcel.title_en},
        "text": {"zh": parcel.text_zh, "en": parcel.text_en},
        "url": parcel.url,
        **parcel.facts,
    }


def _key(secret: str) -> bytes:
    if secret.startswith(PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except binascii.Error:
            return secret.encode()
    return secret.encode()


WAY = Way("webhook", send, personal=False, secrets=("key",))
