"""A written conclusion on a run, and the unit's objection to it. Issued text never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.choices import CONCLUSION_STATES, OBJECTION_STATES, Term
from anlan.areas.inspection.models.runs import Run
from anlan.areas.inspection.states import CONCLUSION, OBJECTION, ConclusionState, ObjectionState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Conclusion(models.Model):
    """What an inspection comes to, in writing, with the day until which the unit may object."""

    data_class = "internal"
    retention = "archive"
    machine: ClassVar[Machine] = CONCLUSION
    footing: ClassVar[Footing] = Footing(units=("run__unit__path",), places=("run__place__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="conclusions")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor"
    )
    text = models.TextField(max_length=4000, verbose_name=_("督查结论"))
    text_hash = models.CharField(max_length=64)
    term = models.CharField(max_length=12, choices=Term.choices, verbose_name=_("异议期限"))
    object_until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=CONCLUSION_STATES, default=ConclusionState.ISSUED.value)
    issued_at = models.DateTimeField(default=clock.now)
    issued_by = models.ForeignKey(
        "people.Position", null=True, on_delete=models.PROTECT, related_name="conclusions_issued"
    )
    issued_person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="conclusions_issued"
    )

    class Meta:
        verbose_name = _("督查结论")
        ordering = ("-issued_at",)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_conclusion_says_something"),
            models.UniqueConstraint(
                fields=("run",), condition=~Q(state="changed"), name="one_conclusion_holds_for_a_run"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("inspection:conclusion", args=(self.pk,))


class Objection(models.Model):
    """A unit's objection with its reason, and the answer of others by its day."""

    data_class = "internal"
    retention = "archive"
    machine: ClassVar[Machine] = OBJECTION
    footing: ClassVar[Footing] = Footing(
        units=("conclusion__run__unit__path",), places=("conclusion__run__place__path",)
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conclusion = models.OneToOneField(Conclusion, on_delete=models.PROTECT, related_name="objection")
    reason = models.CharField(max_length=2000, verbose_name=_("异议的理由"))
    filed_at = models.DateTimeField(default=clock.now)
    filed_by = models.ForeignKey(
        "people.Position", null=True, on_delete=models.PROTECT, related_name="inspection_objections"
    )
    answer_until = models.DateTimeField()
    late_since = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=OBJECTION_STATES, default=ObjectionState.FILED.value)
    answer = models.CharField(max_length=2000, blank=True, verbose_name=_("复核意见"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="objections_decided"
    )

    class Meta:
        verbose_name = _("对结论的异议")
        ordering = ("answer_until",)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="an_inspection_objection_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="filed") | (~Q(answer="") & Q(decided_at__isnull=False)),
                name="a_decided_objection_has_an_answer",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
