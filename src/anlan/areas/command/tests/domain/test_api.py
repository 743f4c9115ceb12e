"""The same acts over HTTP."""

import json

import pytest
from django.test import RequestFactory
from ninja import NinjaAPI

from anlan.areas.command import public
from anlan.areas.command.api import router
from anlan.areas.command.models import Addressee
from anlan.areas.command.selectors.contributions import forget_contribution
from anlan.areas.command.tests.domain.conftest import draft
from anlan.areas.command.tests.domain.texts import BODY
from anlan.core.kernel.errors import AnlanError, BadInput, NotVisible
from anlan.core.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def api():
    found = NinjaAPI(urls_namespace="command-tests")
    found.add_router("/command", router)
    return found


@pytest.fixture
def call(api, cast):
    """Ask as somebody; errors come out as they are, their answers belong to the surface."""
    factory = RequestFactory()
    raised = []

    @api.exception_handler(AnlanError)
    def keep(request, error):
        raised.append(error)
        return api.create_response(request, {}, status=400)

    def ask(who, method, path, **data):
        request = factory.generic(
            method, f"/command{path}", json.dumps(data), content_type="application/json"
        )
        setattr(request, "actor", cast.actor(who))  # noqa: B010 - as the middleware does
        for pattern in api.urls[0]:
            match = pattern.resolve(f"command{path.split('?')[0]}")
            if match:
                response = match.func(request, *match.args, **match.kwargs)
                break
        if raised:
            raise raised.pop()
        return response.status_code, json.loads(response.content)

    return ask


def test_requirements_are_listed_and_read(call, item):
    status, page = call("security_head", "GET", "/requirements")
    assert status == 200
    assert [row["no"] for row in page["items"]] == ["1-2", "1-3", "1-4"]
    status, one = call("security_head", "GET", f"/requirements/{item('地下车库').code}")
    assert one["quote"] == "每日巡查地下车库"
    assert one["status_word"] == "待签收"
    with pytest.raises(NotVisible):
        call("dean", "GET", f"/requirements/{item('地下车库').code}")


def test_an_answer_is_given(call, item):
    row = Addressee.objects.get(directive=item("地下车库"))
    status, said = call("security_head", "POST", f"/answers/{row.pk}/acknowledge")
    assert (status, said["state"], said["late"]) == (200, "acknowledged", False)
    status, said = call("security_head", "POST", f"/answers/{row.pk}/object", reason="人手不够")
    assert said["state"] == "objected"


def test_the_issuer_confirms_what_is_proven_and_finds_it_among_the_done(call, cast, item):
    directive = item("排水井")
    public.acknowledge(Addressee.objects.get(directive=directive).pk, by=cast.actor("logistics_head"))
    path = f"/requirements/{directive.code}"
    with pytest.raises(BadInput, match="not_proven"):
        call("clerk", "POST", f"{path}/fulfil", reason="办完了")

    def met(keys, at):
        return {key: (public.Contribution("tasks", public.Status.MET, at, evidence=True),) for key in keys}

    public.register_contribution(met)
    try:
        assert "fulfil" in call("clerk", "GET", path)[1]["acts"]
        assert "fulfil" not in call("logistics_head", "GET", path)[1]["acts"]
        status, one = call("clerk", "POST", f"{path}/fulfil", reason="12 口都清完")
        _, page = call("clerk", "GET", "/requirements?state=fulfilled")
    finally:
        forget_contribution(met)
    assert (status, one["state"], one["status"], one["status_word"]) == (200, "fulfilled", "met", "已完成")
    assert (one["late_since"], one["acts"]) == (None, [])
    assert [(row["code"], bool(row["met_at"])) for row in page["items"]] == [(directive.code, True)]


def test_a_text_goes_from_upload_to_issue(call, cast, held_clock, known_text):
    status, meeting = call("clerk", "POST", "/meetings", series="防汛", title="第一次", held_on="2022-05-19")
    assert status == 201
    status, reading = call("clerk", "POST", "/texts", text=BODY, meeting=meeting["id"])
    assert status == 201
    for one in reading["drafts"]:
        fields = {} if one["lead"] else {"lead_unit": str(cast.units["security"].pk)}
        _, seen = call("clerk", "PATCH", f"/drafts/{one['id']}", version=one["version"], fields=fields)
        _, seen = call("clerk", "POST", f"/drafts/{one['id']}/confirm", version=seen["version"])
        assert seen["state"] == "confirmed"
    key = str(new_id())
    status, issued = call("clerk", "POST", f"/draft-sets/{reading['id']}/issue", client_id=key)
    assert (status, len(issued["codes"])) == (201, 8)
    status, again = call("clerk", "POST", f"/draft-sets/{reading['id']}/issue", client_id=key)
    assert again["codes"] == issued["codes"]


def test_personal_numbers_are_asked_about_here_too(call, held_clock):
    with pytest.raises(BadInput):
        call("clerk", "POST", "/texts", text="会议要求公布电话13900001234。")
    status, _ = call("clerk", "POST", "/texts", text="会议要求公布电话13900001234。", numbers="mask")
    assert status == 201


def test_a_draft_is_dismissed(call, reading):
    _, one = call("clerk", "POST", f"/drafts/{draft(reading, '排水井').pk}/dismiss", reason="背景")
    assert one["state"] == "not_a_requirement"
    _, page = call("clerk", "GET", f"/draft-sets/{reading.pk}")
    assert page["total"] == 5


def test_meetings_are_listed_and_read(call, issued):
    _, listed = call("clerk", "GET", "/meetings")
    assert [one["id"] for one in listed["items"]] == [str(issued.meeting_id)]
    _, one = call("clerk", "GET", f"/meetings/{issued.meeting_id}")
    assert one["state"] == "minuted"
