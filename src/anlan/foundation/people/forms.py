"""Forms about units, positions and duty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.foundation.people.rulebook import rulebook
from anlan.foundation.people.services.positions import Capacity

CAPACITIES = (
    (Capacity.SEAT.value, _("正职")),
    (Capacity.DEPUTY.value, _("副职")),
    (Capacity.SECRETARY.value, _("代办秘书")),
)


def kinds() -> list[tuple[str, str]]:
    """The kinds of unit, for a list."""
    return [(kind.code, str(kind)) for kind in rulebook().units.values()]


class UnitForm(forms.Form):
    """A new unit below another."""

    name = forms.CharField(
        label=_("单位名称"), max_length=100, error_messages={"required": _("写上单位名称，例如 后勤处")}
    )
    code = forms.SlugField(
        label=_("代码"),
        max_length=40,
        help_text=_("小写字母、数字和短横线，以后不变，例如 logistics"),
        error_messages={
            "required": _("写上代码，例如 logistics"),
            "invalid": _("只用小写字母、数字和短横线"),
        },
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

    def clean_code(self) -> str:
        """Codes are kept in lower case."""
        return str(self.cleaned_data["code"]).lower()


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
        label=_("值班电话"), max_length=20, required=False, help_text=_("写岗位的电话，不写个人手机")
    )


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
