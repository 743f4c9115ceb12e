"""Words for files that cannot be read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

FILES: dict[str, Words] = {
    "minutes.file.too_large": Words(
        _("这个文件太大，收不了"),
        _("最多收 20 MB。文件没有传上来，也没有留下。"),
        _("分成几份，去掉图片，或者把文字粘贴进来。"),
    ),
    "minutes.file.empty": Words(
        _("里面没有文字"), _("文件是空的，或者整页都是图片。"), _("换一份有文字的，或者把文字粘贴进来。")
    ),
    "minutes.file.unknown_type": Words(
        _("不是能读的文件"), _("只收 .txt、.docx、.pdf。"), _("换一种格式，或者把文字粘贴进来。")
    ),
    "minutes.file.wrong_suffix": Words(
        _("文件名和内容对不上"),
        _("名字是 %(suffix)s，内容是 %(found)s。"),
        _("确认是不是选错了文件；是的话，按真实的格式改好名字再传。"),
    ),
    "minutes.file.binary": Words(
        _("这不是文字文件"),
        _("内容看起来是程序或图片。"),
        _("换成 .txt、.docx 或 .pdf，或者把文字粘贴进来。"),
    ),
    "minutes.file.corrupt": Words(
        _("文件坏了，打不开"), _("传的时候断了，或者原件就坏了。"), _("在电脑上打开看一看，另存一份再传。")
    ),
    "minutes.docx.encrypted": Words(
        _("这个 Word 文件有密码"), _("有密码的读不了。"), _("去掉密码再传，或者把文字粘贴进来。")
    ),
    "minutes.docx.bomb": Words(
        _("这个 Word 文件展开太大"), _("它不像一份纪要。"), _("把文字复制出来，粘贴进来。")
    ),
    "minutes.pdf.encrypted": Words(
        _("这个 PDF 有密码"), _("有密码的读不了。"), _("去掉密码再传，或者把文字粘贴进来。")
    ),
    "minutes.pdf.no_text": Words(
        _("这个 PDF 里没有文字"), _("多半是扫描件，整页都是图。"), _("找一份有文字的，或者把文字打进来。")
    ),
    "minutes.pdf.too_many_pages": Words(
        _("这个 PDF 页数太多"), _("它不像一份纪要。"), _("只留会议要求那几页再传。")
    ),
}
