"""Versioned checklists; the database refuses to change a published one (see migration 0002)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.choices import CHECKLIST_STATES
from anlan.areas.inspection.states import CHECKLIST, ChecklistState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Checklist(models.Model):
    """One version of a checklist; ``content`` is what ``rules.forms.Form`` reads."""

    data_class = "internal"
    retention = "archive"
    machine: ClassVar[Machine] = CHECKLIST
    footing: ClassVar[Footing] = Footing(everywhere=True)
    read_verb = "inspection.checklists"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, verbose_name=_("编码"))
    version = models.PositiveIntegerField(verbose_name=_("版本"))
    title = models.CharField(max_length=120, verbose_name=_("名称"))
    title_en = models.CharField(max_length=160, blank=True)
    content = models.JSONField(verbose_name=_("题目"))
    content_hash = models.CharField(max_length=64)
    source = models.CharField(max_length=300, verbose_name=_("依据"))
    grade = models.CharField(max_length=20, default="proposal", verbose_name=_("依据的级别"))
    valid_from = models.DateField(verbose_name=_("从哪天起用"))
    state = models.CharField(
        max_length=12, choices=CHECKLIST_STATES, default=ChecklistState.DRAFT.value, verbose_name=_("状态")
    )
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="checklists_made"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "people.Position",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="checklists_published",
    )
    file_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("督查清单")
        ordering = ("code", "-version")
        constraints = (
            models.UniqueConstraint(fields=("code", "version"), name="one_checklist_a_version"),
            models.UniqueConstraint(
                fields=("code",), condition=Q(state="draft"), name="one_draft_a_checklist"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="checklist_published_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="checklist_names_its_source"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("inspection:checklist-version", args=(self.code, self.version))

    @property
    def head(self) -> dict[str, Any]:
        """What stands above the questions, as plain data."""
        return {
            "title": self.title,
            "title_en": self.title_en,
            "source": self.source,
            "grade": self.grade,
            "valid_from": self.valid_from.isoformat(),
        }

    @property
    def label(self) -> str:
        """The title in the reader's language."""
        english = (get_language() or "").startswith("en")
        return self.title_en if self.title_en and english else self.title

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The questions as they stand in the content."""
        return list(self.content.get("questions", ()))


class DraftEdit(models.Model):
    """How a draft stood before one change, so that the change can be taken back."""

    data_class = "internal"
    retention = "operation+1y"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="edits")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=300, blank=True)
    head = models.JSONField()
    content = models.JSONField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey("people.Position", null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("清单草稿的一处改动")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("checklist", "number"), name="one_edit_a_number"),)

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.number}"
