"""The closed lists of duty with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from anlan.foundation.duty.states import HandOverState, OrderState, ProxyState, ShiftState, SwapState


class AbsenceKind(models.TextChoices):
    """Why somebody cannot stand a watch."""

    LEAVE = "leave", pgettext_lazy("duty", "请假")
    SICK = "sick", pgettext_lazy("duty", "病假")
    AWAY = "away", pgettext_lazy("duty", "外出")


class Left(models.TextChoices):
    """Why a person is no longer on a watch."""

    STILL = "", pgettext_lazy("duty", "在班")
    SWAPPED = "swapped", pgettext_lazy("duty", "换班")
    REPLACED = "replaced", pgettext_lazy("duty", "调换")
    DROPPED = "dropped", pgettext_lazy("duty", "计划作废")


class Rung(models.TextChoices):
    """Who is told next when nobody answers."""

    PERSON = "person", pgettext_lazy("duty", "本人")
    LEADER = "leader", pgettext_lazy("duty", "带班领导")
    OFFICE = "office", pgettext_lazy("duty", "指挥部办公室")


SHIFT_STATES = [
    (ShiftState.DRAFT.value, pgettext_lazy("duty", "未发布")),
    (ShiftState.PUBLISHED.value, pgettext_lazy("duty", "已发布")),
    (ShiftState.CANCELLED.value, pgettext_lazy("duty", "已作废")),
]
SWAP_STATES = [
    (SwapState.ASKED.value, pgettext_lazy("duty", "等答复")),
    (SwapState.ACCEPTED.value, pgettext_lazy("duty", "已换")),
    (SwapState.REJECTED.value, pgettext_lazy("duty", "不换")),
    (SwapState.WITHDRAWN.value, pgettext_lazy("duty", "已撤回")),
]
HANDOVER_STATES = [
    (HandOverState.DRAFT.value, pgettext_lazy("duty", "待交班人签字")),
    (HandOverState.LEFT.value, pgettext_lazy("duty", "待接班人签字")),
    (HandOverState.SIGNED.value, pgettext_lazy("duty", "双方已签字")),
]
ORDER_STATES = [
    (OrderState.OPEN.value, pgettext_lazy("duty", "未书面确认")),
    (OrderState.CONFIRMED.value, pgettext_lazy("duty", "已书面确认")),
    (OrderState.DENIED.value, pgettext_lazy("duty", "本人说没有这样指示")),
]
PROXY_STATES = [
    (ProxyState.WAITING.value, pgettext_lazy("duty", "等本人确认")),
    (ProxyState.CONFIRMED.value, pgettext_lazy("duty", "本人已确认")),
    (ProxyState.OBJECTED.value, pgettext_lazy("duty", "本人有异议")),
]
