"""Whom duty tells what: the office, a person."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.foundation.duty.models import Shift, Watch
from anlan.foundation.duty.selectors.figures import figures
from anlan.foundation.notices.public import notify
from anlan.foundation.people.models import Position

ROBOT = Actor.system("duty")
LANGUAGES = ("zh-hans", "en")


def office() -> list[UUID]:
    """The positions of the headquarters office; one query."""
    rows = Position.objects.in_force().filter(role__in=figures().office_roles)
    return list(rows.values_list("pk", flat=True))


def tell(
    about: str,
    *,
    title: str,
    text: str = "",
    facts: dict[str, str] | None = None,
    key: str,
    url: str,
    by: Actor = ROBOT,
    persons: Iterable[UUID] = (),
    positions: Iterable[UUID] = (),
    now: bool = False,
    always: bool = False,
) -> int:
    """Send a small message in both languages; ``title`` and ``text`` are message ids. Gives how many."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = [(_(words) % (facts or {})) if words else "" for words in (title, text)]
    return len(
        notify(
            code=f"duty.{about}",
            title_zh=said["zh-hans"][0],
            title_en=said["en"][0],
            text_zh=said["zh-hans"][1],
            text_en=said["en"][1],
            persons=persons,
            positions=positions,
            url=url,
            level="now" if now else "digest",
            always=always,
            dedupe_key=key,
            by=by,
        )
    )


def when_words(watch: Watch | Shift) -> str:
    """A stretch of duty in figures: 05-20 08:00–20:00."""
    starts, ends = localtime(watch.starts, clock.CAMPUS_ZONE), localtime(watch.ends, clock.CAMPUS_ZONE)
    last = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%m-%d %H:%M}"
    return f"{starts:%m-%d %H:%M}–{last}"
