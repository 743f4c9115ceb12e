"""Words of the tasks' errors and acts: what happened, why, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.wording import Words

GIVING: dict[str, Words] = {
    "tasks.words_missing": Words(_("这里还空着"), _("这几个字会记入经过。"), _("写上内容再办。")),
    "tasks.words_too_long": Words(
        _("写得太长"), _("有 %(size)s 个字，最多 %(limit)s 个。"), _("写短一些再办。")
    ),
    "tasks.position_needed": Words(_("要有岗位才能办任务"), "", _("切换到一个岗位再试。")),
    "tasks.position_unknown": Words(
        _("选的岗位用不上"), _("它不在岗位表里，或者已经撤销。"), _("重新选一个岗位。")
    ),
    "tasks.unit_unknown": Words(_("选的单位用不上"), _("它已经撤销。"), _("重新选一个单位。")),
    "tasks.unknown_kind": Words(_("没有这一类任务"), "", _("从列表里选一类。")),
    "tasks.rhythm_needs_standing": Words(_("只有长期任务才有周期"), "", _("把类别改成长期，或者去掉周期。")),
    "tasks.due_missing": Words(_("还没有期限"), _("没有期限，到时候没有人会被提醒。"), _("写上期限再派。")),
    "tasks.due_passed": Words(_("期限已经过去"), "", _("换一个以后的时间。")),
    "tasks.condition_missing": Words(
        _("还没有写前提"), _("有前提的任务，要写明什么发生时开始。"), _("写上前提再派。")
    ),
    "tasks.verifier_is_owner": Words(
        _("承办和核验是同一个岗位"), _("办的人不能核验自己。"), _("换一个核验人。")
    ),
    "tasks.personal_numbers": Words(
        _("任务里有手机号或证件号"), _("任务会发给很多人看。"), _("去掉号码再派。")
    ),
    "tasks.headings_have_no_tasks": Words(
        _("要点不派任务"), _("任务派在要点下面的要求上。"), _("打开下面的一条要求再派。")
    ),
    "tasks.requirement_ended": Words(_("这条要求已经不再有效"), "", _("到接替它的那一条要求去派任务。")),
    "tasks.too_many_at_once": Words(
        _("一次选得太多"), _("选了 %(count)s 项，最多 %(limit)s 项。"), _("分几次办。")
    ),
    "tasks.client_id_used": Words(_("页面放得太久了"), "", _("刷新这一页再派。")),
}

DOING: dict[str, Words] = {
    "tasks.evidence_missing": Words(
        _("还没有证据"), _("这项任务要有照片、文件或读数才能交核验。"), _("先添加证据，再交核验。")
    ),
    "tasks.not_in_hand": Words(
        _("现在不能这样办"), _("任务已经交出去或者结束了。"), _("刷新看看现在到了哪一步。")
    ),
    "tasks.already_asked": Words(
        _("上一次的还没有答复"), _("一次只问一件。"), _("等派出任务的岗位答复后再问。")
    ),
    "tasks.already_answered": Words(_("这件事已经答复过"), "", _("刷新看看答复了什么。")),
    "tasks.no_deadline": Words(_("这项任务没有期限"), "", _("不用申请延期。")),
    "tasks.extension_not_later": Words(_("新的期限要比原来晚"), "", _("写一个比原期限和现在都晚的时间。")),
    "tasks.extensions_spent": Words(
        _("延期的次数用完了"),
        _("一项任务最多延期 %(limit)s 次。"),
        _("办不完的，说明办不了，由派出的岗位决定。"),
    ),
}

DECIDING: dict[str, Words] = {
    "tasks.not_independent": Words(
        _("你不能核验这项任务"),
        _("你办过它，或者它的证据里有你提交的。"),
        _("由没有参与的人核验，或者请派出的岗位换一个核验人。"),
    ),
    "tasks.unknown_field": Words(_("“%(field)s”不能改"), _("任务从哪里来，派出以后不变。"), ""),
    "tasks.nothing_changed": Words(_("没有改动"), "", _("改好再办，或者维持原任务。")),
    "tasks.ended": Words(_("这项任务已经结束"), "", _("需要再办的，派一项新任务。")),
    "tasks.requirement_still_holds": Words(
        _("所属的要求还有效"),
        _("长期任务跟着要求走，%(code)s 还没有结束。"),
        _("要求结束以后再结束任务，或者撤回它。"),
    ),
    "tasks.not_a_prohibition": Words(_("这项任务不是禁止类"), _("只有禁止类的任务才记违反次数。"), ""),
    "tasks.in_the_future": Words(_("发生的时间还没到"), "", _("写实际发生的时间。")),
}

WORDS: dict[str, Words] = GIVING | DOING | DECIDING

ACTS: Mapping[str, str | Promise] = {
    "tasks.give": pgettext_lazy("act", "派出任务"),
    "tasks.accept": pgettext_lazy("act", "接收任务"),
    "tasks.start": pgettext_lazy("act", "开始办"),
    "tasks.submit": pgettext_lazy("act", "交核验"),
    "tasks.recall": pgettext_lazy("act", "收回来再办"),
    "tasks.return": pgettext_lazy("act", "退回补办"),
    "tasks.decline": pgettext_lazy("act", "说明办不了"),
    "tasks.object": pgettext_lazy("act", "提异议"),
    "tasks.ask_extension": pgettext_lazy("act", "申请延期"),
    "tasks.decide_extension": pgettext_lazy("act", "答复延期"),
    "tasks.answer_objection": pgettext_lazy("act", "答复异议"),
    "tasks.keep": pgettext_lazy("act", "维持原任务"),
    "tasks.revise": pgettext_lazy("act", "修改任务"),
    "tasks.withdraw": pgettext_lazy("act", "撤回任务"),
    "tasks.change_verifier": pgettext_lazy("act", "换核验人"),
    "tasks.declare": pgettext_lazy("act", "前提已发生"),
    "tasks.stand_down": pgettext_lazy("act", "前提已解除"),
    "tasks.renew": pgettext_lazy("act", "开始下一周期"),
    "tasks.close": pgettext_lazy("act", "结束任务"),
    "tasks.conclude": pgettext_lazy("act", "结束任务"),
    "tasks.breach": pgettext_lazy("act", "记一次违反"),
    "tasks.late": pgettext_lazy("act", "逾期"),
    "tasks.remind": pgettext_lazy("act", "提醒期限"),
}

FIELDS: Mapping[str, str | Promise] = {
    "tasks.owner_position": _("承办岗位"),
    "tasks.verifier_position": _("核验人"),
    "tasks.due_at": _("期限"),
    "tasks.obligation": _("类别"),
    "tasks.source_hash": _("原文指纹"),
    "tasks.acceptance_test": _("怎样算办好"),
    "tasks.detail": _("做法"),
    "tasks.breaches": _("违反次数"),
    "tasks.granted": _("同意"),
    "tasks.stage": pgettext_lazy("task", "提醒"),
    "tasks.round": _("第几周期"),
}
