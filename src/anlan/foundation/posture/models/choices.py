"""The closed lists of posture with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.posture.rules.direction import Way
from anlan.foundation.posture.states import IncidentState, OperationState, PhaseState


class OperationKind(models.TextChoices):
    """For real or as a drill; the two never share a query unless a flag says so."""

    EMERGENCY = "emergency", pgettext_lazy("operation", "应急行动")
    DRILL = "drill", pgettext_lazy("operation", "演练")


class ConfirmedAct(models.TextChoices):
    """What two people confirm."""

    ENACT = "enact", pgettext_lazy("phase", "生效")
    LIFT = "lift", pgettext_lazy("phase", "解除")


LEVELS = [
    ("I", _("一级响应")),
    ("II", _("二级响应")),
    ("III", _("三级响应")),
    ("IV", _("四级响应")),
]
"""The school's own response level; not an official warning and not the grade of a room (invariant 22)."""

OPERATION_STATES = [
    (OperationState.DRAFT.value, pgettext_lazy("operation", "草稿")),
    (OperationState.OPEN.value, pgettext_lazy("operation", "进行中")),
    (OperationState.ENDED.value, pgettext_lazy("operation", "已结束")),
]
PHASE_STATES = [
    (PhaseState.DRAFT.value, pgettext_lazy("phase", "草稿")),
    (PhaseState.ORDERED.value, pgettext_lazy("phase", "待两人确认")),
    (PhaseState.IN_FORCE.value, pgettext_lazy("phase", "生效中")),
    (PhaseState.SUPERSEDED.value, pgettext_lazy("phase", "已被替换")),
    (PhaseState.LIFTED.value, pgettext_lazy("phase", "已解除")),
    (PhaseState.LAPSED.value, pgettext_lazy("phase", "到期失效")),
]
INCIDENT_STATES = [
    (IncidentState.OPEN.value, pgettext_lazy("incident", "处理中")),
    (IncidentState.GROWN.value, pgettext_lazy("incident", "已转为应急行动")),
    (IncidentState.CLOSED.value, pgettext_lazy("incident", "已办结")),
]
WAYS = [
    (Way.SAME.value, pgettext_lazy("phase", "不变")),
    (Way.TIGHTER.value, pgettext_lazy("phase", "收紧")),
    (Way.LOOSER.value, pgettext_lazy("phase", "放宽")),
    (Way.MIXED.value, pgettext_lazy("phase", "有收有放，按放宽办")),
]
