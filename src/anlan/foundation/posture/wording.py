"""Words of posture: errors, acts, kinds and fields."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.posture.models.choices import (
    INCIDENT_STATES,
    LEVELS,
    OPERATION_STATES,
    PHASE_STATES,
    WAYS,
    ConfirmedAct,
    OperationKind,
)
from anlan.foundation.ui.wording import Words

WORDS = {
    "posture.unknown_measure": Words(_("目录里没有这项措施：%(measure)s"), "", _("从措施目录里选。")),
    "posture.unknown_param": Words(_("“%(measure)s”没有这个参数：%(param)s"), "", _("去掉它再交。")),
    "posture.param_missing": Words(
        _("“%(measure)s”还没填：%(param)s"), _("没有出处的数不替人填。"), _("填好再交。")
    ),
    "posture.param_unusable": Words(
        _("“%(measure)s”的这一项用不上：%(param)s"), _("超出范围，或者不在选项里。"), _("改好再交。")
    ),
    "posture.measure_twice": Words(_("同一项措施选了两次"), "", _("留一次。")),
    "posture.field_missing": Words(_("还有一项没填：%(field)s"), "", _("填好再交。")),
    "posture.reason_missing": Words(pgettext_lazy("posture", "还没有写理由"), "", _("写一句理由再办。")),
    "posture.statement_missing": Words(
        _("“%(measure)s”的依据没有写全"),
        _("限制人的措施要写法律依据、理由、范围和考虑过的更轻的办法。"),
        _("写全再提交。"),
    ),
    "posture.dates_missing": Words(_("“%(measure)s”还没有复核和到期时间"), "", _("写上时间再提交。")),
    "posture.dates_unusable": Words(
        _("复核和到期时间对不上"), _("先复核，再到期；都在今后，不晚于阶段到期。"), _("改好时间再交。")
    ),
    "posture.lapse_past": Words(_("阶段的到期时间已经过了"), "", _("改到今后再交。")),
    "posture.order_missing": Words(
        _("“%(measure)s”要附主管机关的命令"),
        _("没有发令机关、文号、范围、期限和文件，不能不让住校的人出校。"),
        _("附上命令，或者改用“出校登记和劝导”。"),
    ),
    "posture.order_ends_before": Words(
        _("命令先于“%(measure)s”到期"), _("措施不能长过命令。"), _("把措施的到期时间提前。")
    ),
    "posture.no_such_paper": Words(
        _("没有这份文件"), _("文件要先附在这次应急行动上。"), _("先上传文件，再引用。")
    ),
    "posture.preview_missing": Words(_("还没有预演"), _("生效前先看清会改变什么。"), _("先预演，再提交。")),
    "posture.preview_of_another": Words(
        _("预演的不是现在这份措施"), _("预演以后措施改过。"), _("重新预演。")
    ),
    "posture.preview_stale": Words(
        _("预演已过期，重新预演"), _("预演 %(minutes)s 分钟内有效。"), _("重新预演，再办。")
    ),
    "posture.assessment_missing": Words(
        _("放宽要有研判结论"), _("有收有放也按放宽办。"), _("附上签过字的研判结论。")
    ),
    "posture.assessment_stale": Words(
        _("研判结论过期了"), _("放宽用的研判结论不能早于 %(hours)s 小时。"), _("重新研判，再办。")
    ),
    "posture.signed_in_future": Words(_("签字时间在今后"), "", _("改成实际签字的时间。")),
    "posture.own_draft": Words(_("自己起草的不能自己确认"), _("要另外两个人确认。"), _("请另外两位确认。")),
    "posture.confirmed_already": Words(_("你已经确认过"), _("要两个不同的人确认。"), _("请另一位确认。")),
    "posture.settled_already": Words(_("已经由两个人确认"), "", _("刷新看看现在的状态。")),
    "posture.confirmation_stale": Words(
        _("前一个人的确认过了 %(hours)s 小时"), _("两个人要在同一天里看同一份措施。"), _("撤回重新提交。")
    ),
    "posture.changed_meanwhile": Words(
        _("这里的阶段刚刚换过，这一份没有生效"),
        _("提交以后，另一个阶段先在这里生效了。"),
        _("撤回，按现在的阶段重新预演。"),
    ),
    "posture.go_back_too_late": Words(
        _("过了 %(hours)s 小时，不能一键退回"), "", _("起草一个新阶段，重新研判和预演。")
    ),
    "posture.previous_lapsed": Words(_("前一个阶段已经到期"), "", _("起草一个新阶段。")),
    "posture.operation_not_open": Words(
        _("%(code)s 没有在进行"), _("草稿还没启动，或者已经结束。"), _("先启动应急行动。")
    ),
    "posture.phases_in_force": Words(
        _("还有 %(count)s 个阶段在生效"), _("结束前，各处的阶段都要解除或到期。"), _("先解除这些阶段。")
    ),
    "posture.expected_until_past": Words(_("预计结束时间已经过了"), "", _("改到今后。")),
    "posture.oral_words_missing": Words(_("还没有写原话"), "", _("照原话记下来。")),
    "posture.oral_danger_missing": Words(
        _("还没有写危及生命的情况"), _("口头令只为保护生命。"), _("写明危险，再记。")
    ),
    "posture.oral_hour_unusable": Words(
        _("说话的时间用不上"), _("口头令 %(hours)s 小时内有效，从说出的时间起算。"), _("查对时间再记。")
    ),
    "posture.oral_measure": Words(
        _("口头令用不了这项措施：%(measure)s"), _("口头令从不关出口。"), _("按阶段起草，由两人确认。")
    ),
    "posture.oral_only_tightens": Words(
        _("口头令只能收紧"), _("放宽、有收有放和不变的都不行。"), _("按阶段起草，由两人确认。")
    ),
    "posture.two_worlds": Words(
        _("演练和实际不能混在一起"), "", _("演练的事件转为演练，实际的转为应急行动。")
    ),
}

ACTS = {
    "posture.draft_operation": _("起草应急行动"),
    "posture.open": _("启动应急行动"),
    "posture.end": _("结束应急行动"),
    "posture.draft": _("起草阶段"),
    "posture.change": _("改阶段草稿"),
    "posture.preview": _("预演阶段"),
    "posture.order": _("提交阶段"),
    "posture.take_back": _("撤回阶段"),
    "posture.confirm": _("确认阶段"),
    "posture.enact": _("阶段生效"),
    "posture.supersede": _("替换阶段"),
    "posture.lift": _("解除阶段"),
    "posture.go_back": _("退回前一个阶段"),
    "posture.lapse": _("阶段到期失效"),
    "posture.lapse_measure": _("措施到期失效"),
    "posture.oral": _("记口头令"),
    "posture.confirm_oral": _("确认口头令"),
    "posture.assess": _("签研判结论"),
    "posture.incident": _("记突发事件"),
    "posture.grow_incident": _("突发事件转为应急行动"),
    "posture.close_incident": _("办结突发事件"),
}

KINDS = {
    "posture.operation": pgettext_lazy("operation", "应急行动"),
    "posture.phase": pgettext_lazy("phase", "阶段"),
    "posture.assessment": _("研判结论"),
    "posture.incident": _("突发事件"),
}

FIELDS = {
    "posture.operation": pgettext_lazy("operation", "应急行动"),
    "posture.matter": _("事由"),
    "posture.level": _("响应级别"),
    "posture.legal_basis": _("法律依据"),
    "posture.playbook": _("预案"),
    "posture.way": _("收紧还是放宽"),
    "posture.reason": pgettext_lazy("posture", "理由"),
    "posture.document_hash": _("措施文本的校验值"),
    "posture.lapses_at": _("到期"),
    "posture.words": _("原话"),
    "posture.danger": _("危及生命的情况"),
    "posture.said_at": _("说话的时间"),
    "posture.said_by": pgettext_lazy("posture", "谁说的"),
    "posture.act": _("确认什么"),
    "posture.number": _("第几位"),
    "posture.successor": _("换成"),
    "posture.measure": _("措施"),
    "posture.conclusion": pgettext_lazy("posture", "结论"),
    "posture.lead": _("牵头岗位"),
    "posture.what": _("发生了什么"),
}


def _reader(rows: Iterable[tuple[str, object]]) -> Callable[[str], str]:
    known = dict(rows)
    return lambda code: str(known.get(code, code))


VALUES = {
    "posture.state": _reader([*OPERATION_STATES, *PHASE_STATES, *INCIDENT_STATES]),
    "posture.kind": _reader(OperationKind.choices),
    "posture.level": _reader(LEVELS),
    "posture.way": _reader(WAYS),
    "posture.act": _reader(ConfirmedAct.choices),
}
