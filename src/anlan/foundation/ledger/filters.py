"""What to look for in the ledger; lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import CharField, F, Func, Q, QuerySet
from django.db.models.lookups import IContains
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.words import known_kinds, known_verbs

_LONGEST = 80


class Filters(forms.Form):
    """Act, kind, object, days, position and words of the note; every field may be empty."""

    verb = forms.CharField(label=_("做了什么"), required=False, max_length=_LONGEST, widget=forms.Select)
    kind = forms.CharField(label=_("对象类别"), required=False, max_length=_LONGEST, widget=forms.Select)
    object = forms.CharField(label=_("对象编号"), required=False, max_length=_LONGEST)
    position = forms.UUIDField(label=_("岗位"), required=False)
    since = forms.DateField(
        label=_("从哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("到哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(label=_("说明里的字"), required=False, max_length=_LONGEST)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._offer("verb", known_verbs())
        self._offer("kind", known_kinds())

    def _offer(self, name: str, known: Mapping[str, str]) -> None:
        """Let the reader choose among the known codes, and keep one that the address gives besides."""
        asked = self.data.get(name, "")
        choices = dict(known) | ({asked: known.get(asked, asked)} if asked else {})
        select = self.fields[name].widget
        select.choices = [("", _("全部")), *sorted(choices.items(), key=lambda choice: choice[1])]

    @property
    def in_use(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.given.values())

    @property
    def given(self) -> dict[str, Any]:
        """The fields that were filled in well; a faulty one narrows nothing and shows its error."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """The rows that are asked for."""
        return events.filter(*(_condition(name, value) for name, value in self.given.items()))


def _condition(name: str, value: Any) -> Q:
    match name:
        case "object":
            return Q(object_id=value)
        case "position":
            return Q(position_id=value)
        case "since":
            return Q(at__gte=_midnight(value))
        case "until":
            return Q(at__lt=_midnight(value + timedelta(days=1)))
        case "note":
            return _noted(value)
    return Q(**{name: value})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _noted(words: str) -> Q:
    """Rows whose note holds the words; shredded rows have none."""
    told = Func(F("payload"), template="(%(expressions)s)::jsonb ->> 'note'", output_field=CharField())
    return Q(IContains(told, words))
