"""Giving tasks: from a requirement, from a finding, or free."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from anlan.areas.command.models import Directive
from anlan.areas.command.rules.searching import words_of
from anlan.areas.command.states import LIVE
from anlan.areas.tasks.events import TaskCreated
from anlan.areas.tasks.models import Period, Task
from anlan.areas.tasks.models.choices import Rhythm, TaskObligation
from anlan.areas.tasks.rules.standing import STEPS, period_end
from anlan.areas.tasks.selectors.sight import KIND, directive_seen
from anlan.areas.tasks.services.grasp import clipped, needed
from anlan.areas.tasks.services.moving import schedule, step
from anlan.areas.tasks.states import Kind, TaskState, start_of
from anlan.core.access import Actor, Facts, ground
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.core.kernel.ids import human_code
from anlan.core.minutes.privacy import personal_data
from anlan.foundation.bus.public import publish
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.models import Position, Unit
from anlan.foundation.people.public import require_second_factor, visible

PREFIX = "T"
MOST_AT_ONCE = 100
TITLE, ACCEPTANCE, CONDITION = 200, 500, 300
NEXT_CODES = """
    INSERT INTO tasks_codecounter (year, last) VALUES (%s, %s)
    ON CONFLICT (year) DO UPDATE SET last = tasks_codecounter.last + EXCLUDED.last
    RETURNING last
"""


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task about to be given; without a verifier the issuing position verifies."""

    client_id: UUID
    title: str
    owner_position_id: UUID
    due_at: datetime | None = None
    due_all_day: bool = False
    detail: str = ""
    acceptance_test: str = ""
    note_suffices: bool = False
    obligation: str = Kind.ONCE.value
    rhythm: str = ""
    condition: str = ""
    helper_unit_ids: Collection[UUID] = ()
    verifier_position_id: UUID | None = None


def create_task(
    *,
    by: Actor,
    title: str,
    owner_position_id: UUID,
    client_id: UUID,
    directive_id: UUID | None = None,
    origin: Ref | None = None,
    drill: bool = False,
    **more: Any,
) -> Task:
    """Give one task; sending the same ``client_id`` again returns what it made. ``more``: see ``NewTask``."""
    new = NewTask(client_id=client_id, title=title, owner_position_id=owner_position_id, **more)
    return give([new], by=by, directive_id=directive_id, origin=origin, drill=drill)[0]


def split_from_directive(directive_id: UUID, *, parts: Sequence[NewTask], by: Actor) -> list[Task]:
    """Split one requirement into tasks, all or none."""
    return give(parts, by=by, directive_id=directive_id)


@transaction.atomic
def give(
    parts: Sequence[NewTask],
    *,
    by: Actor,
    directive_id: UUID | None = None,
    origin: Ref | None = None,
    drill: bool = False,
) -> list[Task]:
    """Write, record and announce the tasks; those already made by the same key are returned as they are."""
    if not 0 < len(parts) <= MOST_AT_ONCE:
        raise BadInput("tasks.too_many_at_once", count=len(parts), limit=MOST_AT_ONCE)
    if by.position_id is None:
        raise BadInput("tasks.position_needed")
    directive = _in_force(by, directive_id) if directive_id else None
    seats = _seats(parts, by=by)
    known = _known(parts, by=by)
    fresh = [part for part in parts if part.client_id not in known]
    codes = iter(_next_codes(len(fresh)))
    for part in fresh:
        _may_give(by, seats[part.owner_position_id], directive)
        known[part.client_id] = _write(
            part, code=next(codes), seats=seats, directive=directive, origin=origin, by=by, drill=drill
        )
    return [known[part.client_id] for part in parts]


def _write(
    new: NewTask,
    *,
    code: str,
    seats: dict[UUID, Position],
    directive: Directive | None,
    origin: Ref | None,
    by: Actor,
    drill: bool,
) -> Task:
    now = clock.now()
    owner, issuer = seats[new.owner_position_id], seats[_key(by.position_id)]
    verifier = seats[new.verifier_position_id or issuer.pk]
    checked(new, owner=owner, verifier=verifier, at=now)
    task = Task(
        id=new.client_id,
        code=code,
        directive=directive,
        source_hash=(directive.source_hash or directive.text_hash) if directive else "",
        owner_position=owner,
        owner_unit=owner.unit,
        verifier_position=verifier,
        verifier_unit=verifier.unit,
        issuer_position=issuer,
        issuer_unit=issuer.unit,
        issued_at=now,
        state=start_of(new.obligation).value,
        state_changed_at=now,
        drill=drill,
        **_origin(origin, directive),
        **_words(new),
    )
    task.search_words = search_words(task.title, task.detail, owner.unit.name)
    schedule(task, at=now)
    task.save(force_insert=True)
    task.helper_units.set(_units(new.helper_unit_ids))
    if task.obligation == Kind.STANDING:
        Period.objects.create(task=task, round=1, due_at=task.due_at)
    step(task, "give", source="", side="tasks.issue", by=by, note="")
    record("tasks.give", on=task, by=by, after=_told(task), content_hash=task.source_hash, drill=drill)
    publish(
        TaskCreated(
            task_id=str(task.pk),
            code=task.code,
            owner_position_id=str(owner.pk),
            issuer_position_id=str(issuer.pk),
            dormant=task.state == TaskState.DORMANT,
        )
    )
    return task


