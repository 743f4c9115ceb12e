"""Short messages. The interface of a gateway, and the default that writes files for a gateway to fetch."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from anlan.foundation.notices.rules.outcomes import LATER, REFUSED, SENT, Line, Outcome, Parcel, Way

LONGEST = 300
Gateway = Callable[[Line, str, str, str], Outcome]
"""Sends (line, phone, text, key); the key stays the same at every attempt, to keep out repeats."""


def into_files(line: Line, phone: str, text: str, key: str) -> Outcome:
    """One file a message in ``sms/`` of the state folder, whole or not at all; a repeat writes the same."""
    folder = Path(line.folder) / "sms"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = folder / f".{key}"
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump({"to": phone, "text": text, "key": key}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / f"{key}.json")
    except OSError as trouble:
        return Outcome(LATER, f"sms.{type(trouble).__name__}", str(trouble)[:200], whole_channel=True)
    return Outcome(SENT, "sms.filed")


GATEWAYS: dict[str, Gateway] = {"file": into_files}


def send(line: Line, parcels: Sequence[Parcel]) -> Outcome:
    """One message to one telephone through the gateway that the site has chosen."""
    parcel = parcels[0]
    gateway = GATEWAYS.get(str(line.settings.get("gateway", "file")))
    if gateway is None:
        return Outcome(REFUSED, "sms.no_gateway")
    if not parcel.to:
        return Outcome(REFUSED, "sms.no_number")
    return gateway(line, parcel.to, text_of(parcel), parcel.key)


def text_of(parcel: Parcel) -> str:
    """Title and text in Chinese, the title in English, cut to what a telephone shows."""
    text = f"{parcel.title_zh} {parcel.text_zh}"
    tail = f" {parcel.title_en} {parcel.url}".rstrip()
    room = max(LONGEST - len(tail), 0)
    return (text if len(text) <= room else f"{text[: room - 1]}…") + tail


WAY = Way("sms", send, personal=True)
