"""The form of a notice."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.access import Actor
from anlan.core.cap.terms import ResponseType, Scope, Status
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.foundation.notices.models import Level, Notice
from anlan.foundation.notices.models.choices import (
    CATEGORIES,
    CERTAINTIES,
    RESPONSES,
    SCOPES,
    SEVERITIES,
    STATUSES,
    URGENCIES,
)
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.notices.selectors import choices
from anlan.foundation.people.models import Person

DAY = forms.DateInput(attrs={"type": "date", "class": "w-date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time", "class": "w-code"}, format="%H:%M")
LATIN = {"lang": "en"}
MANY = {
    "size": 6,
    "data-find": _("输入文字，缩小下面的清单"),
    "data-found": _("符合 {n} 个；回车选第一个"),
    "data-leave": _("不选 {name}"),
}
"""A long list, which the page's script gives a field to type in; without it the list is as it is."""
WORLDS = [row for row in STATUSES if row[0] in {Status.ACTUAL.value, Status.EXERCISE.value}]
MOST_NUMBERS = 200


def _text(label: Any, *, rows: int, required: bool = True, english: bool = False) -> forms.CharField:
    attrs = {"rows": rows} | (LATIN if english else {})
    return forms.CharField(
        label=label, required=required, max_length=8000, widget=forms.Textarea(attrs=attrs)
    )


