"""Requirements as they were issued. The database refuses to change what was issued (see migration 0002)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.models.choices import (
    DIRECTIVE_STATES,
    Direction,
    DirectiveKind,
    Obligation,
    Origin,
    Repeats,
)
from anlan.areas.command.models.meetings import Meeting
from anlan.areas.command.models.sources import Source, UpstreamPaper
from anlan.areas.command.states import DIRECTIVE, DirectiveState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class CodeCounter(models.Model):
    """The last number given to a requirement of a year."""

    data_class = "public"
    retention = "ledger"

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("编号计数")
        constraints = (models.UniqueConstraint(fields=("prefix", "year"), name="one_counter_a_year"),)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class IssueBatch(models.Model):
    """One act of issuing; its key is made by the client, so that sending twice issues once."""

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True)
    draft_set = models.ForeignKey("command.DraftSet", on_delete=models.PROTECT, related_name="batches")
    issued_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="issue_batches"
    )
    issued_at = models.DateTimeField(default=clock.now)
    content_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("下发批次")

    def __str__(self) -> str:
        return str(self.pk)


class Directive(models.Model):
    """A requirement: a heading (quoted, nobody's) or an item (owned, dated, measured).

    ``source_hash`` is SHA-256 of the quoted words, ``text_hash`` of the issued wording, both in UTF-8.
    An item is led by one unit or by every unit of a kind (``lead_group``). ``late_since`` stays once it is
    set; ``met_at`` is when a fulfilled item was met, which may lie before the clock noticed.
    """

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = DIRECTIVE
    footing: ClassVar[Footing] = Footing(
        units=("issuer_unit__path", "addressees__unit__path", "children__addressees__unit__path")
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24, unique=True, verbose_name=_("编号"))
    kind = models.CharField(max_length=10, choices=DirectiveKind.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.CENTRAL)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    relayed_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="relays"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor"
    )
    batch = models.ForeignKey(
        IssueBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="directives"
    )
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directives",
        verbose_name=_("会议"),
    )
    upstream_paper = models.ForeignKey(
        UpstreamPaper, null=True, blank=True, on_delete=models.PROTECT, related_name="directives"
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="directives"
    )

    no = models.CharField(max_length=20, verbose_name=_("序号"))
    order = models.PositiveIntegerField(default=0)
    speaker = models.CharField(max_length=60, blank=True)
    speaker_role = models.CharField(max_length=120, blank=True)
    spans = models.JSONField(default=list, verbose_name=_("原文位置"))
    quote = models.TextField(blank=True, verbose_name=_("原话"))
    source_hash = models.CharField(max_length=64, blank=True, verbose_name=_("原文指纹"))
    text = models.TextField(verbose_name=_("要求"))
    text_hash = models.CharField(max_length=64, verbose_name=_("文字指纹"))
    obligation = models.CharField(
        max_length=20, choices=Obligation.choices, default=Obligation.STANDING, verbose_name=_("类别")
    )
    condition = models.TextField(blank=True, verbose_name=_("前提"))

    issuer_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="directives_issued")
    lead_unit = models.ForeignKey(
        "people.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directives_led",
        verbose_name=_("牵头单位"),
    )
    lead_group = models.CharField(max_length=30, blank=True, verbose_name=_("牵头的一组单位"))
    helper_groups = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, verbose_name=_("期限"))
    due_all_day = models.BooleanField(default=False, verbose_name=_("全天"))
    repeats = models.CharField(max_length=10, choices=Repeats.choices, blank=True, verbose_name=_("重复"))
    deadline_text = models.CharField(max_length=120, blank=True, verbose_name=_("原文的期限"))
    verifier = models.ForeignKey(
        "people.Position",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directives_verified",
        verbose_name=_("核验人"),
    )
    places = models.ManyToManyField("campus.Place", blank=True, related_name="directives")
    later_reason = models.CharField(max_length=300, blank=True, verbose_name=_("延后的原因"))

    state = models.CharField(
        max_length=20, choices=DIRECTIVE_STATES, default=DirectiveState.DRAFT.value, verbose_name=_("状态")
    )
    state_changed_at = models.DateTimeField(default=clock.now)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="directives_signed"
    )
    ended_reason = models.CharField(max_length=300, blank=True)
    late_since = models.DateTimeField(null=True, blank=True, verbose_name=_("何时逾期"))
    met_at = models.DateTimeField(null=True, blank=True, verbose_name=_("何时完成"))
    search_words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("要求")
        ordering = ("-issued_at", "order")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=DirectiveKind.HEADING, lead_unit=None, lead_group="")
                | (Q(kind=DirectiveKind.ITEM) & (Q(lead_unit__isnull=False) ^ ~Q(lead_group=""))),
                name="an_item_has_a_lead_and_a_heading_none",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.RELAYED) | Q(relayed_from__isnull=False),
                name="a_relay_has_an_origin",
            ),
            models.CheckConstraint(
                condition=Q(state=DirectiveState.DRAFT.value) | Q(issued_at__isnull=False),
                name="issued_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=DirectiveState.WITHDRAWN.value) | ~Q(ended_reason=""),
                name="withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=DirectiveState.FULFILLED.value, met_at__isnull=False)
                | (~Q(state=DirectiveState.FULFILLED.value) & Q(met_at=None)),
                name="fulfilled_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(met_at=None)
                | Q(late_since=None, due_at=None)
                | Q(late_since=None, met_at__lte=F("due_at"))
                | Q(late_since__isnull=False, met_at__gt=F("due_at")),
                name="late_is_fulfilled_late",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="directive_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="directive_not_its_own_successor"),
            models.CheckConstraint(condition=~Q(text=""), name="a_directive_says_something"),
        )
        indexes = (
            models.Index(fields=("meeting", "order"), name="directives_of_a_meeting"),
            models.Index(fields=("state", "due_at"), name="directives_by_due_time"),
            GinIndex(SearchVector("search_words", config="simple"), name="directive_words"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.text[:40]}"

    def get_absolute_url(self) -> str:
        return reverse("command:requirement", args=(self.code,))

    @property
    def is_item(self) -> bool:
        """Whether it is owned, and not a heading."""
        return self.kind == DirectiveKind.ITEM


class Indicator(models.Model):
    """What is counted, on which side of which target; without a target it says so.

    ``measure`` is the code of the catalogue that gives its values; without one it is words only.
    """

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="indicators")
    order = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=200, verbose_name=_("名称"))
    direction = models.CharField(max_length=20, choices=Direction.choices, blank=True)
    target = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=30, blank=True, verbose_name=_("单位"))
    measure = models.CharField(max_length=60, blank=True, verbose_name=_("目录里的指标"))

    class Meta:
        verbose_name = _("指标")
        ordering = ("directive", "order")
        indexes = (models.Index(fields=("directive",), condition=~Q(measure=""), name="measured_indicators"),)
        constraints = (models.UniqueConstraint(fields=("directive", "order"), name="one_indicator_a_place"),)

    def __str__(self) -> str:
        return self.name
