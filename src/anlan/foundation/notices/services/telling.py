"""Small messages of the system to a few people: a task was given, a deadline comes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.foundation.notices.models import Letter, Level
from anlan.foundation.notices.services.posting import (
    Recipient,
    deliveries_of,
    holders,
    personal_channels,
    post,
)
from anlan.foundation.notices.services.waking import wake

LONGEST = {"title_zh": 200, "title_en": 300, "url": 300, "dedupe_key": 200, "code": 60}


@transaction.atomic
def notify(
    *,
    code: str,
    title_zh: str,
    title_en: str,
    by: Actor,
    dedupe_key: str,
    positions: Iterable[UUID] = (),
    persons: Iterable[UUID] = (),
    text_zh: str = "",
    text_en: str = "",
    url: str = "",
    level: str = Level.DIGEST,
    needs_answer: bool = False,
    always: bool = False,
    drill: bool = False,
    gathers: bool = False,
) -> list[Letter]:
    """Tell everybody who holds the positions, and the persons; returns the letters that are new.

    Idempotent on ``dedupe_key`` per person. The one who caused it (``by``) is not told of their own act.
    ``level`` "now" interrupts, within quiet hours and cap; everything else waits for the digest.
    With ``always`` it minds neither: an empty desk at night. With ``gathers`` what waits for the digest under
    the same key says the new words, and what has turned up already is followed by another letter.
    """
    if level not in Level.values or not (title_zh.strip() and title_en.strip() and dedupe_key):
        raise BadInput("notices.message_incomplete", about=code)
    if url and (not url.startswith("/") or url.startswith("//")):
        raise BadInput("notices.link_leads_outside", about=code)
    recipients = [Recipient(person) for person in persons] + holders(positions)
    letters = post(
        [one for one in recipients if one.person_id != by.person_id],
        level=level,
        always=always,
        drill=drill,
        gathers=gathers,
        about=code[: LONGEST["code"]],
        title_zh=title_zh[: LONGEST["title_zh"]],
        title_en=title_en[: LONGEST["title_en"]],
        text_zh=text_zh,
        text_en=text_en,
        url=url[: LONGEST["url"]],
        needs_answer=needs_answer,
        dedupe_key=dedupe_key[: LONGEST["dedupe_key"]],
    )
    channels = personal_channels(drill=drill)
    if deliveries_of(letters, channels=channels):
        wake(channel.pk for channel in channels)
    return letters
