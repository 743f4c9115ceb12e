"""What lies in people's inboxes, and the digests that bring it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.notices.models.choices import Level
from anlan.foundation.notices.models.notices import Notice
from anlan.foundation.people.models import Person, Position


class Digest(models.Model):
    """What gathered for a person in a position until a set hour; there is one each."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    drill = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("汇总")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "position", "at", "drill"),
                nulls_distinct=False,
                name="notices_one_digest_an_hour",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"


class Letter(models.Model):
    """One thing to read for one person: from a notice, or a small message of the system.

    ``shown_from`` is when it turns up: at once for what interrupts, at the next digest otherwise.
    """

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="letters")
    about = models.CharField(max_length=60)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300)
    text_zh = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=8, choices=Level, default=Level.DIGEST)
    drill = models.BooleanField(default=False)
    needs_answer = models.BooleanField(default=False)
    dedupe_key = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    shown_from = models.DateTimeField(default=clock.now)
    interrupted_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(Digest, null=True, on_delete=models.PROTECT, related_name="letters")
    read_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("站内信")
        ordering = ("-shown_from", "-id")
        indexes = (
            models.Index(fields=("person", "drill", "-shown_from"), name="notices_letter_inbox"),
            models.Index(fields=("person", "drill"), condition=Q(read_at=None), name="notices_letter_unread"),
            models.Index(fields=("person", "interrupted_at"), name="notices_letter_interrupt"),
            models.Index(
                fields=("shown_from",),
                condition=Q(digest=None, interrupted_at=None, read_at=None),
                name="notices_letter_to_digest",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("person", "drill", "dedupe_key"), name="notices_letter_shown_once"
            ),
        )

    def __str__(self) -> str:
        return self.title_zh

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if (get_language() or "").startswith("en") else self.title_zh

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return self.text_en if (get_language() or "").startswith("en") else self.text_zh
