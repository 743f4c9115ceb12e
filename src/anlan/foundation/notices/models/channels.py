"""Channels of the site, when people may be interrupted, and where people want to be reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.notices.models.choices import ChannelKind
from anlan.foundation.people.models import Person, Position

HOUSE = Footing(everywhere=True)


class Channel(models.Model):
    """A way out that the site has set up, with how it is doing: its bucket, its pause, who holds it."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    read_verb: ClassVar[str] = "notices.channels"
    footing: ClassVar[Footing] = HOUSE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(pgettext_lazy("channel", "种类"), max_length=10, choices=ChannelKind)
    name = models.CharField(pgettext_lazy("channel", "名称"), max_length=60, unique=True)
    address = models.CharField(_("地址"), max_length=300, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    sealed_secret = models.BinaryField(default=b"", blank=True)
    enabled = models.BooleanField(_("启用"), default=True)
    drills = models.BooleanField(_("演练也发"), default=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    timeout_seconds = models.FloatField(_("最长等待（秒）"), default=8.0)
    tokens = models.FloatField(default=0)
    filled_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    held_by = models.UUIDField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("通知渠道")
        ordering = ("kind", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("kind",), condition=Q(kind="inapp"), name="notices_one_inapp_channel"
            ),
            models.CheckConstraint(
                condition=Q(timeout_seconds__gt=0, timeout_seconds__lte=60), name="notices_channel_timeout"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Timing(models.Model):
    """When people may be interrupted and when digests go out; the newest row holds, others are history."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "archive"
    read_verb: ClassVar[str] = "notices.channels"
    footing: ClassVar[Footing] = HOUSE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest_hours = models.JSONField()
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    interrupts_a_day = models.PositiveSmallIntegerField()
    site_url = models.CharField(max_length=200, blank=True)
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("通知时段")
        ordering = ("-valid_from",)

    def __str__(self) -> str:
        return str(self.valid_from)


class Address(models.Model):
    """Where a person wants e-mail; given by the person, so only notices to them go there."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "standing+1y"
    footing: ClassVar[Footing] = Footing(persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=10, choices=[(ChannelKind.EMAIL.value, ChannelKind.EMAIL.label)])
    address = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("接收地址")
        constraints = (models.UniqueConstraint(fields=("person", "kind"), name="notices_one_address_a_kind"),)

    def __str__(self) -> str:
        return self.kind
