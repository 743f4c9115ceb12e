"""Superiors' forms as they were sent, and which cell is filled with what (versions, append-only)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models import Person, Position, Unit


class SuperiorForm(models.Model):
    """An .xlsx of a superior, kept as it came."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+3y"
    footing: ClassVar[Footing] = Footing(units=("unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    sender = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="superior_forms")
    file_name = models.CharField(max_length=200)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("上级表格")
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("products:form", args=(self.pk,))


class Binding(models.Model):
    """One version of what fills which cell: ``cells`` are sheet, cell, what and of whom."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+3y"
    footing: ClassVar[Footing] = Footing(units=("form__unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.ForeignKey(SuperiorForm, on_delete=models.PROTECT, related_name="bindings")
    version = models.PositiveIntegerField()
    cells = models.JSONField()
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("填报规则")
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("form", "version"), name="a_version_of_a_binding_once"),
        )

    def __str__(self) -> str:
        return f"{self.form_id} v{self.version}"
