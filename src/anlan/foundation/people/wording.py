"""Words for the errors of people, and for acts that are no verb of their own."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from anlan.foundation.people.rulebook import Named, Rulebook, rulebook
from anlan.foundation.ui.wording import Words

WORDS = {
    "people.seat_taken": Words(
        _("这个岗位这段时间已经有人"), _("正职同一时间只有一个人。"), _("先免去原来的人，或者任命为副职。")
    ),
    "people.already_appointed": Words(
        _("这个人已经在这个岗位上"), _("同一个人同一岗位不重复任命。"), _("要改期限，先免去再任命。")
    ),
    "people.own_appointment": Words(_("不能任命自己"), _("任命由别人来办。"), _("找上级单位的负责人。")),
    "people.role_not_yours": Words(
        _("这类岗位由上级来任命"), _("“%(role)s”不归你任命。"), _("找指挥部办公室或系统管理员。")
    ),
    "people.role_unknown": Words(
        _("没有这类岗位"), _("岗位规则里没有“%(role)s”。"), _("从岗位规则里选一类。")
    ),
    "people.kind_unknown": Words(_("没有这个类型"), _("规则里没有“%(kind)s”。"), _("从列表里选一个。")),
    "people.code_taken": Words(
        _("这个代码已经用过"), _("代码不重复，撤销的单位也占着代码。"), _("换一个代码。")
    ),
    "people.number_taken": Words(_("这个工号或学号已经有人用"), "", _("查一查是不是同一个人。")),
    "people.below_itself": Words(_("单位不能挂在自己下面"), "", _("换一个上级单位。")),
    "people.unit_not_empty": Words(
        _("这个单位里还有人或下级单位"),
        _("撤销“%(unit)s”之前，人、岗位和下级单位要先安排好。"),
        _("先移走或结束，再撤销。"),
    ),
    "people.position_held": Words(
        _("这个岗位还有人"), _("“%(position)s”还有人在任。"), _("先免去，再撤岗位。")
    ),
    "people.position_on_duty": Words(
        _("值班表上还排着这个岗位"), _("“%(position)s”还有没结束的值班。"), _("先从值班表撤下，再撤岗位。")
    ),
    "people.unit_closed": Words(
        _("这个单位已经撤销"), _("“%(unit)s”已经撤销，不再接新的单位、岗位和人。"), _("换一个还在的单位。")
    ),
    "people.position_closed": Words(
        _("这个岗位那时还没有或已经撤了"), _("“%(position)s”在那个时间不存在。"), _("换一个时间或岗位。")
    ),
    "people.already_ended": Words(_("已经结束了"), _("有人先办了。"), _("刷新看看现在的情况。")),
    "people.duty_overlaps": Words(_("这个人这段时间已经排了班"), "", _("换一个时间或换一个人。")),
    "people.duty_has_lead": Words(
        _("这段时间已经有值班长"), _("同一岗位同一时间只有一个值班长。"), _("去掉“值班长”再排。")
    ),
    "people.standing_overlaps": Words(
        _("这个人这段时间已经有同样的身份"), "", _("先结束原来的，再登记新的。")
    ),
    "people.already_member": Words(_("这个人已经在组里"), "", _("刷新看看现在的名单。")),
    "people.window_backwards": Words(_("结束要晚于开始"), "", _("改一改时间。")),
    "people.parent_unknown": Words(
        _("上级单位还没有"), _("“%(code)s”的上级“%(parent)s”找不到。"), _("先登记上级单位，或把它排在前面。")
    ),
}

ACTS = {
    "people.open_unit": _("建立单位"),
    "people.change_unit": _("改单位"),
    "people.move_unit": _("移动单位"),
    "people.close_unit": _("撤销单位"),
    "people.open_position": _("设岗位"),
    "people.open_seats": _("按类型设岗位"),
    "people.change_position": _("改岗位"),
    "people.close_position": _("撤岗位"),
    "people.appoint": _("任命"),
    "people.end_appointment": _("免去"),
    "people.add_person": _("登记人员"),
    "people.change_person": _("改个人信息"),
    "people.give_standing": _("登记身份"),
    "people.end_standing": _("结束身份"),
    "people.open_group": _("建组"),
    "people.join_group": _("入组"),
    "people.assign_duty": _("排班"),
    "people.strike_duty": _("撤班"),
    "people.list_persons": _("看人员名单"),
}

KINDS = {
    "people.unit": _("单位"),
    "people.person": _("人员"),
    "people.standing": _("身份"),
    "people.group": _("班级、课程和组"),
    "people.membership": _("组员"),
    "people.position": _("岗位"),
    "people.appointment": _("任命"),
    "people.duty": _("值班"),
}

FIELDS = {
    "people.path": _("所在层级"),
    "people.codes": _("岗位代码"),
    "people.role": _("岗位类型"),
    "people.capacity": _("以什么身份"),
    "people.standing": _("身份"),
    "people.group": _("组"),
    "people.part": _("组内身份"),
    "people.short_name": _("简称"),
    "people.aliases": _("别的叫法"),
    "people.starts": _("从"),
    "people.ends": _("到"),
    "people.lead": _("值班长"),
    "people.valid_until": _("到"),
}

CAPACITY_WORDS = {"seat": _("正职"), "deputy": _("副职"), "secretary": _("代办秘书")}
PARTS = {"member": _("成员"), "teacher": _("教师"), "lead": _("负责人")}


def _named(table: Callable[[Rulebook], Mapping[str, Named]]) -> Callable[[str], str]:
    """What reads codes of one table of the rulebook; an unknown code stays."""
    return lambda code: str(table(rulebook()).get(code, code))


VALUES = {
    "people.unit.kind": _named(lambda book: book.units),
    "people.standing.kind": _named(lambda book: book.standings),
    "people.group.kind": _named(lambda book: book.groups),
    "people.standing": _named(lambda book: book.standings),
    "people.role": _named(lambda book: book.roles),
    "people.capacity": lambda code: str(CAPACITY_WORDS.get(code, code)),
    "people.part": lambda code: str(PARTS.get(code, code)),
}
