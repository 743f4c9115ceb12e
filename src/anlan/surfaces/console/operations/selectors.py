"""What the pages show of the queue and the outbox; the viewer comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Actor
from anlan.foundation.bus.jobs import deliver
from anlan.foundation.bus.models import Delivery
from anlan.foundation.bus.outbox import is_connected, undelivered
from anlan.foundation.jobs import queue
from anlan.foundation.jobs.queue import Queued, State
from anlan.surfaces.console.operations.acts import require
from anlan.surfaces.console.operations.wording import job_known, reason_in_words

PAGE = 50

VIEWS: dict[str, tuple[str | Promise, tuple[State, ...]]] = {
    "open": (_("没办完的"), queue.OPEN),
    "failed": (_("失败"), (State.FAILED, State.ABORTED)),
    "running": (_("正在办"), (State.RUNNING,)),
    "waiting": (_("在等"), (State.WAITING,)),
    "given_up": (_("已放弃"), (State.GIVEN_UP,)),
}
DELIVERY_VIEWS: dict[str, tuple[str | Promise, tuple[Delivery.State, ...]]] = {
    "open": (_("没送到的"), (Delivery.State.FAILED, Delivery.State.PENDING)),
    "dropped": (_("已放弃"), (Delivery.State.DROPPED,)),
}
STATE_WORDS: dict[State, tuple[str | Promise, str]] = {
    State.FAILED: (_("失败"), "bad"),
    State.ABORTED: (_("失败"), "bad"),
    State.RUNNING: (_("正在办"), "info"),
    State.WAITING: (_("在等"), ""),
    State.GIVEN_UP: (_("已放弃"), "line"),
    State.DONE: (_("办完"), "ok"),
}


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as the page shows it."""

    job: Queued
    label: str
    state_word: str | Promise
    tone: str
    reason: str

    @property
    def can_retry(self) -> bool:
        """Whether trying again makes sense now."""
        return self.job.state in {State.FAILED, State.ABORTED, State.GIVEN_UP} and job_known(self.job.name)

    @property
    def can_give_up(self) -> bool:
        """Whether it can be taken out now."""
        return self.job.state in {State.FAILED, State.ABORTED, State.WAITING}


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery as the page shows it."""

    delivery: Delivery
    listener: str
    reason: str
    connected: bool

    @property
    def can_give_up(self) -> bool:
        """Whether it can be dropped now."""
        return self.delivery.state != Delivery.State.DROPPED


def job_page(viewer: Actor, *, view: str, number: str | None) -> Page[Any]:
    """A page of jobs; deliveries have a page of their own."""
    require(viewer, "jobs.read")
    _label, states = VIEWS.get(view, VIEWS["open"])
    page: Page[Any] = Paginator(queue.listed(states, without=deliver.name), PAGE).get_page(number)
    page.object_list = [_job_row(queue.shown(row)) for row in page.object_list]
    return page


def delivery_page(viewer: Actor, *, view: str, number: str | None) -> Page[Any]:
    """A page of deliveries that did not get through yet."""
    require(viewer, "jobs.read")
    _label, states = DELIVERY_VIEWS.get(view, DELIVERY_VIEWS["open"])
    page: Page[Any] = Paginator(undelivered(states), PAGE).get_page(number)
    page.object_list = [_delivery_row(row) for row in page.object_list]
    return page


def job_counts(viewer: Actor) -> dict[str, int]:
    """How many jobs each view holds."""
    require(viewer, "jobs.read")
    found = queue.counts(without=deliver.name)
    return {name: sum(found[state] for state in states) for name, (_label, states) in VIEWS.items()}


def delivery_counts(viewer: Actor) -> dict[str, int]:
    """How many deliveries each view holds."""
    require(viewer, "jobs.read")
    return {name: undelivered(states).count() for name, (_label, states) in DELIVERY_VIEWS.items()}


def _job_row(job: Queued) -> JobRow:
    word, tone = STATE_WORDS[job.state]
    return JobRow(
        job=job,
        label=gettext(job.label),
        state_word=word,
        tone=tone,
        reason=reason_in_words(job.code, known=job_known(job.name)),
    )


def _delivery_row(delivery: Delivery) -> DeliveryRow:
    code, _colon, _detail = delivery.last_error.partition(":")
    connected = is_connected(delivery)
    return DeliveryRow(
        delivery=delivery,
        listener=delivery.listener.removeprefix("anlan."),
        reason=reason_in_words(code if connected else "bus.listener_unknown"),
        connected=connected,
    )
