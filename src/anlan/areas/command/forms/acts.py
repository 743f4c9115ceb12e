"""Small forms of acts: a reason, an answer, units to pass on to, topics, papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.forms.drafts import DAY, HOUR
from anlan.areas.command.forms.pickers import offer
from anlan.areas.command.models.choices import Obligation
from anlan.areas.command.rules.deadlines import end_of_day
from anlan.areas.command.selectors.picking import Pick
from anlan.core.kernel.clock import CAMPUS_ZONE


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写上理由")},
    )


class AnswerForm(forms.Form):
    """What the issuer answers to an objection."""

    answer = forms.CharField(
        label=_("答复"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("异议的单位会看到这段话。"),
        error_messages={"required": _("写上答复")},
    )


class DueForm(forms.Form):
    """A deadline that may be left open."""

    due_date = forms.DateField(label=_("期限"), required=False, widget=DAY)
    due_time = forms.TimeField(label=_("几点前"), required=False, widget=HOUR)

    def clean(self) -> dict[str, Any]:
        """The instant; without an hour the whole day belongs to it."""
        given: dict[str, Any] = super().clean() or {}
        day, hour = given.get("due_date"), given.get("due_time")
        if hour and not day:
            self.add_error("due_date", _("写了几点，还要写哪一天"))
        at = None
        if day:
            at = datetime.combine(day, hour, tzinfo=CAMPUS_ZONE) if hour else end_of_day(day)
        return given | {"due_at": at}


class RelayForm(DueForm):
    """Units below, and a deadline of one's own."""

    field_order = ("unit_ids", "due_date", "due_time", "later_reason")
    unit_ids = forms.MultipleChoiceField(
        label=_("转给哪些单位"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选一个单位")},
    )
    later_reason = forms.CharField(
        label=_("期限更晚的理由"), required=False, max_length=300, help_text=_("比原要求的期限晚，才要写。")
    )

    def __init__(self, *args: Any, units: Iterable[Pick], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit_ids", units)


class LocalForm(DueForm):
    """A requirement of one's own unit."""

    field_order = ("text", "unit_id", "obligation", "due_date", "due_time")
    text = forms.CharField(
        label=_("要求什么"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("写上要求的文字")},
    )
    unit_id = forms.ChoiceField(label=_("由谁落实"))
    obligation = forms.ChoiceField(label=_("类别"), choices=Obligation.choices)

    def __init__(self, *args: Any, units: Iterable[Pick], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit_id", units)


class PaperForm(forms.Form):
    """A paper from above as it is entered."""

    issuer = forms.CharField(label=_("发文单位"), max_length=120)
    number = forms.CharField(label=_("文号"), max_length=80)
    title = forms.CharField(label=_("标题"), max_length=200)
    received_on = forms.DateField(label=_("哪天收到"), widget=DAY)
    due_date = forms.DateField(label=_("回复期限"), required=False, widget=DAY)
    due_time = forms.TimeField(label=_("几点前"), required=False, widget=HOUR)

    def clean(self) -> dict[str, Any]:
        """With the instant by which a reply is due."""
        given: dict[str, Any] = super().clean() or {}
        day, hour = given.get("due_date"), given.get("due_time")
        at = None
        if day:
            at = datetime.combine(day, hour, tzinfo=CAMPUS_ZONE) if hour else end_of_day(day)
        return given | {"reply_due_at": at}


class NoteForm(forms.Form):
    """What went out as a reply."""

    note = forms.CharField(
        label=_("怎么回的"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如回复的文号。还有没对应的事项时，要写明为什么。"),
    )


class TopicForm(forms.Form):
    """A topic proposed for a meeting."""

    topic = forms.CharField(label=_("议题"), max_length=300, error_messages={"required": _("写上要议什么")})


class PlannedMeetingForm(forms.Form):
    """A meeting to come."""

    title = forms.CharField(label=_("会议名称"), max_length=200)
    series = forms.CharField(
        label=_("会议系列"), max_length=80, help_text=_("同一系列的会议连着编号，例如“应急期间专题会议”。")
    )
    held_on = forms.DateField(label=_("哪天开"), widget=DAY)
    venue = forms.CharField(label=_("地点"), required=False, max_length=120)


class SheetForm(forms.Form):
    """A workbook of requirements."""

    file = forms.FileField(
        label=_("Excel 文件"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("选一个 .xlsx 文件")},
    )


class ViewForm(forms.Form):
    """A name for what the register shows now."""

    name = forms.CharField(
        label=_("视图名称"), max_length=60, error_messages={"required": _("给视图起个名字")}
    )
    shared = forms.BooleanField(label=_("让别人也能用"), required=False)
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
