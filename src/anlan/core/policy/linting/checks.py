"""All checks of a document, and the waivers of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from anlan.core.policy.document import Document, Rule
from anlan.core.policy.faults import Fault, Findings
from anlan.core.policy.linting.leavers import leavers_walk_free
from anlan.core.policy.linting.measures import measures_are_filled, parameters_are_used
from anlan.core.policy.linting.nulls import missing_values_are_met
from anlan.core.policy.linting.reach import conditions_agree
from anlan.core.policy.linting.texts import ids_are_unique, reasons_speak
from anlan.core.policy.loading import load

CHECKS: tuple[Callable[[Document, Findings], None], ...] = (
    ids_are_unique,
    reasons_speak,
    parameters_are_used,
    missing_values_are_met,
    conditions_agree,
    leavers_walk_free,
    measures_are_filled,
)
NEEDS_SENSE = frozenset({missing_values_are_met, conditions_agree, leavers_walk_free})
"""Checks that read conditions, and so need names and types that hold."""


def check(given: object) -> tuple[Fault, ...]:
    """Everything that is wrong with a parsed JSON value as a rule document."""
    loaded = load(given)
    return (
        *loaded.faults,
        *lint(loaded.document, sound=not any(not one.is_warning for one in loaded.faults)),
    )


def lint(document: Document, *, sound: bool = True) -> tuple[Fault, ...]:
    """The findings about a loaded document; ``sound`` when the loader found no error."""
    findings = Findings()
    for one in CHECKS:
        if sound or one not in NEEDS_SENSE:
            one(document, findings)
    return tuple(_after_waivers(document, findings))


def _after_waivers(document: Document, findings: Findings) -> Iterable[Fault]:
    """Findings that no rule waives; a waiver needs a reason and something to waive."""
    found = list(findings)
    for rule in document.rules:
        for place, name in enumerate(rule.waive):
            path = ("rules", rule.position, "waive", place)
            waived = [fault for fault in found if _concerns(fault, rule) and _names(name, fault)]
            if not waived:
                yield Fault("WAIVER_IDLE", path, (("name", name),))
            elif rule.why.strip():
                found = [fault for fault in found if fault not in waived]
        if rule.waive and not rule.why.strip():
            yield Fault("WAIVER_SILENT", ("rules", rule.position))
    yield from found


def _concerns(fault: Fault, rule: Rule) -> bool:
    return fault.path[:2] == ("rules", rule.position)


def _names(waiver: str, fault: Fault) -> bool:
    """A waiver names a check by its code, or a family of checks by the code's first word."""
    return fault.code.split("_")[0] in waiver.upper().replace("-", "_").split("_") or waiver == fault.code
