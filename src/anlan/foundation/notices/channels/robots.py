"""What the group robots of WeCom and DingTalk share: words cut to bytes, an answer with an error code."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from anlan.foundation.notices.channels.outward import TROUBLES, judged, post, unreachable
from anlan.foundation.notices.rules.outcomes import (
    DELIVERED,
    LATER,
    REFUSED,
    SENT,
    SLOW_DOWN,
    Outcome,
    Parcel,
)

SHORT = 60


def markdown(parcels: Sequence[Parcel], *, most_bytes: int) -> str:
    """One message as it is, several as a list of titles with links; never longer than the robot takes."""
    if len(parcels) == 1:
        return cut(_whole(parcels[0]), most_bytes=most_bytes)
    head = f"### {len(parcels)} 条通知 / {len(parcels)} notices"
    return cut("\n".join([head, *(_row(parcel) for parcel in parcels)]), most_bytes=most_bytes)


def cut(text: str, *, most_bytes: int) -> str:
    """The text in at most so many bytes of UTF-8, never within a sign."""
    raw = text.encode()
    if len(raw) <= most_bytes:
        return text
    return raw[: most_bytes - 3].decode("utf-8", "ignore") + "…"


def ask(
    url: str,
    body: Mapping[str, Any],
    *,
    timeout: float,
    too_often: Mapping[int, float],
    later: frozenset[int],
) -> Outcome:
    """Send to a robot and read its error code; ``too_often`` names codes with the seconds to wait."""
    text = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "anlan"}
    try:
        answer = post(url, text, headers=headers, timeout=timeout)
    except TROUBLES as trouble:
        return unreachable(trouble)
    outcome = judged(answer)
    return _said(answer.body, too_often=too_often, later=later) if outcome.kind == DELIVERED else outcome


def _said(body: bytes, *, too_often: Mapping[int, float], later: frozenset[int]) -> Outcome:
    try:
        told = json.loads(body)
        number, words = int(told["errcode"]), str(told.get("errmsg", ""))[:200]
    except (ValueError, KeyError, TypeError):
        return Outcome(LATER, "robot.unreadable", body[:100].decode("utf-8", "replace"), whole_channel=True)
    if number == 0:
        return Outcome(SENT, "robot.0")
    code = f"robot.{number}"
    if number in too_often:
        return Outcome(SLOW_DOWN, code, words, wait_seconds=too_often[number], whole_channel=True)
    return Outcome(LATER if number in later else REFUSED, code, words, whole_channel=number in later)


def _whole(parcel: Parcel) -> str:
    parts = [f"### {parcel.title_zh}", parcel.text_zh, f"**{parcel.title_en}**", parcel.text_en]
    if parcel.url:
        parts.append(f"[查看 / Open]({parcel.url})")
    return "\n\n".join(part for part in parts if part)


def _row(parcel: Parcel) -> str:
    title = parcel.title_zh if len(parcel.title_zh) <= SHORT else f"{parcel.title_zh[:SHORT]}…"
    return f"> [{title}]({parcel.url})" if parcel.url else f"> {title}"
