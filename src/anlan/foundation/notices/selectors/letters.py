"""A notice as values: for the check of what it lacks, for letters and for channels."""

from __future__ import annotations

from typing import Any

from anlan.foundation.notices.models import Notice
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.notices.rules.fields import LONGEST, MOMENTS, ONE_OF, SOME_OF
from anlan.foundation.notices.rules.marking import marked, marked_text


def values_of(notice: Notice) -> dict[str, Any]:
    """The fields that a finished notice is judged by."""
    names = (*LONGEST, *ONE_OF, *SOME_OF, *MOMENTS)
    spec = AudienceSpec.read(notice.audience_spec)
    empty = spec.is_empty and notice.references_id is None
    return {name: getattr(notice, name) for name in names} | {"is_empty": empty}


def words_of(notice: Notice) -> dict[str, Any]:
    """Title and text in both languages as they reach people, marked when it is a drill."""
    found = {}
    for language, english in (("zh", False), ("en", True)):
        headline = getattr(notice, f"headline_{language}")
        parts = (getattr(notice, f"text_{language}"), getattr(notice, f"instruction_{language}"))
        text = "\n\n".join(part for part in parts if part)
        found[f"title_{language}"] = marked(headline, drill=notice.drill, english=english)
        found[f"text_{language}"] = marked_text(text, drill=notice.drill, english=english)
    return found
