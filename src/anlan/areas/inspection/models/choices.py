"""The closed lists that several tables share, with their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.inspection.states import (
    ChecklistState,
    ConclusionState,
    FindingState,
    ObjectionState,
    RecheckState,
    ReportState,
    RunState,
)


class Severity(models.TextChoices):
    """How pressing a finding is."""

    MINOR = "minor", pgettext_lazy("severity", "一般")
    SERIOUS = "serious", pgettext_lazy("severity", "较重")
    STOP_NOW = "stop_now", pgettext_lazy("severity", "立即停")


class Verdict(models.TextChoices):
    """One item, one judgement."""

    PASS = "pass", pgettext_lazy("judgement", "合格")
    FAIL = "fail", pgettext_lazy("judgement", "不合格")
    NA = "na", pgettext_lazy("judgement", "不适用")


class Presence(models.TextChoices):
    """What the inspected unit's person on site did with the result."""

    UNSET = "", pgettext_lazy("presence", "没有写")
    SIGNED = "signed", pgettext_lazy("presence", "已签字")
    READ = "read", pgettext_lazy("presence", "已看过")
    REFUSED = "refused", pgettext_lazy("presence", "不签字")
    ABSENT = "absent", pgettext_lazy("presence", "没有人在场")


class Term(models.TextChoices):
    """Which terms of objection hold."""

    OPERATION = "operation", _("应急期间：3 个工作日内提出，3 个工作日内答复")
    AFTER = "after", _("平时：30 日内提出，30 日内答复")


class Matter(models.TextChoices):
    """What a protected report is about."""

    HIDDEN = "hidden", _("隐瞒不报")
    FORGED = "forged", _("数字造假")
    PRESSURE = "pressure", _("被要求少报、瞒报")
    REPRISAL = "reprisal", _("反映后受到报复")


CHECKLIST_STATES = [
    (ChecklistState.DRAFT.value, pgettext_lazy("checklist", "待发布")),
    (ChecklistState.PUBLISHED.value, pgettext_lazy("checklist", "已发布")),
    (ChecklistState.RETIRED.value, pgettext_lazy("checklist", "已停用")),
]
RUN_STATES = [
    (RunState.SCHEDULED.value, pgettext_lazy("run", "待查")),
    (RunState.STARTED.value, pgettext_lazy("run", "在查")),
    (RunState.SUBMITTED.value, pgettext_lazy("run", "已提交")),
    (RunState.REVIEWED.value, pgettext_lazy("run", "已审阅")),
    (RunState.CANCELLED.value, pgettext_lazy("run", "已取消")),
]
FINDING_STATES = [
    (FindingState.RAISED.value, pgettext_lazy("finding", "待派单")),
    (FindingState.ASSIGNED.value, pgettext_lazy("finding", "已派单")),
    (FindingState.RECTIFYING.value, pgettext_lazy("finding", "整改中")),
    (FindingState.SUBMITTED.value, pgettext_lazy("finding", "待复核")),
    (FindingState.VERIFIED.value, pgettext_lazy("finding", "待销号")),
    (FindingState.CLOSED.value, pgettext_lazy("finding", "已销号")),
    (FindingState.REOPENED.value, pgettext_lazy("finding", "重新打开")),
    (FindingState.RISK_ACCEPTED.value, pgettext_lazy("finding", "风险已接受")),
    (FindingState.OVERTURNED.value, pgettext_lazy("finding", "已撤销")),
]
CONCLUSION_STATES = [
    (ConclusionState.ISSUED.value, pgettext_lazy("conclusion", "已出具")),
    (ConclusionState.OBJECTED.value, pgettext_lazy("conclusion", "有异议，待复核")),
    (ConclusionState.KEPT.value, pgettext_lazy("conclusion", "复核后维持")),
    (ConclusionState.CHANGED.value, pgettext_lazy("conclusion", "复核后更改")),
]
OBJECTION_STATES = [
    (ObjectionState.FILED.value, pgettext_lazy("objection", "待复核")),
    (ObjectionState.UPHELD.value, pgettext_lazy("objection", "异议成立")),
    (ObjectionState.REFUSED.value, pgettext_lazy("objection", "异议不成立")),
]
RECHECK_STATES = [
    (RecheckState.WAITING.value, pgettext_lazy("recheck", "待盲查")),
    (RecheckState.DONE.value, pgettext_lazy("recheck", "已盲查")),
    (RecheckState.LAPSED.value, pgettext_lazy("recheck", "过期没查")),
]
REPORT_STATES = [
    (ReportState.RECEIVED.value, pgettext_lazy("report", "已收到")),
    (ReportState.IN_HAND.value, pgettext_lazy("report", "在核查")),
    (ReportState.CONCLUDED.value, pgettext_lazy("report", "已有结果")),
]
