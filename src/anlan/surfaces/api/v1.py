"""Version 1: which rooms speak, and how every one of their operations is guarded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.operation import Operation

from anlan.areas.command.api import router as command
from anlan.areas.inspection.api import router as inspection
from anlan.areas.tasks.api import router as tasks
from anlan.core.kernel.errors import AnlanError
from anlan.surfaces.api.refusals import answer_errors_of, refuse, refuse_one_time_password
from anlan.surfaces.api.rooms import (
    accounts,
    appointments,
    campus,
    duty,
    intake,
    ledger,
    notice_drafts,
    people,
    posture_acts,
    product_days,
    products,
    rulebook,
)
from anlan.surfaces.api.session import SessionCookie
from anlan.surfaces.api.strictness import StrictParser, strictly

people.router.add_router("", appointments.router)
products.router.add_router("", product_days.router)

ROOMS = (
    ("accounts", accounts.router),
    ("people", people.router),
    ("campus", campus.router),
    ("intake", intake.router),
    ("ledger", ledger.router),
    ("posture", posture_acts.router),
    ("notices", notice_drafts.router),
    ("duty", duty.router),
    ("products", products.router),
    ("rulebook", rulebook.router),
    ("command", command),
    ("tasks", tasks),
    ("inspection", inspection),
)
ABOUT = (
    "The acts and reads of the pages for other systems: the same session, the same permissions, the same "
    "record in the ledger. What one may not see answers as if it did not exist."
)
NOT_ALLOWED = 405

View = Callable[..., HttpResponseBase]


class Interface(NinjaAPI):
    """Operations are named by their room and their function."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """``command_list_requirements``; stable, since generated clients name their methods after it."""
        return f"{(operation.tags or ['anlan'])[0]}_{operation.view_func.__name__}"


def _made() -> Interface:
    made = Interface(
        title="Anlan",
        version="1.0.0",
        description=ABOUT,
        urls_namespace="api-v1",
        openapi_url=None,
        docs_url=None,
        auth=SessionCookie(),
        parser=StrictParser(),
    )
    answer_errors_of(made)
    for name, router in ROOMS:
        made.add_router(f"/{name}", router)
    for operation in operations_of(made):
        operation.run = strictly(operation)  # type: ignore[method-assign]
    return made


def operations_of(api: NinjaAPI) -> Iterator[Operation]:
    """Every operation as it is mounted."""
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            yield from view.operations


def addresses() -> list[URLPattern]:
    """The mounted addresses; a method that an address does not take is refused in JSON too."""
    found = [one for one in interface.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in found:
        one.callback = _plainly(one.callback)
    return found


def _plainly(view: View) -> View:
    def inner(request: HttpRequest, **path: object) -> HttpResponseBase:
        answer = view(request, **path)
        answer["Cache-Control"] = "no-store"
        if not isinstance(answer, HttpResponseNotAllowed):
            return answer
        allowed = ", ".join(sorted(answer["Allow"].split(", ")))
        told = refuse(
            AnlanError("api.wrong_method", method=request.method, allowed=allowed), status=NOT_ALLOWED
        )
        told["Allow"] = allowed
        return told

    inner.csrf_exempt = True  # type: ignore[attr-defined]  # the session's own check asks for the token
    inner.refuse_one_time_password = refuse_one_time_password  # type: ignore[attr-defined]
    return inner


interface = _made()
