"""The demo's roster of this week, its notices, and the measurements over everything that was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.demo.days import hour_of
from anlan.demo.grounds import data
from anlan.demo.seats import acting, holder
from anlan.foundation.duty.public import Watch, acknowledge, open_roster, plan_days, publish_days, set_members
from anlan.foundation.indicators.public import compute, definitions
from anlan.foundation.notices.models import Channel, Letter, Notice
from anlan.foundation.notices.public import acknowledge as confirm
from anlan.foundation.notices.public import approve as approve_notice
from anlan.foundation.notices.public import draft_notice, send
from anlan.foundation.notices.public import submit as submit_notice
from anlan.foundation.notices.services.channels import ChannelFields, create_channel
from anlan.foundation.notices.services.dispatching import work_off
from anlan.foundation.notices.services.spreading import spread_notice
from anlan.foundation.people.models import Appointment, Unit
from anlan.foundation.people.public import actor_in

Plan = Mapping[str, Any]
WEEK = timedelta(days=7)
AT_THE_POST = timedelta(minutes=5)
NOBODY_LISTENS, TRIES = "http://127.0.0.1:9/", 9


def roster() -> str:
    """This week's watches of two desks, with a leader every day; who stood so far said so, but for one."""
    told, first = data("supervision.json")["rosters"], clock.today() - timedelta(days=1)
    with clock.hold(hour_of(first, -1, 9)):
        _publish(told, first)
    begun = Watch.objects.filter(starts__lte=clock.now()).order_by("starts", "-lead", "pk")
    for watch in begun.select_related("person")[1:]:
        with clock.hold(watch.starts + AT_THE_POST):
            acknowledge(watch_id=watch.pk, by=_stander(watch))
    return f"{len(told)} rosters"


def _publish(told: Iterable[Plan], first: date) -> None:
    office = acting("hq-office", "hq_office")
    for plan in told:
        open_roster(
            code=plan["code"],
            name=plan["name"],
            name_en=plan["name_en"],
            position_id=holder(plan["unit"], plan["role"]).position_id,
            least=plan["least"],
            by=office,
        )
        leaders = [number for seat in plan["leaders"] for number in _numbers(*seat)]
        others = [number for seat in plan["others"] for number in _numbers(*seat)]
        kept = [number for number in others if number not in leaders]
        set_members(code=plan["code"], leaders=leaders, others=kept, by=office)
        plan_days(code=plan["code"], first=first, last=first + WEEK, by=office)
        publish_days(code=plan["code"], first=first, last=first + WEEK, by=office)


def _stander(watch: Watch) -> Actor:
    """Whoever stands the watch, in a seat of theirs."""
    held = Appointment.objects.in_force().filter(person=watch.person)
    rows = held.select_related("person", "position__unit").order_by("position__code")
    return replace(actor_in(rows[0]), second_factor=True)


def _numbers(unit: str, role: str) -> list[str]:
    held = Appointment.objects.in_force().filter(position__unit__code=unit, position__role=role)
    return list(dict.fromkeys(held.order_by("position__code").values_list("person__number", flat=True)))


def announce() -> str:
    """A notice that went out and whom it reached, one that waits for approval, a draft of a drill."""
    told, sent_at = data("supervision.json")["notices"], hour_of(clock.today(), -1, 15)
    with clock.hold(sent_at):
        screen = _screen()
        rows = [_notice(plan, screen) for plan in told]
    for notice in rows:
        if notice.sent_at is not None:
            _arrive(notice, screen, at=sent_at)
    return f"{len(told)} notices"


def _screen() -> Channel:
    """A screen at the duty desk that nobody has switched on: a channel that fails and says so."""
    fields = ChannelFields(kind="webhook", name="值班室大屏", address=NOBODY_LISTENS)
    return create_channel(fields, by=acting("information", "sysadmin"))


def _arrive(notice: Notice, screen: Channel, *, at: datetime) -> None:
    """Inboxes are filled, some have confirmed, and the screen was tried until it was given up."""
    with clock.hold(at + timedelta(minutes=1)):
        spread_notice(notice.pk)
    letters = Letter.objects.filter(notice=notice).order_by("person__number").select_related("person")
    for place, letter in enumerate(letters):
        if place % 3:
            with clock.hold(at + timedelta(minutes=4 + 7 * place)):
                confirm(letter.pk, by=Actor(person_id=letter.person_id, label=letter.person.name))
    for turn in range(TRIES):
        with clock.hold(at + timedelta(hours=1 + turn * 2)):
            work_off(screen.pk)


def _notice(plan: Plan, screen: Channel) -> Notice:
    clerk, head = acting("hq-office", "hq_clerk"), acting("hq-office", "hq_office")
    units = Unit.objects.in_force().filter(code__in=plan["units"]).values_list("pk", flat=True)
    said = {
        f"{name}_{language}": plan[name][place]
        for name in ("event", "headline", "text", "instruction")
        for place, language in enumerate(("zh", "en"))
    }
    notice = draft_notice(
        by=clerk,
        audience={"units": [str(key) for key in units], "standings": ["administrator"]},
        status="Exercise" if plan["event"][1] == "Drill" else "Actual",
        categories=plan["categories"],
        severity=plan["severity"],
        urgency=plan["urgency"],
        certainty=plan["certainty"],
        expires=hour_of(clock.today(), 3, 18),
        needs_answer=plan["ends"] == "send",
        channels=[str(screen.pk)] if plan["ends"] == "send" else [],
        **said,
    )
    if plan["ends"]:
        submit_notice(notice.pk, by=clerk)
    if plan["ends"] == "send":
        approve_notice(notice.pk, by=head)
        return send(notice.pk, by=head)
    return notice


def measure() -> str:
    """Every measurement whose source is there, as the job computes it."""
    now = clock.now()
    kept = sum(compute(code, at=now) for code in definitions().by_code)
    return f"{kept} values"
