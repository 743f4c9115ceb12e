"""What an inspector's phone sends, and what it takes along.

``inspection.start``: begin a run, planned or not. ``inspection.answer-set``: a whole run with its findings.
``finding.submit``: a finding of its own. ``finding.rectified``: put right. ``finding.verify``: looked at by
another, verified or sent back. ``inspection.recheck``: an item judged blind.
Each is idempotent on the keys that the phone made; a key that cannot be read is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, Field, ValidationError

from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding, Run
from anlan.areas.inspection.selectors.sight import findings_seen
from anlan.areas.inspection.services.running import Found, Sheet, Witness, believable
from anlan.areas.inspection.services.sending import Unplanned
from anlan.areas.inspection.states import FindingState
from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.ui.wire import Given

Words = Annotated[str, Field(max_length=1000)]
Key = Annotated[str, Field(max_length=60)]
Body = TypeVar("Body", bound=Given)


class UnplannedIn(Given):
    """A run that nobody planned: which checklist, where, whose."""

    checklist: UUID
    place: UUID
    unit: UUID | None = None
    inspectors: Annotated[list[UUID], Field(max_length=10)] = []
    second_reason: Annotated[str, Field(max_length=300)] = ""
    drill: bool = False


class StartIn(Given):
    """Begin a run."""

    run: UUID
    began_at: AwareDatetime | None = None
    unplanned: UnplannedIn | None = None


class FindingIn(Given):
    """One finding within a run; empty fields take what the item and the run say."""

    id: UUID
    item_key: Key = ""
    text: Words = ""
    severity: Key = ""
    stopped: Annotated[str, Field(max_length=300)] = ""
    due_at: AwareDatetime | None = None


class AnswerSetIn(StartIn):
    """A whole run."""

    ended_at: AwareDatetime | None = None
    answers: Annotated[dict[Key, Any], Field(max_length=400)]
    notes: Annotated[dict[Key, Words], Field(max_length=400)] = {}
    findings: Annotated[list[FindingIn], Field(max_length=100)] = []
    presence: Key
    present_name: Annotated[str, Field(max_length=80)] = ""
    signature: UUID | None = None


class JottedIn(Given):
    """A finding without a run."""

    place: UUID
    unit: UUID
    text: Words
    severity: Key
    stopped: Annotated[str, Field(max_length=300)] = ""
    item_key: Key = ""
    subject: Key = ""
    due_at: AwareDatetime | None = None
    directives: Annotated[list[UUID], Field(max_length=20)] = []
    drill: bool = False


class RectifiedIn(Given):
    """A unit says that a finding is put right."""

    finding: UUID
    note: Words
    rectified_at: AwareDatetime | None = None
    cause: Annotated[str, Field(max_length=500)] = ""
    rule_change: Annotated[str, Field(max_length=500)] = ""


class VerifyIn(Given):
    """Somebody else looked at what was put right; ``seen`` is which hand-in they had before them."""

    finding: UUID
    verdict: Literal["verify", "return"]
    note: Words = ""
    seen: AwareDatetime


class RecheckIn(Given):
    """An item judged blind."""

    recheck: UUID
    verdict: Key
    note: Annotated[str, Field(max_length=500)] = ""


def start(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Begin a run."""
    given = _read(StartIn, body)
    run = public.hand_in(
        given.run, by=by, sheet=None, unplanned=_unplanned(given), began_at=given.began_at or made_at
    )
    return _told(run)


def answer_set(
    body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID
) -> dict[str, Any]:
    """Hand a whole run in, with its findings."""
    given = _read(AnswerSetIn, body)
    sheet = Sheet(
        answers=given.answers,
        notes=given.notes,
        findings=tuple(
            Found(one.item_key, one.text, one.severity, one.stopped, one.due_at, one.id)
            for one in given.findings
        ),
        witness=Witness(given.presence, given.present_name, given.signature),
    )
    run = public.hand_in(
        given.run,
        by=by,
        sheet=sheet,
        unplanned=_unplanned(given),
        began_at=given.began_at or made_at,
        ended_at=given.ended_at or made_at,
    )
    return _told(run)


def jotted(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Raise a finding; the parcel's key is the finding's."""
    given = _read(JottedIn, body)
    finding = public.raise_finding(
        by=by,
        place_id=given.place,
        unit_id=given.unit,
        severity=given.severity,
        text=given.text,
        stopped=given.stopped,
        item_key=given.item_key,
        subject=given.subject,
        due_at=given.due_at,
        directive_ids=given.directives,
        client_id=client_id,
        raised_at=believable(made_at),
        drill=given.drill,
    )
    return {"finding": str(finding.pk), "code": finding.code}


def rectified(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Submit what was put right; its evidence came before it."""
    given = _read(RectifiedIn, body)
    finding = public.submit(
        given.finding,
        by=by,
        note=given.note,
        rectified_at=given.rectified_at,
        cause=given.cause,
        rule_change=given.rule_change,
    )
    return {"finding": str(finding.pk), "code": finding.code, "state": finding.state}


def verified(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Verify or send back, but only the hand-in that was looked at. Raises Conflict when it changed since."""
    given = _read(VerifyIn, body)
    now = Finding.objects.select_for_update(of=("self",)).filter(pk=given.finding).first()
    changed = now and now.state == FindingState.SUBMITTED and now.state_changed_at != given.seen
    if now and changed and findings_seen(by, drill=now.drill).filter(pk=now.pk).exists():
        raise Conflict("field.changed_since", code=now.code)
    if given.verdict == "verify":
        finding = public.verify(given.finding, by=by, note=given.note)
    else:
        finding = public.return_(given.finding, reason=given.note, by=by)
    return {"finding": str(finding.pk), "code": finding.code, "state": finding.state}


def rechecked(body: Mapping[str, Any], /, *, by: Actor, made_at: datetime, client_id: UUID) -> dict[str, Any]:
    """Judge an item again."""
    given = _read(RecheckIn, body)
    done = public.judge_recheck(given.recheck, verdict=given.verdict, note=given.note, by=by)
    return {"recheck": str(done.pk)}


def _unplanned(given: StartIn) -> Unplanned | None:
    told = given.unplanned
    if told is None:
        return None
    return Unplanned(
        told.checklist, told.place, told.unit, tuple(told.inspectors), told.second_reason, told.drill
    )


def _told(run: Run) -> dict[str, Any]:
    """What the phone shows after a run: its code and the codes of its findings."""
    rows = run.findings.order_by("code").values_list("pk", "code")
    return {
        "run": str(run.pk),
        "code": run.code,
        "state": run.state,
        "findings": [{"id": str(key), "code": code} for key, code in rows],
    }


def _read(kind: type[Body], body: Mapping[str, Any]) -> Body:
    try:
        return kind.model_validate(dict(body))
    except ValidationError as trouble:
        where = ".".join(str(part) for part in trouble.errors()[0]["loc"])
        raise BadInput("inspection.parcel_unreadable", field=where[:80]) from trouble


PARCEL_HANDLERS = (
    ("inspection.start", start),
    ("inspection.answer-set", answer_set),
    ("finding.submit", jotted),
    ("finding.rectified", rectified),
    ("finding.verify", verified),
    ("inspection.recheck", rechecked),
)
