"""The custom robot of DingTalk: signed with time and secret; past twenty messages a minute it is blocked."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import urlencode

from anlan.core.kernel import clock
from anlan.foundation.notices.channels.robots import ask, markdown
from anlan.foundation.notices.rules.outcomes import Line, Outcome, Parcel, Way

ADDRESS = "https://oapi.dingtalk.com/robot/send"
MOST_BYTES = 20_000
BLOCKED_SECONDS = 600.0
TOO_OFTEN = {130101: BLOCKED_SECONDS, 660026: BLOCKED_SECONDS}
LATER = frozenset({-1, 310000})


def sign(secret: str, *, millis: int) -> str:
    """Base64 of HMAC-SHA256 over ``millis\\nsecret`` under the secret."""
    digest = hmac.digest(secret.encode(), f"{millis}\n{secret}".encode(), hashlib.sha256)
    return base64.b64encode(digest).decode()


def send(line: Line, parcels: Sequence[Parcel]) -> Outcome:
    """One message for the group; several parcels go together."""
    query = {"access_token": line.secrets.get("key", "")}
    secret = line.secrets.get("sign", "")
    if secret:
        millis = int(clock.now().timestamp() * 1000)
        query |= {"timestamp": str(millis), "sign": sign(secret, millis=millis)}
    url = f"{line.address or ADDRESS}?{urlencode(query)}"
    title = parcels[0].title_zh
    body = {
        "msgtype": "markdown",
        "markdown": {"title": title, "text": markdown(parcels, most_bytes=MOST_BYTES)},
    }
    return ask(url, body, timeout=line.timeout_seconds, too_often=TOO_OFTEN, later=LATER)


WAY = Way("dingtalk", send, personal=False, gathers=True, most=20, secrets=("key", "sign"))
