"""A filled checklist as the page posts it."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from anlan.areas.inspection.models.choices import Severity
from anlan.areas.inspection.rules.forms import Form, Kind
from anlan.areas.inspection.services.running import Found, Sheet, Witness


def sheet_of(form: Form, post: QueryDict) -> Sheet:
    """Answers as ``a-KEY``, notes as ``n-KEY``, what failing adds as ``s-KEY`` and ``x-KEY``."""
    answers: dict[str, Any] = {}
    notes: dict[str, str] = {}
    found: list[Found] = []
    for question in form.questions:
        key = question.key
        raw = post.getlist(f"a-{key}") if question.kind is Kind.MANY else post.get(f"a-{key}", "")
        if raw:
            answers[key] = raw
        note = post.get(f"n-{key}", "").strip()
        if note:
            notes[key] = note
        if question.kind is Kind.JUDGE and raw == "fail":
            severity = post.get(f"s-{key}", "")
            found.append(
                Found(
                    key,
                    text=note,
                    severity=severity if severity in Severity.values else "",
                    stopped=post.get(f"x-{key}", "").strip(),
                )
            )
    witness = Witness(post.get("presence", ""), post.get("present_name", ""))
    return Sheet(answers, notes, tuple(found), witness)
