"""Each rule is one of a kind, and each refusal says why and what to do, in both languages."""

from __future__ import annotations

from anlan.core.policy.document import Document, Rule
from anlan.core.policy.faults import Findings

LANGUAGES = ("zh", "en")


def ids_are_unique(document: Document, findings: Findings) -> None:
    """Rules are told apart by their ids."""
    seen: dict[str, Rule] = {}
    for rule in document.rules:
        first = seen.setdefault(rule.id, rule)
        if first is not rule and rule.id:
            at = f"/rules/{first.position}"
            findings.add("ID_REPEATED", ("rules", rule.position, "id"), id=rule.id, first=at)


def reasons_speak(document: Document, findings: Findings) -> None:
    """Every reason has words in Chinese and English, every refusal something that the person can do."""
    for rule in document.rules:
        words = document.texts.get(rule.reason, {})
        path = ("rules", rule.position, "reason")
        silent = [language for language in LANGUAGES if not words.get(language, "").strip()]
        idle = [language for language in LANGUAGES if not words.get(f"do_{language}", "").strip()]
        if silent:
            findings.add("TEXT_MISSING", path, reason=rule.reason, languages=", ".join(silent))
        if idle:
            code = "ACTION_ABSENT" if rule.effect == "allow" else "ACTION_MISSING"
            findings.add(code, path, reason=rule.reason, languages=", ".join(idle))
