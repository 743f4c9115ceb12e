"""Places of people in the rail."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(_("单位岗位"), "people:units", "hierarchy", verb="people.read", order=60),
    NavItem(_("人员名单"), "people:persons", "users", verb="people.read_person", order=64, whom="others"),
    NavItem(_("我的信息"), "people:me", "user", verb="people.read_person", order=64, whom="self"),
    NavItem(_("班级课程"), "people:groups", "users-group", verb="people.read", order=66),
    NavItem(_("权限查询"), "people:explain", "help-circle", verb="people.explain", order=80, foot=True),
)
