"""Persons, what they are here and since when, and the groups they belong to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from anlan.core.access import Footing, Through
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models.lasting import Lasting, LastingQuerySet, window_check, window_range
from anlan.foundation.people.models.units import Unit


class Person(models.Model):
    """Somebody the university knows by a number; ``sort_key`` is the name in pinyin."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "standing+1y"
    read_verb: ClassVar[str] = "people.read_person"
    footing: ClassVar[Footing] = Footing(units=(Through("standings", "unit__path"),), persons=("id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40, unique=True)
    other_numbers = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=160, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("sort_key", "number")
        indexes = (GinIndex(fields=("other_numbers",), name="people_person_others"),)

    def __str__(self) -> str:
        return self.name


class Standing(Lasting):
    """What a person is here, over time: a kind of ``rulebooks/standings.json`` at a unit."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "standing+1y"
    read_verb: ClassVar[str] = "people.read_person"
    footing: ClassVar[Footing] = Footing(units=("unit__path",), persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="standings")
    kind = models.SlugField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standings")
    place_path = models.CharField(max_length=400, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("valid_from",)
        constraints = (
            window_check("people_standing_window"),
            ExclusionConstraint(
                name="people_standing_once",
                expressions=(
                    (F("person"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (F("unit"), RangeOperators.EQUAL),
                    (window_range(), RangeOperators.OVERLAPS),
                ),
            ),
        )

    def __str__(self) -> str:
        return self.kind


class Group(Lasting):
    """A class, a course, a laboratory group: people who meet, under a unit."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    footing: ClassVar[Footing] = Footing(units=("unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.SlugField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="groups")

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints = (window_check("people_group_window"),)

    def __str__(self) -> str:
        return self.name


class Membership(Lasting):
    """A person in a group, as a member, its teacher or its lead."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "standing+1y"
    read_verb: ClassVar[str] = "people.read_person"
    footing: ClassVar[Footing] = Footing(units=("group__unit__path",), persons=("person_id",))

    class Part(models.TextChoices):
        """What the person is in the group."""

        MEMBER = "member"
        TEACHER = "teacher"
        LEAD = "lead"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=10, choices=Part, default=Part.MEMBER)

    objects = LastingQuerySet.as_manager()

    class Meta:
        constraints = (
            window_check("people_membership_window"),
            models.UniqueConstraint(
                fields=("group", "person"),
                condition=Q(valid_until__isnull=True),
                name="people_membership_once",
            ),
        )

    def __str__(self) -> str:
        return self.part
