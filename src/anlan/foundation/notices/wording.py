"""Words of notices: errors, acts, kinds and fields."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.notices.models.choices import (
    DELIVERY_STATES,
    MSG_TYPES,
    NOTICE_STATES,
    SEVERITIES,
    STATUSES,
    Level,
)
from anlan.foundation.ui.wording import Words

WORDS = {
    "notices.message_incomplete": Words(
        _("这条消息没有写全"), _("中文标题、英文标题和去重的键都要有。"), _("交维护人员补上。")
    ),
    "notices.link_leads_outside": Words(
        _("消息里的链接不在平台里"), _("站内信只链接到平台自己的页面。"), _("交维护人员改正。")
    ),
    "notices.field_empty": Words(
        _("通知还没有写完"), _("标题、内容、什么事和类别都要有中文和英文。"), _("补上空着的，再提交审批。")
    ),
    "notices.field_too_long": Words(_("有一项太长"), "", _("写短一些再保存。")),
    "notices.field_unusable": Words(_("有一项填的用不上"), "", _("换一个值再保存。")),
    "notices.unknown_field": Words(_("没有“%(field)s”这一项"), "", _("刷新这一页再填。")),
    "notices.expires_too_early": Words(
        _("失效时间已经过了，或者早于生效"), "", _("改一个以后的时间，再提交或发送。")
    ),
    "notices.audience_empty": Words(
        _("没有人会收到"), _("按现在选的单位、身份、地点、岗位，一个人也没有。"), _("重新选接收人。")
    ),
    "notices.audience_unreadable": Words(_("接收人读不懂"), "", _("从列表里重新选接收人。")),
    "notices.audience_out_of_reach": Words(
        _("选了不归你通知的人"),
        _("你的岗位只能通知本单位范围里的人。"),
        _("去掉范围外的，或者交指挥部办公室发。"),
    ),
    "notices.own_notice": Words(
        _("自己写的通知由别人批"),
        _("起草或提交的人不能审批，换一个岗位也不行。"),
        _("等另一位有审批权的人批准。"),
    ),
    "notices.draft_changed": Words(
        _("%(code)s 刚被改过"), _("你填的没有覆盖上去。"), _("打开看看现在的内容，再改。")
    ),
    "notices.successor_exists": Words(
        _("已经有接着它的通知"),
        _("%(code)s 的更新、撤销或解除正在办。"),
        _("打开那一条接着办，或者先作废它。"),
    ),
    "notices.drill_and_actual": Words(
        _("演练和实际不能相接"), _("%(code)s 属于另一边。"), _("在同一边里起草。")
    ),
    "notices.reason_missing": Words(_("还没有写理由"), "", _("写一句退回的理由。")),
    "notices.nothing_to_retry": Words(_("没有要重发的"), "", _("刷新看看现在的送达情况。")),
    "notices.no_answer_asked": Words(_("这一条不要求确认"), "", _("读过就可以了。")),
    "notices.channel_incomplete": Words(_("渠道没有写全"), _("种类和名称都要有。"), _("补上再保存。")),
    "notices.channel_timeout": Words(_("最长等待要在 0 到 60 秒之间"), "", _("改好再保存。")),
    "notices.channel_name_taken": Words(_("已经有叫“%(name)s”的渠道"), "", _("换一个名称。")),
    "notices.channel_address": Words(
        _("地址用不上"),
        _("网址要以 https 或 http 开头，不带用户名；邮件服务器写成 主机:端口。"),
        _("改好再保存。"),
    ),
    "notices.channel_changed": Words(
        _("“%(name)s”刚被别人改过"), _("你填的没有覆盖上去。"), _("刷新这一页，看看再改。")
    ),
    "notices.channel_kind_fixed": Words(_("渠道的种类不能改"), "", _("停用它，另建一个。")),
    "notices.inapp_stays": Words(_("站内信不能停用"), "", _("它是每个人都有的。")),
    "notices.inapp_needs_no_test": Words(_("站内信不用测试"), "", _("直接看收件箱。")),
    "notices.test_needs_address": Words(_("写上测试消息发给谁"), "", _("写一个邮箱或手机号。")),
    "notices.no_digest_hour": Words(_("至少要有一个汇总时间"), "", _("写上几点，比如 08:00。")),
    "notices.no_such_address": Words(_("邮箱的写法不对"), "", _("照着 name@example.edu 的样子写。")),
    "notices.secret_unreadable": Words(
        _("渠道的密钥读不出来"), _("平台的密钥换过，原来存的打不开了。"), _("在渠道设置里重新填一次密钥。")
    ),
}

ACTS = {
    "notices.send": _("发送通知"),
    "notices.approve": _("批准通知"),
    "notices.submit": _("提交审批"),
    "notices.send_back": _("退回通知"),
    "notices.reopen": _("取回修改"),
    "notices.drop": _("作废通知草稿"),
    "notices.draft_update": _("起草更新"),
    "notices.draft_cancel": _("起草撤销"),
    "notices.draft_all_clear": _("起草解除"),
    "notices.update": _("由后一条更新"),
    "notices.cancel": _("由后一条撤销"),
    "notices.all_clear": _("由后一条解除"),
    "notices.retry": _("重新发送"),
    "notices.acknowledge": _("确认收到"),
    "notices.create_channel": _("新建通知渠道"),
    "notices.change_channel": _("修改通知渠道"),
    "notices.retire_channel": _("停用通知渠道"),
    "notices.test_channel": _("测试通知渠道"),
    "notices.set_hours": _("设置通知时段"),
    "notices.give_address": _("登记接收邮箱"),
    "notices.take_address_back": _("删掉接收邮箱"),
}

KINDS = {"notices.notice": _("通知"), "notices.channel": _("通知渠道"), "notices.timing": _("通知时段")}

FIELDS = {
    "notices.headline": pgettext_lazy("notice", "标题"),
    "notices.status": _("实际还是演练"),
    "notices.msg_type": pgettext_lazy("notice", "类别"),
    "notices.severity": _("严重程度"),
    "notices.level": _("怎么送"),
    "notices.address": _("地址"),
    "notices.enabled": _("启用"),
    "notices.drills": _("演练也发"),
    "notices.secret": _("密钥"),
    "notices.digest_hours": _("汇总时间"),
    "notices.quiet_from": _("免打扰从"),
    "notices.quiet_until": _("免打扰到"),
    "notices.interrupts_a_day": _("每人每天最多打断几次"),
    "notices.follows": _("接着哪一条"),
    "notices.channel": _("渠道"),
}


def _reader(rows: Iterable[tuple[str, object]]) -> Callable[[str], str]:
    known = dict(rows)
    return lambda code: str(known.get(code, code))


VALUES = {
    "notices.state": _reader([*DELIVERY_STATES, *NOTICE_STATES]),
    "notices.status": _reader(STATUSES),
    "notices.msg_type": _reader(MSG_TYPES),
    "notices.severity": _reader(SEVERITIES),
    "notices.level": _reader(Level.choices),
    "notices.secret": lambda _code: str(_("已更换")),
}
