"""Areas, rules and their versions; a version never changes, what replaces it is a new row."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.models import Place
from anlan.foundation.people.models import Person, Position
from anlan.foundation.people.public import in_language
from anlan.foundation.rulebook.models.choices import GRADES, HOLDS, KINDS, LEVELS, PRECISIONS, STRICTER

EVERYWHERE = Footing(everywhere=True)


def days_in_force() -> Func:
    """The days on which a version holds."""
    return Func(F("starts"), F("ends"), RangeBoundary(), function="DATERANGE")


def time_believed() -> Func:
    """The time in which we took a version for the standing one."""
    return Func(F("recorded_at"), F("replaced_at"), RangeBoundary(), function="TSTZRANGE")


class RuleArea(models.Model):
    """Where rules are made for; ``here`` says that the school, or the place of it, lies in it."""

    data_class: ClassVar[str] = "public"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = EVERYWHERE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=80, unique=True, verbose_name=_("范围编号"))
    level = models.CharField(max_length=10, choices=LEVELS, verbose_name=_("层级"))
    name = models.CharField(max_length=120, verbose_name=_("范围名称"))
    name_en = models.CharField(max_length=120, blank=True)
    here = models.BooleanField(default=False)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("规则范围")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(
                fields=("level", "place"),
                condition=Q(here=True),
                nulls_distinct=False,
                name="rulebook_one_area_of_a_level_here",
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(here=True), name="rulebook_an_area_of_a_place_is_here"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return in_language(self.name, self.name_en)


class Rule(models.Model):
    """What is ruled, by its id; kind and unit never change, values are versions."""

    data_class: ClassVar[str] = "public"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = EVERYWHERE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=80, unique=True, verbose_name=_("规则编号"))
    book = models.CharField(max_length=80, verbose_name=_("规则集"))
    subject = models.SlugField(max_length=40, verbose_name=_("规则主题"))
    kind = models.CharField(max_length=10, choices=KINDS)
    unit = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200, verbose_name=_("规则名称"))
    title_en = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)
    about_en = models.CharField(max_length=500, blank=True)
    stricter = models.CharField(max_length=6, choices=STRICTER, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("规则")
        ordering = ("code",)
        indexes = (models.Index(fields=("subject", "code"), name="rulebook_by_subject"),)

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("rulebook:rule", args=(self.code,))

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return in_language(self.title, self.title_en)

    @property
    def told(self) -> str:
        """What it is about, in the reader's language."""
        return in_language(self.about, self.about_en)


class RuleVersion(models.Model):
    """One value in one area for some days, from the time it was recorded until it was replaced."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = EVERYWHERE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    area = models.ForeignKey(RuleArea, on_delete=models.PROTECT, related_name="versions")
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
    confirmed_title = models.CharField(max_length=500, blank=True)
    confirmed_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("规则版本")
        ordering = ("rule", "area", "starts", "recorded_at")
        indexes = (
            models.Index(fields=("rule",), condition=Q(replaced_at=None), name="rulebook_standing_versions"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
                name="rulebook_a_version_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("recorded_at")),
                name="rulebook_replaced_after_it_was_recorded",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True)
                | Q(grade__in=("A", "B", "C")) & ~Q(source_title="")
                | ~Q(confirmed_title="") & ~Q(source_title=""),
                name="rulebook_a_value_has_a_source",
            ),
            ExclusionConstraint(
                name="rulebook_one_version_of_a_day",
                expressions=(
                    ("rule", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (days_in_force(), RangeOperators.OVERLAPS),
                    (time_believed(), RangeOperators.OVERLAPS),
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule_id} {self.starts}"
