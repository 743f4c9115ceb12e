"""The two languages that orders are read in, as tables of functions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from anlan.core.minutes import speech
from anlan.core.minutes.body import Span
from anlan.core.minutes.chinese import commands as chinese_commands
from anlan.core.minutes.chinese import kinds as chinese_kinds
from anlan.core.minutes.chinese import parts as chinese_parts
from anlan.core.minutes.draft import Draft
from anlan.core.minutes.english import kinds as english_kinds
from anlan.core.minutes.english import parts as english_parts
from anlan.core.minutes.english import speech as english_speech
from anlan.core.minutes.model import Kind

_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What reading needs to know of a language."""

    opening_at: Callable[..., speech.Opening | None]
    announcement_in: Callable[..., speech.Opening | None]
    drafts_in: Callable[..., list[Draft]]
    begins_anew: Callable[..., bool]
    kind_of: Callable[[str, Draft], Kind]
    is_section_title: Callable[[str], bool]
    is_account: Callable[[str], bool]
    tells_of: Callable[[str], bool]
    orders_by_itself: Callable[..., bool]


CHINESE = Language(
    opening_at=speech.opening_at,
    announcement_in=speech.announcement_in,
    drafts_in=chinese_parts.drafts_in,
    begins_anew=speech.begins_anew,
    kind_of=chinese_kinds.kind_of,
    is_section_title=chinese_kinds.is_section_title,
    is_account=chinese_kinds.is_account,
    tells_of=chinese_kinds.tells_of,
    orders_by_itself=chinese_commands.orders_by_itself,
)
ENGLISH = Language(
    opening_at=english_speech.opening_at,
    announcement_in=english_speech.announcement_in,
    drafts_in=english_parts.drafts_in,
    begins_anew=english_speech.begins_anew,
    kind_of=english_kinds.kind_of,
    is_section_title=english_kinds.is_section_title,
    is_account=english_kinds.is_account,
    tells_of=english_kinds.tells_of,
    orders_by_itself=english_parts.orders_by_itself,
)


def language_of(body: str, span: Span) -> Language:
    """Return the language of a stretch: Chinese as soon as one ideograph stands in it."""
    return CHINESE if _CJK.search(body, span.start, span.end) else ENGLISH
