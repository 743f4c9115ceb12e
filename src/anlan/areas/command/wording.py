"""Words of command's errors, checks and acts: what happened, why, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.file_wording import FILES
from anlan.areas.command.ledger_words import FIELDS, VALUES
from anlan.foundation.ui.wording import Words

TEXTS: dict[str, Words] = {
    "command.text_too_long": Words(
        _("这段文字太长"), _("有 %(size)s 个字，最多收 %(limit)s 个。"), _("分成几份再导入。")
    ),
    "command.meeting_or_paper": Words(
        _("会议和来文只能选一个"), _("一份原文要么是会议纪要，要么是上级来文。"), _("去掉其中一个再导入。")
    ),
    "command.personal_numbers": Words(
        _("文字里有 %(count)s 个手机号或证件号"),
        _("第一个是 %(first)s。这些字很多人看得到。"),
        _("选“遮住号码”，或者写明为什么要保留。"),
    ),
    "command.keep_reason_missing": Words(
        _("保留号码要写原因"),
        _("文字里有 %(count)s 个手机号或证件号。"),
        _("写上为什么必须保留，或者遮住它们。"),
    ),
    "command.original_missing": Words(
        _("原文件不在了"),
        _("按指纹 %(hash)s 没有找到文件。"),
        _("正文还在，照样能看；找系统管理员恢复备份。"),
    ),
    "command.original_damaged": Words(
        _("原文件和导入时不一样"), _("文件的指纹 %(hash)s 对不上。"), _("以正文为准，找系统管理员核对备份。")
    ),
    "command.has_meeting": Words(_("这份原文已经归到一次会议"), "", _("打开它的会议看一看。")),
    "command.paper_has_text": Words(
        _("这份来文已经有正文"), _("一份来文只录一次正文。"), _("另有附件时，登记成另一份来文。")
    ),
    "command.draft_set_dropped": Words(_("这份草稿已经作废"), "", _("回到导入页，打开另一份。")),
}

DRAFTS: dict[str, Words] = {
    "command.draft_conflict": Words(
        _("%(who)s刚改过同一处"), _("你填的没有覆盖上去，两边的内容都在。"), _("对照一遍，选一份再保存。")
    ),
    "command.draft_changed": Words(
        _("这条草稿刚被改过"), _("确认前要看到最新的内容。"), _("看一遍现在的内容，再确认。")
    ),
    "command.version_ahead": Words(_("页面和数据对不上"), "", _("刷新这一页再填。")),
    "command.unknown_field": Words(_("没有“%(field)s”这一项"), "", _("刷新这一页再填。")),
    "command.field_unusable": Words(
        _("“%(field)s”填的用不上"), _("它不在可选的范围里，或者写法读不懂。"), _("换一个值再保存。")
    ),
    "command.field_too_long": Words(
        _("“%(field)s”太长"), _("有 %(size)s 个字，最多 %(limit)s 个。"), _("写短一些再保存。")
    ),
    "command.field_empty": Words(_("“%(field)s”还空着"), "", _("写上内容再保存。")),
    "command.one_lead": Words(
        _("牵头只能选一种"), _("要么一个单位，要么一组单位。"), _("去掉其中一个再保存。")
    ),
    "command.lead_missing": Words(
        _("还没有牵头单位"), _("没有牵头单位的要求没有人去做。"), _("选好牵头单位再确认。")
    ),
    "command.suggestion_names_nobody": Words(
        _("没有叫“%(name)s”的单位"), _("原文这样写，但单位表里对不上。"), _("从单位表里选一个。")
    ),
    "command.split_outside": Words(
        _("这里拆不开"), _("拆分点两边都要有字。"), _("在这条要求的文字中间选一个位置。")
    ),
    "command.span_outside": Words(_("选的文字不在原文里"), "", _("重新选一段原文。")),
    "command.span_empty": Words(_("选的地方没有字"), "", _("重新选一段原文。")),
    "command.span_taken": Words(
        _("这段文字已经属于另一条"), _("同一段原文只归一条要求。"), _("先拆开那一条，再添加。")
    ),
    "command.merge_needs_one_heading": Words(
        _("这几条合不到一起"), _("要选同一要点下的两条或更多。"), _("重新选择再合并。")
    ),
    "command.sentence_holds_a_draft": Words(
        _("有 %(count)s 句里还有要求"), "", _("先处理那几条要求，再标这几句。")
    ),
    "command.already_undone": Words(_("这一步已经撤销过"), "", _("刷新看看现在的样子。")),
    "command.built_upon": Words(
        _("后面又改过，撤销不了"), _("在这一步之后，又有人拆分、合并或下发了它。"), _("先撤销后面的一步。")
    ),
    "command.reason_missing": Words(
        _("还没有写原因"), _("原因会记入经过，大家看得到。"), _("写一句原因再办。")
    ),
}

ISSUE: dict[str, Words] = {
    "command.drafts_open": Words(
        _("还有 %(count)s 条没有确认"),
        _("第一条是“%(first)s”。"),
        _("确认它们，或者标成不是要求；也可以先下发要点。"),
    ),
    "command.nothing_to_issue": Words(_("没有可以下发的要求"), _("还没有一条被确认。"), _("先逐条确认。")),
    "command.already_issued": Words(_("这些要求已经下发过"), _("另一个人先办了。"), _("到会议要求里查看。")),
    "command.client_id_used": Words(_("页面放得太久了"), "", _("刷新这一页再下发。")),
    "command.unknown_heading": Words(_("没有找到要下发的要点"), "", _("刷新这一页再选。")),
    "command.unit_closed": Words(
        _("%(no)s 的牵头单位已经撤销"), _("它现在不在单位表里。"), _("给这一条换一个牵头单位。")
    ),
    "command.unknown_group": Words(_("没有这一组单位"), "", _("从列表里选一组。")),
    "command.empty_group": Words(_("这一组里没有单位"), "", _("换一组，或者选一个单位。")),
    "command.headings_are_quotes": Words(
        _("要点是原话，不能更正"), _("能更正的是它下面的要求。"), _("更正下面的要求，或者撤回这个要点。")
    ),
    "command.nothing_changed": Words(_("没有改动"), "", _("改好要更正的内容再提交。")),
    "command.no_longer_in_force": Words(
        _("这条要求已经不再有效"), _("它被更正或撤回了。"), _("打开要求页，看接替它的那一条。")
    ),
    "command.already_fulfilled": Words(
        _("这条要求已经完成"), _("完成以后不再更正、撤回。"), _("又有问题的，另发一条要求。")
    ),
    "command.not_proven": Words(
        _("现在还不能确认完成"),
        _("要全部达标，而且有证据；没有数据、数据太旧都不算。"),
        _("等任务核验、指标达标、问题销号以后再确认。"),
    ),
    "command.objection_open": Words(
        _("还有异议没有答复"), _("有单位对这条要求提了异议。"), _("先答复异议，再确认完成。")
    ),
    "command.too_many_at_once": Words(
        _("一次选得太多"), _("选了 %(count)s 条，最多 %(limit)s 条。"), _("分几次办。")
    ),
}

UNITS: dict[str, Words] = {
    "command.relay_later_than_parent": Words(
        _("转达的期限晚于原要求"), _("原要求的期限是 %(parent_due)s。"), _("提前期限，或者写明原因。")
    ),
    "command.acknowledge_first": Words(_("先签收，再转达"), "", _("签收这条要求后再转达。")),
    "command.already_relayed": Words(
        _("已经转达给%(unit)s"), _("一条要求对一个单位只转达一次。"), _("去掉已转达的单位再办。")
    ),
    "command.unit_not_below": Words(
        _("只能转达给下属单位"), _("选的单位里有不归你管的，或者已经撤销。"), _("重新选择下属单位。")
    ),
    "command.position_needed": Words(_("要有岗位才能办"), "", _("切换到一个岗位再试。")),
}

MEETINGS: dict[str, Words] = {
    "command.meeting_number_taken": Words(
        _("第 %(number)s 次会议已经登记"),
        _("“%(series)s”里已有这一次。"),
        _("换一个次数，或者打开那次会议。"),
    ),
    "command.agenda_closed": Words(_("会议已经召开，议程不再变"), "", _("新的议题提到下一次会议。")),
    "command.agenda_unknown": Words(_("议程里没有这一项"), "", _("刷新看看现在的议程。")),
    "command.agenda_open_items_first": Words(
        _("上次未完的事项排在前面"), _("这是会议规则。"), _("在同一类里调整顺序。")
    ),
    "command.deputy_missing": Words(_("写明谁代会"), "", _("选代会的岗位或人。")),
    "command.paper_registered": Words(
        _("这份来文已经登记"), _("%(issuer)s %(number)s 已在列表里。"), _("打开那一份，不用再登记。")
    ),
    "command.demands_unanswered": Words(
        _("还有 %(count)s 条来文要求没有对应"),
        _("没有我们的要求在承接它们。"),
        _("对应上，或者写明怎样答复。"),
    ),
}

SHEETS: dict[str, Words] = {
    "command.sheet_unreadable": Words(
        _("这个表格读不出来"), _("“%(file)s”不是 Excel 表格，或者已经损坏。"), _("另存为 .xlsx 再传。")
    ),
    "command.sheet_column_missing": Words(
        _("表格里没有“%(column)s”一列"), "", _("下载模板，按模板的表头填。")
    ),
    "command.sheet_too_long": Words(
        _("表格太长"), _("有 %(count)s 行，一次最多 %(limit)s 行。"), _("分成几份再传。")
    ),
    "command.sheet_no_usable_row": Words(
        _("没有一行可以导入"), _("%(count)s 行都有问题，已逐行写明。"), _("按提示改好再传。")
    ),
}

__all__ = ["ACTS", "FIELDS", "VALUES", "WORDS"]

WORDS: dict[str, Words] = FILES | TEXTS | DRAFTS | ISSUE | UNITS | MEETINGS | SHEETS

CHECKS: Mapping[str, Promise] = {
    "command.check.undecided": _("还没有确认"),
    "command.check.no_lead": _("没有牵头单位"),
    "command.check.no_deadline": _("没有期限，将显示“未定期限”"),
    "command.check.deadline_passed": _("期限已经过去"),
    "command.check.no_target": _("没有目标值，将显示“目标未定”"),
    "command.check.no_verifier": _("没有指定核验人"),
    "command.check.relayed": _("原文是转述上级的要求"),
    "command.check.personal_numbers": _("文字里有号码 %(detail)s"),
    "command.check.sentences_open": _("%(count)s 句还没有对应要求，也没有标为不是要求"),
    "command.check.count_differs": _("%(detail)s说有 %(count)s 点，读到 %(no)s 点"),
    "command.check.no_meeting": _("还没有归到一次会议"),
    "command.sheet.text_missing": _("没有写要求"),
    "command.sheet.cell_too_long": _("有一格太长"),
    "command.sheet.repeat_unknown": _("“重复”只能写每日、每周或空着"),
    "command.sheet.kind_unknown": _("“类别”只能写长期、一次、有前提或禁止"),
    "command.sheet.personal_numbers": _("有手机号或证件号"),
    "command.sheet.deadline_unreadable": _("期限读不懂，写成 2022-06-01"),
    "command.sheet.lead_unknown": _("单位表里没有这个牵头单位"),
    "command.sheet.lead_missing": _("没有牵头单位，导入后要补上"),
    "command.sheet.helper_unknown": _("单位表里没有这个配合单位"),
    "command.sheet.repeated": _("和前面一行相同"),
}

ACTS: Mapping[str, Promise] = {
    "command.import": _("导入原文"),
    "command.fill": _("修改草稿"),
    "command.take_over": _("采用建议"),
    "command.confirm": _("确认草稿"),
    "command.reopen": _("重新打开"),
    "command.drop": _("作废草稿"),
    "command.add_draft": _("从原文添加"),
    "command.dismiss": _("标为不是要求"),
    "command.rearrange": _("拆分或合并"),
    "command.undo": _("撤销一步"),
    "command.tie_meeting": _("归到会议"),
    "command.plan_meeting": _("登记会议"),
    "command.set_agenda": _("定议程"),
    "command.call": _("通知参会"),
    "command.attendance": _("登记出席"),
    "command.decide_slip": _("决定议题"),
    "command.fulfil": _("完成"),
    "command.late": _("逾期"),
    "command.object": _("提出异议"),
    "command.keep_numbers": _("保留个人号码"),
    "command.keep": _("维持原要求"),
    "command.change": _("按异议更正"),
    "command.relay": _("转达"),
    "command.add_local": _("新增本单位要求"),
    "command.waive_relay": _("说明不需转达"),
    "command.save_view": _("保存视图"),
    "command.forget_view": _("删除视图"),
    "command.register_paper": _("登记来文"),
    "command.link_demand": _("对应来文要求"),
    "command.unlink_demand": _("取消对应"),
    "command.reply": _("回复来文"),
    "command.file_paper": _("来文存档"),
}


def check_word(code: str, *, detail: str = "", count: int = 0, no: str = "") -> str:
    """A check or a row's verdict in words."""
    text = str(CHECKS.get(code, code))
    return text % {"detail": detail, "count": count, "no": no} if "%(" in text else text
