"""Words of products: errors, acts, kinds and fields."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

WORDS = {
    "products.reason_missing": Words(_("还没有写为什么更正"), "", _("写一句原因。")),
    "products.correction_under_way": Words(
        _("%(code)s 已经有一份更正稿"), "", _("打开那一份接着办，或者先作废它。")
    ),
    "products.tampered": Words(
        _("%(code)s 的内容和指纹对不上"),
        _("存下来的文字在签发或起草以后被改过。"),
        _("不要用这一份，交维护人员查。"),
    ),
    "products.draft_changed": Words(
        _("%(code)s 刚被重新起草"), _("你看的是前一稿，没有签发。"), _("看看现在的内容，再签发。")
    ),
    "products.person_signs": Words(_("这件事要由人来办"), "", _("换有权的岗位来办。")),
    "products.own_product": Words(
        _("自己起草的由别人签发"), _("换一个岗位也不行。"), _("等另一位有签发权的人签发。")
    ),
    "products.no_typesetter": Words(
        _("这台机器没有排 PDF 的部件"), "", _("下载 .docx，或者用打印页存成 PDF。")
    ),
    "products.no_font": Words(
        _("这台机器没有中文字体，排不出 PDF"),
        _("PDF 要把中文字体装进文件里。"),
        _("下载 .docx，或者让维护人员装一种中文字体，比如 fonts-noto-cjk。"),
    ),
    "products.days_turned": Words(_("日期前后不对，或者超过一年"), "", _("改一个截止日期。")),
    "products.no_day": Words(_("这不是一个日期"), "", _("写成 2022-05-23 这样。")),
    "products.bad_params": Words(
        _("起草要的内容不对：%(fields)s"), "", _("看看这种材料要填什么，从给出的里面选。")
    ),
    "products.no_window": Words(_("这一天没有零报告"), "", _("换一天。")),
    "products.not_xlsx": Words(_("这不是能读的 .xlsx"), "", _("用 Excel 或 WPS 另存为 .xlsx 再传。")),
    "products.macro_file": Words(_("文件里有宏，不能用"), "", _("另存为不带宏的 .xlsx 再传。")),
    "products.locked_file": Words(
        _("文件有打开密码，或者是旧的 .xls"), "", _("去掉密码，另存为 .xlsx 再传。")
    ),
    "products.file_too_large": Words(_("文件太大"), "", _("删掉用不着的工作表或图片再传。")),
    "products.no_cells": Words(_("一格也没有写"), "", _("至少写一格，最多 500 格。")),
    "products.no_sheet": Words(_("表里没有这张工作表"), "", _("从列表里选。")),
    "products.no_cell": Words(_("没有这一格"), "", _("写成 C5 这样：列的字母，加行号。")),
    "products.protected_sheet": Words(
        _("这张工作表锁住了"), "", _("找发表的单位要一份没锁的，或者在 Excel 里撤销保护再传。")
    ),
    "products.merged_cell": Words(_("这一格并在别的格里"), "", _("写合并区左上角的那一格。")),
    "products.formula_cell": Words(_("这一格是公式"), _("公式会自己算，不能盖掉。"), _("换一格。")),
    "products.cell_twice": Words(_("这一格已经有填的了"), "", _("先去掉原来的，再写新的。")),
    "products.no_source": Words(_("没有这个数"), "", _("从列表里选。")),
    "products.unit_out_of_reach": Words(_("这个单位不在你的范围里"), "", _("从列表里选。")),
    "products.not_bound": Words(_("这张表还没有填报规则"), "", _("先在“上级表格”里写明每一格填什么。")),
    "products.report_changed": Words(
        _("本单位刚有人报过"), _("你报的没有盖上去。"), _("看看现在报的，再改。")
    ),
    "products.too_many_lines": Words(_("写得太多"), "", _("最多写 20 件，多的合并。")),
}

ACTS = {
    "products.prepare": _("起草材料"),
    "products.gather_anew": _("重新取数起草"),
    "products.correct": _("起草更正稿"),
    "products.drop": _("作废材料草稿"),
    "products.sign": _("签发材料"),
    "products.supersede": _("由更正版代替"),
    "products.keep_form": _("存上级表格"),
    "products.bind": _("改填报规则"),
    "products.retire_form": _("停用上级表格"),
    "products.open_window": _("开始零报告"),
    "products.close_window": _("结束零报告"),
    "products.report": _("单位零报告"),
}

KINDS = {
    "products.product": _("报送材料"),
    "products.superiorform": _("上级表格"),
    "products.window": _("零报告时段"),
    "products.unitreport": _("单位零报告"),
}

FIELDS = {
    "products.kind": _("材料种类"),
    "products.version": _("第几版"),
    "products.title": _("材料标题"),
    "products.hash": _("指纹"),
    "products.matters": _("情况件数"),
    "products.day": _("报哪一天"),
}
