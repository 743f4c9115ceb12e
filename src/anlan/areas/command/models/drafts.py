"""Drafts on the way from a text to requirements.

Units and places of a draft are kept as lists of keys, not as relations, so that one autosave is one
row under one version; they are checked when they are set and become relations when issued.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.models.choices import DRAFT_STATES, Direction, Obligation, Repeats
from anlan.areas.command.models.directives import Directive
from anlan.areas.command.models.meetings import Meeting
from anlan.areas.command.models.sources import Source, UpstreamPaper
from anlan.areas.command.states import DRAFT, DraftState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class DraftSet(models.Model):
    """Everything that one reading of one text found; belongs to the unit that confirms it."""

    data_class = "internal"
    retention = "operation+1y"
    read_verb: ClassVar[str] = "command.draft"
    footing: ClassVar[Footing] = Footing(units=("owner_unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="draft_sets")
    meeting = models.ForeignKey(
        Meeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="draft_sets",
        verbose_name=_("会议"),
    )
    upstream_paper = models.ForeignKey(
        UpstreamPaper, null=True, blank=True, on_delete=models.PROTECT, related_name="draft_sets"
    )
    owner_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="draft_sets")
    announced = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("导入的原文")
        ordering = ("-recorded_at",)

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("command:confirm", args=(self.pk,))


class Fillable(models.Model):
    """The fields that a heading gives as defaults and an item holds for itself, under one version.

    ``grounds`` says for each filled field where it came from; ``touched`` who set it last, at which version.
    """

    lead_unit = models.ForeignKey(
        "people.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("牵头单位"),
    )
    lead_group = models.CharField(max_length=30, blank=True, verbose_name=_("牵头的一组单位"))
    helper_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    helper_groups = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, verbose_name=_("期限"))
    due_all_day = models.BooleanField(default=False, verbose_name=_("全天"))
    repeats = models.CharField(max_length=10, choices=Repeats.choices, blank=True, verbose_name=_("重复"))
    deadline_text = models.CharField(max_length=120, blank=True, verbose_name=_("原文的期限"))
    no_deadline = models.BooleanField(default=False, verbose_name=_("期限未定"))
    verifier = models.ForeignKey(
        "people.Position",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("核验人"),
    )
    place_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    grounds = models.JSONField(default=dict, blank=True)
    touched = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class DraftHeading(Fillable):
    """A numbered point of a speaker; what is set here flows to its items that have nothing of their own."""

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft_set = models.ForeignKey(DraftSet, on_delete=models.PROTECT, related_name="headings")
    no = models.CharField(max_length=20, verbose_name=_("序号"))
    order = models.PositiveIntegerField()
    speaker = models.CharField(max_length=60, blank=True)
    speaker_role = models.CharField(max_length=120, blank=True)
    marker = models.CharField(max_length=30, blank=True)
    text = models.TextField(verbose_name=_("要求"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    relayed = models.BooleanField(default=False)
    directive = models.OneToOneField(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="draft_heading"
    )

    class Meta:
        verbose_name = _("要点草稿")
        ordering = ("draft_set", "order")
        constraints = (
            models.UniqueConstraint(fields=("draft_set", "order"), name="one_heading_a_place"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="heading_span_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.no} {self.text[:40]}"


class DraftItem(Fillable):
    """One checkable part: its spans in the body, the wording, and what a clerk decided.

    ``spans`` are half-open pairs in code points; ``lead_span`` is the span of words shared with neighbours.
    """

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = DRAFT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    heading = models.ForeignKey(DraftHeading, on_delete=models.PROTECT, related_name="items")
    start = models.PositiveIntegerField()
    spans = models.JSONField(verbose_name=_("原文位置"))
    lead_span = models.JSONField(null=True, blank=True)
    text = models.TextField(verbose_name=_("要求"))
    obligation = models.CharField(
        max_length=20, choices=Obligation.choices, default=Obligation.STANDING, verbose_name=_("类别")
    )
    condition = models.TextField(blank=True, verbose_name=_("前提"))
    relayed = models.BooleanField(default=False)
    sure = models.FloatField(default=1.0)
    indicator_name = models.CharField(max_length=200, blank=True, verbose_name=_("指标"))
    indicator_direction = models.CharField(
        max_length=20, choices=Direction.choices, blank=True, verbose_name=_("比较")
    )
    indicator_target = models.CharField(max_length=60, blank=True, verbose_name=_("目标值"))
    indicator_unit = models.CharField(max_length=30, blank=True, verbose_name=_("指标单位"))
    measures = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("目录里的指标")
    )
    no_target = models.BooleanField(default=False, verbose_name=_("目标未定"))
    note = models.TextField(blank=True, verbose_name=_("备注"))
    kept_numbers_reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=20, choices=DRAFT_STATES, default=DraftState.OPEN.value, verbose_name=_("状态")
    )
    dismissed_reason = models.CharField(max_length=300, blank=True)
    directive = models.OneToOneField(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="draft_item"
    )

    class Meta:
        verbose_name = _("要求草稿")
        ordering = ("heading__order", "start", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="a_draft_says_something"),
            models.CheckConstraint(
                condition=Q(state=DraftState.ISSUED.value, directive__isnull=False)
                | (~Q(state=DraftState.ISSUED.value) & Q(directive=None)),
                name="an_issued_draft_has_its_directive",
            ),
        )

    def __str__(self) -> str:
        return self.text[:40]


class DraftSuggestion(models.Model):
    """What the text or an earlier requirement proposes for a field; apart from what a person set."""

    class Ground(models.TextChoices):
        """Where a suggestion comes from."""

        TEXT = "text"
        HISTORY = "history"

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(DraftItem, on_delete=models.PROTECT, related_name="suggestions")
    field = models.CharField(max_length=30)
    value = models.JSONField()
    label = models.CharField(max_length=300)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    span = models.JSONField(null=True, blank=True)
    directive = models.ForeignKey(
        Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    likeness = models.FloatField(default=1.0)

    class Meta:
        verbose_name = _("建议")
        ordering = ("item", "field", "-likeness", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ground="text", span__isnull=False) | Q(ground="history", directive__isnull=False),
                name="a_suggestion_has_its_ground",
            ),
        )

    def __str__(self) -> str:
        return f"{self.field} {self.label}"


class DraftSentence(models.Model):
    """A sentence of the body, so that none is passed over unseen."""

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft_set = models.ForeignKey(DraftSet, on_delete=models.PROTECT, related_name="sentences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("句子")
        ordering = ("draft_set", "start")
        constraints = (models.UniqueConstraint(fields=("draft_set", "start"), name="one_sentence_a_start"),)

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class DraftStep(models.Model):
    """A split, a merge, an addition or a dismissal, kept so that it can be undone."""

    class Kind(models.TextChoices):
        """What was done."""

        SPLIT = "split"
        MERGE = "merge"
        DISMISS = "dismiss"
        ADD = "add"

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft_set = models.ForeignKey(DraftSet, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    before = ArrayField(models.UUIDField(), default=list)
    after = ArrayField(models.UUIDField(), default=list)
    made_by = models.CharField(max_length=160, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("拆分合并")
        ordering = ("draft_set", "-made_at")

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at:%H:%M}"


class DraftPresence(models.Model):
    """Who has a draft open now; overwritten with every heartbeat."""

    data_class = "internal"
    retention = "session"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(DraftItem, on_delete=models.CASCADE, related_name="presences")
    account_id = models.UUIDField()
    label = models.CharField(max_length=160)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("在看的人")
        constraints = (models.UniqueConstraint(fields=("item", "account_id"), name="one_heartbeat_a_person"),)

    def __str__(self) -> str:
        return self.label
