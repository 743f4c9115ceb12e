"""A draft's fields and a heading's defaults; what a person did not touch is not sent on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.forms.pickers import ManyPicker, Picker, offer
from anlan.areas.command.models.choices import Direction, Obligation, Repeats
from anlan.areas.command.rules.deadlines import end_of_day
from anlan.areas.command.selectors.picking import Picks
from anlan.core.kernel.clock import CAMPUS_ZONE

FORM_FIELD = {
    "lead_unit": "lead",
    "lead_group": "lead",
    "due_at": "due_date",
    "due_all_day": "due_date",
}
"""Fields of the door that the form shows under another name."""

DAY = forms.DateInput(attrs={"type": "date", "class": "w-date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time", "class": "w-code"}, format="%H:%M")
GROUP_PREFIX = "group:"


def _hinted(words: object) -> forms.TextInput:
    """A line that says what belongs into it while it is empty."""
    return forms.TextInput(attrs={"placeholder": words})


class HeadingForm(forms.Form):
    """What flows into the drafts of a heading that have nothing of their own."""

    lead = forms.ChoiceField(label=_("牵头单位"), required=False, widget=Picker)
    helpers = forms.MultipleChoiceField(label=_("配合单位"), required=False, widget=ManyPicker)
    due_date = forms.DateField(label=_("期限"), required=False, widget=DAY)
    due_time = forms.TimeField(label=_("几点前"), required=False, widget=HOUR)
    repeats = forms.ChoiceField(label=_("多久一次"), required=False, choices=Repeats.choices)
    deadline_text = forms.CharField(
        label=_("期限补充"), required=False, max_length=120, widget=_hinted(_("例如每天 9:00 前"))
    )
    no_deadline = forms.BooleanField(label=_("暂无期限"), required=False)
    verifier = forms.ChoiceField(label=_("谁来核验"), required=False, widget=Picker)
    places = forms.MultipleChoiceField(
        label=_("适用校区"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, picks: Picks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [*((GROUP_PREFIX + pick.value, pick.label) for pick in picks.groups)]
        offer(self, "lead", picks.units, empty=_("还没定"))
        lead: Any = self.fields["lead"]
        lead.choices = [*lead.choices[:1], *units, *lead.choices[1:]]
        offer(self, "helpers", picks.units)
        offer(self, "verifier", picks.verifiers, empty=_("还没定"))
        offer(self, "places", picks.campuses)
        places: Any = self.fields["places"].widget
        places.inline = True

    @classmethod
    def of(cls, values: Mapping[str, Any], *, version: int, picks: Picks) -> HeadingForm:
        """The form as it shows values in effect; it remembers what was shown."""
        known = plain(values, cls.own_fields())
        initial = known | {
            "lead": f"{GROUP_PREFIX}{known['lead_group']}" if known["lead_group"] else known["lead_unit"],
            "version": version,
            "seen": json.dumps(known, ensure_ascii=False, sort_keys=True),
            **_day_and_hour(known["due_at"], all_day=known["due_all_day"]),
        }
        return cls(initial=initial, picks=picks, auto_id=cls.ids())

    @staticmethod
    def ids() -> str:
        """How its controls are called."""
        return "heading_%s"

    @staticmethod
    def own_fields() -> tuple[str, ...]:
        """The fields of the door that this form holds."""
        return SHARED_FIELDS

    def clean(self) -> dict[str, Any]:
        """The fields as the door takes them."""
        given: dict[str, Any] = super().clean() or {}
        day, hour = given.get("due_date"), given.get("due_time")
        if hour and not day:
            self.add_error("due_date", _("写了几点，还要写哪一天"))
        lead = given.get("lead") or ""
        group = lead.removeprefix(GROUP_PREFIX) if lead.startswith(GROUP_PREFIX) else ""
        at = None
        if day:
            at = datetime.combine(day, hour, tzinfo=CAMPUS_ZONE) if hour else end_of_day(day)
        return given | {
            "lead_unit": "" if group else lead,
            "lead_group": group,
            "due_at": at.isoformat() if at else None,
            "due_all_day": bool(day and not hour),
        }

    def changed_fields(self) -> dict[str, Any]:
        """The fields that differ from what the page showed; an untouched one is left to others."""
        now = plain(self.cleaned_data, self.own_fields())
        seen = self._seen()
        return {field: value for field, value in now.items() if field not in seen or seen[field] != value}

    def shown_next(self) -> str:
        """What the page shows once these fields are saved."""
        return json.dumps(
            self._seen() | plain(self.cleaned_data, self.own_fields()), ensure_ascii=False, sort_keys=True
        )

    def _seen(self) -> dict[str, Any]:
        try:
            seen = json.loads(self.cleaned_data.get("seen") or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def blame(self, field: str, text: str) -> None:
        """Put an error of the door beside the control it speaks of."""
        name = FORM_FIELD.get(field, field)
        self.add_error(name if name in self.fields else None, text)


class DraftForm(HeadingForm):
    """One draft; everything that will be issued of it."""

    text = forms.CharField(
        label=_("可量化要求"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        error_messages={"required": _("写上要求的文字")},
    )
    indicator_name = forms.CharField(
        label=_("指标"), required=False, max_length=200, widget=_hinted(_("怎么算，例如近 7 日违规起数"))
    )
    indicator_direction = forms.ChoiceField(label=_("方向"), required=False, choices=Direction.choices)
    indicator_target = forms.CharField(
        label=_("目标值"), required=False, max_length=60, widget=_hinted(_("目标值"))
    )
    indicator_unit = forms.CharField(
        label=_("计量单位"), required=False, max_length=30, widget=_hinted(_("单位"))
    )
    measures = forms.MultipleChoiceField(label=_("目录里的指标"), required=False, widget=ManyPicker)
    no_target = forms.BooleanField(label=_("暂无目标值"), required=False)
    obligation = forms.ChoiceField(label=_("类别"), choices=Obligation.choices)
    condition = forms.CharField(
        label=_("前提"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = forms.CharField(
        label=_("备注，不下发"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, picks: Picks, **kwargs: Any) -> None:
        super().__init__(*args, picks=picks, **kwargs)
        offer(self, "measures", picks.measures)

    @staticmethod
    def ids() -> str:
        """How its controls are called."""
        return "draft_%s"

    @staticmethod
    def own_fields() -> tuple[str, ...]:
        """The fields of the door that this form holds."""
        return (*SHARED_FIELDS, *DRAFT_FIELDS)


SHARED_FIELDS = (
    "lead_unit",
    "lead_group",
    "helpers",
    "due_at",
    "due_all_day",
    "repeats",
    "deadline_text",
    "no_deadline",
    "verifier",
    "places",
)
DRAFT_FIELDS = (
    "text",
    "obligation",
    "condition",
    "indicator_name",
    "indicator_direction",
    "indicator_target",
    "indicator_unit",
    "measures",
    "no_target",
    "note",
)


def plain(values: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """Values in one shape, wherever they come from, so that they can be compared."""
    return {field: _plain(field, values.get(field)) for field in fields}


def _plain(field: str, value: Any) -> Any:
    if field in {"helpers", "places", "measures"}:
        return sorted(str(key) for key in value or ())
    if field in {"due_all_day", "no_deadline", "no_target"}:
        return bool(value)
    if field == "due_at":
        return datetime.fromisoformat(value).astimezone(CAMPUS_ZONE).isoformat() if value else None
    return str(value or "").replace("\r\n", "\n").strip()


def _day_and_hour(due_at: str | None, *, all_day: bool) -> dict[str, Any]:
    """A deadline as the two controls show it; the whole day is shown by its date alone."""
    if not due_at:
        return {}
    at = datetime.fromisoformat(due_at).astimezone(CAMPUS_ZONE)
    if all_day:
        return {"due_date": (at - timedelta(microseconds=1)).date()}
    return {"due_date": at.date(), "due_time": at.time().replace(second=0, microsecond=0)}
