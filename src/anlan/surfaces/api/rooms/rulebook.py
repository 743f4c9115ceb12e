"""Dated rules: what holds on a day, one rule with its history, and changes decided by a second person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.campus.public import Place, place_for
from anlan.foundation.people.public import require_held
from anlan.foundation.rulebook import public
from anlan.foundation.ui.wire import Given, Listed, Text, Window, example, listed, part_of
from anlan.surfaces.api.session import actor_in

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
READ = "rulebook.read"
router = Router(tags=["rulebook"])
Source = Field("", max_length=500)

VERSION = {
    "id": KEY,
    "area": "school",
    "value": 6,
    "starts": "2022-03-20",
    "ends": None,
    "hold": "free",
    "grade": "A",
    "source": "物资消杀和静置办法",
    "cite": "",
    "confirmed_by": "指挥部总指挥",
    "recorded_at": "2022-03-20T02:00:00Z",
    "replaced_at": None,
}


class OnDay(Given):
    """Which day, where, and as known when."""

    day: date | None = Field(None, description="The day; today by default.")
    place: Text = Field("", description="The code of a place; the whole school by default.")
    known_at: datetime | None = Field(None, description="What the book said at this instant.")


class RulesQuery(Window, OnDay):
    """Which rules, on which day."""

    subject: Text = Field("", description="A subject, such as `food`.")
    state: Literal["", "in_force", "not_confirmed", "none"] = Field("", description="Only this answer.")


class RuleVersionOut(Schema):
    """One value in one area for some days; `value` is null where nobody has confirmed one."""

    model_config = example(**VERSION)

    id: UUID
    area: str
    value: Any
    starts: date
    ends: date | None
    hold: str
    grade: str
    source: str
    cite: str
    confirmed_by: str
    recorded_at: datetime
    replaced_at: datetime | None


class PassedVersion(Schema):
    """A version of the same day that does not decide, and why: farther, empty, looser, fixed, elsewhere."""

    model_config = example(area="CN", value=None, reason="empty")

    area: str
    value: Any
    reason: str


ANSWER = {
    "rule": "goods.hold.parcel",
    "day": "2022-05-19",
    "state": "in_force",
    "why": "only",
    "value": 6,
    "unit": "h",
    "minutes": 360,
    "area": "school",
    "version": KEY,
    "grade": "A",
    "others": [],
}


class RuleAnswer(Schema):
    """What holds: `state` is in_force, not_confirmed or none; a null `value` is never a default."""

    model_config = example(**ANSWER)

    rule: str
    day: date
    state: str
    why: str
    value: Any
    unit: str
    minutes: float | None
    area: str | None
    version: UUID | None
    grade: str
    others: list[PassedVersion]


class RuleAnswers(Listed):
    """A part of the book on a day."""

    items: list[RuleAnswer]


class RuleOut(Schema):
    """A rule with the versions that stand."""

    model_config = example(
        code="goods.hold.parcel",
        subject="goods",
        kind="duration",
        unit="h",
        title="快递静置",
        title_en="Standing time: parcels",
        stricter="more",
        versions=[VERSION],
    )

    code: str
    subject: str
    kind: str
    unit: str
    title: str
    title_en: str
    stricter: str
    versions: list[RuleVersionOut]


class RuleHistory(Listed):
    """Every version that was ever recorded, the newest first."""

    items: list[RuleVersionOut]


class RuleChangeIn(Given):
    """A change as it is wanted; `send` hands it to a second person at once."""

    model_config = example(
        rule="goods.hold.parcel",
        act="confirm",
        area="school",
        value=6,
        starts="2022-03-20",
        source_title="物资消杀和静置办法",
        grade="A",
        reason="会上定的",
        send=True,
    )

    rule: str = Field(max_length=80)
    act: Literal["set", "confirm", "end"] = "set"
    area: str = Field("school", max_length=80)
    value: Any = Field(None, description="Null leaves the value open, with the act `set`.")
    starts: date
    ends: date | None = None
    hold: Literal["free", "floor", "fixed"] = "free"
    source_title: str = Source
    source_publisher: str = Source
    source_date: str = Field("", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    grade: Literal["A", "B", "C", "D", ""] = ""
    cite: str = Source
    note: str = Source
    reason: str = Field(min_length=1, max_length=500)
    send: bool = False


class RuleDecision(Given):
    """A word on a decision; a rejection needs one."""

    model_config = example(note="")

    note: str = Field("", max_length=500)


class RuleChangeOut(Schema):
    """A change and where it stands."""

    model_config = example(
        id=KEY,
        rule="goods.hold.parcel",
        area="school",
        act="confirm",
        state="proposed",
        value=6,
        starts="2022-03-20",
        ends=None,
        reason="会上定的",
        version=None,
    )

    id: UUID
    rule: str
    area: str
    act: str
    state: str
    value: Any
    starts: date
    ends: date | None
    reason: str
    version: UUID | None


@router.get("/rules", response=RuleAnswers, summary="Rules in force on a day")
def list_rules(request: HttpRequest, asked: Query[RulesQuery]) -> dict[str, Any]:
    """Every rule's answer on a day at a place, by id."""
    viewer = actor_in(request)
    require_held(viewer, READ)
    day, place, known = _asked(viewer, asked)
    answers = public.book_on(day, place, subject=asked.subject, known_at=known)
    kept = [answers[code] for code in sorted(answers) if asked.state in ("", answers[code].state)]
    found, where = part_of(kept, asked)
    return listed([_answer(one) for one in found], where)


