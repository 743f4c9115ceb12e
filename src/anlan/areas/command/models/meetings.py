"""The meeting itself: who was called, what was proposed, in which order it was heard."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.models.choices import MEETING_STATES, PRESENCES, SLIP_STATES, MeetingKind
from anlan.areas.command.states import MEETING, SLIP, MeetingState, Presence, SlipState
from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine


class Meeting(models.Model):
    """One sitting of a series; its host unit keeps the papers."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = MEETING
    footing: ClassVar[Footing] = Footing(
        units=("host_unit__path", "attendances__position__unit__path", "directives__addressees__unit__path")
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.CharField(max_length=80)
    number = models.PositiveIntegerField(verbose_name=_("编号"))
    title = models.CharField(max_length=200, verbose_name=_("标题"))
    held_on = models.DateField(verbose_name=_("会议日期"))
    kind = models.CharField(max_length=20, choices=MeetingKind.choices, default=MeetingKind.SPECIAL)
    venue = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings_chaired"
    )
    host_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="meetings_hosted")
    state = models.CharField(
        max_length=20, choices=MEETING_STATES, default=MeetingState.PLANNED.value, verbose_name=_("状态")
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("会议")
        ordering = ("-held_on", "-number")
        constraints = (models.UniqueConstraint(fields=("series", "number"), name="one_meeting_a_number"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("command:meeting", args=(self.pk,))


class TopicSlip(models.Model):
    """A topic that a unit hands in before a meeting."""

    data_class = "internal"
    retention = "operation+1y"
    machine: ClassVar[Machine] = SLIP
    footing: ClassVar[Footing] = Footing(units=("unit__path", "meeting__host_unit__path"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="slips", verbose_name=_("会议")
    )
    topic = models.CharField(max_length=300, verbose_name=_("议题"))
    unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, related_name="topic_slips", verbose_name=_("单位")
    )
    proposer = models.ForeignKey(
        "people.Position", null=True, blank=True, on_delete=models.PROTECT, related_name="topic_slips"
    )
    state = models.CharField(
        max_length=20, choices=SLIP_STATES, default=SlipState.SUBMITTED.value, verbose_name=_("状态")
    )
    reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("议题")
        ordering = ("recorded_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=SlipState.DECLINED.value) | ~Q(reason=""),
                name="slip_declined_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.topic


class AgendaItem(models.Model):
    """One matter of the agenda: an open requirement of the meeting before, or an accepted slip."""

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="agenda", verbose_name=_("会议")
    )
    order = models.PositiveIntegerField()
    slip = models.ForeignKey(
        TopicSlip, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda"
    )
    directive = models.ForeignKey(
        "command.Directive", null=True, blank=True, on_delete=models.PROTECT, related_name="agenda"
    )

    class Meta:
        verbose_name = _("议程")
        ordering = ("meeting", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "order"), name="one_matter_a_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(slip=None, directive__isnull=False) | Q(slip__isnull=False, directive=None),
                name="agenda_from_a_slip_or_an_open_item",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.order}"


class Attendance(models.Model):
    """A position that was called to a meeting, and how it took part."""

    data_class = "internal"
    retention = "operation+1y"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("会议")
    )
    position = models.ForeignKey(
        "people.Position", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("岗位")
    )
    presence = models.CharField(
        max_length=20, choices=PRESENCES, default=Presence.INVITED.value, verbose_name=_("出席")
    )
    deputy_position = models.ForeignKey(
        "people.Position",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attendances_as_deputy",
    )
    deputy_person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="attendances_as_deputy"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("出席")
        ordering = ("meeting", "position__order")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "position"), name="one_call_a_position"),
            models.CheckConstraint(
                condition=~Q(presence=Presence.DEPUTY.value)
                | Q(deputy_position__isnull=False)
                | Q(deputy_person__isnull=False),
                name="a_deputy_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(presence=Presence.ABSENT.value) | ~Q(reason=""), name="an_absence_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.position_id} {self.presence}"
