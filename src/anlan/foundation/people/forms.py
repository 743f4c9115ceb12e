"""Forms about units, positions and duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.services.positions import Capacity
from anlan.foundation.people.wording import CAPACITY_WORDS

CAPACITIES = tuple((capacity.value, CAPACITY_WORDS[capacity.value]) for capacity in Capacity)


Choices = Sequence[tuple[str, str]]
PHONE = RegexValidator(r"^\+?[0-9][0-9 -]{2,18}$", _("电话只写数字，例如 8000-1001 或 13900000000"))


def kinds() -> list[tuple[str, str]]:
    """The kinds of unit, for a list."""
    return [(kind.code, str(kind)) for kind in rulebook().units.values()]


def standings() -> list[tuple[str, str]]:
    """The kinds of standing, for a list."""
    return [(kind.code, str(kind)) for kind in rulebook().standings.values()]


class UnitWordsForm(forms.Form):
    """The names and the kind of a unit."""

    name = forms.CharField(
        label=_("单位名称"), max_length=100, error_messages={"required": _("写上单位名称，例如 后勤处")}
    )
    kind = forms.ChoiceField(label=_("类型"), choices=kinds)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    name_en = forms.CharField(label=_("英文名称"), max_length=160, required=False)
    aliases = forms.CharField(
        label=_("别的叫法"),
        max_length=400,
        required=False,
        help_text=_("会议纪要里的其他写法，用空格隔开"),
    )

    def clean_aliases(self) -> list[str]:
        """The words between the blanks."""
        return str(self.cleaned_data["aliases"]).split()


class UnitForm(UnitWordsForm):
    """A new unit below another."""

    code = forms.SlugField(
        label=_("代码"),
        max_length=40,
        help_text=_("小写字母、数字和短横线，以后不变，例如 logistics"),
        error_messages={
            "required": _("写上代码，例如 logistics"),
            "invalid": _("只用小写字母、数字和短横线"),
        },
    )
    field_order = ("name", "code", "kind")

    def clean_code(self) -> str:
        """Codes are kept in lower case."""
        return str(self.cleaned_data["code"]).lower()


class ParentForm(forms.Form):
    """Under which unit something hangs from now on."""

    parent = forms.ChoiceField(
        label=_("新的上级单位"),
        error_messages={"required": _("选一个上级单位"), "invalid_choice": _("从列表里选一个上级单位")},
    )

    def __init__(self, *args: Any, parents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "parent", parents)


class NoteForm(forms.Form):
    """Why something is done; the ledger keeps it."""

    note = forms.CharField(
        label=_("依据或原因"),
        max_length=200,
        help_text=_("写上文件号或会议，账本里会留下"),
        error_messages={"required": _("写上依据或原因")},
    )


class LeavingForm(forms.Form):
    """Why somebody leaves a position; may stay empty."""

    note = forms.CharField(label=_("原因"), max_length=200, required=False, help_text=_("账本里会留下"))


class AppointForm(forms.Form):
    """Who takes a position, as what, until when."""

    number = forms.CharField(
        label=_("工号或学号"), max_length=40, error_messages={"required": _("写上这个人的工号或学号")}
    )
    capacity = forms.ChoiceField(label=_("以什么身份"), choices=CAPACITIES, widget=forms.RadioSelect)
    valid_until = forms.DateTimeField(
        label=_("到什么时候"),
        required=False,
        help_text=_("不填就到免去为止"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "w-date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].initial = Capacity.SEAT.value
        self.fields["capacity"].widget.inline = True


class PositionForm(forms.Form):
    """What may change on a position."""

    title = forms.CharField(
        label=_("岗位名称"), max_length=80, error_messages={"required": _("写上岗位名称")}
    )
    title_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("值班电话"),
        max_length=20,
        required=False,
        help_text=_("写岗位的电话，不写个人手机"),
        validators=[PHONE],
    )


class NewPositionForm(PositionForm):
    """A new seat: its role says what it may do and cannot be changed later."""

    code = forms.SlugField(
        label=_("代码"),
        max_length=30,
        help_text=_("接在单位代码后面，以后不变，例如 liaison"),
        error_messages={
            "required": _("写上代码，例如 liaison"),
            "invalid": _("只用小写字母、数字和短横线"),
        },
    )
    role = forms.ChoiceField(
        label=_("岗位类型"),
        help_text=_("类型定了能办什么，以后不变"),
        error_messages={"required": _("选一个岗位类型"), "invalid_choice": _("从列表里选一个岗位类型")},
    )
    field_order = ("title", "code", "role")

    def __init__(self, *args: Any, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "role", roles)

    def clean_code(self) -> str:
        """Codes are kept in lower case."""
        return str(self.cleaned_data["code"]).lower()


class DutyForm(forms.Form):
    """Who is on duty for a position from–until."""

    position = forms.CharField(
        label=_("岗位代码"), max_length=80, error_messages={"required": _("写上岗位代码，例如 hq.head")}
    )
    number = forms.CharField(
        label=_("工号或学号"), max_length=40, error_messages={"required": _("写上值班人的工号或学号")}
    )
    starts = forms.DateTimeField(
        label=_("从"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "w-date"}),
        error_messages={"required": _("写上开始的时间"), "invalid": _("写成 2022-05-23 08:00")},
    )
    ends = forms.DateTimeField(
        label=_("到"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "w-date"}),
        error_messages={"required": _("写上结束的时间"), "invalid": _("写成 2022-05-23 20:00")},
    )
    lead = forms.BooleanField(label=_("值班长"), required=False)


class PersonForm(forms.Form):
    """A person's name and telephone."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("写上姓名")},
    )
    phone = forms.CharField(
        label=_("手机"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
        validators=[PHONE],
    )


class StandingForm(forms.Form):
    """What somebody is, at which unit, from–until."""

    standing = forms.ChoiceField(label=_("身份"), choices=standings)
    unit = forms.ChoiceField(
        label=_("单位"),
        error_messages={"required": _("选一个单位"), "invalid_choice": _("从列表里选一个单位")},
    )
    valid_from = forms.DateTimeField(
        label=_("从"),
        required=False,
        help_text=_("不填就从现在起"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "w-date"}),
        error_messages={"invalid": _("写成 2022-05-23 08:00")},
    )
    valid_until = forms.DateTimeField(
        label=_("到"),
        required=False,
        help_text=_("不填就到结束为止"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "w-date"}),
        error_messages={"invalid": _("写成 2022-05-23 20:00")},
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", units)


class NewPersonForm(PersonForm):
    """Somebody taken in with a first standing."""

    number = forms.CharField(
        label=_("工号或学号"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "w-code"}),
        validators=[RegexValidator(r"^[0-9A-Za-z._-]+$", _("只用字母、数字、点和短横线"))],
        error_messages={"required": _("写上工号或学号")},
    )
    standing = forms.ChoiceField(label=_("身份"), choices=standings)
    unit = forms.ChoiceField(
        label=_("单位"),
        error_messages={"required": _("选一个单位"), "invalid_choice": _("从列表里选一个单位")},
    )
    field_order = ("number", "name", "standing", "unit", "phone")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "unit", units)


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", _("选一个")), *choices]
