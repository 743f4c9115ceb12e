"""Words of evidence: errors, acts, fields."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

_AS_JPEG = _("在手机上打开这张照片，截屏再传；以后拍照先到“设置—相机—格式”选“兼容性最佳”。")

WORDS = {
    "evidence.empty": Words(
        _("%(name)s 是空的"), _("文件里一个字节也没有，多半是没传完。"), _("重新拍一张，或者重新选文件。")
    ),
    "evidence.too_large": Words(
        _("%(name)s 太大"), _("这类文件最大 %(limit_mb)s MB。"), _("缩小以后再传，或者拆成几份。")
    ),
    "evidence.too_many_pixels": Words(
        _("%(name)s 的尺寸太大"), _("照片最多 %(limit)s 百万像素。"), _("在手机上缩小以后再传。")
    ),
    "evidence.unpacks_too_large": Words(
        _("%(name)s 解开以后太大"),
        _("解开以后最大 %(limit_mb)s MB。"),
        _("去掉里面的图片再传，或者另存为 PDF。"),
    ),
    "evidence.type_refused": Words(
        _("%(name)s 不是能收的文件"),
        _("看的是文件内容，不是名字。能收的有 JPEG、PNG、WebP、PDF、Word、Excel、CSV 和 TXT。"),
        _("另存为其中一种再传。"),
    ),
    "evidence.heic": Words(
        _("%(name)s 是 HEIC 照片，这里还读不了"), _("苹果手机的原格式，多数电脑也打不开。"), _AS_JPEG
    ),
    "evidence.video": Words(
        _("%(name)s 是视频，这里不收"),
        _("视频太大，在现场传不完。"),
        _("截几张画面当照片传，原视频自己留好。"),
    ),
    "evidence.macros": Words(
        _("%(name)s 里有宏"), _("宏打开就会运行，可能带病毒。"), _("另存为不带宏的 .docx 或 .xlsx 再传。")
    ),
    "evidence.unreadable": Words(
        _("%(name)s 打不开"), _("文件坏了，或者没有传全。"), _("在手机上能打开的话，截屏再传；否则重拍一张。")
    ),
    "evidence.empty_note": Words(_("没有写说明"), "", _("写一句看到了什么。")),
    "evidence.no_unit": Words(_("读数没有单位"), _("没有单位的数不能比较。"), _("写上单位，如 ℃、mg/L。")),
    "evidence.not_a_number": Words(_("读数不是能用的数"), "", _("只写数字，如 4.5。")),
    "evidence.no_such_place": Words(_("没有这个地点"), "", _("重新扫地点码，或者从列表里选。")),
    "evidence.no_reason": Words(_("没有写为什么划去"), "", _("写一句哪里错了。")),
    "evidence.not_yours_to_add": Words(
        _("这里的证据由别人添加"), _("你能看到这件事，但不由你的岗位举证。"), _("把照片交给承办的人上传。")
    ),
    "evidence.not_yours_to_strike": Words(
        _("这项证据由别人划去"), _("只有上传的人和他的岗位能划去。"), _("找上传的岗位来划。")
    ),
    "evidence.client_id_taken": Words(
        _("这个编号已经用在另一份文件上"), _("没有覆盖任何东西。"), _("刷新页面，重新选文件再传。")
    ),
    "evidence.offset": Words(
        _("接不上"), _("已经收到 %(offset)s 字节，要从那里接着传。"), _("手机会自己接着传。")
    ),
    "evidence.longer_than_announced": Words(
        _("%(name)s 比说好的长"), _("文件在传的时候变了。"), _("重新选文件再传。")
    ),
    "evidence.digest_differs": Words(
        _("%(name)s 传坏了"), _("收到的和发出的不一样，已经丢弃。"), _("再传一次，手机上的还在。")
    ),
    "evidence.piece_too_large": Words(_("一段太长"), _("每段最大 %(limit_mb)s MB。"), _("分得小一些。")),
    "evidence.too_many_uploads": Words(
        _("没传完的文件太多"), _("一个人同时最多 %(limit)s 个。"), _("先把前面的传完。")
    ),
    "evidence.request_unreadable": Words(
        _("这次上传没有读懂"), _("%(field)s 不对。"), _("更新手机上的页面再传。")
    ),
    "evidence.bytes_missing": Words(
        _("%(name)s 的原件读不出来"),
        _("登记还在，存放的文件不见了。"),
        _("告诉信息中心，从备份里找回。"),
    ),
}

ACTS = {"evidence.add": _("添加证据"), "evidence.strike_out": _("划去证据")}
FIELDS = {"evidence.subject": _("证明什么"), "evidence.subject_id": _("对象编号")}
