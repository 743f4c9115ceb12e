"""Blind re-checks: a random share of judged items for another inspector, drawn with a kept seed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.choices import RECHECK_STATES, Verdict
from anlan.areas.inspection.models.runs import Judgement
from anlan.areas.inspection.states import RECHECK, RecheckState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Draw(models.Model):
    """One drawing of a sample: the seed and the hash of what was drawn from let anybody repeat it.

    ``head`` is the head of the ledger from which the seed was made, empty where a seed was given.
    """

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    since = models.DateTimeField()
    until = models.DateTimeField(unique=True)
    seed = models.CharField(max_length=64)
    share = models.DecimalField(max_digits=4, decimal_places=3)
    decoy_share = models.DecimalField(max_digits=4, decimal_places=3)
    population = models.PositiveIntegerField()
    population_hash = models.CharField(max_length=64)
    drawn = models.PositiveIntegerField()
    head = models.CharField(max_length=64, blank=True, default="")
    drawn_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("抽样")
        ordering = ("-until",)

    def __str__(self) -> str:
        return str(self.pk)


class Recheck(models.Model):
    """One item to be judged again; the first judgement is not told to the one who judges."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = RECHECK
    footing: ClassVar[Footing] = Footing(units=("assignee__unit__path",))
    read_verb = "inspection.recheck"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="rechecks")
    judgement = models.OneToOneField(Judgement, on_delete=models.PROTECT, related_name="recheck")
    assignee = models.ForeignKey(
        "people.Position", on_delete=models.PROTECT, related_name="inspection_rechecks"
    )
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RECHECK_STATES, default=RecheckState.WAITING.value)
    verdict = models.CharField(max_length=4, choices=Verdict.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="rechecks_judged"
    )

    class Meta:
        verbose_name = _("盲查")
        ordering = ("due_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(verdict="") & Q(judged_at__isnull=False)),
                name="a_done_recheck_has_a_verdict",
            ),
        )
        indexes = (models.Index(fields=("assignee", "state"), name="rechecks_of_an_assignee"),)

    def __str__(self) -> str:
        return str(self.pk)
