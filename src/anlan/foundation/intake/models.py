"""Delivered files, what was said of each row, and which numbers mean one person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.intake.states import DELIVERY, Stage


class Delivery(models.Model):
    """One file handed in for one sheet; its bytes are kept only until it is applied or discarded."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sheet = models.CharField(_("表"), max_length=12)
    stage = models.CharField(max_length=12, default=Stage.RECEIVED)
    filename = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField(null=True)
    whole = models.BooleanField(default=False)
    row_count = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    failure = models.JSONField(null=True)
    asked_by = models.JSONField(default=dict)
    busy = models.CharField(max_length=8, blank=True)
    received_at = models.DateTimeField(default=clock.now)
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("数据文件")
        ordering = ("-received_at",)

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("intake:delivery", args=(self.pk,))

    def move(self, name: str) -> None:
        """Take a step of the table. Raises IllegalMove."""
        self.stage = DELIVERY.move(Stage(self.stage), name).target


class RowVerdict(models.Model):
    """What the dry run said of one row; ``details`` holds codes and facts, never sentences."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"

    id = models.BigAutoField(primary_key=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="verdicts")
    row = models.PositiveIntegerField(null=True)
    verdict = models.CharField(max_length=8)
    key = models.CharField(max_length=200)
    label = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=list)
    settled = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("逐行结论")
        ordering = ("delivery", "row", "id")
        indexes = (models.Index(fields=("delivery", "verdict", "row"), name="verdicts_of_a_delivery"),)

    def __str__(self) -> str:
        return f"{self.row}: {self.verdict}"


class NumberAlias(models.Model):
    """A person's remembered decision on two numbers: one human being, or two."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "standing+1y"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40)
    kept_number = models.CharField(max_length=40)
    same = models.BooleanField()
    ground = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("号码合并")
        ordering = ("-decided_at",)
        constraints = (
            models.UniqueConstraint(fields=("number", "kept_number"), name="one_decision_per_pair"),
            models.UniqueConstraint(fields=("number",), condition=Q(same=True), name="one_alias_one_person"),
            models.CheckConstraint(condition=~Q(number=F("kept_number")), name="an_alias_is_another_number"),
        )

    def __str__(self) -> str:
        return f"{self.number} = {self.kept_number}" if self.same else f"{self.number} ≠ {self.kept_number}"
