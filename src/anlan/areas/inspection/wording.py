"""Words of inspection's errors and acts: what happened, why, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlan.areas.inspection.models.choices import (
    CHECKLIST_STATES,
    CONCLUSION_STATES,
    FINDING_STATES,
    RUN_STATES,
    Severity,
)
from anlan.foundation.ledger.values import Reader
from anlan.foundation.ui.wording import Words

WHO: dict[str, Words] = {
    "inspection.position_needed": Words(_("要有岗位才能办"), "", _("切换到一个岗位再试。")),
    "inspection.own_unit": Words(
        _("不能查自己的单位"), _("%(unit)s 是你所在的单位，或者上下级。"), _("换一个别的单位的人来。")
    ),
    "inspection.not_named": Words(
        _("这次督查没有派你"), _("督查由名单里的人做。"), _("找安排督查的人加上你。")
    ),
    "inspection.inspector_reviews": Words(
        _("自己查的不能自己审"), _("审阅要由没有参加这次督查的人做。"), _("换一个人审阅。")
    ),
    "inspection.verifier_did_it": Words(
        _("自己改的不能自己复核"), _("你参加过这一条的整改。"), _("换一个没有参加整改的人复核。")
    ),
    "inspection.verifier_brought_evidence": Words(
        _("给过证据的人不能复核"), _("这一轮的证据里有你传的。"), _("换一个没有传证据的人复核。")
    ),
    "inspection.reviewer_took_part": Words(
        _("参加督查或出结论的人要回避"), _("复核由别的人做。"), _("换一个没有参加的人复核。")
    ),
    "inspection.recheck_by_the_first": Words(
        _("第一次是你查的"), _("盲查要由别人做。"), _("告诉安排督查的人，换一个人。")
    ),
    "inspection.not_high_enough": Words(
        _("这一条的风险要更高的岗位来接受"), "", _("报给副总指挥或总指挥决定。")
    ),
    "inspection.owner_elsewhere": Words(_("选的岗位不在整改单位里"), "", _("从整改单位的岗位里选。")),
    "inspection.inspectors_missing": Words(
        _("还没有选督查员"), _("选的岗位里有的不是督查员，或者已经撤销。"), _("从名单里至少选一个督查员。")
    ),
}

FINDINGS: dict[str, Words] = {
    "inspection.words_missing": Words(_("还有一格没有写"), _("这些字会记入经过。"), _("写上再办。")),
    "inspection.words_too_long": Words(
        _("写得太长"), _("有 %(size)s 个字，最多 %(limit)s 个。"), _("写短一些再办。")
    ),
    "inspection.severity_unknown": Words(_("选好有多要紧"), "", _("一般、较重、立即停，选一个。")),
    "inspection.due_passed": Words(_("期限已经过去"), "", _("写一个现在以后的时间。")),
    "inspection.proof_missing": Words(
        _("还没有改好以后的证据"),
        _("证据的时间要晚于改好的时间，文字说明不算。"),
        _("到现场拍一张改好以后的照片，再办。"),
    ),
    "inspection.rectified_outside": Words(
        _("改好的时间对不上"), _("它要在这一轮开始以后、现在以前。"), _("改一下时间，或者空着。")
    ),
    "inspection.risk_until_outside": Words(
        _("风险接受的期限对不上"), _("要在现在以后，最长 %(limit)s 天。"), _("换一天再办。")
    ),
    "inspection.client_id_used": Words(_("这一条已经由别人存过"), "", _("刷新这一页再填。")),
    "inspection.finding_is_over": Words(
        _("这条发现已经了结"),
        _("销号、撤销或接受风险以后，不再从它派任务。"),
        _("重新打开再派，或者另派一项任务。"),
    ),
    "inspection.finding_without_failure": Words(
        _("“%(item)s”没有判不合格"), _("发现要对着不合格的题。"), _("改判，或者去掉这一条发现。")
    ),
    "inspection.too_many_findings": Words(
        _("一次的发现太多"), _("最多 %(limit)s 条。"), _("分成几次督查提交。")
    ),
    "inspection.parcel_unreadable": Words(
        _("手机传来的内容读不出来"), _("“%(field)s”对不上。"), _("更新手机上的页面，再传一次。")
    ),
}

RUNS: dict[str, Words] = {
    "inspection.unit_missing": Words(
        _("没有写被查单位"), _("这个地点没有主管单位。"), _("选一个被查的单位。")
    ),
    "inspection.second_run": Words(
        _("%(days)s 天内查过同一个地方的同一件事"),
        _("上一次是 %(code)s。重复督查要说明原因。"),
        _("写明为什么再查，或者不查。"),
    ),
    "inspection.checklist_not_in_use": Words(
        _("这份清单没有在用"), _("它还没有发布，或者已经停用。"), _("换一份在用的清单。")
    ),
    "inspection.run_is_over": Words(_("这次督查已经提交，不能改"), "", _("有遗漏的，写成补充。")),
    "inspection.run_not_over": Words(_("这次督查还没有提交"), "", _("提交以后再办。")),
    "inspection.run_unknown": Words(_("没有找到这次督查"), "", _("连上网，更新手机上的清单。")),
    "inspection.run_cancelled": Words(
        _("这次督查已经取消"), _("手机里填的还在。"), _("问安排督查的人，要不要另派一次。")
    ),
    "inspection.too_many_answers": Words(_("填的题太多"), _("最多 %(limit)s 题。"), _("刷新这一页再填。")),
    "inspection.answer_missing": Words(
        _("还有 %(count)s 题没有填好"), _("第一题是“%(item)s”。"), _("填好再提交。")
    ),
    "inspection.answer_unreadable": Words(_("“%(item)s”填的读不懂"), "", _("按题目下面的写法再填。")),
    "inspection.answer_outside": Words(_("“%(item)s”超出了范围"), "", _("核对一下再填。")),
    "inspection.answer_unknown": Words(_("清单里没有“%(item)s”这一题"), "", _("刷新这一页再填。")),
    "inspection.presence_missing": Words(
        _("写明被查单位的人怎么看"), "", _("选已签字、已看过、不签字或没有人在场。")
    ),
    "inspection.present_name_missing": Words(_("写上在场人的姓名"), "", _("没有人在场就选“没有人在场”。")),
    "inspection.verdict_unknown": Words(_("选合格、不合格或不适用"), "", _("选一个再提交。")),
}

CONCLUSIONS: dict[str, Words] = {
    "inspection.already_concluded": Words(
        _("这次督查已经有结论"), _("结论发出以后不改，有异议走复核。"), _("打开那份结论看。")
    ),
    "inspection.term_unknown": Words(_("选好异议的期限"), "", _("应急期间或平时，选一个。")),
    "inspection.too_late_to_object": Words(
        _("提异议的期限已过"), _("期限写在结论上。"), _("找出结论的单位说明情况。")
    ),
}

CHECKLISTS: dict[str, Words] = {
    "inspection.file_too_large": Words(
        _("文件太大"), _("有 %(size)s 字节，最多 %(limit)s。"), _("去掉图片再传。")
    ),
    "inspection.file_unreadable": Words(
        _("“%(file)s”读不出来"), _("它不是 .xlsx 表格，或者已经损坏、加了密码。"), _("另存为 .xlsx 再传。")
    ),
    "inspection.sheet_too_long": Words(
        _("表格“%(sheet)s”太长"), _("最多 %(limit)s 行。"), _("删掉空行，或者分成几份清单。")
    ),
    "inspection.workbook_refused": Words(
        _("有 %(count)s 处读不懂，清单没有收"), _("第一处在 %(sheet)s 第 %(row)s 行。"), _("按提示改好再传。")
    ),
    "inspection.place_kind_unknown": Words(_("没有“%(kind)s”这一类地点"), "", _("用地点表里的类别编码。")),
    "inspection.checklist_in_hand": Words(_("另一个人正在改这份清单"), "", _("刷新看看现在的草稿。")),
    "inspection.checklist_published": Words(
        _("这一版已经发布，不能改"), _("查过的要对得上当时的题。"), _("再出一版，改好再发布。")
    ),
    "inspection.code_unusable": Words(_("编码不能用"), "", _("只用小写字母、数字和短横线。")),
    "inspection.code_taken": Words(
        _("已经有“%(code)s”这份清单"), _("一份清单一个编码。"), _("换一个编码，或者给它再出一版。")
    ),
    "inspection.section_not_empty": Words(
        _("这一组里还有题"), _("去掉组不会去掉题。"), _("先把题去掉，或者挪到别的组。")
    ),
    "inspection.question_asked_about": Words(
        _("“%(item)s”要看这一题的回答"), _("去掉它，那一题就不知道什么时候问。"), _("先改那一题什么时候问。")
    ),
    "inspection.asks_below": Words(
        _("“%(item)s”要看“%(other)s”的回答，它在后面"),
        _("只能看前面的题。"),
        _("换一下次序，或者改什么时候问。"),
    ),
    "inspection.part_gone": Words(_("这一处已经不在草稿里"), "", _("刷新看看现在的草稿。")),
    "inspection.too_many_sections": Words(_("组太多"), _("最多 %(limit)s 组。"), _("并几组再加。")),
    "inspection.too_many_questions": Words(
        _("题太多"), _("一份清单最多 %(limit)s 题。"), _("分成几份清单。")
    ),
    "inspection.nothing_to_judge": Words(
        _("清单里没有要判合格的题"), _("没有判断就不会有发现。"), _("加上合格、不合格的题再发布。")
    ),
}

PROTECTED: dict[str, Words] = {
    "inspection.matter_unknown": Words(_("选好反映的是哪一类"), "", _("选一类再送出。")),
    "inspection.no_protected_reader": Words(
        _("现在没有能回避的人受理"),
        _("能看的人都在被反映的单位里。没有存下，也没有人看到。"),
        _("打 12388 向上级纪检监察机关反映。"),
    ),
}

WORDS: dict[str, Words] = WHO | FINDINGS | RUNS | CONCLUSIONS | CHECKLISTS | PROTECTED

ACTS: Mapping[str, Promise] = {
    "inspection.raise": _("登记发现"),
    "inspection.reassign": _("改派"),
    "inspection.start": _("开始整改"),
    "inspection.submit": _("提交复核"),
    "inspection.return": _("退回重改"),
    "inspection.close": _("销号"),
    "inspection.reopen": _("重新打开"),
    "inspection.end_risk": _("风险到期，重新打开"),
    "inspection.overturn": _("复核后撤销发现"),
    "inspection.late": _("逾期"),
    "inspection.run_start": _("开始督查"),
    "inspection.run_submit": _("提交督查"),
    "inspection.run_review": _("审阅督查"),
    "inspection.run_cancel": _("取消督查"),
    "inspection.supplement": _("补充督查"),
    "inspection.keep": _("复核后维持结论"),
    "inspection.change": _("复核后更改结论"),
    "inspection.draw": _("抽取盲查"),
    "inspection.sample": _("抽取随机抽查"),
    "inspection.make_task": _("从发现派任务"),
    "inspection.seal": _("封记"),
    "inspection.import_checklist": _("导入清单"),
    "inspection.draft_checklist": _("起草清单"),
    "inspection.edit_checklist": _("改清单草稿"),
    "inspection.undo_edit": _("撤销清单的一处改动"),
    "inspection.publish_checklist": _("发布清单"),
    "inspection.retire_checklist": _("停用清单"),
}

KINDS: Mapping[str, Promise] = {"inspection.seal": _("封记")}

FIELDS: Mapping[str, Promise] = {
    "inspection.item": _("题目"),
    "inspection.severity": _("轻重"),
    "inspection.due_at": _("期限"),
    "inspection.repeat_of": _("重复自"),
    "inspection.recurrence": _("第几次"),
    "inspection.late_since": _("何时逾期"),
    "inspection.checklist": _("清单"),
    "inspection.inspectors": _("督查员"),
    "inspection.announced": _("事先通知"),
    "inspection.verdict": _("判断"),
    "inspection.version": _("版本"),
    "inspection.run": _("督查"),
}


def _of(choices: object) -> Reader:
    """What a code means, in the reader's language."""
    table: Mapping[str, object] = dict(choices)  # type: ignore[call-overload]
    return lambda code: str(table.get(code, code))


VALUES: Mapping[str, Reader] = {
    "inspection.finding.state": _of(FINDING_STATES),
    "inspection.run.state": _of(RUN_STATES),
    "inspection.conclusion.state": _of(CONCLUSION_STATES),
    "inspection.checklist.state": _of(CHECKLIST_STATES),
    "inspection.severity": _of(Severity.choices),
}
