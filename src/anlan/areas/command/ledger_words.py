"""What the ledger calls fields of this room that are no columns, and how it reads their codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.models.choices import ANSWER_STATES, AddressRole

FIELDS: Mapping[str, Promise] = {
    "command.answer": _("答复"),
    "command.answered_by": _("由哪条要求落实"),
    "command.demand": _("来文的第几项"),
    "command.drafts": _("草稿条数"),
    "command.held_on": _("召开日期"),
    "command.helpers": _("配合单位"),
    "command.helper_groups": _("配合的一组单位"),
    "command.issuer": _("来文单位"),
    "command.lead_unit": _("牵头单位"),
    "command.meeting": _("会议"),
    "command.query": _("筛选条件"),
    "command.relays": _("转达出的要求"),
    "command.role": _("在这条里是"),
    "command.sentences": _("句子"),
    "command.shared": _("是否共用"),
    "command.source": _("原文"),
    "command.spans": _("原文位置"),
    "command.step": _("哪一步"),
    "command.successor": _("更正后的编号"),
    "command.topic": _("议题"),
}


def _read(choices: Sequence[tuple[str, Any]]) -> Callable[[str], str]:
    words = dict(choices)
    return lambda code: str(words.get(code, code))


VALUES: Mapping[str, Callable[[str], str]] = {
    "command.answer": _read(ANSWER_STATES),
    "command.role": _read(AddressRole.choices),
}
