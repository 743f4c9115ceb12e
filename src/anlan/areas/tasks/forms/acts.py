"""Small forms of acts upon a task: words, a new deadline, another verifier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.command.forms.drafts import DAY, HOUR
from anlan.areas.command.forms.pickers import Picker, offer
from anlan.areas.command.rules.deadlines import end_of_day
from anlan.areas.command.selectors.picking import Pick
from anlan.core.kernel.clock import CAMPUS_ZONE


class WordsForm(forms.Form):
    """Words that may be left out."""

    note = forms.CharField(
        label=pgettext_lazy("task", "说明"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    """Words that must be there."""

    note = forms.CharField(
        label=pgettext_lazy("task", "理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("写上理由")},
    )


class DueFields(forms.Form):
    """A day, and an hour if need be; without one the whole day belongs to it."""

    due_date = forms.DateField(label=pgettext_lazy("task", "期限"), required=False, widget=DAY)
    due_time = forms.TimeField(label=_("几点前"), required=False, widget=HOUR)

    def clean(self) -> dict[str, Any]:
        """With the instant in ``due_at``."""
        given: dict[str, Any] = super().clean() or {}
        day, hour = given.get("due_date"), given.get("due_time")
        if hour and not day:
            self.add_error("due_date", _("写了几点，还要写哪一天"))
        at = None
        if day:
            at = datetime.combine(day, hour, tzinfo=CAMPUS_ZONE) if hour else end_of_day(day)
        return given | {"due_at": at, "due_all_day": bool(day) and not hour}


class UntilForm(DueFields):
    """A new deadline, and why."""

    field_order = ("due_date", "due_time", "note")
    note = ReasonForm.base_fields["note"]

    def clean(self) -> dict[str, Any]:
        """The day must be there."""
        given = super().clean()
        if not given.get("due_at") and "due_date" not in self.errors:
            self.add_error("due_date", _("写上新的期限"))
        return given


class DecisionForm(forms.Form):
    """Yes or no to what was asked, and the answer."""

    granted = forms.ChoiceField(
        label=_("答复"),
        choices=(("1", pgettext_lazy("task", "同意")), ("0", pgettext_lazy("task", "不同意"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("选同意或不同意")},
    )
    note = forms.CharField(
        label=pgettext_lazy("task", "理由"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不同意的，要写明理由。"),
    )


class ReviseForm(DueFields):
    """What the issuer changes in a task that could not be done."""

    field_order = ("title", "acceptance_test", "due_date", "due_time", "note")
    title = forms.CharField(label=_("任务"), max_length=200)
    acceptance_test = forms.CharField(
        label=_("怎样算办好"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = ReasonForm.base_fields["note"]


class VerifierForm(forms.Form):
    """Another verifier, and why."""

    verifier_position = forms.ChoiceField(label=_("核验人"), widget=Picker())
    note = ReasonForm.base_fields["note"]

    def __init__(self, *args: Any, seats: Iterable[Pick], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "verifier_position", seats, empty=_("选一个岗位"))
