"""Random re-checks of what other rooms record: the drawing as anybody can repeat it, and what was drawn."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.choices import RECHECK_STATES, Verdict
from anlan.areas.inspection.states import RECHECK, RecheckState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Sample(models.Model):
    """One drawing for a re-check of the catalogue: what there was, the ledger's head it was drawn by."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=60)
    since = models.DateTimeField()
    until = models.DateTimeField()
    head_seq = models.BigIntegerField()
    head = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    decoys = models.PositiveIntegerField()
    passed = ArrayField(models.UUIDField())
    failed = ArrayField(models.UUIDField())
    population_hash = models.CharField(max_length=64)
    drawn_hash = models.CharField(max_length=64)
    drawn = models.PositiveIntegerField()
    drawn_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("抽查的一次抽样")
        ordering = ("-until", "code")
        constraints = (models.UniqueConstraint(fields=("code", "until"), name="one_sample_an_instant"),)

    def __str__(self) -> str:
        return f"{self.code} {self.until:%Y-%m-%d %H:%M}"

    @property
    def population(self) -> int:
        """How many there were to draw from."""
        return len(self.passed) + len(self.failed)


class SampleItem(models.Model):
    """One drawn record to be looked at again; ``recorded`` is not told to the one who looks.

    ``people`` took part in the record: none of them judges it.
    """

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    machine: ClassVar[Machine] = RECHECK
    footing: ClassVar[Footing] = Footing(units=("assignee__unit__path",))
    read_verb = "inspection.recheck"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="items")
    record_kind = models.CharField(max_length=80)
    record_id = models.UUIDField()
    title = models.CharField(max_length=300)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="samples")
    people = ArrayField(models.UUIDField(), default=list)
    recorded = models.CharField(max_length=4, choices=Verdict.choices)
    assignee = models.ForeignKey("people.Position", on_delete=models.PROTECT, related_name="samples")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RECHECK_STATES, default=RecheckState.WAITING.value)
    verdict = models.CharField(max_length=4, choices=Verdict.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="samples_judged"
    )

    class Meta:
        verbose_name = _("抽查的一件")
        ordering = ("due_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("sample", "record_id"), name="a_record_once_a_sample"),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(verdict="") & Q(judged_at__isnull=False)),
                name="a_done_sample_has_a_verdict",
            ),
        )
        indexes = (models.Index(fields=("assignee", "state"), name="samples_of_an_assignee"),)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def agrees(self) -> bool:
        """Whether what was found is what was recorded."""
        return self.verdict == self.recorded
