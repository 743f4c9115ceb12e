"""Uploads in pieces: cut anywhere, gone on with, counted once."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.evidence import storage, uploads
from anlan.foundation.evidence.models import Evidence, Upload
from anlan.foundation.evidence.public import Ref
from anlan.foundation.evidence.tests import files
from tests.support.cast import sign_in

pytestmark = pytest.mark.django_db(transaction=False)
JSON = {"Accept": "application/json"}


class Phone:
    """A phone with one photo to send."""

    def __init__(self, client: Client, college: Ref, content: bytes = b"", **more: Any) -> None:
        self.client = client
        self.content = content or files.jpeg(size=(300, 200))
        self.key = str(uuid4())
        self.told = {
            "client_id": self.key,
            "subject_kind": college.kind,
            "subject_id": str(college.id),
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "size": len(self.content),
            "name": "IMG_1.jpg",
        } | more

    def begin(self, **more: Any) -> Any:
        body = json.dumps(self.told | more)
        return self.client.post(
            reverse("evidence:uploads"), body, content_type="application/json", headers=JSON
        )

    def send(self, offset: object, piece: bytes) -> Any:
        return self.client.put(
            reverse("evidence:upload", args=(self.key,)),
            piece,
            content_type="application/octet-stream",
            headers=JSON | {"Upload-Offset": str(offset)},
        )


@pytest.fixture
def phone(cast, client, college) -> Phone:
    return Phone(sign_in(client, cast["dean"]), college)


def test_a_photo_in_pieces_becomes_evidence_with_the_last_one(cast, client, college):
    at = (clock.now() - timedelta(hours=2)).isoformat()
    phone = Phone(sign_in(client, cast["dean"]), college, captured_at=at, lat=43.8, lon=125.3, note="南门")
    assert phone.begin().json()["offset"] == 0
    half = len(phone.content) // 2
    assert phone.send(0, phone.content[:half]).json() | {"piece": 0} == {
        "client_id": phone.key, "offset": half, "size": len(phone.content), "piece": 0,
        "done": False, "url": "", "sha256": "",
    }  # fmt: skip
    last = phone.send(half, phone.content[half:])
    assert last.status_code == 201
    row = Evidence.objects.get(pk=phone.key)
    assert (row.captured_at, row.lat, row.note) == (datetime.fromisoformat(at), 43.8, "南门")
    assert not Upload.objects.exists()


def test_a_killed_upload_goes_on_where_it_stopped(phone):
    phone.begin()
    phone.send(0, phone.content[:100])
    part = storage.parts() / phone.key
    part.write_bytes(part.read_bytes() + phone.content[100:137])  # killed while writing the next piece
    assert phone.begin().json()["offset"] == 137
    refused = phone.send(100, phone.content[100:])
    assert (refused.status_code, refused["Upload-Offset"]) == (409, "137")
    assert phone.send(137, phone.content[137:]).status_code == 201


def test_an_answer_that_was_lost_is_given_again(phone):
    phone.begin()
    first = phone.send(0, phone.content).json()
    assert phone.send(0, phone.content).json()["url"] == first["url"]
    assert phone.begin().json()["done"]
    assert Evidence.objects.count() == 1


def test_a_kill_between_the_last_piece_and_the_evidence_loses_nothing(phone):
    phone.begin()
    (storage.parts() / phone.key).write_bytes(phone.content)
    again = phone.begin()
    assert (again.status_code, again.json()["done"]) == (201, True)


def test_bytes_that_changed_on_the_way_are_dropped_and_sent_anew(phone):
    phone.begin()
    answer = phone.send(0, b"x" * len(phone.content))
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.digest_differs")
    assert phone.begin().json()["offset"] == 0
    assert phone.send(0, phone.content).status_code == 201


def test_more_than_announced_is_refused(phone):
    phone.begin()
    assert phone.send(0, phone.content + b"x").status_code == 422


def test_a_whole_file_that_cannot_be_kept_is_refused_in_words(cast, client, college):
    phone = Phone(sign_in(client, cast["dean"]), college, files.HEIC)
    phone.begin()
    answer = phone.send(0, phone.content)
    assert (answer.status_code, answer.json()["code"]) == (422, "evidence.heic")


def test_nobody_goes_on_with_the_upload_of_another(cast, client, phone):
    phone.begin()
    sign_in(client, cast["liaison"])
    assert phone.send(0, phone.content).status_code == 404
    assert phone.begin().status_code == 409
    sign_in(client, cast["student"])
    assert phone.begin().status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": 0}, {"size": -1}, {"size": "many"}, {"sha256": "00"}, {"sha256": "Z" * 64},
        {"client_id": "1"}, {"captured_at": "2022-05-23T10:00:00"}, {"note": "a\x00b"},
        {"extra": 1}, {"lat": "north"},
    ],
)  # fmt: skip
def test_an_announcement_that_cannot_be_read_is_refused(phone, wrong):
    assert phone.begin(**wrong).status_code == 422


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(phone):
    assert phone.begin(size=10**12).status_code == 413


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "x", "9" * 40])
def test_an_offset_that_is_no_number_is_refused(phone, offset):
    phone.begin()
    assert phone.send(offset, b"x").status_code == 422


def test_what_stands_still_for_a_week_is_dropped(phone):
    phone.begin()
    phone.send(0, phone.content[:50])
    assert uploads.sweep() == 0
    with clock.hold(clock.now() + timedelta(days=8)):
        assert uploads.sweep() == 1
    assert not Upload.objects.exists()
    assert phone.begin().json()["offset"] == 0