@router.get("/rules/{code}", response=RuleOut, summary="Read a rule")
def read_rule(request: HttpRequest, code: str) -> dict[str, Any]:
    """A rule with the versions that stand in every area."""
    rule = public.rule_for(actor_in(request), code)
    names = ("code", "subject", "kind", "unit", "title", "title_en", "stricter")
    told = {name: getattr(rule, name) for name in names}
    return told | {"versions": [_version(row) for row in public.versions_of(rule)]}


@router.get("/rules/{code}/value", response=RuleAnswer, summary="What a rule says on a day")
def read_value(request: HttpRequest, code: str, asked: Query[OnDay]) -> dict[str, Any]:
    """The value in force with its version and why, or that it is not confirmed, or that there is none."""
    viewer = actor_in(request)
    public.rule_for(viewer, code)
    day, place, known = _asked(viewer, asked)
    return _answer(public.value_on(code, day, place, known_at=known))


@router.get("/rules/{code}/history", response=RuleHistory, summary="Every version of a rule")
def read_history(request: HttpRequest, code: str, asked: Query[Window]) -> dict[str, Any]:
    """Versions that stand and that were replaced, the newest first."""
    rule = public.rule_for(actor_in(request), code)
    found, where = part_of(public.versions_of(rule, replaced=True), asked)
    return listed([_version(row) for row in found], where)


@router.post("/changes", response=RuleChangeOut, summary="Propose a change")
def propose_change(request: HttpRequest, asked: RuleChangeIn) -> dict[str, Any]:
    """Write a change down as a draft, or propose it at once."""
    by = actor_in(request)
    source = None
    if asked.source_title:
        source = public.Source("", asked.source_title, asked.source_publisher, asked.source_date, asked.grade)
    version = public.Version(
        asked.rule,
        asked.area,
        asked.value,
        asked.starts,
        asked.ends,
        source,
        asked.grade if source else "",
        public.Hold(asked.hold),
        cite=asked.cite,
        note_zh=asked.note,
    )
    change = public.draft_change(public.Plan(version, asked.reason, public.Change(asked.act)), by=by)
    return _change(public.propose(change.pk, by=by) if asked.send else change)


@router.get("/changes/{change_id}", response=RuleChangeOut, summary="Read a change")
def read_change(request: HttpRequest, change_id: UUID) -> dict[str, Any]:
    """One change."""
    return _change(public.change_for(actor_in(request), change_id))


@router.post("/changes/{change_id}/propose", response=RuleChangeOut, summary="Hand a draft on")
def propose_draft(request: HttpRequest, change_id: UUID) -> dict[str, Any]:
    """Hand a draft to a second person."""
    return _change(public.propose(change_id, by=actor_in(request)))


@router.post("/changes/{change_id}/withdraw", response=RuleChangeOut, summary="Withdraw a change")
def withdraw_change(request: HttpRequest, change_id: UUID) -> dict[str, Any]:
    """Take a change back before it is decided."""
    return _change(public.withdraw(change_id, by=actor_in(request)))


@router.post("/changes/{change_id}/approve", response=RuleChangeOut, summary="Approve a change")
def approve_change(request: HttpRequest, change_id: UUID, asked: RuleDecision) -> dict[str, Any]:
    """Put a change into the book; by another person than who proposed it, with a second factor."""
    return _change(public.approve(change_id, by=actor_in(request), note=asked.note))


@router.post("/changes/{change_id}/reject", response=RuleChangeOut, summary="Reject a change")
def reject_change(request: HttpRequest, change_id: UUID, asked: RuleDecision) -> dict[str, Any]:
    """Leave the book as it is and say why."""
    return _change(public.reject(change_id, by=actor_in(request), note=asked.note))


def _asked(viewer: Actor, asked: OnDay) -> tuple[date, Place | None, datetime | None]:
    if asked.known_at is not None and asked.known_at.tzinfo is None:
        raise BadInput("rulebook.time_without_zone", field="known_at")
    place = place_for(viewer, asked.place) if asked.place else None
    return asked.day or clock.today(), place, asked.known_at


def _answer(one: public.Answer) -> dict[str, Any]:
    version = one.version
    return {
        "rule": one.rule,
        "day": one.day,
        "state": one.state.value,
        "why": one.why.value,
        "value": one.value,
        "unit": one.unit,
        "minutes": one.minutes,
        "area": version.area if version else None,
        "version": version.key if version else None,
        "grade": version.grade if version else "",
        "others": [
            {"area": other.area, "value": other.value, "reason": reason.value} for other, reason in one.others
        ],
    }


def _version(row: public.RuleVersion) -> dict[str, Any]:
    names = ("value", "starts", "ends", "hold", "grade", "cite", "recorded_at", "replaced_at")
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "area": row.area.code,
        "source": row.source_title,
        "confirmed_by": row.confirmed_title,
    }


def _change(row: public.RuleChange) -> dict[str, Any]:
    names = ("act", "state", "value", "starts", "ends", "reason")
    return {name: getattr(row, name) for name in names} | {
        "id": row.pk,
        "rule": row.rule.code,
        "area": row.area.code,
        "version": row.made_id,
    }
