"""Large files are tried and written apart from the request."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_noop as _

from anlan.core.access import Actor, Grant
from anlan.core.kernel.errors import AnlanError
from anlan.foundation.intake.models import Delivery
from anlan.foundation.intake.services import VERB, apply, check
from anlan.foundation.intake.states import Sheet
from anlan.foundation.jobs.public import job


@job("intake.check", label=_("试读数据文件"), retries=1)
def check_delivery(*, delivery_id: str) -> None:
    """Try a file whose page says that it is being tried."""
    _run(UUID(delivery_id), "check", lambda key, by: check(delivery_id=key, by=by))


@job("intake.apply", label=_("写入数据文件"), retries=1)
def apply_delivery(*, delivery_id: str) -> None:
    """Write a file whose page says that it is being written."""
    _run(UUID(delivery_id), "apply", lambda key, by: apply(delivery_id=key, by=by))


def _run(delivery_id: UUID, what: str, act: Callable[[UUID, Actor], object]) -> None:
    """Do it once: a second run finds nothing to do; what cannot be done is told on the file's page."""
    delivery = Delivery.objects.defer("content").filter(pk=delivery_id, busy=what).first()
    if delivery is None:
        return
    try:
        act(delivery_id, _asker(delivery))
    except AnlanError as error:
        told = {"code": error.code, "facts": error.facts}
        Delivery.objects.filter(pk=delivery_id).update(busy="", failure=told)


def _asker(delivery: Delivery) -> Actor:
    """Whoever asked, with the one verb that was checked when they asked.

    Seats are filled only in a request, where all of the asker's rights are known.
    """
    if delivery.sheet == Sheet.POSITIONS:
        raise AnlanError("intake.busy", file=delivery.filename)
    told = delivery.asked_by
    keys = {name: UUID(told[name]) if told.get(name) else None for name in ("account", "person", "position")}
    return Actor(
        account_id=keys["account"],
        person_id=keys["person"],
        position_id=keys["position"],
        appointment_id=UUID(told["appointment"]) if told.get("appointment") else None,
        label=told.get("label", ""),
        title=told.get("title", ""),
        grants=(Grant(VERB, unit="", place=""),),
        job="intake",
    )
