"""Bytes go out so that nothing in them can run, and only to whoever sees the subject."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anlan.foundation.evidence import storage
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.evidence.public import Spot, add_file, strike_out
from anlan.foundation.evidence.tests import files
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(cast, college) -> Evidence:
    return add_file(
        subject=college,
        data=files.jpeg(),
        name="现场.jpg",
        by=cast.actor("dean"),
        client_id=uuid4(),
        spot=Spot(43.826812, 125.281134, 12.0),
    )


def test_a_picture_is_shown_but_nothing_in_it_can_run(cast, client, photo):
    answer = sign_in(client, cast["dean"]).get(reverse("evidence:raw", args=(photo.pk,)))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer.getvalue() == storage.path_of(photo.sha256).read_bytes()


def test_everything_but_a_picture_is_downloaded(cast, client, college):
    row = add_file(subject=college, data=files.PDF, name='a"b.pdf', by=cast.actor("dean"), client_id=uuid4())
    answer = sign_in(client, cast["dean"]).get(reverse("evidence:raw", args=(row.pk,)))
    answer.getvalue()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(reverse("evidence:thumb", args=(row.pk,))).status_code == 404


@pytest.mark.parametrize("page", ["raw", "thumb", "about"])
def test_a_stranger_gets_404_and_nobody_is_sent_to_sign_in(cast, client, photo, page):
    address = reverse(f"evidence:{page}", args=(photo.pk,))
    assert client.get(address).status_code == 302
    assert sign_in(client, cast["student"]).get(address).status_code == 404
    assert client.get(reverse(f"evidence:{page}", args=(uuid4(),))).status_code == 404


def test_a_picture_that_is_known_is_not_sent_again_but_asked_for_again(cast, client, photo):
    address = reverse("evidence:thumb", args=(photo.pk,))
    first = sign_in(client, cast["dean"]).get(address)
    first.getvalue()
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["Cache-Control"] == "private, no-cache"
    stranger = sign_in(client, cast["student"])
    assert stranger.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 404


def test_bytes_that_are_gone_are_told_in_words(cast, client, photo):
    storage.path_of(photo.sha256).unlink()
    answer = sign_in(client, cast["dean"]).get(reverse("evidence:raw", args=(photo.pk,)))
    assert answer.status_code == 503
    assert "从备份里找回" in answer.content.decode()


def test_the_exact_spot_is_for_the_author_and_for_those_who_may(cast, client, photo):
    address = photo.get_absolute_url()
    assert "43.826812" in sign_in(client, cast["dean"]).get(address).content.decode()
    seen = sign_in(client, cast["liaison"]).get(address).content.decode()
    assert "43.826812" not in seen
    assert "有定位权限的岗位" in seen


def test_a_form_without_script_adds_several_files_and_tells_each_refusal(cast, client, college):
    given = {
        "subject_kind": college.kind,
        "subject_id": str(college.id),
        "client_id": str(uuid4()),
        "next": "/",
        "camera": SimpleUploadedFile("a.jpg", files.jpeg()),
        "files": [SimpleUploadedFile("b.png", files.png()), SimpleUploadedFile("IMG.HEIC", files.HEIC)],
    }
    answer = sign_in(client, cast["dean"]).post(reverse("evidence:add"), given)
    assert answer.status_code == 302
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said[0] == "已收到 2 个。"
    assert "HEIC" in said[1]
    assert "兼容性最佳" in said[1]
    assert Evidence.objects.count() == 2


def test_the_same_form_twice_adds_nothing_more(cast, client, college):
    sign_in(client, cast["dean"])
    key = str(uuid4())
    for _turn in range(2):
        client.post(reverse("evidence:add"), _form(college, key, files.jpeg()))
    assert Evidence.objects.count() == 1


def test_with_htmx_the_region_comes_back_with_the_new_picture_or_422(cast, client, college):
    sign_in(client, cast["dean"])
    headers = {"HX-Request": "true"}
    good = client.post(reverse("evidence:add"), _form(college, str(uuid4()), files.jpeg()), headers=headers)
    assert good.status_code == 200
    assert "data-evidence-box" in good.content.decode()
    assert "/thumb/" in good.content.decode()
    bad = client.post(reverse("evidence:add"), _form(college, str(uuid4()), files.EXE), headers=headers)
    assert bad.status_code == 422
    assert "不是能收的文件" in bad.content.decode()
    none = client.post(reverse("evidence:add"), _form(college, str(uuid4()), None), headers=headers)
    assert none.status_code == 422


def test_a_form_leads_nowhere_else_and_a_stranger_gets_404(cast, client, college):
    sign_in(client, cast["dean"])
    given = _form(college, str(uuid4()), files.jpeg()) | {"next": "https://elsewhere.example/"}
    assert client.post(reverse("evidence:add"), given)["Location"] == "/"
    assert (
        sign_in(client, cast["student"])
        .post(reverse("evidence:add"), _form(college, str(uuid4()), files.jpeg()))
        .status_code
        == 404
    )
    assert (
        sign_in(client, cast["sysadmin"])
        .post(reverse("evidence:add"), _form(college, str(uuid4()), files.jpeg()))
        .status_code
        == 403
    )


def test_striking_out_asks_why_and_shows_it(cast, client, photo):
    sign_in(client, cast["dean"])
    address = reverse("evidence:strike", args=(photo.pk,))
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "拍错了地点"}).status_code == 302
    assert "拍错了地点" in client.get(photo.get_absolute_url()).content.decode()


def test_a_page_of_many_pieces_asks_as_often_as_one_of_few(
    cast, client, college, django_assert_max_num_queries
):
    address = reverse("evidence:subject", args=(college.kind, college.id))
    sign_in(client, cast["dean"])
    for turn in range(12):
        row = add_file(
            subject=college,
            data=files.jpeg(size=(40 + turn, 40)),
            name="x.jpg",
            by=cast.actor("dean"),
            client_id=uuid4(),
        )
    strike_out(row.pk, reason="拍错了", by=cast.actor("dean"))
    client.get(address)
    with django_assert_max_num_queries(16):
        page = client.get(address).content.decode()
    assert page.count("/thumb/") == 12
    assert "共 11 项计入" in page


def _form(college, key: str, data: bytes | None) -> dict[str, object]:
    given: dict[str, object] = {
        "subject_kind": college.kind,
        "subject_id": str(college.id),
        "client_id": key,
        "next": "/",
    }
    return given | ({"files": SimpleUploadedFile("x.jpg", data)} if data is not None else {})
