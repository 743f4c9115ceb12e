"""Words of duty: errors, acts, kinds and fields."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.duty.models.choices import (
    HANDOVER_STATES,
    ORDER_STATES,
    PROXY_STATES,
    SHIFT_STATES,
    SWAP_STATES,
    AbsenceKind,
    Rung,
)
from anlan.foundation.ui.wording import Words

WORDS = {
    "duty.gap_hole": Words(
        _("%(when)s 到 %(until)s 没有人值班"), _("共缺 %(count)s 处。"), _("补上再发布。")
    ),
    "duty.gap_no_leader": Words(
        _("%(when)s 到 %(until)s 没有带班领导"), _("共缺 %(count)s 处。"), _("换一位能到的领导，再发布。")
    ),
    "duty.gap_too_few": Words(
        _("%(when)s 到 %(until)s 值班人不够"), _("共缺 %(count)s 处。"), _("补上人再发布。")
    ),
    "duty.roster_exists": Words(_("这个岗位或代码已经有值班表"), "", _("打开那一张来改。")),
    "duty.hours_unusable": Words(
        _("班次时间用不上"), _("一班是 4、6、8、12 或 24 小时，每班至少一人。"), _("改好再保存。")
    ),
    "duty.too_many_members": Words(_("轮班的人太多，最多 %(most)s 人"), "", _("分成几张值班表。")),
    "duty.unknown_numbers": Words(_("没有这些工号：%(numbers)s"), "", _("查对工号再写。")),
    "duty.no_such_person": Words(_("没有这个工号，或者不归你看"), "", _("查对工号再写。")),
    "duty.not_fit": Words(
        _("%(name)s 这段时间不能值班"), _("请了假、生病、外出，或者已离校。"), _("换一个人。")
    ),
    "duty.two_posts": Words(_("这个人同一时间已经在别处值班"), "", _("换一个人或换一个班。")),
    "duty.two_leaders": Words(_("这一班已经有带班领导"), "", _("先换下原来那位。")),
    "duty.shift_overlaps": Words(_("班次和已有的重叠"), "", _("看看已发布的班，再改。")),
    "duty.nothing_to_plan": Words(_("没有可排的班"), _("表里没有班次。"), _("写上班次再读入。")),
    "duty.nothing_to_publish": Words(
        _("这些天没有要发布的"), _("都发布过了，或者还没排。"), _("先排班，再发布。")
    ),
    "duty.days_unusable": Words(_("一次最多 %(most)s 天，到的那天不能早于从的那天"), "", _("改好日期再办。")),
    "duty.reason_missing": Words(_("还没有写理由"), "", _("写一句再交。")),
    "duty.same_person": Words(_("换的还是 %(name)s 自己"), "", _("选另一个人。")),
    "duty.shift_over": Words(_("这一班已经过了，或者还没发布"), "", _("刷新看看现在的值班表。")),
    "duty.too_early": Words(_("还早，开班前 %(hours)s 小时起才能确认"), "", _("到时候再点。")),
    "duty.watch_begun": Words(_("这一班已经开始或已换了人"), "", _("打办公室的电话，由他们调换。")),
    "duty.watch_not_begun": Words(_("这一班还没开始"), "", _("开班以后再起草交接。")),
    "duty.swap_asked_already": Words(_("这一班已经问过一个人"), "", _("等他答复，或者先撤回。")),
    "duty.may_not_lead": Words(_("%(name)s 不在带班领导里"), "", _("找另一位带班领导替。")),
    "duty.not_on_roster": Words(_("%(name)s 不在这张值班表里"), "", _("找轮班的人替，或者找办公室。")),
    "duty.absence_unusable": Words(_("不在岗的时间用不上"), _("结束要晚于开始。"), _("改好再记。")),
    "duty.handover_signed_already": Words(_("这一班的记录已经签过"), "", _("打开它；要改就起草更正。")),
    "duty.handover_not_signed": Words(_("还不能更正"), _("没签完的直接改，更正过的看最新一版。"), ""),
    "duty.same_signer": Words(_("交班和接班要两个人签"), "", _("由接班的另一个人签。")),
    "duty.not_on_shift": Words(_("你不在这一班"), "", _("由当班的人来写。")),
    "duty.not_on_next_shift": Words(_("你不在下一班"), "", _("由下一班的人签字接班。")),
    "duty.remarks_too_long": Words(_("写得太长，最多 %(most)s 字"), "", _("写短一些。")),
    "duty.order_words": Words(_("指示的话是空的，或者太长"), "", _("照原话写，2000 字以内。")),
    "duty.order_ahead": Words(_("指示的时间在后面"), "", _("写听到的时间。")),
    "duty.order_key_taken": Words(_("这一条已经记过别的话"), "", _("刷新这一页再记。")),
    "duty.not_your_order": Words(_("只有下指示的本人能确认"), "", _("由他登录确认。")),
    "duty.sheet_unreadable": Words(
        _("这张表读不出来"), _("它不是 .xlsx，或者已损坏、加了密码。"), _("另存为 .xlsx 再传。")
    ),
    "people.duty_on_roster": Words(
        _("这一班是按值班表排的"), _("直接撤下会让班次缺人。"), _("到班次页上调换值班人。")
    ),
    "duty.sheet_too_large": Words(_("表太大"), "", _("分月份读入。")),
    "duty.sheet_too_long": Words(_("表太长，最多 %(most)s 行"), "", _("分月份读入。")),
    "duty.sheet_unknown": Words(_("第 %(line)s 行没有这些工号：%(numbers)s"), "", _("查对工号再读入。")),
    "duty.sheet_time": Words(
        _("第 %(line)s 行的日期或时间读不懂"), "", _("日期写 2022-05-20，时间写 08:00。")
    ),
}

ACTS = {
    "duty.open_roster": _("建值班表"),
    "duty.change_roster": _("改值班表"),
    "duty.set_members": _("定轮班的人"),
    "duty.plan_days": _("按轮班排班"),
    "duty.import": _("读入值班表"),
    "duty.export": _("导出值班表"),
    "duty.publish": _("发布值班表"),
    "duty.replace": _("调换值班人"),
    "duty.add_person": _("给班次加人"),
    "duty.record_absence": _("记不在岗"),
    "duty.withdraw_absence": _("撤销不在岗"),
    "duty.acknowledge": _("确认到岗"),
    "duty.call": _("催到岗"),
    "duty.ask_swap": _("请人替班"),
    "duty.swap": _("换班"),
    "duty.reject_swap": _("答复不换"),
    "duty.withdraw_swap": _("撤回换班"),
    "duty.draft_handover": _("起草交接班记录"),
    "duty.hand_over": _("签字交班"),
    "duty.take_over": _("签字接班"),
    "duty.correct_handover": _("更正交接班记录"),
    "duty.record_order": _("记口头指示"),
    "duty.confirm_order": _("书面确认指示"),
    "duty.deny_order": _("否认口头指示"),
    "duty.object": _("对代办提异议"),
}

KINDS = {
    "duty.roster": _("值班表"),
    "duty.shift": pgettext_lazy("duty", "班次"),
    "duty.handover": _("交接班记录"),
    "duty.oralorder": pgettext_lazy("duty", "口头指示"),
    "duty.proxyact": pgettext_lazy("duty", "代办"),
    "duty.absence": _("不在岗"),
}

FIELDS = {
    "duty.least": _("每班至少几人"),
    "duty.first_start": _("每天从几点起"),
    "duty.shift_hours": _("一班多长"),
    "duty.leaders": _("带班领导"),
    "duty.others": _("值班人"),
    "duty.first": _("从哪天"),
    "duty.last": _("到哪天"),
    "duty.lead": pgettext_lazy("duty", "带班"),
    "duty.starts": pgettext_lazy("duty", "从"),
    "duty.ends": pgettext_lazy("duty", "到"),
    "duty.absence": _("为什么不在岗"),
    "duty.late": _("晚确认到岗"),
    "duty.rung": _("催到哪一级"),
    "duty.asked_of": _("请谁替"),
    "duty.version": pgettext_lazy("duty", "版次"),
    "duty.matters": _("没办完的"),
    "duty.words": _("听到的原话"),
    "duty.written": _("书面写下来"),
    "duty.ordered_by": _("谁说的"),
}


def _reader(rows: Iterable[tuple[str, object]]) -> Callable[[str], str]:
    known = dict(rows)
    return lambda code: str(known.get(code, code))


VALUES = {
    "duty.state": _reader([*SHIFT_STATES, *SWAP_STATES, *HANDOVER_STATES, *ORDER_STATES, *PROXY_STATES]),
    "duty.absence": _reader(AbsenceKind.choices),
    "duty.rung": _reader(Rung.choices),
}
