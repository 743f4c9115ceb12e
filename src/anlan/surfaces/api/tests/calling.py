"""Asks the interface as another system does: a session cookie, the token against forgery, JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.support.cast import Cast, sign_in

ROOT = "/api/v1"
MINUTES = (
    "会议提出两点要求。\n"
    "一是要做好夏季防汛。后勤保障部要在6月1日前完成排水井清淤，保卫处要每日巡查地下车库。\n"
    "二是要管好实验室。教务处要告知实习安排。\n"
)


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that somebody has signed in; ``ask`` gives the status and what was told."""

    client: Client
    token: str

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        """One request with a JSON body."""
        answer = self.raw(method, path, json.dumps(body) if body is not None else "", **headers)
        return answer.status_code, told(answer)

    def get(self, path: str, **query: Any) -> Any:
        """What a good reading answers."""
        answer = self.client.get(f"{ROOT}{path}", query)
        assert answer.status_code == HTTPStatus.OK, answer.content.decode()
        return answer.json()

    def post(self, path: str, body: object = None, *, status: int = HTTPStatus.OK) -> Any:
        """What a good act answers."""
        found, said = self.ask("POST", path, body)
        assert found == status, said
        return said

    def refused(self, method: str, path: str, body: object = None) -> tuple[int, str]:
        """Status and code of a refusal, which is always whole."""
        status, said = self.ask(method, path, body)
        assert set(said) == {"code", "title", "why", "do", "facts"}, said
        assert said["title"]
        return status, said["code"]

    def raw(
        self, method: str, path: str, body: str | bytes = "", kind: str = "application/json", **headers: str
    ) -> Any:
        """One request as it is."""
        given = {"X-CSRFToken": self.token} | headers
        return self.client.generic(method, f"{ROOT}{path}", body, content_type=kind, headers=given)

    def upload(self, path: str, **form: Any) -> tuple[int, Any]:
        """A form with a file."""
        answer = self.client.post(f"{ROOT}{path}", form, headers={"X-CSRFToken": self.token})
        return answer.status_code, told(answer)


def told(answer: Any) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.content) if answer.content else None


def caller(cast: Cast, who: str, *, second_factor: bool = True) -> Caller:
    """Somebody's program; it fetched its token as the guide says."""
    client = sign_in(Client(enforce_csrf_checks=True), cast[who], second_factor=second_factor)
    answer: HttpResponse = client.get(f"{ROOT}/accounts/me")  # type: ignore[assignment]
    assert answer.status_code == HTTPStatus.OK
    return Caller(client, client.cookies["csrftoken"].value)


def issue_minutes(cast: Cast) -> list[str]:
    """The clerk's program reads, fills, confirms and issues a text; the codes of what came of it."""
    clerk = caller(cast, "clerk")
    reading = clerk.post("/command/texts", {"text": MINUTES}, status=HTTPStatus.CREATED)
    for one in reading["drafts"]:
        settle(clerk, one, lead=str(cast.units["security"].pk))
    key = {"client_id": str(cast.units["hq"].pk)}
    issued = clerk.post(f"/command/draft-sets/{reading['id']}/issue", key, status=HTTPStatus.CREATED)
    codes: list[str] = issued["codes"]
    return codes


def settle(clerk: Caller, draft: dict[str, Any], *, lead: str) -> None:
    """Name who leads, and confirm what was seen."""
    fields = {"version": draft["version"], "fields": {"lead_unit": lead}}
    _status, seen = clerk.ask("PATCH", f"/command/drafts/{draft['id']}", fields)
    clerk.post(f"/command/drafts/{draft['id']}/confirm", {"version": seen["version"]})
