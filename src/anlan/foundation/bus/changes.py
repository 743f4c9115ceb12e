"""Telling open pages that something changed: a word to PostgreSQL's listeners, sent when the act commits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import connection
from django.utils.crypto import salted_hmac

CHANGES_CHANNEL: Final = "anlan_changes"
MOST_PERSONS: Final = 50


def tell_changed(*topics: str) -> None:
    """Name what changed; nothing personal passes here, and a rollback takes it back."""
    if not topics:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) AS topic", [CHANGES_CHANNEL, list(topics)]
        )


def tell_changed_for(topic: str, persons: Iterable[UUID]) -> None:
    """The same for what some persons see; a crowd is told as the topic itself."""
    named = {topic_for(topic, one) for one in persons}
    tell_changed(*(sorted(named) if len(named) <= MOST_PERSONS else (topic,)))


def topic_for(topic: str, person_id: UUID) -> str:
    """A person's share of a topic, under a name that only this house can make."""
    return f"{topic}.{salted_hmac('anlan.changes', str(person_id), algorithm='sha256').hexdigest()[:16]}"