class AudienceFields(forms.Form):
    """Who gets it: a crowd, positions, persons by number."""

    units = forms.MultipleChoiceField(
        label=_("这些单位里的人"),
        required=False,
        widget=forms.SelectMultiple(MANY),
        help_text=_("连下属单位。一个都不选，就不按单位缩小范围。"),
    )
    standings = forms.MultipleChoiceField(
        label=_("其中这些身份的人"), required=False, widget=forms.CheckboxSelectMultiple
    )
    places = forms.MultipleChoiceField(
        label=_("其中住在或工作在这些地方的人"), required=False, widget=forms.SelectMultiple(MANY)
    )
    positions = forms.MultipleChoiceField(
        label=_("再加上这些岗位"), required=False, widget=forms.SelectMultiple(MANY)
    )
    numbers = forms.CharField(
        label=_("再加上这些人"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("工号或学号，用空格或换行分开。"),
    )


class ComposeForm(AudienceFields):
    """Everything that a notice says; the world and the audience are fixed where it follows an earlier one."""

    field_order = ("status", "level", "headline_zh", "headline_en", "text_zh", "text_en")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(label=_("实际还是演练"), choices=WORLDS, widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=_("怎么送"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_("只有“立即送达”会打断人，其余到汇总时一起送。"),
    )
    event_zh = forms.CharField(label=_("什么事"), max_length=60)
    event_en = forms.CharField(label=_("什么事（英文）"), max_length=120, widget=forms.TextInput(attrs=LATIN))
    headline_zh = forms.CharField(label=pgettext_lazy("notice", "标题"), max_length=120)
    headline_en = forms.CharField(
        label=_("标题（英文）"), max_length=200, widget=forms.TextInput(attrs=LATIN)
    )
    text_zh = _text(_("内容"), rows=4)
    text_en = _text(_("内容（英文）"), rows=4, english=True)
    instruction_zh = _text(_("收到的人怎么做"), rows=2, required=False)
    instruction_en = _text(_("收到的人怎么做（英文）"), rows=2, required=False, english=True)
    category = forms.ChoiceField(label=pgettext_lazy("notice", "类别"), choices=CATEGORIES)
    response = forms.ChoiceField(label=_("要求的行动"), choices=RESPONSES[:-1])
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=URGENCIES)
    severity = forms.ChoiceField(label=_("严重程度"), choices=SEVERITIES)
    certainty = forms.ChoiceField(label=_("确定程度"), choices=CERTAINTIES)
    scope = forms.ChoiceField(label=_("公开范围"), choices=SCOPES, initial=Scope.RESTRICTED.value)
    expires_on = forms.DateField(label=_("失效日期"), required=False, widget=DAY)
    expires_time = forms.TimeField(label=_("失效时间"), required=False, widget=HOUR)
    contact = forms.CharField(label=_("联系电话"), max_length=120, required=False)
    needs_answer = forms.BooleanField(label=_("要求收到的人确认"), required=False)
    channels = forms.MultipleChoiceField(
        label=_("站内信以外，还发到"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, viewer: Actor, notice: Notice | None = None, **kwargs: Any) -> None:
        self.viewer, self.notice = viewer, notice
        if notice is not None:
            kwargs["initial"] = initial_of(notice) | dict(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        standings: Any = self.fields["standings"]
        standings.widget.inline = True
        drill = notice.drill if notice is not None else self.data.get("status") == Status.EXERCISE.value
        if notice is not None:
            del self.fields["status"]
        follows = notice is not None and notice.references_id is not None
        if follows:
            for name in AudienceFields.base_fields:
                del self.fields[name]
            if notice is not None and notice.is_all_clear:
                del self.fields["response"]
        else:
            self._offer("units", choices.unit_options(viewer))
            self._offer("standings", choices.standing_options())
            self._offer("places", choices.place_options(viewer))
            self._offer("positions", choices.position_options(viewer))
        self._offer("channels", choices.channel_options(drill=drill))

    def _offer(self, name: str, options: choices.Options) -> None:
        field: Any = self.fields[name]
        field.choices = options

    def clean_numbers(self) -> list[UUID]:
        """Persons by their numbers."""
        numbers = self.cleaned_data["numbers"].split()
        if len(numbers) > MOST_NUMBERS:
            raise forms.ValidationError(_("一次最多 200 个号码，人多就按单位选"))
        found = choices.persons_by_number(self.viewer, numbers)
        missing = next((number for number in numbers if number not in found), "")
        if missing:
            raise forms.ValidationError(_("查不到 %(number)s，核对以后再填"), params={"number": missing})
        return list(dict.fromkeys(found[number] for number in numbers))

    def clean(self) -> dict[str, Any]:
        """The instant at which it expires."""
        given: dict[str, Any] = super().clean() or {}
        day, hour = given.get("expires_on"), given.get("expires_time")
        if hour and not day:
            self.add_error("expires_on", _("写了时间，还要写哪一天"))
        at = datetime.combine(day, hour or time(23, 59), tzinfo=CAMPUS_ZONE) if day else None
        return given | {"expires": at}

    def audience(self) -> AudienceSpec | None:
        """Who gets it; None where the notice follows an earlier one."""
        if "units" not in self.fields:
            return None
        data = self.cleaned_data
        parts = {name: data[name] for name in ("units", "standings", "places", "positions")}
        return AudienceSpec.read({**parts, "persons": [str(one) for one in data["numbers"]]})

    def words(self) -> dict[str, Any]:
        """The service's keywords."""
        data = self.cleaned_data
        plain = (
            "level", "event_zh", "event_en", "headline_zh", "headline_en", "text_zh", "text_en",
            "instruction_zh", "instruction_en", "urgency", "severity", "certainty", "scope", "contact",
            "needs_answer", "expires",
        )  # fmt: skip
        found = {name: data[name] for name in plain}
        found["categories"] = [data["category"]]
        found["channels"] = [UUID(key) for key in data["channels"]]
        if "response" in data:
            found["response_types"] = [data["response"]]
        return found


def initial_of(notice: Notice) -> dict[str, Any]:
    """A notice as the form shows it."""
    names = [name for name in ComposeForm.base_fields if hasattr(notice, name) and name != "channels"]
    expires = notice.expires.astimezone(CAMPUS_ZONE) if notice.expires else None
    spec = AudienceSpec.read(notice.audience_spec)
    numbers = Person.objects.filter(pk__in=spec.persons).order_by("number").values_list("number", flat=True)
    return {name: getattr(notice, name) for name in names} | {
        "category": notice.categories[0] if notice.categories else "",
        "response": notice.response_types[0] if notice.response_types else ResponseType.MONITOR.value,
        "channels": [str(key) for key in notice.channels],
        "expires_on": expires.date() if expires else None,
        "expires_time": expires.time() if expires else None,
        "units": [str(key) for key in spec.units],
        "standings": list(spec.standings),
        "places": [str(key) for key in spec.places],
        "positions": [str(key) for key in spec.positions],
        "numbers": "\n".join(numbers),
    }
