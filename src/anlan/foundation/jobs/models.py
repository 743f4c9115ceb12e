"""Why a job failed. The queue itself lives in procrastinate's tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id


class Mishap(models.Model):
    """One failed run of a job, with what was raised."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "jobs+90d"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    queued_job_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    attempt = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)
    code = models.CharField(max_length=120)
    detail = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("任务失败")
        indexes = (models.Index(fields=("queued_job_id", "-at"), name="jobs_mishap_job"),)

    def __str__(self) -> str:
        return f"{self.name} {self.code}"
