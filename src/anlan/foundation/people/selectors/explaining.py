"""Who may do what to an object, and why: the question behind the explain page."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model

from anlan.core.access import VERBS, Actor, Ground, ground
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.actors import actor_in
from anlan.foundation.people.models import Appointment, Person
from anlan.foundation.people.permission import allowed, facts_of
from anlan.foundation.people.ties import kind_of


@dataclass(frozen=True, slots=True)
class Answer:
    """One appointment and what the check found."""

    appointment: Appointment
    title: str
    ground: Ground


def object_to_explain(viewer: Actor, kind: str, object_id: str) -> Model:
    """The object asked about; one that the viewer may not read looks missing."""
    try:
        model = apps.get_model(kind)
        obj: Model | None = model._base_manager.filter(pk=object_id).first()
    except (LookupError, ValueError, ValidationError):
        raise NotVisible from None
    if obj is None or not hasattr(model, "footing"):
        raise NotVisible
    read = str(getattr(model, "read_verb", f"{model._meta.app_label}.read"))
    if not allowed(viewer, read, obj):
        raise NotVisible
    return obj


def who_may(verb: str, obj: Model) -> list[Answer]:
    """Every appointment in force that may do this to the object, by title; one query and the facts."""
    return [answer for answer in _answers(verb, obj) if answer.ground.allowed]


def why(verb: str, obj: Model, *, person: Person) -> list[Answer]:
    """What the check finds for each appointment of one person, allowed or not."""
    return _answers(verb, obj, person_id=person.pk)


def verbs_about(kind: str) -> list[str]:
    """The verbs that are about objects of a kind."""
    return [verb.code for verb in VERBS if verb.covers(kind)]


def _answers(verb: str, obj: Model, *, person_id: UUID | None = None) -> list[Answer]:
    rows = Appointment.objects.in_force().select_related("person", "position__unit")
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    kind, facts = kind_of(type(obj)), facts_of(obj)
    found = []
    for row in rows:
        actor = actor_in(row)
        found.append(Answer(row, actor.title, ground(actor, verb, kind=kind, facts=facts)))
    return sorted(found, key=lambda answer: (not answer.ground.allowed, answer.title))
