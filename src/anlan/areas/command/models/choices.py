"""The closed lists that several tables share, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.states import (
    AnswerState,
    DirectiveState,
    DraftState,
    MeetingState,
    Presence,
    SlipState,
    UpstreamState,
)


class Obligation(models.TextChoices):
    """How a requirement binds, as the reader of minutes tells it."""

    STANDING = "standing", _("长期")
    ONCE = "once", _("一次")
    CONDITIONAL = "conditional", _("有前提")
    PROHIBITION = "prohibition", _("禁止")


class Repeats(models.TextChoices):
    """How often a deadline comes back."""

    NEVER = "", _("不重复")
    DAILY = "daily", _("每日")
    WEEKLY = "weekly", _("每周")


class Direction(models.TextChoices):
    """On which side of its target an indicator is good."""

    UNSET = "", _("未定")
    AT_LEAST = "at_least", _("不低于")
    AT_MOST = "at_most", _("不高于")
    EQUAL = "equal", _("等于")


class Origin(models.TextChoices):
    """Whose requirement it is."""

    CENTRAL = "central", _("指挥部下发")
    RELAYED = "relayed", _("转达")
    LOCAL = "local", _("本单位新增")


class DirectiveKind(models.TextChoices):
    """A heading is quoted and owns nothing; an item is owned and measured."""

    HEADING = "heading", _("要点")
    ITEM = "item", _("要求")


class AddressRole(models.TextChoices):
    """In which role a unit is addressed."""

    LEAD = "lead", _("牵头单位")
    HELPER = "helper", _("配合单位")


class MeetingKind(models.TextChoices):
    """The make of a meeting."""

    SPECIAL = "special", _("专题会议")
    REGULAR = "regular", _("例会")
    URGENT = "urgent", _("紧急会议")
    UNIT = "unit", _("单位会议")


class SourceKind(models.TextChoices):
    """What a text is."""

    MINUTES = "minutes", _("会议纪要")
    UPSTREAM = "upstream", _("上级来文")
    SHEET = "sheet", _("要求清单")


MEETING_STATES = [
    (MeetingState.PLANNED.value, _("筹备中")),
    (MeetingState.HELD.value, _("已召开")),
    (MeetingState.MINUTED.value, _("已出纪要")),
    (MeetingState.CLOSED.value, _("已办结")),
]
SLIP_STATES = [
    (SlipState.SUBMITTED.value, _("待定")),
    (SlipState.ACCEPTED.value, _("列入议程")),
    (SlipState.DECLINED.value, _("不列入")),
]
PRESENCES = [
    (Presence.INVITED.value, _("已通知")),
    (Presence.PRESENT.value, _("到会")),
    (Presence.DEPUTY.value, _("代会")),
    (Presence.ABSENT.value, _("缺席")),
]
UPSTREAM_STATES = [
    (UpstreamState.RECEIVED.value, _("已收文")),
    (UpstreamState.IN_HAND.value, _("办理中")),
    (UpstreamState.REPLIED.value, _("已回复")),
    (UpstreamState.FILED.value, _("已存档")),
]
DRAFT_STATES = [
    (DraftState.OPEN.value, _("待确认")),
    (DraftState.CONFIRMED.value, _("已确认")),
    (DraftState.NOT_A_REQUIREMENT.value, _("不是要求")),
    (DraftState.FOLDED.value, _("已拆分或合并")),
    (DraftState.ISSUED.value, _("已下发")),
]
DIRECTIVE_STATES = [
    (DirectiveState.DRAFT.value, _("草稿")),
    (DirectiveState.ISSUED.value, _("已下发")),
    (DirectiveState.ACKNOWLEDGED.value, _("已签收")),
    (DirectiveState.FULFILLED.value, _("已完成")),
    (DirectiveState.SUPERSEDED.value, _("已更正")),
    (DirectiveState.WITHDRAWN.value, _("已撤回")),
]
ANSWER_STATES = [
    (AnswerState.WAITING.value, _("待签收")),
    (AnswerState.ACKNOWLEDGED.value, _("已签收")),
    (AnswerState.OBJECTED.value, _("有异议")),
    (AnswerState.KEPT.value, _("维持原要求")),
    (AnswerState.CHANGED.value, _("已按异议更正")),
]
