"""Forms of places; the cleaned data are the services' keywords."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.foundation.campus.geojson import MAX_BYTES
from anlan.foundation.campus.geometry import BadGeometry, cleaned
from anlan.foundation.campus.kinds import kinds
from anlan.foundation.campus.models import Place
from anlan.foundation.campus.wording import problem_words
from anlan.foundation.people.models import Unit


def _kind_choices() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in kinds().values()]


class PlaceForm(forms.Form):
    """What a place says of itself."""

    name = forms.CharField(label=_("名称"), max_length=120)
    name_en = forms.CharField(label=_("英文名"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=_kind_choices)
    owner = forms.CharField(
        label=_("主管单位"), max_length=100, required=False, help_text=_("单位名称、简称或编码；没有就空着。")
    )
    capacity = forms.IntegerField(
        label=_("容量"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("床位、座位或能容纳的人数。"),
    )
    floor = forms.IntegerField(label=_("楼层"), min_value=-20, max_value=200, required=False)
    order = forms.IntegerField(
        label=_("次序"), min_value=0, max_value=1_000_000, required=False, help_text=_("小的排在前面。")
    )
    shut = forms.BooleanField(label=_("现在关闭"), required=False, help_text=_("校门关闭后，图上写“关”。"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)
    geometry = forms.CharField(
        label=_("图形"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("GeoJSON 的 geometry，一般从平面图文件导入，不用手写。"),
    )
    crs = forms.ChoiceField(label=_("坐标"), choices=Place.Crs.choices)

    def clean_owner(self) -> Unit | None:
        """The unit by code, name or short name."""
        text = self.cleaned_data["owner"].strip()
        if not text:
            return None
        rows = Unit.objects.in_force()
        found = rows.filter(code=text) or rows.filter(name=text) or rows.filter(short_name=text)
        if len(found) != 1:
            raise forms.ValidationError(gettext("没有叫“%(name)s”的单位。写全名或编码。") % {"name": text})
        return found[0]

    def clean(self) -> dict[str, Any]:
        """The geometry is checked with the reference system that was chosen beside it."""
        data = super().clean() or {}
        text = data.get("geometry")
        data["geometry"] = self._geometry(text, str(data.get("crs"))) if text else None
        return data

    def _geometry(self, text: str, crs: str) -> dict[str, Any] | None:
        try:
            return cleaned(json.loads(text), crs=crs)
        except BadGeometry as bad:
            self.add_error("geometry", problem_words(bad.code, field=bad.field))
        except (ValueError, RecursionError):
            self.add_error("geometry", gettext("这里不是 JSON。从花括号开始，到花括号结束。"))
        return None

    def values(self) -> dict[str, Any]:
        """The keywords of ``edit_place``."""
        data = self.cleaned_data
        kept = ("name", "name_en", "kind", "capacity", "floor", "shut", "note", "geometry", "crs")
        owner = data["owner"]
        return {name: data[name] for name in kept} | {
            "order": data["order"] or 0,
            "owner_unit_id": owner.pk if owner else None,
        }


class NewPlaceForm(PlaceForm):
    """A place that does not exist yet."""

    code = forms.CharField(
        label=_("编码"),
        max_length=60,
        help_text=_("全校不重复，写进门牌和表格，定了就不改。字母、数字、连字符。"),
    )
    field_order = ("code", "name", "name_en", "kind")

    def clean_code(self) -> str:
        """A code has no slash, since codes make up the path."""
        code: str = self.cleaned_data["code"].strip()
        if "/" in code:
            raise forms.ValidationError(gettext("编码里不能有斜杠。"))
        return code


class MovePlaceForm(forms.Form):
    """Another parent."""

    parent = forms.CharField(label=_("新的上级编码"), max_length=60)
    note = forms.CharField(label=_("原因"), max_length=200, required=False)


class ResidentForm(forms.Form):
    """The bed to move to, and why."""

    place = forms.CharField(
        label=_("新床位的编码"),
        max_length=60,
        help_text=_("地点页上的编码；房间没有分床位的，写房间的编码。"),
    )
    note = forms.CharField(label=_("原因"), max_length=200)


class PlanForm(forms.Form):
    """A GeoJSON file."""

    file = forms.FileField(
        label=_("平面图文件"),
        help_text=_("GeoJSON，UTF-8，不超过 20 MB。每个图形要有 code、name、kind，还有上级的 parent。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )
    dry_run = forms.BooleanField(
        label=_("只试读，不写入"),
        required=False,
        initial=True,
        help_text=_("先看每个图形的结论，再去掉勾选导入。"),
    )

    def clean_file(self) -> Any:
        """Too large is told before anything is read."""
        given = self.cleaned_data["file"]
        if given.size > MAX_BYTES:
            raise forms.ValidationError(gettext("文件超过 20 MB。按校区分成几份。"))
        return given
