"""Words of the five statuses and of what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.rules.filling import Ground, Lack
from anlan.areas.command.rules.status import Status, Verdict, Word

STATUS_WORDS: Mapping[Status, Promise] = {
    Status.MET: _("达标"),
    Status.ON_TRACK: _("推进中"),
    Status.AT_RISK: _("有风险"),
    Status.NOT_MET: _("未达标"),
    Status.NO_DATA: _("无数据"),
}

WORDS_BESIDE: Mapping[Word, str | Promise] = {
    Word.NONE: "",
    Word.WAITING: _("待签收"),
    Word.OBJECTED: _("有异议，待答复"),
    Word.ACKNOWLEDGED: _("已签收，还没有指标数据"),
    Word.NO_INDICATOR: _("还没有指标数据"),
    Word.WARNED: _("黄色提醒"),
    Word.URGED: _("督办"),
    Word.OVERDUE: _("逾期 %(days)s 天"),
    Word.FULFILLED: _("已完成"),
    Word.BROKEN_SINCE: _("完成后又查出问题"),
    Word.SUPERSEDED: _("已更正"),
    Word.WITHDRAWN: _("已撤回"),
}

LACK_WORDS: Mapping[Lack, Promise] = {
    Lack.LEAD: _("缺牵头单位"),
    Lack.DEADLINE: _("缺期限"),
    Lack.TARGET: _("缺目标值"),
    Lack.VERIFIER: _("没有指定核验人"),
}

GROUND_WORDS: Mapping[Ground, Promise] = {
    Ground.PERSON: _("人工填写"),
    Ground.TEXT: _("依据：原文“%(label)s”"),
    Ground.HISTORY: _("依据：以前的要求 %(label)s"),
    Ground.HEADING: _("来自标题默认"),
}

WINDOW_WORDS: Mapping[str, Promise] = {
    "overdue": _("已逾期"),
    "today": _("24 小时内"),
    "week": _("7 天内"),
    "month": _("30 天内"),
    "later": _("7 天以后"),
    "repeats": _("每日或每周"),
    "none": _("未定期限"),
    "done": _("已完成"),
}


def word_of(verdict: Verdict) -> str:
    """What stands beside the status."""
    text = str(WORDS_BESIDE[verdict.word])
    return text % {"days": verdict.days} if "%(" in text else text


def ground_word(kind: Ground, *, label: str = "") -> str:
    """Where a value comes from, in words."""
    text = str(GROUND_WORDS[kind])
    return text % {"label": label} if "%(" in text else text
