"""The notice itself and whom it was sent to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.cap.terms import Certainty, MsgType, ResponseType, Scope, Severity, Status, Urgency
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.notices.models.choices import (
    CERTAINTIES,
    MSG_TYPES,
    NOTICE_STATES,
    SCOPES,
    SEVERITIES,
    STATUSES,
    URGENCIES,
    Level,
)
from anlan.foundation.notices.states import NOTICE, NoticeState
from anlan.foundation.people.models import Person, Position
from anlan.foundation.people.public import in_language, unit_name


class Notice(models.Model):
    """A message shaped like CAP 1.2. ``drill`` says the same as status Exercise and parts two worlds."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+3y"
    machine: ClassVar[Machine] = NOTICE
    footing: ClassVar[Footing] = Footing(units=("sender__unit__path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30, unique=True, verbose_name=pgettext_lazy("notice", "编号"))
    client_id = models.UUIDField(null=True, blank=True, unique=True)
    sender = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="notices")
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=STATUSES, default=Status.ACTUAL.value)
    drill = models.BooleanField(default=False)
    msg_type = models.CharField(max_length=8, choices=MSG_TYPES, default=MsgType.ALERT.value)
    scope = models.CharField(max_length=12, choices=SCOPES, default=Scope.RESTRICTED.value)
    state = models.CharField(max_length=12, choices=NOTICE_STATES, default=NoticeState.DRAFT.value)
    references = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    categories = ArrayField(models.CharField(max_length=12))
    response_types = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    urgency = models.CharField(max_length=12, choices=URGENCIES, default=Urgency.UNKNOWN.value)
    severity = models.CharField(max_length=12, choices=SEVERITIES, default=Severity.UNKNOWN.value)
    certainty = models.CharField(max_length=12, choices=CERTAINTIES, default=Certainty.UNKNOWN.value)
    event_zh = models.CharField(max_length=60)
    event_en = models.CharField(max_length=120)
    headline_zh = models.CharField(max_length=120)
    headline_en = models.CharField(max_length=200)
    text_zh = models.TextField()
    text_en = models.TextField()
    instruction_zh = models.TextField(blank=True)
    instruction_en = models.TextField(blank=True)
    effective = models.DateTimeField(null=True, blank=True)
    onset = models.DateTimeField(null=True, blank=True)
    expires = models.DateTimeField(null=True, blank=True)
    web = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=8, choices=Level, default=Level.DIGEST)
    needs_answer = models.BooleanField(default=False)
    audience_spec = models.JSONField(default=dict)
    channels = ArrayField(models.UUIDField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitter = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approver_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reached = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("通知")
        ordering = ("-recorded_at",)
        indexes = (models.Index(fields=("drill", "state", "-recorded_at"), name="notices_notice_list"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(drill=True, status=Status.EXERCISE.value)
                | Q(drill=False) & ~Q(status=Status.EXERCISE.value),
                name="notice_drill_is_exercise",
            ),
            models.CheckConstraint(
                condition=Q(msg_type=MsgType.ALERT.value, references=None)
                | ~Q(msg_type=MsgType.ALERT.value) & Q(references__isnull=False),
                name="notice_alert_stands_alone",
            ),
            models.CheckConstraint(
                condition=~Q(response_types__contains=[ResponseType.ALL_CLEAR.value])
                | Q(msg_type=MsgType.UPDATE.value),
                name="notice_all_clear_is_update",
            ),
            models.CheckConstraint(condition=~Q(references=F("id")), name="notice_not_its_own_reference"),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("author")), name="notice_author_not_approver"
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | Q(submitter=None) | ~Q(approver=F("submitter")),
                name="notice_requester_not_approver",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, state__in=("draft", "waiting", "approved", "dropped"))
                | Q(sent_at__isnull=False, approver__isnull=False)
                & ~Q(state__in=("draft", "waiting", "approved", "dropped")),
                name="notice_sent_was_approved",
            ),
            models.UniqueConstraint(fields=("id", "status"), name="notice_key_with_status"),
            models.UniqueConstraint(
                fields=("references",),
                condition=~Q(state="dropped"),
                name="notice_one_successor",
            ),
        )

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("notices:notice", args=(self.code,))

    @property
    def identifier(self) -> str:
        """The name of the message in CAP."""
        return f"urn:uuid:{self.pk}"

    @property
    def headline(self) -> str:
        """The headline in the reader's language."""
        return in_language(self.headline_zh, self.headline_en)

    @property
    def event(self) -> str:
        """What it is about in the reader's language."""
        return in_language(self.event_zh, self.event_en)

    @property
    def sender_unit(self) -> str:
        """The unit that speaks, in the reader's language."""
        return unit_name(self.sender.unit)

    @property
    def is_all_clear(self) -> bool:
        """Whether it says that what it refers to is over."""
        return ResponseType.ALL_CLEAR.value in self.response_types


class Audience(models.Model):
    """One person to whom a notice was sent: frozen at sending, with the class they were counted in."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("notice__sender__unit__path",), persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="audience")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    standing = models.SlugField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("接收人")
        constraints = (models.UniqueConstraint(fields=("notice", "person"), name="notice_person_once"),)

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.person_id}"
