"""The protected channel. A closed compartment: nothing here can be found, counted or joined from outside.

Its acts do not go to the common ledger, whose readers would count them, but into a chain of their own;
a daily seal, written whether anything happened or not, ties that chain to the ledger.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.choices import REPORT_STATES, Matter
from anlan.areas.inspection.states import REPORT, ReportState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine

COMPARTMENT = "inspection.protected"


class ProtectedReport(models.Model):
    """What somebody says about hidden or forged figures; only its receipt code leads back to it."""

    data_class = "closed"
    retention = "case+3y"
    machine: ClassVar[Machine] = REPORT
    footing: ClassVar[Footing] = Footing(compartment="compartment")
    read_verb = "inspection.protected"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    compartment = models.CharField(max_length=40, default=COMPARTMENT, editable=False)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=12, choices=Matter.choices)
    text = models.TextField(max_length=4000)
    reporter = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receipt_hash = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=REPORT_STATES, default=ReportState.RECEIVED.value)
    state_changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("保护渠道的反映")
        ordering = ("-received_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(compartment=COMPARTMENT), name="a_report_stays_in_its_compartment"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class ProtectedMessage(models.Model):
    """One line of a report's history: words of either side, a read, a move; chained and append-only."""

    data_class = "closed"
    retention = "case+3y"
    footing: ClassVar[Footing] = Footing(compartment="report__compartment")
    read_verb = "inspection.protected"

    number = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(ProtectedReport, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=16)
    text = models.TextField(max_length=2000, blank=True)
    position = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("保护渠道的往来")
        ordering = ("number",)

    def __str__(self) -> str:
        return str(self.number)


class ProtectedSeal(models.Model):
    """One day's tie between this chain and the common ledger; the salt hides whether anything changed."""

    data_class = "closed"
    retention = "ledger"

    day = models.DateField(primary_key=True)
    head = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("保护渠道的封记")
        ordering = ("-day",)

    def __str__(self) -> str:
        return str(self.day)
