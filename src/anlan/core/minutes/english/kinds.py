"""What kind of order an English part is, and which headings are no order at all."""

from __future__ import annotations

import re

from anlan.core.minutes.draft import Draft
from anlan.core.minutes.english import vocabulary as words
from anlan.core.minutes.model import Kind

_SECTION = re.compile(
    r"(?:Actions?|Action items|Agreed actions|Action points|Decisions|Resolutions|Next steps"
    r"|Requirements|Measures|Tasks|Instructions|To do|Follow-up|Follow up|Matters for action|Orders)(?:"
    r" (?:agreed|for \w+|required|arising))?:?",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:Background|Discussion|Apologies|Attendance|Minutes of (?:the )?(?:last|previous) meeting"
    r"|Summary|Overview|Context|Introduction|Updates?|Reports?|Matters arising|Any other business"
    r"|Highlights|Purpose|Scope|Questions|Welcome|Findings|Present|Options(?: considered)?|Ideas"
    r"|Suggestions|Thanks)[\w ,]{0,30}:?",
    re.IGNORECASE,
)
_REPEATS = re.compile(r"\b(?:every|each|daily|weekly|monthly|hourly|termly|annually)\b", re.IGNORECASE)


def kind_of(body: str, draft: Draft) -> Kind:
    """Return the first kind that fits: a ban, a condition, a single act, else a standing duty."""
    if draft.ban:
        return "prohibition"
    if draft.condition is not None:
        return "conditional"
    if draft.deadline is not None:
        repeats = draft.deadline.repeats is not None or _REPEATS.search(draft.deadline.text)
        if repeats or not _HOURS.search(draft.deadline.text):
            return "standing" if repeats else "once"
    return "once" if words.ONCE.match(draft.span.of(body)) else "standing"


def is_section_title(heading: str) -> bool:
    """Tell a heading that only names a kind of content, so that its items are the orders."""
    return _SECTION.fullmatch(heading.strip()) is not None or heading.rstrip().endswith(
        ("the following:", "as follows:")
    )


def is_account(heading: str) -> bool:
    """Tell a heading under which things are told, not ordered."""
    return _ACCOUNT.fullmatch(heading.strip()) is not None


_HOURS = re.compile(r"\b(?:hours?|minutes?)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:consider(?:ed)?|suggest\w*|question\w*|ideas?|options?|wonder\w*|discuss\w*|noted|report\w*"
    r"|know|included|highlights?|explained|heard|could|might)\b",
    re.IGNORECASE,
)


def tells_of(introduction: str) -> bool:
    """Tell whether the words before a list announce an account or ideas, and no orders."""
    return _TELLS.search(introduction) is not None
