"""The closed lists of the rule book with their words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.rulebook.rules.vocabulary import Grade, Hold, Kind, Level, Precision, Stricter
from anlan.foundation.rulebook.states import ChangeAct, ChangeState

LEVELS = [
    (Level.NATIONAL.value, pgettext_lazy("rulebook", "国家")),
    (Level.PROVINCE.value, pgettext_lazy("rulebook", "省")),
    (Level.CITY.value, pgettext_lazy("rulebook", "市")),
    (Level.SCHOOL.value, pgettext_lazy("rulebook", "学校")),
]
KINDS = [
    (Kind.NUMBER.value, pgettext_lazy("rulebook", "数")),
    (Kind.DURATION.value, pgettext_lazy("rulebook", "时长")),
    (Kind.TEXT.value, pgettext_lazy("rulebook", "文字")),
    (Kind.RANGE.value, pgettext_lazy("rulebook", "范围值")),
    (Kind.LIST.value, pgettext_lazy("rulebook", "列表")),
    (Kind.BOOL.value, pgettext_lazy("rulebook", "是或否")),
]
HOLDS = [
    (Hold.FREE.value, _("下级可以另定")),
    (Hold.FLOOR.value, _("下级只能更严")),
    (Hold.FIXED.value, _("下级不能改")),
]
STRICTER = [
    (Stricter.NONE.value, _("分不出")),
    (Stricter.MORE.value, _("越大越严")),
    (Stricter.LESS.value, _("越小越严")),
    (Stricter.YES.value, _("“是”更严")),
    (Stricter.NO.value, _("“否”更严")),
]
PRECISIONS = [
    (Precision.DAY.value, _("写到日")),
    (Precision.MONTH.value, _("只写到月")),
    (Precision.YEAR.value, _("没有写，或只写到年")),
]
GRADES = [
    (Grade.A.value, _("A 级：法律或官方全文")),
    (Grade.B.value, _("B 级：主管部门或单位的网页")),
    (Grade.C.value, _("C 级：转载")),
    (Grade.D.value, _("D 级：没有公开地址的抄件")),
    (Grade.NONE.value, _("没有等级")),
]
CHANGE_STATES = [
    (ChangeState.DRAFT.value, pgettext_lazy("rulebook", "草稿")),
    (ChangeState.PROPOSED.value, pgettext_lazy("rulebook", "等批准")),
    (ChangeState.APPROVED.value, pgettext_lazy("rulebook", "已批准")),
    (ChangeState.REJECTED.value, pgettext_lazy("rulebook", "未批准")),
    (ChangeState.WITHDRAWN.value, pgettext_lazy("rulebook", "已撤回")),
]
CHANGE_ACTS = [
    (ChangeAct.SET.value, _("改值")),
    (ChangeAct.CONFIRM.value, _("确认")),
    (ChangeAct.END.value, pgettext_lazy("rulebook", "终止")),
]
