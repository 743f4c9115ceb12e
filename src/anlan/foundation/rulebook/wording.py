"""Words of the rule book: errors, acts, kinds and fields."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.wording import Words

WORDS = {
    "rulebook.unusable": Words(
        _("规则文件有 %(count)s 处要改"), _("第一处：%(file)s %(rule)s %(field)s"), _("改好再读一次。")
    ),
    "rulebook.reason_missing": Words(_("还没有写为什么改"), "", _("写一句原因，批准的人要看。")),
    "rulebook.note_missing": Words(_("还没有写为什么不批准"), "", _("写一句原因，提出的人要看。")),
    "rulebook.no_such_area": Words(_("没有这个范围"), "", _("从列表里选。")),
    "rulebook.no_such_place": Words(_("没有这个地点"), "", _("照地点页上的编码再填一次。")),
    "rulebook.area_always_here": Words(
        _("国家和本校一直适用，别的学校只作参考"), "", _("换一个省或市。要照用别处的规则，去那条规则上提出。")
    ),
    "rulebook.person_decides": Words(_("规则由人来定"), "", _("换有权的岗位来办。")),
    "rulebook.own_change": Words(
        _("自己提出的由别人决定"), _("换一个岗位也不行。"), _("等另一位有批准权的人来看。")
    ),
    "rulebook.stands_otherwise": Words(
        _("%(rule)s 在提出以后已经变了"), _("批准的会是另一个样子。"), _("撤回，看看现在的规则，再提一次。")
    ),
    "rulebook.lack_window": Words(_("止不在起之后"), _("止的那一天不算在内。"), _("改起止。")),
    "rulebook.lack_value_number": Words(_("值要是不小于 0 的数"), "", _("写一个数，不带单位。")),
    "rulebook.lack_value_range": Words(_("值要是两个数，小的在前"), "", _("写成 250–500。")),
    "rulebook.lack_value_bool": Words(_("值要是“是”或“否”"), "", _("选一个。")),
    "rulebook.lack_value_text": Words(_("值要有中文和英文"), "", _("两种文字都写上。")),
    "rulebook.lack_value_list": Words(_("值要有 1 到 60 项"), "", _("一行一项，文字写成“中文 | English”。")),
    "rulebook.lack_no_source": Words(_("有值就要有来源"), "", _("写来源名称，选等级。")),
    "rulebook.lack_hold": Words(_("这条规则分不出哪个更严"), "", _("选“下级可以另定”或“下级不能改”。")),
    "rulebook.lack_held_fixed": Words(
        _("上级规定不能改"), _("上一级的这条规则写明下级不能改。"), _("照上级的值，或者先改上级那一版。")
    ),
    "rulebook.lack_held_looser": Words(
        _("比上级的规定松"), _("上一级的这条规则只许更严。"), _("写一个不比上级松的值。")
    ),
    "rulebook.lack_nothing_stands": Words(_("这一天这个范围里没有规则"), "", _("换一天，或者换一个范围。")),
    "rulebook.lack_no_value": Words(_("还没有写要确认的值"), "", _("写上值，再写从哪里来。")),
    "rulebook.lack_other_value": Words(_("和现在的值不一样"), _("确认不改值。"), _("要改值，选“改值”。")),
    "rulebook.time_without_zone": Words(_("时间没有时区"), "", _("写成 2022-05-19T08:00:00Z。")),
    "rulebook.no_rows": Words(_("表里没有规则"), "", _("从导出的表改起。")),
    "rulebook.too_many_rows": Words(_("行数太多"), _("一次最多 2,000 行。"), _("分几次导入。")),
    "rulebook.not_readable": Words(_("文件读不了"), "", _("用导出的 .json 或 .xlsx 改。")),
    "rulebook.nothing_to_propose": Words(_("文件里没有要改的"), "", _("和现在的规则一样，不用提出。")),
}

ACTS = {
    "rulebook.take_in": _("装入规则集"),
    "rulebook.draft": _("起草规则变更"),
    "rulebook.propose": _("提出规则变更"),
    "rulebook.withdraw": _("撤回规则变更"),
    "rulebook.approve": _("批准规则变更"),
    "rulebook.reject": _("不批准规则变更"),
    "rulebook.settle": _("选定规则范围"),
    "rulebook.export": _("导出规则"),
    "rulebook.import": _("导入规则，提出变更"),
}

KINDS = {
    "rulebook.rule": _("规则"),
    "rulebook.rulearea": _("规则范围"),
    "rulebook.ruleversion": _("规则版本"),
    "rulebook.rulechange": _("规则变更"),
}

FIELDS = {
    "rulebook.rule": _("规则编号"),
    "rulebook.area": _("规则范围"),
    "rulebook.act": _("变更种类"),
    "rulebook.value": pgettext_lazy("rulebook", "值"),
    "rulebook.starts": pgettext_lazy("rulebook", "起"),
    "rulebook.ends": pgettext_lazy("rulebook", "止"),
    "rulebook.source": pgettext_lazy("rulebook", "来源"),
    "rulebook.grade": _("来源等级"),
    "rulebook.here": _("本校适用"),
    "rulebook.versions": _("原来的版本"),
    "rulebook.rules": _("规则条数"),
    "rulebook.sets": _("规则集"),
}
