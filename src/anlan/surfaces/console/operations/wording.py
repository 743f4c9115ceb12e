"""Words for what goes wrong behind the pages, and for the acts upon it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.foundation.jobs.public import JOBS
from anlan.foundation.ui import wording
from anlan.foundation.ui.wording import Words

ACTS: dict[str, str | Promise] = {
    "jobs.retry": _("重试后台任务"),
    "jobs.give_up": _("放弃后台任务"),
    "bus.retry": _("重新送达事件"),
    "bus.give_up": _("放弃送达事件"),
}

KINDS: dict[str, str | Promise] = {"jobs.queued": _("后台任务"), "bus.delivery": _("事件送达")}

FIELDS: dict[str, str | Promise] = {
    "attempts": _("试过"),
    "event": _("事件"),
    "job": _("后台任务"),
    "listener": _("接收处"),
}

WORDS = {
    "jobs.moved_on": Words(
        _("这项任务已经变了"), _("它刚刚办完，正在办，或者别人已经处理。"), _("刷新看看现在的情况。")
    ),
    "jobs.another_waits": Words(
        _("同样的任务已经在等"), _("同一件事在队列里只排一次。"), _("等那一项办完；它会做同样的事。")
    ),
}

REASONS: dict[str, str | Promise] = {
    "jobs.worker_died": _("执行到一半，后台进程停了。"),
    "OperationalError": _("当时连不上数据库，或者数据库太忙。"),
    "InterfaceError": _("当时连不上数据库，或者数据库太忙。"),
    "IntegrityError": _("要写的内容和已有的记录冲突。"),
    "ConnectionRefusedError": _("要联系的外部系统没有开。"),
    "TimeoutError": _("要联系的外部系统太久没有回应。"),
}


def reason_in_words(code: str, *, known: bool = True) -> str:
    """Why a run failed, for people; the code itself is shown beside it."""
    if not known:
        return gettext("平台升级后，这项任务的程序不在了。")
    if code in REASONS:
        return str(REASONS[code])
    if code in wording.WORDS:
        return str(wording.WORDS[code].title)
    return gettext("出了意料之外的错。") if code else ""


def job_known(name: str) -> bool:
    """Whether the present code still has that job."""
    return name in JOBS
