"""The form of a change: a value by its kind, the days, the source, the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.people.public import in_language
from anlan.foundation.rulebook.models import Rule, RuleArea
from anlan.foundation.rulebook.models.choices import CHANGE_ACTS, GRADES, HOLDS
from anlan.foundation.rulebook.rules.book import Source, Version
from anlan.foundation.rulebook.rules.typing_values import Unreadable, read
from anlan.foundation.rulebook.rules.vocabulary import UNITS, Hold, Kind
from anlan.foundation.rulebook.services.proposing import Plan
from anlan.foundation.rulebook.states import ChangeAct

LONGEST = 500
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProposeForm(forms.Form):
    """What somebody wants to change about one rule."""

    act = forms.ChoiceField(label=_("要做什么"), choices=CHANGE_ACTS)
    area = forms.ChoiceField(label=pgettext_lazy("rulebook", "范围"))
    value = forms.CharField(label=pgettext_lazy("rulebook", "值"), required=False, max_length=20_000)
    starts = forms.DateField(label=pgettext_lazy("rulebook", "起"), widget=DAY)
    ends = forms.DateField(
        label=pgettext_lazy("rulebook", "止"),
        widget=DAY,
        required=False,
        help_text=_("这一天不算在内；没有就空着。"),
    )
    hold = forms.ChoiceField(label=_("下级怎么办"), choices=HOLDS)
    source_title = forms.CharField(
        label=pgettext_lazy("rulebook", "来源"),
        max_length=LONGEST,
        required=False,
        help_text=_("文件名称和文号，或者哪次会议的决定。不写网址。"),
    )
    source_publisher = forms.CharField(
        label=pgettext_lazy("rulebook", "谁发的"), max_length=LONGEST, required=False
    )
    source_date = forms.RegexField(
        r"^\d{4}(-\d{2}(-\d{2})?)?$",
        label=pgettext_lazy("rulebook", "来源日期"),
        required=False,
        help_text=_("写成 2022、2022-06 或 2022-06-03。"),
        error_messages={"invalid": _("日期写成 2022、2022-06 或 2022-06-03。")},
    )
    cite = forms.CharField(
        label=pgettext_lazy("rulebook", "第几条、第几页"), max_length=LONGEST, required=False
    )
    grade = forms.ChoiceField(
        label=_("来源等级"),
        choices=GRADES,
        required=False,
        help_text=_("本校正式决定按 A 级写。"),
    )
    note = forms.CharField(label=pgettext_lazy("rulebook", "补充说明"), max_length=LONGEST, required=False)
    reason = forms.CharField(
        label=_("为什么改"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Mapping[str, Any] | None, *, rule: Rule, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.rule = rule
        rows = RuleArea.objects.order_by("-here", "code")
        self.fields["area"].choices = [(row.code, row.label) for row in rows]  # type: ignore[attr-defined]
        self._fit_value(Kind(rule.kind))

    def _fit_value(self, kind: Kind) -> None:
        field = self.fields["value"]
        if kind is Kind.BOOL:
            field.widget = forms.Select(choices=[("", "--"), ("是", _("是")), ("否", _("否"))])
        elif kind is Kind.RANGE:
            field.help_text = _("写成“最小–最大”，比如 250–500。")
        elif kind is Kind.LIST:
            field.widget = forms.Textarea(attrs={"rows": 5})
            field.help_text = _("一行一项，写数，或者“中文 | English”。")
        elif kind is Kind.TEXT:
            field.help_text = _("写成“中文 | English”。")
        else:
            field.widget = forms.TextInput(attrs={"inputmode": "decimal"})
            unit = in_language(*UNITS[self.rule.unit])
            field.help_text = _("单位：%(unit)s") % {"unit": unit} if unit else ""

    def clean_value(self) -> Any:
        """The value that was typed, by the rule's kind."""
        try:
            return read(self.cleaned_data["value"], kind=Kind(self.rule.kind))
        except Unreadable:
            raise forms.ValidationError(_("这样写读不出值。看字段上面的说明。")) from None

    def plan(self) -> Plan:
        """The change as the services take it."""
        told = self.cleaned_data
        source = None
        if told["source_title"]:
            facts = [told[name] for name in ("source_title", "source_publisher", "source_date", "grade")]
            source = Source("", *facts)
        version = Version(
            self.rule.code,
            told["area"],
            told["value"],
            told["starts"],
            told["ends"],
            source,
            told["grade"] if source else "",
            Hold(told["hold"]),
            cite=told["cite"],
            note_zh=told["note"],
        )
        return Plan(version, told["reason"], ChangeAct(told["act"]))
