"""The tree of units."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anlan.core.access import Footing
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models.lasting import Lasting, LastingQuerySet, window_check


class Unit(Lasting):
    """A part of the university: a college, an office, a canteen, a working group."""

    data_class: ClassVar[str] = "public"
    retention: ClassVar[str] = "archive"
    footing: ClassVar[Footing] = Footing(units=("path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=160, blank=True)
    short_name = models.CharField(max_length=40, blank=True)
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    kind = models.SlugField(max_length=40)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=400, unique=True, editable=False)
    order = models.PositiveIntegerField(default=0)

    objects = LastingQuerySet.as_manager()

    class Meta:
        ordering = ("order", "code")
        constraints = (
            window_check("people_unit_window"),
            models.CheckConstraint(condition=models.Q(path__endswith="/"), name="people_unit_path_ends"),
        )

    def __str__(self) -> str:
        return self.name
