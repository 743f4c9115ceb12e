"""Small forms of acts upon findings, runs and conclusions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.command.forms.drafts import DAY, HOUR
from anlan.areas.command.forms.pickers import Picker, offer
from anlan.areas.command.selectors.picking import Pick
from anlan.areas.inspection.models.choices import Term
from anlan.core.kernel.clock import CAMPUS_ZONE

END_OF_DAY_HOUR = 18
AREA = forms.Textarea(attrs={"rows": 2})


def instant(given: dict[str, Any], day: str, hour: str) -> datetime | None:
    """The instant of a day and an hour; without an hour the end of office hours."""
    if not given.get(day):
        return None
    at = given.get(hour)
    clock_time = at if at is not None else datetime.min.time().replace(hour=END_OF_DAY_HOUR)
    return datetime.combine(given[day], clock_time, tzinfo=CAMPUS_ZONE)


class WordsForm(forms.Form):
    """Words that may be left out."""

    note = forms.CharField(
        label=pgettext_lazy("inspection", "说明"), required=False, max_length=500, widget=AREA
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=pgettext_lazy("inspection", "理由"),
        max_length=500,
        widget=AREA,
        error_messages={"required": _("写上理由")},
    )


class AssignForm(forms.Form):
    """Which unit and seat puts it right, by when; giving it to another says why."""

    unit_id = forms.ChoiceField(label=pgettext_lazy("inspection", "整改单位"), widget=Picker)
    owner_position_id = forms.ChoiceField(
        label=_("谁来改"), required=False, help_text=_("不选就由单位自己定。")
    )
    due_date = forms.DateField(label=_("什么时候改好"), required=False, widget=DAY)
    due_time = forms.TimeField(label=pgettext_lazy("inspection", "几点前"), required=False, widget=HOUR)
    note = forms.CharField(
        label=pgettext_lazy("inspection", "说明"), required=False, max_length=500, widget=AREA
    )

    def __init__(self, *args: Any, units: Iterable[Pick], seats: Iterable[Pick], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit_id", units)
        offer(self, "owner_position_id", seats, empty=_("单位自己定"))

    def clean(self) -> dict[str, Any]:
        """With the instant in ``due_at``."""
        given: dict[str, Any] = super().clean() or {}
        return given | {"due_at": instant(given, "due_date", "due_time")}


class RectifiedForm(forms.Form):
    """What was done, and when; from the third time on why, and which rule changed."""

    note = forms.CharField(
        label=_("怎么改的"), max_length=500, widget=AREA, error_messages={"required": _("写上怎么改的")}
    )
    done_date = forms.DateField(
        label=_("哪天改好的"),
        required=False,
        widget=DAY,
        help_text=_("空着就按最新一张照片的时间。证据要晚于改好的时间。"),
    )
    done_time = forms.TimeField(label=_("几点改好的"), required=False, widget=HOUR)
    cause = forms.CharField(label=_("为什么反复出现"), required=False, max_length=500, widget=AREA)
    rule_change = forms.CharField(label=_("改了什么规定"), required=False, max_length=500, widget=AREA)

    def __init__(self, *args: Any, third: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not third:
            del self.fields["cause"], self.fields["rule_change"]

    def clean(self) -> dict[str, Any]:
        """With the instant in ``rectified_at``."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("done_time") and not given.get("done_date"):
            self.add_error("done_date", _("写了几点，还要写哪一天"))
        return given | {"rectified_at": instant(given, "done_date", "done_time")}


class RiskForm(forms.Form):
    """Until when the risk is accepted, and why."""

    until_date = forms.DateField(
        label=_("接受到哪一天"), widget=DAY, error_messages={"required": _("写上接受到哪一天")}
    )
    reason = ReasonForm.base_fields["reason"]

    def clean(self) -> dict[str, Any]:
        """With the instant in ``until``."""
        given: dict[str, Any] = super().clean() or {}
        return given | {"until": instant(given, "until_date", "until_time")}


class ConclusionForm(forms.Form):
    """A written conclusion and its terms."""

    text = forms.CharField(
        label=_("督查结论"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("发出以后不能改。被查单位看得到。"),
        error_messages={"required": _("写上结论")},
    )
    term = forms.ChoiceField(label=_("异议期限"), choices=Term.choices)


class DecisionForm(forms.Form):
    """The answer of others to an objection."""

    holds = forms.ChoiceField(
        label=_("异议成立吗"),
        choices=(("no", _("不成立，结论不变")), ("yes", _("成立，换一份结论"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("复核意见"), max_length=2000, widget=AREA, error_messages={"required": _("写上复核意见")}
    )
    text = forms.CharField(
        label=_("新的结论"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("异议成立才写。"),
    )
    overturned = forms.MultipleChoiceField(
        label=_("撤销哪些发现"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, findings: Iterable[Pick], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "overturned", findings)
        if not getattr(self.fields["overturned"], "choices", ()):
            del self.fields["overturned"]

    def clean(self) -> dict[str, Any]:
        """A new conclusion when the objection holds."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("holds") == "yes" and not given.get("text", "").strip():
            self.add_error("text", _("异议成立，要写新的结论"))
        return given


class SupplementForm(forms.Form):
    """What is added to a run that is over."""

    text = forms.CharField(
        label=pgettext_lazy("inspection", "补充"),
        max_length=1000,
        widget=AREA,
        error_messages={"required": _("写上补充的内容")},
    )
