"""The group robot of WeCom: markdown of at most 4096 bytes, twenty messages a minute."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from anlan.foundation.notices.channels.robots import ask, markdown
from anlan.foundation.notices.rules.outcomes import Line, Outcome, Parcel, Way

ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
MOST_BYTES = 4096
TOO_OFTEN = {45009: 60.0, 45033: 60.0}
LATER = frozenset({-1})


def send(line: Line, parcels: Sequence[Parcel]) -> Outcome:
    """One message for the group; several parcels go together."""
    url = f"{line.address or ADDRESS}?{urlencode({'key': line.secrets.get('key', '')})}"
    body = {"msgtype": "markdown", "markdown": {"content": markdown(parcels, most_bytes=MOST_BYTES)}}
    return ask(url, body, timeout=line.timeout_seconds, too_often=TOO_OFTEN, later=LATER)


WAY = Way("wecom", send, personal=False, gathers=True, most=20, secrets=("key",))
