"""What can be done to people, units and positions."""

from django.utils.translation import gettext_noop as _

from anlan.core.access import Verb

VERBS = (
    Verb(
        "people.read",
        "people.unit",
        _("看单位、岗位和值班"),
        also=("people.position", "people.appointment", "people.duty", "people.group"),
    ),
    Verb(
        "people.read_person",
        "people.person",
        _("看个人信息"),
        also=("people.standing", "people.membership"),
    ),
    Verb("people.edit", "people.*", _("改单位、人员、岗位和任命")),
    Verb("people.explain", "people.*", _("查谁能办什么，为什么")),
)
