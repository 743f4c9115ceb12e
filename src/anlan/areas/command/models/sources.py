"""Texts that requirements come from: minutes, and papers from above with their demands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.models.choices import UPSTREAM_STATES, SourceKind
from anlan.areas.command.models.meetings import Meeting
from anlan.areas.command.states import UPSTREAM, UpstreamState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Source(models.Model):
    """A text as it was read; the database refuses to change it.

    ``body_hash`` is SHA-256 of the body in UTF-8, ``file_hash`` of the original bytes, which lie in
    MEDIA under that hash; without a file the two are the same.
    """

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    title = models.CharField(max_length=300, blank=True, verbose_name=_("标题"))
    body = models.TextField()
    body_hash = models.CharField(max_length=64, db_index=True)
    file_name = models.CharField(max_length=255, blank=True)
    file_hash = models.CharField(max_length=64)
    file_size = models.PositiveIntegerField()
    kept_numbers_reason = models.CharField(max_length=300, blank=True)
    owner_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="sources")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("原文")
        ordering = ("-recorded_at",)
        constraints = (models.CheckConstraint(condition=~Q(body=""), name="a_source_has_a_body"),)

    def __str__(self) -> str:
        return self.title or self.body_hash[:12]


class UpstreamPaper(models.Model):
    """A paper from a superior body: who sent it, its number, and by when a reply is due."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = UPSTREAM
    footing: ClassVar[Footing] = Footing(units=("owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    issuer = models.CharField(max_length=120, verbose_name=_("来文机关"))
    number = models.CharField(max_length=80, verbose_name=_("编号"))
    title = models.CharField(max_length=200, verbose_name=_("标题"))
    received_on = models.DateField(verbose_name=_("收文日期"))
    reply_due_at = models.DateTimeField(null=True, blank=True, verbose_name=_("回复期限"))
    owner_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="upstream_papers")
    source = models.OneToOneField(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="upstream_paper"
    )
    state = models.CharField(
        max_length=20, choices=UPSTREAM_STATES, default=UpstreamState.RECEIVED.value, verbose_name=_("状态")
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    reply_note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("上级来文")
        ordering = ("-received_on", "-recorded_at")
        constraints = (
            models.UniqueConstraint(fields=("issuer", "number"), name="one_paper_a_number_and_issuer"),
            models.CheckConstraint(
                condition=~Q(state=UpstreamState.REPLIED.value) | Q(replied_at__isnull=False),
                name="a_reply_has_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.issuer} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("command:upstream-paper", args=(self.pk,))

    @property
    def meeting(self) -> Meeting | None:
        """A paper from above belongs to no meeting of ours."""
        return None


class Demand(models.Model):
    """One thing a paper from above asks, with its span in the source."""

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.ForeignKey(UpstreamPaper, on_delete=models.PROTECT, related_name="demands")
    order = models.PositiveIntegerField()
    text = models.TextField(verbose_name=_("要求"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    directives = models.ManyToManyField(
        "command.Directive", through="command.DemandLink", related_name="demands"
    )

    class Meta:
        verbose_name = _("来文要求")
        ordering = ("paper", "order")
        constraints = (
            models.UniqueConstraint(fields=("paper", "order"), name="one_demand_a_place"),
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="demand_span_not_empty"),
        )

    def __str__(self) -> str:
        return self.text[:40]


class DemandLink(models.Model):
    """One of our requirements answers a demand from above."""

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="links")
    directive = models.ForeignKey("command.Directive", on_delete=models.PROTECT, related_name="demand_links")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("来文对应")
        constraints = (models.UniqueConstraint(fields=("demand", "directive"), name="one_link_a_pair"),)

    def __str__(self) -> str:
        return f"{self.demand_id} {self.directive_id}"
