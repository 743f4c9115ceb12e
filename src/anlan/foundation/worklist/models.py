"""When somebody last looked through their list."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel.ids import new_id


class SeenMark(models.Model):
    """A person in a position has seen what changed up to an instant."""

    data_class = "internal"
    retention = "account"
    footing: ClassVar[Footing] = Footing(persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    position = models.ForeignKey("people.Position", on_delete=models.PROTECT, related_name="seen_marks")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="seen_marks")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("看过的时间")
        constraints = (
            models.UniqueConstraint(fields=("position", "person"), name="one_mark_a_person_and_position"),
        )

    def __str__(self) -> str:
        return str(self.pk)
