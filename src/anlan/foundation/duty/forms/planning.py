"""Forms of whoever plans."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.kernel import clock
from anlan.foundation.duty.models import Roster
from anlan.foundation.duty.models.choices import AbsenceKind
from anlan.foundation.people.models import Position
from anlan.foundation.people.public import title_of

HOURS = [(value, pgettext_lazy("duty", "%(hours)s 小时") % {"hours": value}) for value in (24, 12, 8, 6, 4)]


def day(label: Any) -> forms.DateField:
    """A day of the campus."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date", "class": "w-date"}, format="%Y-%m-%d")
    )


def instant(label: Any) -> forms.DateTimeField:
    """A moment on the campus clock."""
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


def numbers_of(text: str) -> list[str]:
    """The first word of each line."""
    return [line.split()[0] for line in text.splitlines() if line.split()]


class RosterForm(forms.Form):
    """The name and the hours of a roster."""

    name = forms.CharField(label=_("值班表名称"), max_length=80)
    name_en = forms.CharField(label=_("英文名称"), max_length=120)
    least = forms.IntegerField(
        label=_("每班至少几人"), min_value=1, max_value=20, initial=2, help_text=_("带班领导算在内。")
    )
    first_start = forms.TimeField(
        label=_("每天从几点起"),
        initial="08:00",
        widget=forms.TimeInput(attrs={"type": "time", "class": "w-code"}, format="%H:%M"),
    )
    shift_hours = forms.TypedChoiceField(label=_("一班多长"), choices=HOURS, coerce=int)

    @classmethod
    def of(cls, roster: Roster) -> dict[str, Any]:
        """What a roster has now."""
        return {name: getattr(roster, name) for name in cls.base_fields if hasattr(roster, name)}


class NewRosterForm(RosterForm):
    """A new roster for the desk of a position."""

    field_order = ("position", "code", "name", "name_en")
    code = forms.SlugField(label=_("值班表代码"), max_length=40, help_text=_("小写字母、数字和连字符。"))
    position = forms.ModelChoiceField(label=_("哪个岗位值班"), queryset=Position.objects.none())

    def __init__(self, *args: Any, positions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Position]", self.fields["position"])
        field.queryset = positions
        field.label_from_instance = title_of  # type: ignore[method-assign,assignment]


class MembersForm(forms.Form):
    """Who stands in turn, by number."""

    leaders = forms.CharField(
        label=_("带班领导，按轮班次序"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行一个工号，后面可以写姓名。"),
    )
    others = forms.CharField(
        label=_("值班人，按轮班次序"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @classmethod
    def of(cls, roster: Roster) -> dict[str, str]:
        """The rings as they are."""
        rings: dict[bool, list[str]] = {True: [], False: []}
        for row in roster.members.select_related("person"):
            rings[row.leads].append(f"{row.person.number} {row.person.name}")
        return {"leaders": "\n".join(rings[True]), "others": "\n".join(rings[False])}


class DaysForm(forms.Form):
    """From a day to a day."""

    first = day(_("从哪天"))
    last = day(_("到哪天"))

    @classmethod
    def next_days(cls, days: int = 30) -> dict[str, Any]:
        """From today on."""
        return {"first": clock.today(), "last": clock.today() + timedelta(days=days - 1)}


class SheetForm(forms.Form):
    """A sheet to read in."""

    sheet = forms.FileField(label=_("Excel 值班表"), help_text=_("用“导出 Excel”的表改，第一行是表头。"))


class AbsenceForm(forms.Form):
    """Somebody is away."""

    number = forms.CharField(label=_("谁的工号"), max_length=40)
    kind = forms.ChoiceField(label=_("为什么不在岗"), choices=AbsenceKind.choices)
    starts = instant(_("从什么时候"))
    ends = instant(_("到什么时候"))


class ReplaceForm(forms.Form):
    """Another person in somebody's place."""

    number = forms.CharField(label=_("换成谁（工号）"), max_length=40)
    reason = forms.CharField(label=_("为什么调换"), max_length=200)


class AddForm(forms.Form):
    """One more person on a shift."""

    number = forms.CharField(label=_("加谁（工号）"), max_length=40)
    lead = forms.BooleanField(label=_("由他带班"), required=False)
