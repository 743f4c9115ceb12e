"""Measured values, never changed, and how the computing of each measurement fares."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.indicators.definitions import Definition, definitions
from anlan.foundation.indicators.scopes import Scope, ScopeKind


class Indicator(models.Model):
    """A measurement of the catalogue that was computed at least once; the rule book says what it means."""

    data_class: ClassVar[str] = "public"
    retention: ClassVar[str] = "archive"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=60, unique=True)
    definition_hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField(_("上次算的时间"), null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("indicators", "指标")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("indicators:one", args=(self.code,))

    @property
    def definition(self) -> Definition | None:
        """What the rule book says of it today."""
        return definitions().by_code.get(self.code)


class Observation(models.Model):
    """A value of a measurement in a scope as of an instant; none where there was nothing to measure."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    footing: ClassVar[Footing] = Footing(everywhere=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    scope_kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ScopeKind])
    scope_id = models.UUIDField(null=True, blank=True)
    value = models.DecimalField(
        pgettext_lazy("observation", "值"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    as_of = models.DateTimeField(_("数据截至"))
    computed_at = models.DateTimeField(default=clock.now)
    source = models.CharField(max_length=60)
    definition_hash = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    drill = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("观测值")
        ordering = ("-as_of",)
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "drill", "scope_kind", "scope_id", "as_of"),
                name="one_value_an_instant",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(scope_kind=ScopeKind.WHOLE.value, scope_id=None)
                | (~Q(scope_kind=ScopeKind.WHOLE.value) & Q(scope_id__isnull=False)),
                name="only_the_whole_has_no_id",
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gte=0), name="a_share_of_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.as_of:%Y-%m-%d %H:%M}"

    @property
    def scope(self) -> Scope:
        """What it is about."""
        return Scope(ScopeKind(self.scope_kind), self.scope_id)
