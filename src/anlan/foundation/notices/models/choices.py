"""The closed lists of notices with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.cap.terms import (
    Category,
    Certainty,
    MsgType,
    ResponseType,
    Scope,
    Severity,
    Status,
    Urgency,
)
from anlan.foundation.notices.states import DeliveryState, NoticeState


class Level(models.TextChoices):
    """Whether a message may interrupt."""

    NOW = "now", _("立即送达")
    DIGEST = "digest", _("汇总送达")


class ChannelKind(models.TextChoices):
    """Ways out of the house."""

    INAPP = "inapp", _("站内信")
    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")
    WEBHOOK = "webhook", _("网络回调")
    WECOM = "wecom", _("企业微信群机器人")
    DINGTALK = "dingtalk", _("钉钉群机器人")


class OutcomeKind(models.TextChoices):
    """What came of one attempt."""

    SENT = "sent", _("已发出")
    DELIVERED = "delivered", pgettext_lazy("notice", "已送达")
    REFUSED = "refused", _("被拒收")
    LATER = "later", _("没有送到，稍后重试")
    SLOW_DOWN = "slow_down", _("对方要求慢一点")


STATUSES = [
    (Status.ACTUAL.value, _("实际")),
    (Status.EXERCISE.value, pgettext_lazy("notice", "演练")),
    (Status.SYSTEM.value, _("系统")),
    (Status.TEST.value, _("技术测试")),
]
MSG_TYPES = [
    (MsgType.ALERT.value, _("新通知")),
    (MsgType.UPDATE.value, pgettext_lazy("notice", "更新")),
    (MsgType.CANCEL.value, pgettext_lazy("notice", "撤销")),
]
SCOPES = [
    (Scope.PUBLIC.value, _("可以公开")),
    (Scope.RESTRICTED.value, _("限校内")),
    (Scope.PRIVATE.value, _("只给列出的人")),
]
CATEGORIES = [
    (Category.HEALTH.value, pgettext_lazy("category", "公共卫生")),
    (Category.SAFETY.value, pgettext_lazy("category", "公共安全")),
    (Category.SECURITY.value, pgettext_lazy("category", "治安")),
    (Category.FIRE.value, pgettext_lazy("category", "火灾")),
    (Category.MET.value, pgettext_lazy("category", "气象")),
    (Category.GEO.value, pgettext_lazy("category", "地质")),
    (Category.RESCUE.value, pgettext_lazy("category", "救援")),
    (Category.ENV.value, pgettext_lazy("category", "环境")),
    (Category.TRANSPORT.value, pgettext_lazy("category", "交通")),
    (Category.INFRA.value, pgettext_lazy("category", "水电网络")),
    (Category.CBRNE.value, pgettext_lazy("category", "危险化学品")),
    (Category.OTHER.value, pgettext_lazy("category", "其他")),
]
RESPONSES = [
    (ResponseType.MONITOR.value, _("留意后续")),
    (ResponseType.PREPARE.value, _("做好准备")),
    (ResponseType.EXECUTE.value, _("按预案执行")),
    (ResponseType.AVOID.value, _("避开")),
    (ResponseType.SHELTER.value, _("就地躲避")),
    (ResponseType.EVACUATE.value, _("撤离")),
    (ResponseType.ASSESS.value, _("自行判断")),
    (ResponseType.NONE.value, _("不用做什么")),
    (ResponseType.ALL_CLEAR.value, _("解除")),
]
URGENCIES = [
    (Urgency.IMMEDIATE.value, _("立即行动")),
    (Urgency.EXPECTED.value, _("一小时内行动")),
    (Urgency.FUTURE.value, _("近期行动")),
    (Urgency.PAST.value, _("不用再行动")),
    (Urgency.UNKNOWN.value, pgettext_lazy("urgency", "不明")),
]
SEVERITIES = [
    (Severity.EXTREME.value, _("特别严重")),
    (Severity.SEVERE.value, pgettext_lazy("severity", "严重")),
    (Severity.MODERATE.value, pgettext_lazy("severity", "中等")),
    (Severity.MINOR.value, pgettext_lazy("severity", "轻微")),
    (Severity.UNKNOWN.value, pgettext_lazy("severity", "不明")),
]
CERTAINTIES = [
    (Certainty.OBSERVED.value, _("已经发生")),
    (Certainty.LIKELY.value, _("很可能")),
    (Certainty.POSSIBLE.value, pgettext_lazy("certainty", "可能")),
    (Certainty.UNLIKELY.value, _("不太可能")),
    (Certainty.UNKNOWN.value, pgettext_lazy("certainty", "不明")),
]
NOTICE_STATES = [
    (NoticeState.DRAFT.value, pgettext_lazy("notice", "草稿")),
    (NoticeState.WAITING.value, _("等待审批")),
    (NoticeState.APPROVED.value, _("已批准")),
    (NoticeState.SENT.value, _("已发出")),
    (NoticeState.UPDATED.value, _("已更新")),
    (NoticeState.CANCELLED.value, pgettext_lazy("notice", "已撤销")),
    (NoticeState.ALL_CLEAR.value, _("已解除")),
    (NoticeState.DROPPED.value, _("已作废")),
]
DELIVERY_STATES = [
    (DeliveryState.QUEUED.value, _("等待发送")),
    (DeliveryState.SENT.value, _("已发出")),
    (DeliveryState.DELIVERED.value, pgettext_lazy("notice", "已送达")),
    (DeliveryState.READ.value, _("已读")),
    (DeliveryState.ACKNOWLEDGED.value, pgettext_lazy("notice", "已确认")),
    (DeliveryState.FAILED.value, _("没有送到，稍后重试")),
    (DeliveryState.GAVE_UP.value, _("没有送到，不再重试")),
    (DeliveryState.SKIPPED.value, _("不再发送")),
]
