"""Words of field work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

_KEPT = _("内容已经留在这里，没有丢。")

WORDS = {
    "field.request_unreadable": Words(
        _("这次同步没有读懂"), _("手机上的页面可能太旧。"), _("更新手机上的页面，再同步一次。")
    ),
    "field.too_many_parcels": Words(
        _("一次送来的记录太多"), _("每次最多 %(limit)s 条。"), _("手机会分几次送。")
    ),
    "field.too_many_devices": Words(
        _("登记的手机太多"), _("一个人最多 %(limit)s 台。"), _("用已经登记的手机，或者找督查办公室清理。")
    ),
    "field.device_taken": Words(_("这台手机登记在别人名下"), "", _("退出后重新打开页面，会用新的编号登记。")),
    "field.parcel_unreadable": Words(
        _("有一条记录没有读懂"), _("它还在手机里。"), _("更新手机上的页面，再同步一次。")
    ),
    "field.body_unreadable": Words(_("这条记录的内容读不了"), _KEPT, _("在电脑上重新登记，再说明缺号。")),
    "field.unknown_kind": Words(_("还不认得这种记录"), _KEPT, _("平台更新以后，点“再办一次”。")),
    "field.broken": Words(_("办这条记录时平台出了错"), _KEPT, _("点“再办一次”；还不行就打值班电话。")),
    "field.id_taken": Words(_("这个编号是另一台手机的"), "", _("更新手机上的页面，再同步一次。")),
    "field.again": Words(_("现在收不下"), _("数据库一时没有回应。"), _("手机会自己再送。")),
    "field.changed_since": Words(
        _("在你看过以后，%(code)s 又交了新的"),
        _("你判的是前一次交的，没有记到新的上。"),
        _("手机联网更新清单，看新交的再判。"),
    ),
    "field.no_reason": Words(_("没有写缺号去了哪里"), "", _("写一句，如“浏览器数据被清掉，已补录”。")),
}

ACTS = {
    "field.enrol": _("登记手机"),
    "field.retry": _("再办现场记录"),
    "field.explain_gap": _("说明缺号"),
}

KINDS = {
    "inspection.start": _("开始督查"),
    "inspection.answer-set": _("督查结果"),
    "finding.submit": _("随手记的发现"),
    "finding.rectified": _("交整改"),
    "finding.verify": _("复核整改"),
    "task.submit": _("交任务"),
    "task.verify": _("核验任务"),
}
