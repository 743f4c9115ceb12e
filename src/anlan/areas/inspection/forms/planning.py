"""Forms that plan a run and raise a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.command.forms.drafts import DAY, HOUR
from anlan.areas.command.forms.pickers import Picker, offer
from anlan.areas.command.selectors.picking import Pick
from anlan.areas.inspection.forms.acts import AREA, instant
from anlan.areas.inspection.models.choices import Matter, Severity


class PlanForm(forms.Form):
    """Who inspects what, where, by when."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    checklist_id = forms.ChoiceField(label=_("用哪份清单"))
    place_id = forms.ChoiceField(label=pgettext_lazy("inspection", "地点"), widget=Picker)
    unit_id = forms.ChoiceField(
        label=_("被查单位"), widget=Picker, required=False, help_text=_("不选就是地点的主管单位。")
    )
    inspector_ids = forms.MultipleChoiceField(
        label=pgettext_lazy("inspection", "督查员"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不能查自己的单位。"),
        error_messages={"required": _("至少选一个督查员")},
    )
    due_date = forms.DateField(label=_("哪天前查"), required=False, widget=DAY)
    due_time = forms.TimeField(label=pgettext_lazy("inspection", "几点前"), required=False, widget=HOUR)
    announced = forms.BooleanField(label=_("事先告诉被查单位"), required=False)
    second_reason = forms.CharField(
        label=_("再查的原因"),
        required=False,
        max_length=300,
        help_text=_("7 天内查过同一个地方的同一件事，才要写。"),
    )
    drill = forms.BooleanField(label=_("这是演练"), required=False)

    def __init__(
        self,
        *args: Any,
        checklists: Iterable[Pick],
        places: Iterable[Pick],
        units: Iterable[Pick],
        inspectors: Iterable[Pick],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "checklist_id", checklists)
        offer(self, "place_id", places, empty=_("选一个地点"))
        offer(self, "unit_id", units, empty=_("地点的主管单位"))
        offer(self, "inspector_ids", inspectors)

    def clean(self) -> dict[str, Any]:
        """The keywords of the act."""
        given: dict[str, Any] = super().clean() or {}
        due_at = instant(given, "due_date", "due_time")
        for name in ("due_date", "due_time"):
            given.pop(name, None)
        for name in ("checklist_id", "place_id", "unit_id"):
            given[name] = UUID(given[name]) if given.get(name) else None
        given["inspector_ids"] = [UUID(key) for key in given.get("inspector_ids", ())]
        return given | {"due_at": due_at}


class RaiseForm(forms.Form):
    """What is wrong, where, how pressing, who puts it right."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("发现了什么"), max_length=500, widget=AREA, error_messages={"required": _("写上发现了什么")}
    )
    place_id = forms.ChoiceField(label=pgettext_lazy("inspection", "地点"), widget=Picker)
    unit_id = forms.ChoiceField(label=_("哪个单位来改"), widget=Picker)
    severity = forms.ChoiceField(label=_("有多要紧"), choices=Severity.choices, widget=forms.RadioSelect)
    stopped = forms.CharField(
        label=_("当场停了什么"), required=False, max_length=300, help_text=_("选“立即停”才写。")
    )
    due_date = forms.DateField(label=_("什么时候改好"), required=False, widget=DAY)
    due_time = forms.TimeField(
        label=pgettext_lazy("inspection", "几点前"),
        required=False,
        widget=HOUR,
        help_text=_("空着：一般 3 天，较重 1 天，立即停 2 小时。"),
    )
    drill = forms.BooleanField(label=_("这是演练"), required=False)

    def __init__(self, *args: Any, places: Iterable[Pick], units: Iterable[Pick], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place_id", places, empty=_("选一个地点"))
        offer(self, "unit_id", units, empty=_("选一个单位"))

    def clean(self) -> dict[str, Any]:
        """The keywords of the act."""
        given: dict[str, Any] = super().clean() or {}
        due_at = instant(given, "due_date", "due_time")
        if given.get("severity") == Severity.STOP_NOW and not given.get("stopped", "").strip():
            self.add_error("stopped", _("写上当场停了什么"))
        for name in ("due_date", "due_time"):
            given.pop(name, None)
        for name in ("place_id", "unit_id"):
            given[name] = UUID(given[name]) if given.get(name) else None
        return given | {"due_at": due_at}


class ImportForm(forms.Form):
    """A workbook in the XLSForm layout."""

    file = forms.FileField(
        label=_("XLSForm 表格"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("survey、choices、settings 三张表。读不懂的会逐行说明，不会悄悄丢掉。"),
        error_messages={"required": _("选一个 .xlsx 文件")},
    )


class ReportForm(forms.Form):
    """A protected report."""

    matter = forms.ChoiceField(label=_("反映哪一类"), choices=Matter.choices)
    unit_id = forms.ChoiceField(label=_("哪个单位"), help_text=_("这个单位和它的上下级都看不到。"))
    text = forms.CharField(
        label=_("什么情况"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("写清时间、地点、哪一个数、真实情况是多少。不写自己的名字也可以。"),
        error_messages={"required": _("写上什么情况")},
    )
    named = forms.BooleanField(label=_("留下我的姓名"), required=False, help_text=_("不勾就不存你的账户。"))

    def __init__(self, *args: Any, units: Iterable[Pick], signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit_id", units, empty=_("选一个单位"))
        if not signed_in:
            del self.fields["named"]


class CodeForm(forms.Form):
    """A receipt code."""

    code = forms.CharField(
        label=_("回执码"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-code"}),
        error_messages={"required": _("写上回执码")},
    )
