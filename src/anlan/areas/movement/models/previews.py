"""Previews of drafted phases, the persons behind their numbers, and requests for names."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.movement.states import NamesState, PreviewState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models import Person, Position
from anlan.foundation.posture.models import Phase

PREVIEW_STATES = [
    (PreviewState.QUEUED.value, pgettext_lazy("preview", "排队中")),
    (PreviewState.RUNNING.value, pgettext_lazy("preview", "正在推算")),
    (PreviewState.DONE.value, pgettext_lazy("preview", "已完成")),
    (PreviewState.CANCELLED.value, pgettext_lazy("preview", "已停止")),
    (PreviewState.FAILED.value, pgettext_lazy("preview", "没有完成")),
]
NAMES_STATES = [
    (NamesState.ASKED.value, pgettext_lazy("names", "待同意")),
    (NamesState.RELEASED.value, pgettext_lazy("names", "已同意")),
    (NamesState.REFUSED.value, pgettext_lazy("names", "不同意")),
]


class Preview(models.Model):
    """One run of a drafted phase against the recorded passages; once done its result never changes.

    ``document_hash`` is the draft's when it was asked for; ``trouble`` the code of a failure.
    """

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = Footing(places=("phase__place__path",))
    read_verb: ClassVar[str] = "posture.read"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="previews")
    drill = models.BooleanField(default=False)
    document_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=PREVIEW_STATES, default=PreviewState.QUEUED)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    passages = models.PositiveIntegerField(default=0)
    passages_done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=120, blank=True)
    result = models.JSONField(null=True)
    result_hash = models.CharField(max_length=64, blank=True)
    score = models.JSONField(null=True)
    scored_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("preview", "预演")
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=("phase", "-asked_at"), name="movement_previews_of_phase"),)
        constraints = (
            models.UniqueConstraint(
                fields=("phase", "document_hash"),
                condition=Q(state__in=("queued", "running")),
                name="one_preview_runs_per_draft",
            ),
            models.CheckConstraint(
                condition=Q(state="done", result__isnull=False, ended_at__isnull=False) & ~Q(result_hash="")
                | ~Q(state="done") & Q(result__isnull=True, result_hash=""),
                name="preview_that_is_done_has_a_result",
            ),
            models.CheckConstraint(
                condition=Q(passages_done__lte=F("passages")), name="preview_counts_what_there_is"
            ),
        )

    def __str__(self) -> str:
        return f"{self.phase_id} {self.state}"

    @property
    def percent(self) -> int:
        """How far it has come."""
        if self.state == PreviewState.DONE:
            return 100
        return self.passages_done * 100 // self.passages if self.passages else 0


class PreviewPersons(models.Model):
    """Who stands behind the numbers of a preview, packed; gone when the passages are."""

    data_class: ClassVar[str] = "health"
    retention: ClassVar[str] = "8d"

    preview = models.OneToOneField(
        Preview, primary_key=True, on_delete=models.PROTECT, related_name="persons"
    )
    body = models.BinaryField()
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("预演涉及的人")

    def __str__(self) -> str:
        return str(self.preview_id)


class NamesRequest(models.Model):
    """Somebody asks who stands behind a number; another person in another position agrees or not."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = Footing(places=("preview__phase__place__path",))
    read_verb: ClassVar[str] = "posture.read"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    preview = models.ForeignKey(Preview, on_delete=models.PROTECT, related_name="names")
    group = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=NAMES_STATES, default=NamesState.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("查看名单的申请")
        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("preview", "group", "asked_by"),
                condition=Q(state="asked"),
                name="names_are_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_by=None, answered_position=None, answered_at=None)
                | ~Q(state="asked")
                & Q(
                    answered_by__isnull=False,
                    answered_position__isnull=False,
                    answered_at__isnull=False,
                ),
                name="names_are_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None)
                | ~Q(answered_by=F("asked_by")) & ~Q(answered_position=F("asked_position")),
                name="names_are_released_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.preview_id} {self.group}"
