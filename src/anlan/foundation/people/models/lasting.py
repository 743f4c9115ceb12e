"""What lasts from an instant until another: shared columns, constraints and the reading of "now"."""

from __future__ import annotations

from datetime import datetime
from typing import Self, TypeVar

from django.contrib.postgres.fields import RangeBoundary
from django.db import models
from django.db.models import F, Func, Q

from anlan.core.kernel import clock


def in_force_q(at: datetime, prefix: str = "") -> Q:
    """Rows whose half-open window covers the instant; ``prefix`` reaches them over a relation."""
    until_open = Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": at})
    return Q(**{f"{prefix}valid_from__lte": at}) & until_open


def window_check(name: str) -> models.CheckConstraint:
    """A window ends after it starts."""
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name=name
    )


def window_range(start: str = "valid_from", end: str = "valid_until") -> Func:
    """The row's window as a range, for exclusion constraints."""
    return Func(F(start), F(end), RangeBoundary(), function="TSTZRANGE")


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class LastingQuerySet(models.QuerySet[Row_co]):
    """Rows with a window."""

    def in_force(self, at: datetime | None = None) -> Self:
        """Rows whose window covers the instant, now by default."""
        return self.filter(in_force_q(at or clock.now()))

    def lasting_past(self, at: datetime) -> Self:
        """Rows that have not ended at the instant, whether they have begun or not."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at))


class Lasting(models.Model):
    """Columns of a fact that lasts, and when the row was recorded."""

    valid_from = models.DateTimeField(default=clock.now)
    valid_until = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def covers(self, at: datetime) -> bool:
        """Whether the row is in force at the instant."""
        return self.valid_from <= at and (self.valid_until is None or at < self.valid_until)
