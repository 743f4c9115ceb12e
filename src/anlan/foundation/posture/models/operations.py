"""An operation: an emergency or a drill under which phases are enacted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models import Person, Position
from anlan.foundation.people.public import in_language
from anlan.foundation.posture.models.choices import LEVELS, OPERATION_STATES, OperationKind
from anlan.foundation.posture.states import OperationState


class Operation(models.Model):
    """What a headquarters is there for: its matter, level, legal basis, and the playbook it follows."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = Footing(everywhere=True)
    read_verb: ClassVar[str] = "posture.read"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=OperationKind.choices)
    matter = models.SlugField(max_length=40)
    level = models.CharField(max_length=4, choices=LEVELS)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    legal_basis = models.CharField(max_length=500)
    expected_until = models.DateTimeField()
    playbook = models.SlugField(max_length=60, blank=True)
    playbook_version = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=6, choices=OPERATION_STATES, default=OperationState.DRAFT)
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    opened_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("operation", "应急行动")
        ordering = ("-recorded_at",)
        indexes = (models.Index(fields=("kind", "state"), name="posture_operation_open"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="draft", opened_at=None, ended_at=None)
                | Q(state="open", opened_at__isnull=False, ended_at=None)
                | Q(state="ended", opened_at__isnull=False, ended_at__gte=F("opened_at")),
                name="operation_state_has_its_times",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(legal_basis="") & ~Q(matter=""),
                name="operation_says_why_and_by_what_right",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | ~Q(end_reason=""), name="operation_ends_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(playbook="", playbook_version="") | ~Q(playbook="") & ~Q(playbook_version=""),
                name="operation_names_its_playbook_and_version",
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def drill(self) -> bool:
        """Whether it is a drill; drills never decide for real."""
        return self.kind == OperationKind.DRILL

    @property
    def label(self) -> str:
        """Its title in the reader's language."""
        return in_language(self.title, self.title_en)
