"""Views of the register that a position keeps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id


class SavedView(models.Model):
    """A named query of the register, for the position that made it or for all."""

    data_class = "internal"
    retention = "account"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60, verbose_name=_("名称"))
    query = models.CharField(max_length=500, blank=True, verbose_name=_("筛选条件"))
    owner = models.ForeignKey("people.Position", on_delete=models.PROTECT, related_name="saved_views")
    shared = models.BooleanField(default=False, verbose_name=_("共享"))
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("视图")
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="one_view_a_name"),)

    def __str__(self) -> str:
        return self.name
