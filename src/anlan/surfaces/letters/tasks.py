"""Letters about tasks: to the owner, the verifier, the issuer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.areas.tasks.public import (
    ExtensionAsked,
    ExtensionDecided,
    ProhibitionBroken,
    TaskCreated,
    TaskDecided,
    TaskDeclined,
    TaskLate,
    TaskObjected,
    TaskReminded,
    TaskReturned,
    TaskSubmitted,
    TaskTold,
    TaskVerified,
    extension_told,
    task_told,
)
from anlan.surfaces.letters.telling import Letter, Words, moment, short, tell

STAGES: dict[str, Words] = {
    "half": _("任务期限过半：%(title)s，%(due)s 到期"),
    "yellow": _("任务没有进展（黄）：%(title)s，%(due)s 到期"),
    "orange": _("任务没有进展（橙）：%(title)s，%(due)s 到期"),
    "due": _("任务马上到期：%(title)s，%(due)s"),
}
DECISIONS: dict[str, tuple[str, Words]] = {
    "kept": ("keep", _("任务照办：%(title)s")),
    "revised": ("revise", _("任务已修改：%(title)s，%(due)s 到期")),
    "withdrawn": ("withdraw", _("任务已收回：%(title)s")),
    "declared": ("declare", _("前提已发生，任务开始：%(title)s，%(due)s 到期")),
    "objection_granted": ("answer", _("对任务的异议成立：%(title)s")),
    "objection_refused": ("answer", _("对任务的异议不成立：%(title)s")),
}
"""Each answer of the issuer: the step it leaves on the task, and its words."""


def given(event: TaskCreated) -> None:
    """The owner has a task; not told to one who gave it to themselves, nor of one that waits."""
    task = task_told(UUID(event.task_id))
    if task is not None and not event.dormant and task.owner != task.issuer:
        _tell(task, "given", _("新任务：%(title)s，%(due)s 到期"), task.owner)


def reminded(event: TaskReminded) -> None:
    """A stage of the deadline has come: the owner hears it, from orange on the issuer, too."""
    task, words = task_told(UUID(event.task_id)), STAGES.get(event.stage)
    if task is None or words is None:
        return
    due = task.due_at.isoformat() if task.due_at else ""
    to = (task.owner, task.issuer) if event.stage == "orange" else (task.owner,)
    _tell(task, f"reminded:{event.stage}:{due}", words, *to)


def late(event: TaskLate) -> None:
    """A task is past its time: at once where its term was short."""
    task = task_told(UUID(event.task_id))
    if task is not None:
        words = _("任务已逾期：%(title)s，应在 %(due)s 前办好")
        _tell(task, "late", words, task.owner, task.issuer, now=task.is_short)


def submitted(event: TaskSubmitted) -> None:
    """Somebody has to look at it."""
    task = task_told(UUID(event.task_id), step="submit")
    if task is not None:
        _tell(task, f"submitted:{task.times}", _("等核验：%(title)s"), task.verifier)


def returned(event: TaskReturned) -> None:
    """It came back."""
    task = task_told(UUID(event.task_id), step="return")
    if task is not None:
        _tell(
            task,
            f"returned:{task.times}",
            _("任务退回重办：%(title)s"),
            task.owner,
            text=_("退回的理由写在任务页上。"),
        )


def verified(event: TaskVerified) -> None:
    """The owner hears that somebody else found it done."""
    task = task_told(UUID(event.task_id), step="verify")
    if task is not None:
        late = _("核验通过（逾期办完）：%(title)s")
        _tell(task, f"verified:{task.times}", late if event.late else _("核验通过：%(title)s"), task.owner)


def declined(event: TaskDeclined) -> None:
    """The owner cannot do it; the clock runs until the issuer decides."""
    task = task_told(UUID(event.task_id), step="decline")
    if task is not None:
        words = _("任务办不了，等答复：%(title)s，%(due)s 到期")
        _tell(task, f"declined:{task.times}", words, task.issuer, now=task.is_short)


def objected(event: TaskObjected) -> None:
    """The owner objects; the clock runs until the issuer answers."""
    task = task_told(UUID(event.task_id), step="object")
    if task is not None:
        words = _("对任务有异议，等答复：%(title)s，%(due)s 到期")
        _tell(task, f"objected:{task.times}", words, task.issuer, now=task.is_short)


def decided(event: TaskDecided) -> None:
    """The issuer has answered."""
    if event.decision not in DECISIONS:
        return
    step, words = DECISIONS[event.decision]
    task = task_told(UUID(event.task_id), step=step)
    if task is not None and task.owner != task.issuer:
        _tell(task, f"decided:{event.decision}:{task.times}", words, task.owner)


def extension_asked(event: ExtensionAsked) -> None:
    """The issuer is asked for more time."""
    task, asked = task_told(UUID(event.task_id)), extension_told(UUID(event.extension_id))
    if task is None or asked is None:
        return
    reason, until = asked
    words = _("申请延期到 %(until)s：%(title)s，%(due)s 到期")
    _tell(
        task,
        f"extension:{event.extension_id}:asked",
        words,
        task.issuer,
        text=_("理由：%(reason)s"),
        now=task.is_short,
        until=moment(until),
        reason=reason,
    )


def extension_decided(event: ExtensionDecided) -> None:
    """More time was granted or not."""
    task = task_told(UUID(event.task_id))
    if task is not None:
        words = (
            _("同意延期：%(title)s，%(due)s 到期")
            if event.granted
            else _("不同意延期：%(title)s，%(due)s 到期")
        )
        _tell(task, f"extension:{event.extension_id}:decided", words, task.owner)


def broken(event: ProhibitionBroken) -> None:
    """A prohibition was broken: nobody waits for the digest."""
    task = task_told(UUID(event.task_id))
    if task is not None:
        words = _("禁止事项被违反（第 %(count)s 次）：%(title)s")
        to = (task.owner, task.issuer, task.verifier)
        _tell(task, f"broken:{event.count}", words, *to, now=True, count=event.count)


def _tell(
    task: TaskTold, what: str, title: Words, *to: UUID, text: Words = "", now: bool = False, **facts: Any
) -> None:
    due = moment(task.due_at, all_day=task.due_all_day)
    tell(
        Letter(
            about=f"tasks.{what.partition(':')[0]}",
            key=f"task:{task.id}:{what}",
            title=title,
            text=text,
            url=task.url,
            facts={"title": short(task.title), "code": task.code, "due": due} | facts,
            now=now,
            drill=task.drill,
            times=task.times,
        ),
        to,
    )
