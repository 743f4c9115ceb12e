"""A light incident: a place, a kind, a lead; it may grow into an operation without retyping."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.models import Place
from anlan.foundation.people.models import Person, Position
from anlan.foundation.posture.models.choices import INCIDENT_STATES
from anlan.foundation.posture.models.operations import Operation
from anlan.foundation.posture.states import IncidentState


class Incident(models.Model):
    """Something happened here; ``client_id`` is made by the phone, so that a repeated press opens it once."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = Footing(
        places=("place__path",), units=("lead__unit__path", "opened_position__unit__path")
    )
    read_verb: ClassVar[str] = "posture.incident"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField(null=True, unique=True)
    code = models.CharField(max_length=20, unique=True, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    lead = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300, blank=True)
    drill = models.BooleanField(default=False)
    state = models.CharField(max_length=6, choices=INCIDENT_STATES, default=IncidentState.OPEN)
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    opened_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    operation = models.OneToOneField(Operation, null=True, on_delete=models.PROTECT, related_name="incident")

    class Meta:
        verbose_name = _("突发事件")
        ordering = ("-opened_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, operation=None)
                | Q(state="grown", closed_at__isnull=False, operation__isnull=False)
                | Q(state="closed", closed_at__isnull=False, operation=None),
                name="incident_state_has_its_end",
            ),
        )

    def __str__(self) -> str:
        return self.code
