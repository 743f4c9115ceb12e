"""Tasks: the list, one task, and the acts upon it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from anlan.areas.command.api.asking import actor_in
from anlan.areas.tasks import public
from anlan.areas.tasks.api.schemas import TaskIn, TaskOut, TaskQuery, TasksOut, UntilIn, WhyIn, WordsIn
from anlan.foundation.people.public import require_held
from anlan.foundation.ui.wire import placed

router = Router()


@router.get("/tasks", response=TasksOut, summary="List tasks")
def list_tasks(request: HttpRequest, asked: Query[TaskQuery]) -> dict[str, Any]:
    """Tasks as the position in use sees them, what is due first on top."""
    viewer = actor_in(request)
    require_held(viewer, "tasks.read")
    told = asked.model_dump(exclude={"limit", "offset"}, exclude_none=True)
    page = public.task_list(viewer, public.TaskFilters(**told), size=asked.limit, offset=asked.offset)
    return {**placed(page.matched, asked), "items": [_told(row) for row in page.rows]}


@router.get("/tasks/{code}", response=TaskOut, summary="Read a task")
def read_task(request: HttpRequest, code: str) -> dict[str, Any]:
    """One task by its code."""
    return _told(public.task_page(actor_in(request), code).row)


@router.post("/tasks", response={201: TaskOut}, summary="Give a task")
def give_task(request: HttpRequest, given: TaskIn) -> dict[str, Any]:
    """Give a task to a position; with `directive` it comes from that requirement and quotes its source."""
    by = actor_in(request)
    words = given.model_dump(exclude={"client_id", "title", "owner", "verifier", "directive", "helper_units"})
    task = public.create_task(
        by=by,
        client_id=given.client_id,
        title=given.title,
        owner_position_id=given.owner,
        verifier_position_id=given.verifier,
        directive_id=given.directive,
        helper_unit_ids=given.helper_units,
        **words,
    )
    return _told(public.task_page(by, task.code).row)


@router.post("/tasks/{task_id}/accept", response=TaskOut, summary="Accept a task")
def accept_task(request: HttpRequest, task_id: UUID) -> dict[str, Any]:
    """Take a task on; doing it twice changes nothing."""
    return _after(request, public.accept(task_id, by=actor_in(request)).code)


@router.post("/tasks/{task_id}/start", response=TaskOut, summary="Start a task")
def start_task(request: HttpRequest, task_id: UUID) -> dict[str, Any]:
    """Begin the work, also again after it came back."""
    return _after(request, public.start(task_id, by=actor_in(request)).code)


@router.post("/tasks/{task_id}/submit", response=TaskOut, summary="Submit a task")
def submit_task(request: HttpRequest, task_id: UUID, said: WordsIn) -> dict[str, Any]:
    """Hand it in for verification; refused without evidence unless a note suffices."""
    return _after(request, public.submit(task_id, note=said.note, by=actor_in(request)).code)


@router.post("/tasks/{task_id}/verify", response=TaskOut, summary="Verify a task")
def verify_task(request: HttpRequest, task_id: UUID, said: WordsIn) -> dict[str, Any]:
    """Confirm that it is done; refused to the doer and to the author of its evidence."""
    return _after(request, public.verify(task_id, note=said.note, by=actor_in(request)).code)


@router.post("/tasks/{task_id}/return", response=TaskOut, summary="Return a task")
def return_task(request: HttpRequest, task_id: UUID, said: WhyIn) -> dict[str, Any]:
    """Send it back with what is missing."""
    return _after(request, public.return_(task_id, reason=said.reason, by=actor_in(request)).code)


@router.post("/tasks/{task_id}/decline", response=TaskOut, summary="Say that a task cannot be done")
def decline_task(request: HttpRequest, task_id: UUID, said: WhyIn) -> dict[str, Any]:
    """The issuer keeps, changes or withdraws it."""
    return _after(request, public.decline(task_id, reason=said.reason, by=actor_in(request)).code)


@router.post("/tasks/{task_id}/extension", response=TaskOut, summary="Ask for an extension")
def ask_for_extension(request: HttpRequest, task_id: UUID, asked: UntilIn) -> dict[str, Any]:
    """Ask the issuer for more time; the deadline stands until they answer."""
    by = actor_in(request)
    found = public.ask_extension(task_id, until=asked.until, reason=asked.reason, by=by)
    return _after(request, found.task.code)


def _after(request: HttpRequest, code: str) -> dict[str, Any]:
    return _told(public.task_page(actor_in(request), code).row)


def _told(row: public.TaskRow) -> dict[str, Any]:
    task = row.task
    return {
        "id": task.pk,
        "code": task.code,
        "title": task.title,
        "state": task.state,
        "status": row.verdict.status,
        "stage": row.verdict.stage,
        "obligation": task.obligation,
        "owner": task.owner_position_id,
        "owner_unit": task.owner_unit_id,
        "verifier": task.verifier_position_id,
        "issuer": task.issuer_position_id,
        "directive": task.directive_id,
        "source_hash": task.source_hash,
        "acceptance_test": task.acceptance_test,
        "due_at": task.due_at,
        "late_since": task.late_since,
        "evidence": row.evidence,
        "acts": list(row.acts),
    }
