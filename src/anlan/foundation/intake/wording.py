"""Words of first data: verdicts, what is said of a row, errors, acts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.foundation.intake import cells
from anlan.foundation.intake.spec import Column, SheetSpec
from anlan.foundation.intake.states import Stage, Verdict
from anlan.foundation.people.public import in_language
from anlan.foundation.ui import masks
from anlan.foundation.ui.wording import Words

VERDICTS: Mapping[Verdict, str | Promise] = {
    Verdict.ERROR: _("要改"),
    Verdict.TWIN: _("待合并"),
    Verdict.WARNING: _("提醒"),
    Verdict.GONE: _("名单里没有了"),
    Verdict.NEW: _("新增"),
    Verdict.CHANGED: _("变更"),
    Verdict.MERGED: _("已合并"),
    Verdict.SAME: _("相同"),
}

MARKS: Mapping[Verdict, str] = {
    Verdict.ERROR: "not_met",
    Verdict.TWIN: "at_risk",
    Verdict.WARNING: "at_risk",
    Verdict.GONE: "no_data",
    Verdict.NEW: "not_started",
    Verdict.CHANGED: "on_track",
    Verdict.MERGED: "on_track",
    Verdict.SAME: "met",
}

STAGES: Mapping[Stage, str | Promise] = {
    Stage.RECEIVED: _("已收到"),
    Stage.CHECKED: _("已试读，还没有写入"),
    Stage.APPLIED: _("已写入"),
    Stage.DISCARDED: _("已放弃"),
}

DETAILS: Mapping[str, str | Promise] = {
    "missing": _("%(column)s没有填。补上。"),
    "too_long": _("%(column)s太长：%(value)s。缩短。"),
    "digits_in_name": _("%(column)s“%(value)s”里有数字。号码写到号码列。"),
    "scientific": _("%(column)s“%(value)s”被 Excel 改成了科学计数。把这一列设成文本，重新填。"),
    "number_is_date": _("%(column)s“%(value)s”被 Excel 改成了日期。把这一列设成文本，重新填。"),
    "bad_number": _("%(column)s“%(value)s”只能有字母、数字、点和连字符，最长 40 个。"),
    "bad_code": _("%(column)s“%(value)s”里不能有空格和斜杠，最长 60 个字符。"),
    "bad_slug": _("%(column)s“%(value)s”只能用字母、数字、连字符和下划线，最长 40 个。"),
    "bad_phone": _("%(column)s“%(value)s”不像电话。只写数字。"),
    "not_whole": _("%(column)s“%(value)s”要是范围内的整数。"),
    "not_degrees": _("%(column)s“%(value)s”要是度数，如 121.5。"),
    "not_yes_or_no": _("%(column)s“%(value)s”要写“是”或“否”。"),
    "bad_date": _("%(column)s“%(value)s”不是日期。写成 2022-09-01。"),
    "not_a_choice": _("%(column)s没有“%(value)s”这一项。从模板的下拉里选。"),
    "merged_cells": _("%(value)s 合并了单元格。拆开，每格都填。"),
    "twice": _("和第 %(value)s 行相同，跳过。"),
    "twice_unlike": _("第 %(value)s 行已有这个号码，内容不同。留下对的一行。"),
    "unit_unknown": _("没有叫“%(value)s”的单位。改成单位表里的编码或全名，或者先导入单位。"),
    "unit_ambiguous": _("有不止一个单位叫“%(value)s”。改成编码。"),
    "unit_moved": _("上级换成了 %(value)s。换上级到单位页上做。"),
    "parent_unknown": _("上级 %(value)s 不存在。把它加进表里，或者先导入它。"),
    "parent_refused": _("上级 %(value)s 自己有错，或者互为上级。先改上级。"),
    "second_root": _("没有填上级，会成为又一个最上级单位。"),
    "window_backwards": _("%(column)s %(value)s 不晚于开始日期。改其中一个。"),
    "already_over": _("%(column)s %(value)s 已经过去，写入后不再有效。"),
    "short_number": _("%(column)s比别人的短，可能丢了前面的 0。是不是 %(value)s？"),
    "phone_shared": _("手机 %(value)s 是另一个人的。核对一下。"),
    "same_person": _("姓名和手机与 %(value)s 相同。是同一个人还是两个人？"),
    "merged_into": _("合并到 %(value)s。"),
    "changed": _("%(column)s：%(before)s → %(after)s"),
    "joins": _("%(column)s加入 %(value)s 人。"),
    "gone": _("%(before)s的名单里没有了。确认后才结束，不会删除。"),
    "place_moved": _("上级换成了 %(value)s。换上级到地点页上做。"),
    "place_circle": _("和 %(value)s 互为上级，成了圈。改其中一个的上级。"),
    "place_unknown": _("没有编码为 %(value)s 的地点。先导入地点。"),
    "wrong_parent_kind": _("这一类不能放在“%(value)s”里。换一个上级。"),
    "unknown_kind": _("没有“%(value)s”这一类。从模板的下拉里选。"),
    "too_deep": _("层级太深，编码连起来超过 400 个字符。"),
    "half_a_spot": _("经度、纬度要么都填，要么都空。"),
    "building_unknown": _("没有编码为 %(value)s 的楼。先导入地点表。"),
    "not_a_building": _("房间不能放在“%(value)s”里。改成楼栋编码。"),
    "bed_twice": _("第 %(value)s 行已有这张床。删掉一行。"),
    "person_unknown": _("没有号码为 %(value)s 的人。先导入教职工或学生。"),
    "persons_unknown": _("没有这些号码的人：%(value)s。先导入教职工或学生。"),
    "person_housed_twice": _("第 %(value)s 行已安排了这个人。留下一处。"),
    "room_full": _("这间房容量 %(value)s，已满。改容量，或者换一间。"),
    "group_unlike": _("同一编码的几行，名称、类别、单位要一样。"),
    "group_kind": _("这个编码已用于另一类（%(value)s）。换一个编码。"),
    "role_missing": _("单位里没有叫“%(value)s”的岗位。要新增就选角色，否则改成单位页上的名称。"),
    "role_fixed": _("这个岗位的角色是 %(value)s，不在这里改。角色列空着。"),
    "not_yours_to_fill": _("新增这类岗位、安排任职要有全校的人员管理权限。找数据管理员。"),
    "own_appointment": _("不能给自己安排任职。由别人来导入这一行。"),
}

ACTS: dict[str, str | Promise] = {
    "intake.receive": _("收到数据文件"),
    "intake.apply": _("写入数据文件"),
    "intake.discard": _("放弃数据文件"),
    "intake.decide": _("判定两个号码"),
    "intake.withdraw_decision": _("收回号码判定"),
    "intake.close_gone": _("结束名单里没有的"),
}

WORDS: dict[str, Words] = {
    "intake.file_too_large": Words(_("文件太大"), _("一个文件不能超过 20 MB。"), _("按单位分成几份再传。")),
    "intake.file_unpacks_too_large": Words(
        _("文件展开后太大"), _("%(file)s 展开后超过 250 MB。"), _("另存一份干净的 .xlsx 再传。")
    ),
    "intake.file_empty": Words(_("文件是空的"), _("%(file)s 里没有内容。"), _("选对文件再传。")),
    "intake.wrong_type": Words(
        _("这不是表格文件"), _("%(file)s 的内容是 %(kind)s，不是表格。"), _("传 .xlsx、.xls、.ods 或 .csv。")
    ),
    "intake.file_broken": Words(
        _("文件打不开"), _("%(file)s 读到一半断了。"), _("在 Excel 里打开，另存一份再传。")
    ),
    "intake.file_locked": Words(_("文件加了密码"), _("%(file)s 要密码才能打开。"), _("去掉密码再传。")),
    "intake.too_many_rows": Words(
        _("行数太多"), _("一个文件最多 %(limit)s 行，这里有 %(size)s 行。"), _("按单位分成几份再传。")
    ),
    "intake.too_many_columns": Words(
        _("列数太多"), _("一张表最多 %(limit)s 列，这里有 %(size)s 列。"), _("用模板的列，删掉其余的。")
    ),
    "intake.too_many_sheets": Words(
        _("工作表太多"), _("一个文件最多 %(limit)s 张表，这里有 %(size)s 张。"), _("只留要导入的那张。")
    ),
    "intake.columns_missing": Words(
        _("少了几列"),
        _("工作表“%(sheet)s”里没有找到：%(columns)s。"),
        _("补上这些列，或者把列名改成模板里的。没认出的列：%(found)s"),
    ),
    "intake.columns_twice": Words(
        _("有列重复"), _("工作表“%(sheet)s”里这些列是同一个意思：%(columns)s。"), _("留下一列。")
    ),
    "intake.column_unknown": Words(
        _("没有这一列"), _("%(sheet)s 没有 %(columns)s。"), _("用表格说明里的列名。")
    ),
    "intake.changed_meanwhile": Words(
        _("试读之后有变化"), _("名单或号码判定在试读以后改过，结论不再准。"), _("再试读一次，看过再写入。")
    ),
    "intake.busy": Words(_("正在处理这个文件"), _("另一次处理还没有结束。"), _("过一分钟刷新。")),
    "intake.not_applied": Words(
        _("文件还没有写入"), _("写入以后才能结束名单里没有的。"), _("先写入，再回来。")
    ),
}


def tell(detail: Mapping[str, str], spec: SheetSpec) -> str:
    """One stored detail as a sentence with what to do."""
    column = spec.by_key.get(detail.get("column", ""))
    told = {name: _worded(detail.get(name, ""), column) for name in ("value", "before", "after")}
    words = str(DETAILS.get(detail["code"], detail["code"]))
    return words % (told | {"column": _heading(column, detail.get("column", ""))})


def _heading(column: Column | None, key: str) -> str:
    if column is not None:
        return in_language(column.zh, column.en)
    return gettext("图形") if key == "geometry" else key


def _worded(text: str, column: Column | None) -> str:
    """A code of a drop-down as its word, a telephone masked, nothing as two dashes."""
    if column is not None and column.read is cells.phone:
        return masks.phone(text) or "--"
    if column is not None and column.choices is not None:
        for code, zh, en in column.choices():
            if code == text:
                return in_language(zh, en)
    return text or "--"
