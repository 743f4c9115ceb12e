"""A checklist written in the page: its head, a group of questions, one question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.command.forms.drafts import DAY
from anlan.areas.inspection.models.choices import Severity
from anlan.areas.inspection.rules.forms import Kind
from anlan.areas.inspection.rules.plain_conditions import (
    Fails,
    answered,
    read_choices,
    read_fails,
    told_choices,
)
from anlan.areas.inspection.words import KINDS
from anlan.foundation.campus.public import kind_label, kinds
from anlan.foundation.people.public import in_language

CHOSEN = (Kind.ONE.value, Kind.MANY.value)
MEASURED = (Kind.INTEGER.value, Kind.DECIMAL.value)


class HeadForm(forms.Form):
    """What stands above the questions."""

    title = forms.CharField(
        label=_("清单叫什么"), max_length=120, error_messages={"required": _("写上清单的名称")}
    )
    title_en = forms.CharField(label=_("英文名称"), max_length=160, required=False)
    source = forms.CharField(
        label=pgettext_lazy("inspection", "依据"),
        max_length=300,
        help_text=_("哪份规定或要求的第几条。"),
        error_messages={"required": _("写上依据")},
    )
    every_days = forms.IntegerField(
        label=_("至少几天查一次"), min_value=0, max_value=366, help_text=_("不定期的写 0。")
    )
    valid_from = forms.DateField(label=pgettext_lazy("inspection", "从哪天起用"), widget=DAY)
    place_kinds = forms.MultipleChoiceField(
        label=_("用在哪些地方"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place_kinds"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(code, kind_label(code)) for code in kinds()]

    def head(self) -> dict[str, Any]:
        """What belongs to the version."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("title", "title_en", "source")}
        return told | {"valid_from": given["valid_from"].isoformat()}

    def places(self) -> dict[str, Any]:
        """What belongs to the content."""
        return {name: self.cleaned_data[name] for name in ("place_kinds", "every_days")}


class NewForm(HeadForm):
    """A checklist that was not there before."""

    code = forms.SlugField(
        label=pgettext_lazy("inspection", "编码"),
        max_length=60,
        help_text=_("小写字母、数字和短横线，例如 dorm-fire。以后不改。"),
        error_messages={"required": _("写上编码"), "invalid": _("只用小写字母、数字和短横线")},
    )
    field_order = ("title", "title_en", "code", "source", "every_days", "valid_from", "place_kinds")


class SectionForm(forms.Form):
    """A group of questions."""

    label = forms.CharField(
        label=_("这一组叫什么"), max_length=300, error_messages={"required": _("写上这一组的名称")}
    )
    label_en = forms.CharField(label=_("英文名称"), max_length=300, required=False)


class QuestionForm(forms.Form):
    """One question in plain words; conditions that this form cannot say are kept as they stand."""

    label = forms.CharField(label=_("问什么"), max_length=300, error_messages={"required": _("写上问什么")})
    label_en = forms.CharField(label=_("英文怎么问"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("怎么答"), choices=[(kind.value, KINDS[kind.value]) for kind in Kind])
    severity = forms.ChoiceField(
        label=_("不合格有多要紧"), choices=Severity.choices, help_text=_("要判合格的题才用得上。")
    )
    section = forms.ChoiceField(label=_("放在哪一组"), required=False)
    required = forms.BooleanField(label=_("必须答"), required=False)
    hint = forms.CharField(label=_("怎么看（提示）"), max_length=300, required=False)
    hint_en = forms.CharField(label=_("英文提示"), max_length=300, required=False)
    choices = forms.CharField(
        label=_("有哪些选项"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("单选、多选才写。一行一个，英文写在 | 后面；单选里选了就不合格的，行首写 ×。"),
    )
    low = forms.DecimalField(
        label=_("低于多少不合格"),
        required=False,
        max_digits=15,
        decimal_places=6,
        help_text=_("填数的题才写。"),
    )
    high = forms.DecimalField(label=_("高于多少不合格"), required=False, max_digits=15, decimal_places=6)
    when = forms.ChoiceField(label=pgettext_lazy("inspection", "什么时候问"), required=False)

    def __init__(
        self,
        *args: Any,
        sections: Iterable[Mapping[str, Any]],
        earlier: Iterable[Mapping[str, Any]] = (),
        row: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.row: Mapping[str, Any] = row or {}
        super().__init__(*args, **kwargs)
        groups = [
            ("", _("不分组")),
            *((one["key"], in_language(one["label"], one["label_en"])) for one in sections),
        ]
        _offer(self, "section", groups)
        whens = [("", _("一直问")), *_whens(earlier)]
        held = str(self.row.get("relevant") or "")
        if held and held not in {value for value, _label in whens}:
            whens.append((held, _now("保留原来的条件：%(text)s") % {"text": held}))
        _offer(self, "when", whens)

    def clean(self) -> dict[str, Any]:
        """Choices where they are needed, the lower end below the upper one."""
        given: dict[str, Any] = super().clean() or {}
        rows, failing = read_choices(given.get("choices", ""), self.row.get("choices", ()))
        if given.get("kind") in CHOSEN and len(rows) < 2:
            self.add_error("choices", _("至少写两个选项"))
        low, high = given.get("low"), given.get("high")
        if low is not None and high is not None and low >= high:
            self.add_error("high", _("要比下限大"))
        return given | {"rows": rows, "failing": failing}

    def question(self) -> dict[str, Any]:
        """The fields of the content that a valid form gives."""
        given = self.cleaned_data
        names = ("label", "label_en", "kind", "severity", "section", "required", "hint", "hint_en")
        told = {name: given[name] for name in names}
        chosen = given["kind"] in CHOSEN
        return told | {
            "relevant": given["when"],
            "choices": given["rows"] if chosen else [],
            "fails_if": self._fails().text(),
        }

    def _fails(self) -> Fails:
        given = self.cleaned_data
        if given["kind"] in MEASURED and (given["low"] is not None or given["high"] is not None):
            return Fails(low=given["low"], high=given["high"])
        if given["kind"] == Kind.ONE.value and given["failing"]:
            return Fails(chosen=given["failing"])
        same = given["kind"] == self.row.get("kind")
        return Fails(other=read_fails(str(self.row.get("fails_if") or "")).other if same else "")


def question_start(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a form shows of a question that is there."""
    fails = read_fails(str(row.get("fails_if") or ""))
    return {
        **row,
        "when": row.get("relevant", ""),
        "low": fails.low,
        "high": fails.high,
        "choices": told_choices(row.get("choices", ()), fails.chosen),
    }


def _whens(earlier: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Every answer of an earlier question that a later one may wait for."""
    found = []
    for row in earlier:
        label = in_language(row["label"], row.get("label_en", ""))
        answers = [
            (one["name"], in_language(one["label"], one.get("label_en", "")))
            for one in row.get("choices", ())
            if row["kind"] == Kind.ONE.value
        ]
        if row["kind"] == Kind.JUDGE.value:
            answers = [("pass", _now("合格")), ("fail", _now("不合格"))]
        told = _now("“%(item)s”答“%(answer)s”时")
        found += [
            (answered(row["key"], name), told % {"item": label[:40], "answer": word[:40]})
            for name, word in answers
        ]
    return found


def _offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
