"""Forms of whoever stands a watch."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.foundation.duty.forms.planning import instant


class SwapForm(forms.Form):
    """Whom one asks, and for which watch in return."""

    of = forms.ChoiceField(label=_("请谁替"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("为什么换班"), max_length=200, required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["of"]).choices = people


class ReasonForm(forms.Form):
    """A sentence."""

    reason = forms.CharField(label=_("写一句理由"), max_length=200)


class OrderForm(forms.Form):
    """An order as heard."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    roster = forms.ChoiceField(label=_("记在哪张值班表"))
    words = forms.CharField(
        label=_("听到的原话"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("照原话写，不概括。"),
    )
    ordered_by = forms.ChoiceField(label=_("谁说的"))
    ordered_at = instant(_("什么时候说的"))

    def __init__(
        self, *args: Any, rosters: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("roster", rosters), ("ordered_by", people)):
            cast("forms.ChoiceField", self.fields[name]).choices = choices


class WrittenForm(forms.Form):
    """What the one who ordered puts in writing."""

    written = forms.CharField(
        label=_("书面写下来"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RemarksForm(forms.Form):
    """What the draft cannot know."""

    remarks = forms.CharField(
        label=_("其他要交代的"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class CorrectionForm(RemarksForm):
    """What a new version changes."""

    field_order = ("correction", "remarks")
    correction = forms.CharField(label=_("改了什么"), max_length=300)
