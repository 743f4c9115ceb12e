"""A proposed change of a rule: what, from when, on what source, why, and who decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.people.models import Person, Position, Unit
from anlan.foundation.rulebook.models.choices import (
    CHANGE_ACTS,
    CHANGE_STATES,
    GRADES,
    HOLDS,
    PRECISIONS,
)
from anlan.foundation.rulebook.models.rules import Rule, RuleArea, RuleVersion
from anlan.foundation.rulebook.states import CHANGE, ChangeAct, ChangeState

DECIDED = ("approved", "rejected")


class RuleChange(models.Model):
    """One change of one rule in one area. ``stands`` is the fingerprint of what stood when proposed."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    machine: ClassVar[Machine] = CHANGE
    footing: ClassVar[Footing] = Footing(units=("unit__path",))
    read_verb: ClassVar[str] = "rulebook.propose"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="changes")
    area = models.ForeignKey(RuleArea, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=8, choices=CHANGE_ACTS, default=ChangeAct.SET)
    state = models.CharField(max_length=10, choices=CHANGE_STATES, default=ChangeState.DRAFT)
    value = models.JSONField(null=True)
    starts = models.DateField()
    ends = models.DateField(null=True)
    precision = models.CharField(max_length=6, choices=PRECISIONS, default="day")
    hold = models.CharField(max_length=6, choices=HOLDS, default="free")
    source_title = models.CharField(max_length=500, blank=True)
    source_publisher = models.CharField(max_length=500, blank=True)
    source_date = models.CharField(max_length=10, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    cite = models.CharField(max_length=500, blank=True)
    grade = models.CharField(max_length=1, choices=GRADES, blank=True)
    note = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, verbose_name=_("为什么改"))
    batch = models.UUIDField(null=True, db_index=True)
    stands = models.CharField(max_length=64, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    proposer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposer_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decider = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decider_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=500, blank=True)
    made = models.ForeignKey(RuleVersion, null=True, on_delete=models.PROTECT, related_name="made_by_change")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("规则变更")
        ordering = ("-recorded_at",)
        indexes = (models.Index(fields=("state", "proposed_at"), name="rulebook_changes_waiting"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
                name="rulebook_a_change_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(decider=None) | ~Q(decider=F("proposer")), name="rulebook_another_decides"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decider__isnull=False, decided_at__isnull=False)
                | ~Q(state__in=DECIDED) & Q(decider=None),
                name="rulebook_a_decision_names_its_decider",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(proposed_at__isnull=False),
                name="rulebook_what_was_proposed_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(decision_note=""), name="rulebook_a_rejection_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule_id} {self.act}"

    def get_absolute_url(self) -> str:
        return reverse("rulebook:change", args=(self.pk,))
