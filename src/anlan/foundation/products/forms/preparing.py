"""Forms of preparing, signing, correcting, and of a unit's day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.signing import BadSignature, dumps, loads
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.core.kernel.ids import new_id
from anlan.foundation.products.kinds import Param, ProductKind

SALT = "products.opened"


class OpenedForm(forms.Form):
    """Carries when the page was opened, signed, so that the minutes of work are measured."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = dumps(clock.now().isoformat(), salt=SALT)

    def opened_at(self) -> datetime | None:
        """When the page was opened; None where nothing usable came back."""
        try:
            return parse_datetime(str(loads(self.cleaned_data.get("opened", ""), salt=SALT)))
        except (BadSignature, ValueError):
            return None


class ParamsForm(OpenedForm):
    """What a kind asks before it gathers facts."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, kind: ProductKind, viewer: Actor) -> None:
        super().__init__(data)
        self.kind = kind
        self.fields["client_id"].initial = new_id()
        for one in kind.params:
            self.fields[one.name] = _field(one, viewer)

    @classmethod
    def begun(cls, given: Mapping[str, Any], *, kind: ProductKind, viewer: Actor) -> ParamsForm:
        """The form with answers that came with the address; what they leave open is as it begins."""
        plain = cls(None, kind=kind, viewer=viewer)
        names = {one.name for one in kind.params if one.name in given}
        if not names:
            return plain
        begun = {name: field.initial for name, field in plain.fields.items() if field.initial is not None}
        return cls({**begun, **{name: given[name] for name in names}}, kind=kind, viewer=viewer)

    def params(self) -> dict[str, Any]:
        """The answers in JSON's own types."""
        told = {one.name: self.cleaned_data.get(one.name) for one in self.kind.params}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in told.items()
            if value not in (None, "")
        }


def params_in(given: Mapping[str, Any], *, kind: ProductKind, viewer: Actor) -> dict[str, Any]:
    """The answers to what a kind asks. Raises BadInput that names those that cannot be used."""
    form = ParamsForm(given, kind=kind, viewer=viewer)
    unknown = set(given) - {one.name for one in kind.params}
    if unknown or not form.is_valid():
        raise BadInput("products.bad_params", fields=" ".join(sorted({*unknown, *form.errors})))
    return form.params()


def _field(one: Param, viewer: Actor) -> forms.Field:
    common: dict[str, Any] = {"label": one.label, "required": one.required, "help_text": one.hint}
    if one.initial is not None:
        common["initial"] = one.initial(clock.now())
    if one.of == "choice":
        return forms.ChoiceField(choices=list(one.choices(viewer)) if one.choices else [], **common)
    if one.of == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
    return forms.CharField(max_length=one.most, **common)


class SignForm(OpenedForm):
    """The fingerprint that was seen, and the number that the office gives."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    official_number = forms.CharField(
        label=_("发文字号"),
        max_length=60,
        required=False,
        help_text=_("由办公室编号。没有就空着，印出来留空。"),
    )


class CorrectForm(OpenedForm):
    """Why a signed product is corrected."""

    note = forms.CharField(
        label=_("为什么更正"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), required=True
    )


class KeepForm(forms.Form):
    """A superior's file."""

    name = forms.CharField(label=_("表名"), max_length=120)
    sender = forms.CharField(label=_("谁要的"), max_length=120, required=False)
    file = forms.FileField(
        label=_("文件（.xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("不超过 5 MB，不能有宏、打开密码。"),
    )


class BindForm(forms.Form):
    """One cell of a superior's form: which, what, of whom."""

    sheet = forms.ChoiceField(label=_("工作表"))
    cell = forms.CharField(label=_("哪一格"), max_length=10, help_text=_("比如 C5"))
    what = forms.ChoiceField(label=_("填什么"))
    scope = forms.ChoiceField(label=_("哪个范围"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        sheets: list[str],
        sources: list[tuple[str, str]],
        scopes: list[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        self.sources = dict(sources)
        self.fields["sheet"].choices = [(one, one) for one in sheets]  # type: ignore[attr-defined]
        self.fields["what"].choices = sources  # type: ignore[attr-defined]
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (key, name or _("全校")) for key, name in scopes
        ]

    def bound(self) -> dict[str, str]:
        """The cell as it is kept."""
        told = {name: str(self.cleaned_data[name]) for name in ("sheet", "cell", "what", "scope")}
        told["cell"] = told["cell"].strip().upper()
        return told | {"label": self.sources.get(told["what"], "")}


class DayForm(forms.Form):
    """A unit's day: chosen records and lines of its own."""

    own = forms.CharField(
        label=_("还有别的情况"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一件。写事情，不写学生姓名。"),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
