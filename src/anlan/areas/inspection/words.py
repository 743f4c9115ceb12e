"""Words of moves, steps and workbook problems on inspection's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.inspection.rules.xlsform.problems import Problem

MOVES: Mapping[str, Promise] = {
    "raise": pgettext_lazy("finding", "登记"),
    "assign": pgettext_lazy("finding", "派单"),
    "reassign": pgettext_lazy("finding", "改派"),
    "start": pgettext_lazy("finding", "开始整改"),
    "submit": pgettext_lazy("finding", "提交复核"),
    "verify": pgettext_lazy("finding", "复核通过"),
    "return": pgettext_lazy("finding", "退回重改"),
    "close": pgettext_lazy("finding", "销号"),
    "reopen": pgettext_lazy("finding", "重新打开"),
    "accept_risk": pgettext_lazy("finding", "接受风险"),
    "end_risk": pgettext_lazy("finding", "不再接受风险"),
    "overturn": pgettext_lazy("finding", "撤销发现"),
}

EXPIRED: Promise = _("风险接受到期，自动重新打开")

TIES: Mapping[str, Promise] = {
    "doer": _("你参加过这一条的整改，复核要换一个人。"),
    "author": _("这一轮的证据里有你传的，复核要换一个人。"),
    "own_unit": _("这是你所在单位的发现，复核要换一个人。"),
}

PROBLEMS: Mapping[str, Promise] = {
    "sheet_missing": _("没有 survey 这一张表"),
    "settings_missing": _("没有 settings 这一张表，或者它是空的"),
    "settings_twice": _("settings 只能有一行"),
    "setting_missing": _("settings 里没有写 %(column)s"),
    "form_id_unusable": _("form_id“%(name)s”只能用小写字母、数字和短横线"),
    "days_unusable": _("“%(said)s”不是 0 到 %(limit)s 的天数"),
    "day_unusable": _("“%(said)s”不是日期，写成 2022-06-01"),
    "column_unknown": _("不认识“%(column)s”这一列，里面有内容"),
    "column_twice": _("“%(column)s”这一列有两列"),
    "column_unused": _("“%(column)s”这一列用不上，没有收"),
    "metadata_unused": _("“%(kind)s”由系统自己记，没有收"),
    "choice_incomplete": _("选项要写全 list_name、name 和 label"),
    "choice_name": _("选项编码“%(name)s”不能用"),
    "choice_twice": _("选项编码“%(name)s”写了两次"),
    "too_many_choices": _("一组选项最多 %(limit)s 个"),
    "type_unknown": _("不认识题型“%(kind)s”"),
    "list_missing": _("choices 里没有“%(name)s”这一组选项"),
    "name_unusable": _("题目编码“%(name)s”不能用，要以字母开头，只用字母、数字和下划线"),
    "name_twice": _("题目编码“%(name)s”和第 %(first)s 行相同"),
    "label_missing": _("这一题没有写题目"),
    "required_unknown": _("required 只能写 yes 或空着，不能写“%(said)s”"),
    "severity_unknown": _("轻重只能写 minor、serious 或 stop_now，不能写“%(said)s”"),
    "group_open": _("“%(name)s”这一组没有 end group"),
    "group_not_open": _("这里有 end group，前面没有 begin group"),
    "groups_too_deep": _("组套组最多 %(limit)s 层"),
    "no_questions": _("一道题也没有"),
    "too_many_questions": _("有 %(count)s 题，最多 %(limit)s 题"),
    "condition_too_long": _("%(column)s 有 %(size)s 个字，最多 %(limit)s 个"),
    "condition_unknown_sign": _("%(column)s 第 %(at)s 个字起“%(sign)s”读不懂"),
    "condition_ends_early": _("%(column)s 没有写完"),
    "condition_expected": _("%(column)s 第 %(at)s 个字要写“%(wanted)s”，写的是“%(found)s”"),
    "condition_left_over": _("%(column)s 第 %(at)s 个字“%(found)s”多出来了"),
    "condition_too_deep": _("%(column)s 括号最多 %(limit)s 层"),
    "condition_unknown_function": _("%(column)s 里的函数“%(name)s”不支持"),
    "condition_arguments": _("%(column)s 里的“%(name)s”要 %(wanted)s 个参数，写了 %(found)s 个"),
    "condition_asks_below": _("%(column)s 问到“%(name)s”，它不在前面的题里"),
}

FIELDS: Mapping[str, Promise] = {
    "label": _("题目"),
    "label_en": _("英文题目"),
    "hint": _("提示"),
    "hint_en": _("英文提示"),
    "kind": _("题型"),
    "section": _("所在的组"),
    "required": _("必填"),
    "relevant": _("什么时候问"),
    "constraint": _("可以填什么"),
    "constraint_message": _("填错时说什么"),
    "constraint_message_en": _("填错时说什么（英文）"),
    "fails_if": _("什么算不合格"),
    "severity": _("轻重"),
    "choices": _("选项"),
}

KINDS: Mapping[str, Promise] = {
    "judge": _("合格、不合格、不适用"),
    "select_one": _("单选"),
    "select_multiple": _("多选"),
    "integer": _("整数"),
    "decimal": _("小数"),
    "text": pgettext_lazy("question", "文字"),
    "date": pgettext_lazy("question", "日期"),
    "image": pgettext_lazy("question", "照片"),
    "geopoint": pgettext_lazy("question", "位置"),
    "note": pgettext_lazy("question", "说明"),
}

EDITS: Mapping[str, Promise] = {
    "head": _("改名称和依据"),
    "section": _("改组名"),
    "new-section": _("加一组"),
    "question": _("改这一题"),
    "new-question": _("加一题"),
    "drop-question": _("去掉一题"),
    "drop-section": _("去掉这一组"),
    "question-up": _("上移一题"),
    "question-down": _("下移一题"),
    "section-up": _("上移一组"),
    "section-down": _("下移一组"),
}

FOUND: Sequence[tuple[str, Promise]] = (
    ("pass", pgettext_lazy("recheck", "是")),
    ("fail", pgettext_lazy("recheck", "不是")),
    ("na", pgettext_lazy("recheck", "看不了")),
)

CHANGES: Mapping[str, Promise] = {
    "added": _("新加"),
    "removed": _("去掉"),
    "changed": _("改了"),
    "moved": _("换了次序"),
}

HISTORY: Mapping[str, Promise] = {
    "received": _("已收到"),
    "reporter": _("反映人补充"),
    "read": _("看过"),
    "answer": pgettext_lazy("report", "答复"),
    "take_in_hand": _("开始核查"),
    "conclude": _("核查结果"),
    "take_up_again": _("重新核查"),
}


def problem_word(problem: Problem) -> str:
    """A problem of a workbook in one line."""
    text = str(PROBLEMS.get(problem.code, problem.code))
    return text % {"column": "", **problem.facts} if "%(" in text else text


def where_word(problem: Problem) -> str:
    """Where it stands: sheet and row as the spreadsheet counts."""
    if not problem.row:
        return problem.sheet
    return _now("%(sheet)s 第 %(row)s 行") % {"sheet": problem.sheet, "row": problem.row}
