"""The whole map of side effects: which event causes what, and what each room adds to shared places."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from anlan.areas.command.public import (
    DirectiveIssued,
    DirectiveObjected,
    DirectiveRelayed,
    DirectiveSuperseded,
    DirectiveWithdrawn,
    contribution_of_indicators,
    register_contribution,
)
from anlan.areas.inspection.public import (
    ConclusionIssued,
    FindingAssigned,
    FindingLate,
    FindingRaised,
    FindingReopened,
    FindingSubmitted,
    FindingVerified,
    ObjectionDecided,
    ObjectionFiled,
)
from anlan.areas.inspection.public import contribution as contribution_of_findings
from anlan.areas.tasks import listeners as tasks
from anlan.areas.tasks.public import (
    ExtensionAsked,
    ExtensionDecided,
    ProhibitionBroken,
    TaskCreated,
    TaskDecided,
    TaskDeclined,
    TaskLate,
    TaskObjected,
    TaskReminded,
    TaskReturned,
    TaskSubmitted,
    TaskVerified,
)
from anlan.areas.tasks.public import contribution as contribution_of_tasks
from anlan.core import access
from anlan.foundation.bus.public import subscribe
from anlan.foundation.evidence.public import EvidenceAdded, register_subject
from anlan.foundation.field.registry import register_handler, register_pack
from anlan.foundation.indicators.public import register_population
from anlan.foundation.indicators.public import register_source as register_measurement
from anlan.foundation.ledger.naming import name_objects
from anlan.foundation.ledger.recording import on_record
from anlan.foundation.ledger.values import read_values
from anlan.foundation.ledger.words import name_fields, name_kinds, name_verbs
from anlan.foundation.products.public import register_count, register_matters, register_product
from anlan.foundation.ui import navigation, slots, wording
from anlan.foundation.worklist.public import register_source
from anlan.surfaces.letters import conclusions as conclusion_letters
from anlan.surfaces.letters import findings as finding_letters
from anlan.surfaces.letters import relays as relay_letters
from anlan.surfaces.letters import requirements as requirement_letters
from anlan.surfaces.letters import tasks as task_letters

ROOMS = (
    "anlan.foundation.jobs",
    "anlan.foundation.ui",
    "anlan.foundation.bus",
    "anlan.foundation.ledger",
    "anlan.foundation.people",
    "anlan.foundation.accounts",
    "anlan.foundation.campus",
    "anlan.foundation.intake",
    "anlan.foundation.evidence",
    "anlan.foundation.field",
    "anlan.foundation.rulebook",
    "anlan.foundation.posture",
    "anlan.foundation.indicators",
    "anlan.foundation.worklist",
    "anlan.foundation.notices",
    "anlan.foundation.duty",
    "anlan.foundation.products",
    "anlan.areas.command",
    "anlan.areas.tasks",
    "anlan.areas.inspection",
    "anlan.surfaces.console",
    "anlan.surfaces.console.operations",
    "anlan.surfaces.api",
    "anlan.surfaces.field",
    "anlan.demo",
)

Listener = Callable[[Any], None]

LISTENERS: dict[type, tuple[Listener, ...]] = {
    DirectiveIssued: (requirement_letters.issued,),
    DirectiveObjected: (requirement_letters.objected,),
    DirectiveRelayed: (relay_letters.relayed,),
    DirectiveSuperseded: (tasks.withdraw_of_superseded, requirement_letters.superseded),
    DirectiveWithdrawn: (tasks.withdraw_of_withdrawn, requirement_letters.withdrawn),
    EvidenceAdded: (tasks.note_progress,),
    TaskCreated: (task_letters.given,),
    TaskReminded: (task_letters.reminded,),
    TaskLate: (task_letters.late,),
    TaskSubmitted: (task_letters.submitted,),
    TaskReturned: (task_letters.returned,),
    TaskVerified: (task_letters.verified,),
    TaskDeclined: (task_letters.declined,),
    TaskObjected: (task_letters.objected,),
    TaskDecided: (task_letters.decided,),
    ExtensionAsked: (task_letters.extension_asked,),
    ExtensionDecided: (task_letters.extension_decided,),
    ProhibitionBroken: (task_letters.broken,),
    FindingRaised: (finding_letters.raised,),
    FindingAssigned: (finding_letters.assigned,),
    FindingLate: (finding_letters.late,),
    FindingSubmitted: (finding_letters.submitted,),
    FindingVerified: (finding_letters.verified,),
    FindingReopened: (finding_letters.reopened,),
    ConclusionIssued: (conclusion_letters.issued,),
    ObjectionFiled: (conclusion_letters.objected,),
    ObjectionDecided: (conclusion_letters.decided,),
}

CONTRIBUTIONS = (contribution_of_indicators, contribution_of_tasks, contribution_of_findings)
"""What says something about the state of requirements."""


def connect() -> None:
    """Tell the lower floors what the higher ones add; called once at start-up."""
    for room in ROOMS:
        access.register(*_list(room, "access", "VERBS"))
        navigation.register(*_list(room, "navigation", "ITEMS"))
        for slot, part, order in _list(room, "slots", "SLOTS"):
            slots.fill(slot, part, order=order)
        _take_sources(room)
        _take_products(room)
        _put_into_words(room)
    for voice in CONTRIBUTIONS:
        register_contribution(voice)
    for event, listeners in LISTENERS.items():
        for listener in listeners:
            subscribe(event, listener)


def _take_sources(room: str) -> None:
    """What a room lends to shared pages: subjects of evidence, rows of the worklist, measurements."""
    for subject in _list(room, "subjects", "EVIDENCE_SUBJECTS"):
        register_subject(*subject)
    for parcels in _list(room, "parcels", "PARCEL_HANDLERS"):
        register_handler(*parcels)
    for section in _list(room, "packs", "PACKS"):
        register_pack(*section)
    for hook in _list(room, "hooks", "RECORD_HOOKS"):
        on_record(hook)
    for source in _list(room, "worklist", "WORKLIST_SOURCES"):
        register_source(source)
    for population in _list(room, "rechecks", "POPULATIONS"):
        register_population(population)
    for name, query in _list(room, "indicators", "INDICATOR_SOURCES"):
        register_measurement(name, query)


def _take_products(room: str) -> None:
    """What a room lends to products: kinds, matters of a unit's day, numbers for superiors' forms."""
    for kind in _list(room, "products", "PRODUCT_KINDS"):
        register_product(kind)
    for name, matters in _list(room, "products", "MATTER_SOURCES"):
        register_matters(name, matters)
    for count in _list(room, "products", "COUNTS"):
        register_count(count)


def _put_into_words(room: str) -> None:
    """What a room calls its errors, acts, kinds, fields, values and objects."""
    words = _list(room, "wording", "WORDS")
    if isinstance(words, dict):
        wording.register(words)
    name_verbs(dict(_list(room, "wording", "ACTS")))
    name_kinds(dict(_list(room, "wording", "KINDS")))
    name_fields(dict(_list(room, "wording", "FIELDS")))
    name_objects(*_list(room, "naming", "NAMERS"))
    read_values(dict(_list(room, "wording", "VALUES")))


def _list(room: str, module: str, name: str) -> Any:
    """What a room lists in one of its modules; nothing where it has no such module."""
    path = f"{room}.{module}"
    return getattr(import_module(path), name, ()) if find_spec(path) else ()
