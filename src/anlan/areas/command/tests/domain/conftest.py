"""Readings and issued requirements for the tests of command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from anlan.areas.command import public
from anlan.areas.command.models import Directive, DraftItem, DraftSet
from anlan.areas.command.services import importing
from anlan.areas.command.tests.domain.texts import BODY, MINUTES
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.minutes.reading import read_minutes
from tests.support.cast import Cast, build_cast

NOW = datetime(2022, 5, 20, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """Original files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def held_clock() -> Iterator[datetime]:
    """The morning after the meeting."""
    with clock.hold(NOW):
        yield NOW


@pytest.fixture
def cast(held_clock: datetime, db: None) -> Cast:
    """The small university as it stands that morning."""
    return build_cast()


@pytest.fixture
def known_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented text is read as written down beside it, whatever the grammar makes of it."""
    real = read_minutes
    monkeypatch.setattr(
        importing, "read_minutes", lambda text, **more: MINUTES if text == BODY else real(text, **more)
    )


@pytest.fixture
def reading(cast: Cast, known_text: None) -> DraftSet:
    """A meeting's minutes, read and not yet confirmed."""
    return read_text(cast)


def read_text(cast: Cast) -> DraftSet:
    """Plan the meeting, then import its minutes."""
    clerk = cast.actor("clerk")
    meeting = public.plan_meeting(
        by=clerk, series="防汛专题会议", title="第一次防汛专题会议", held_on=date(2022, 5, 19)
    )
    return public.import_text(by=clerk, text=BODY, meeting_id=meeting.pk)


def draft(reading: DraftSet, words: str) -> DraftItem:
    """The live draft whose wording holds the words."""
    return DraftItem.objects.exclude(state="folded").get(heading__draft_set=reading, text__contains=words)


def confirm_all(cast: Cast, reading: DraftSet, *, who: str = "clerk") -> None:
    """Give every draft without a lead to security, and confirm all."""
    actor = cast.actor(who)
    for item in DraftItem.objects.filter(heading__draft_set=reading, state="open"):
        version = item.version
        if item.lead_unit_id is None and not item.lead_group:
            fields = {"lead_unit": str(cast.units["security"].pk)}
            version = public.autosave(item.pk, version=version, fields=fields, by=actor).version
        public.confirm_draft(item.pk, version=version, by=actor)


@pytest.fixture
def issued(cast: Cast, reading: DraftSet) -> DraftSet:
    """The minutes, confirmed and issued."""
    confirm_all(cast, reading)
    public.issue_drafts(reading.pk, client_id=new_id(), by=cast.actor("clerk"))
    return reading


@pytest.fixture
def item(issued: DraftSet) -> Callable[[str], Directive]:
    """An issued requirement by words of its text."""
    live = Directive.objects.filter(kind="item", origin="central", state__in=("issued", "acknowledged"))
    return lambda words: live.get(text__contains=words)
