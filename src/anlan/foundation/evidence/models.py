"""Evidence rows, the bytes they point to, what was struck out, and uploads that are still coming in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.models import Place
from anlan.foundation.ledger.public import Ref
from anlan.foundation.people.models import Person, Position


class Blob(models.Model):
    """Bytes kept once under their SHA-256; the file lies in the evidence folder."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    kept_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("证据文件")

    def __str__(self) -> str:
        return self.sha256[:12]


class Kind(models.TextChoices):
    """What a piece of evidence is."""

    PHOTO = "photo", _("照片")
    FILE = "file", pgettext_lazy("evidence", "文件")
    READING = "reading", _("读数")
    NOTE = "note", pgettext_lazy("evidence", "说明")


class TimeSource(models.TextChoices):
    """Who says when it was captured."""

    DEVICE = "device", _("手机时钟")
    FILE = "file", _("照片自带")
    ARRIVAL = "arrival", _("收到时间")


class Evidence(models.Model):
    """One photo, file, reading or note on a subject. ``id`` is made by the client; a row never changes.

    ``taken_at`` is when it shows the world: the captured time where that is believable, else the arrival.
    ``sent_sha256`` is the digest of what was sent; the kept bytes of a picture are written anew.
    """

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(
        units=("author_position__unit__path",), places=("place__path",), persons=("author_person_id",)
    )

    id = models.UUIDField(primary_key=True, editable=False)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    blob = models.ForeignKey(
        Blob, null=True, on_delete=models.PROTECT, related_name="evidence", db_column="sha256"
    )
    sent_sha256 = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=120, blank=True)
    captured_at = models.DateTimeField(null=True)
    time_source = models.CharField(max_length=8, choices=TimeSource.choices, default=TimeSource.ARRIVAL)
    taken_at = models.DateTimeField()
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="evidence")
    reading_value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    reading_unit = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    author_position = models.ForeignKey(
        Position, null=True, on_delete=models.PROTECT, related_name="evidence"
    )
    author_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="evidence")
    received_at = models.DateTimeField(default=clock.now)
    device_id = models.UUIDField(null=True)
    drill = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("证据")
        ordering = ("-taken_at", "-id")
        indexes = (
            models.Index(fields=("subject_kind", "subject_id", "-taken_at"), name="evidence_of_a_subject"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("photo", "file"), blob__isnull=False)
                | Q(kind__in=("reading", "note"), blob__isnull=True),
                name="evidence_files_have_bytes",
            ),
            models.CheckConstraint(
                condition=Q(kind="reading", reading_value__isnull=False)
                | (~Q(kind="reading") & Q(reading_value__isnull=True)),
                name="evidence_readings_have_values",
            ),
            models.CheckConstraint(condition=~Q(kind="note", note=""), name="evidence_notes_say_something"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="evidence_lies_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__lte=F("received_at")), name="evidence_is_taken_before_received"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.note or str(self.reading_value)

    def get_absolute_url(self) -> str:
        return reverse("evidence:about", args=(self.pk,))

    @property
    def subject(self) -> Ref:
        """What it is evidence of."""
        return Ref(self.subject_kind, self.subject_id)

    @property
    def sha256(self) -> str:
        """The digest of the kept bytes; empty for readings and notes."""
        return self.blob_id or ""

    @property
    def size(self) -> int:
        """The kept bytes counted; 0 for readings and notes."""
        return self.blob.size if self.blob else 0

    @property
    def media_type(self) -> str:
        """What the kept bytes are; empty for readings and notes."""
        return self.blob.media_type if self.blob else ""

    @property
    def is_struck(self) -> bool:
        """Whether it was struck out: a mistake that stays readable but no longer counts."""
        return hasattr(self, "strike")


class Strike(models.Model):
    """A piece of evidence struck out, by whom and why; it stays, it no longer counts."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="strike")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=clock.now)
    by_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("划去的证据")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="evidence_is_struck_for_a_reason"),
        )

    def __str__(self) -> str:
        return self.reason


class Upload(models.Model):
    """A file coming in piece by piece; what has arrived lies in a part file, whose length is the offset."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "7d"

    client_id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uploads")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    moved_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = _("没传完的文件")

    def __str__(self) -> str:
        return self.name