def checked(new: NewTask, *, owner: Position, verifier: Position, at: datetime) -> None:
    """Whether the parts of a task fit together. Raises BadInput with the field."""
    if new.obligation not in TaskObligation.values:
        raise BadInput("tasks.unknown_kind", field="obligation")
    if new.rhythm and (new.rhythm not in STEPS or new.obligation != Kind.STANDING):
        raise BadInput("tasks.rhythm_needs_standing", field="rhythm")
    if (new.obligation == Kind.ONCE or new.rhythm) and new.due_at is None:
        raise BadInput("tasks.due_missing", field="due_date")
    if new.due_at is not None and new.due_at <= at:
        raise BadInput("tasks.due_passed", field="due_date")
    if new.obligation == Kind.CONDITIONAL and not new.condition.strip():
        raise BadInput("tasks.condition_missing", field="condition")
    if owner.pk == verifier.pk:
        raise BadInput("tasks.verifier_is_owner", field="verifier_position")
    if personal_data(f"{new.title}\n{new.detail}\n{new.acceptance_test}"):
        raise BadInput("tasks.personal_numbers", field="title")


def search_words(*texts: str) -> str:
    """The words of some texts, parted by spaces, for the index."""
    return " ".join(dict.fromkeys(word for text in texts for word in words_of(text)))


def _words(new: NewTask) -> dict[str, Any]:
    due_at = new.due_at
    if new.rhythm and due_at is not None:
        due_at = min(due_at, period_end(due_at, rhythm=new.rhythm, at=clock.now()))
    return {
        "title": _short(needed(new.title, "title"), "title", TITLE),
        "detail": clipped(new.detail, "detail"),
        "acceptance_test": clipped(new.acceptance_test, "acceptance_test", most=ACCEPTANCE),
        "note_suffices": new.note_suffices,
        "obligation": new.obligation,
        "rhythm": Rhythm(new.rhythm).value,
        "condition": clipped(new.condition, "condition", most=CONDITION),
        "due_at": due_at,
        "due_all_day": new.due_all_day,
        "first_due_at": due_at,
    }


def _short(text: str, field: str, most: int) -> str:
    return clipped(text, field, most=most)


def _origin(origin: Ref | None, directive: Directive | None) -> dict[str, Any]:
    if origin is not None:
        return {"origin_kind": origin.kind, "origin_id": UUID(str(origin.id))}
    if directive is not None:
        return {"origin_kind": "command.directive", "origin_id": directive.pk}
    return {}


def _told(task: Task) -> dict[str, Any]:
    return {
        "code": task.code,
        "title": task.title,
        "owner_position": task.owner_position_id,
        "verifier_position": task.verifier_position_id,
        "due_at": task.due_at,
        "obligation": task.obligation,
        "source_hash": task.source_hash,
        "state": task.state,
    }


def _in_force(by: Actor, directive_id: UUID) -> Directive:
    directive = directive_seen(by, directive_id)
    if not directive.is_item:
        raise BadInput("tasks.headings_have_no_tasks")
    if directive.state not in LIVE:
        raise Conflict("tasks.requirement_ended")
    return directive


def _seats(parts: Sequence[NewTask], *, by: Actor) -> dict[UUID, Position]:
    """The positions in force that the tasks name, and the issuer's own. Raises BadInput for one unknown."""
    wanted = {key for part in parts for key in (part.owner_position_id, part.verifier_position_id) if key}
    rows = Position.objects.in_force().select_related("unit")
    seen = visible(rows, by, "people.read").filter(pk__in=wanted)
    found = {row.pk: row for row in seen} | {row.pk: row for row in rows.filter(pk=_key(by.position_id))}
    if _key(by.position_id) not in found or wanted - set(found):
        raise BadInput("tasks.position_unknown")
    return found


def _units(keys: Collection[UUID]) -> list[Unit]:
    found = list(Unit.objects.in_force().filter(pk__in=set(keys)))
    if len(found) != len(set(keys)):
        raise BadInput("tasks.unit_unknown", field="helper_units")
    return found


def _known(parts: Sequence[NewTask], *, by: Actor) -> dict[UUID, Task]:
    """Tasks made earlier by the same keys; a key that somebody else used is refused."""
    keys = [part.client_id for part in parts]
    if len(set(keys)) != len(keys):
        raise BadInput("tasks.client_id_used")
    found = {task.pk: task for task in Task.objects.filter(pk__in=keys)}
    if any(task.issuer_position_id != by.position_id for task in found.values()):
        raise NotVisible
    return found


def _may_give(by: Actor, owner: Position, directive: Directive | None) -> None:
    """Within one's reach, or, for a requirement that one's unit leads, to a unit that it addresses."""
    if _reaches(by, owner.unit.path):
        require_second_factor(by, "tasks.issue")
        return
    if directive is None or not by.holds("tasks.issue"):
        raise NotYours(verb="tasks.issue")
    answers = dict(directive.addressees.values_list("unit__path", "role"))
    leads = any(role == "lead" and _reaches(by, path) for path, role in answers.items())
    if not leads or not any(owner.unit.path.startswith(path) for path in answers):
        raise NotYours(verb="tasks.issue")


def _reaches(by: Actor, path: str) -> bool:
    return ground(by, "tasks.issue", kind=KIND, facts=Facts(units=frozenset({path}))).allowed


def _next_codes(count: int) -> list[str]:
    """The next codes of the year; the counter is locked until the act commits, so none comes twice."""
    if count == 0:
        return []
    year = clock.now().astimezone(CAMPUS_ZONE).year
    with connection.cursor() as cursor:
        cursor.execute(NEXT_CODES, [year, count])
        last = int(cursor.fetchone()[0])
    return [human_code(PREFIX, year, number) for number in range(last - count + 1, last + 1)]


def _key(key: UUID | None) -> UUID:
    if key is None:
        raise BadInput("tasks.position_needed")
    return key
