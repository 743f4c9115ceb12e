"""One letter in both languages, once a person and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from anlan.core.access import Actor
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.notices.public import Level, notify

ROBOT = Actor.system("letters")
LONGEST = 60
AGAIN = _("（第 %(times)s 次）")

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said about what; ``title`` and ``text`` are lazy words with named places for the facts.

    ``times`` counts what happened more than once and is said from the second time on. With ``gathers`` a
    letter of the same key that nobody has got yet is told anew instead of kept as it was.
    """

    about: str
    key: str
    title: Words
    url: str
    text: Words = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    facts_en: Mapping[str, Any] = field(default_factory=dict)
    now: bool = False
    drill: bool = False
    times: int = 1
    gathers: bool = False


def tell(letter: Letter, positions: Iterable[UUID | None]) -> int:
    """Send it to everybody who holds one of the positions; says how many letters are new."""
    said = {
        "zh": _said(letter, "zh-hans", letter.facts),
        "en": _said(letter, "en", {**letter.facts, **letter.facts_en}),
    }
    return len(
        notify(
            code=letter.about,
            title_zh=said["zh"][0],
            title_en=said["en"][0],
            text_zh=said["zh"][1],
            text_en=said["en"][1],
            url=letter.url,
            level=Level.NOW if letter.now else Level.DIGEST,
            dedupe_key=letter.key,
            positions=[one for one in dict.fromkeys(positions) if one is not None],
            drill=letter.drill,
            by=ROBOT,
            gathers=letter.gathers,
        )
    )


def short(words: str) -> str:
    """The beginning of a long text."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def moment(at: datetime | None, *, all_day: bool = False) -> str:
    """A deadline in figures of the campus: 05-20 18:00; a dash for none."""
    if at is None:
        return "—"
    local = localtime(at, CAMPUS_ZONE)
    return f"{local:%m-%d}" if all_day or local.time() == time.min else f"{local:%m-%d %H:%M}"


def _said(letter: Letter, language: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    with override(language):
        title = str(letter.title) % facts
        if letter.times > 1:
            title += str(AGAIN) % {"times": letter.times}
        return title, str(letter.text) % facts if letter.text else ""
