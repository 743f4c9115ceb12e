"""The protected channel: nobody outside can find it, count it or join it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.areas.inspection import public, worklist
from anlan.areas.inspection.models import ProtectedMessage, ProtectedReport
from anlan.areas.inspection.selectors.protected import reports_for
from anlan.areas.inspection.tests.ground import NOW, SYSTEM, Ground
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.public import rulebook, visible
from tests.support.cast import PEOPLE, sign_in

OTHERS = sorted(who for who, _, _ in PEOPLE if who != "auditor")
WORDS = "晨检记录是补写的，实际没有测"


@pytest.fixture
def code(held_clock: datetime, ground: Ground) -> str:
    """The receipt of a report about logistics."""
    return report(ground)


def report(ground: Ground, *, unit: str = "canteen-1", **more: Any) -> str:
    """Somebody reports a unit."""
    return public.report_hidden(unit_id=ground.cast.units[unit].pk, matter="forged", text=WORDS, **more)


def test_only_the_auditor_reads_it(code: str, ground: Ground):
    assert reports_for(ground.actor("auditor")).count() == 1
    for who in OTHERS:
        assert reports_for(ground.actor(who)).count() == 0
        assert visible(ProtectedReport.objects.all(), ground.actor(who), "inspection.protected").count() == 0


def test_a_background_job_reads_nothing(code: str, ground: Ground):
    assert reports_for(Actor.system("some.job")).count() == 0
    assert reports_for(SYSTEM).count() == 0


def test_pages_of_others_are_as_if_it_did_not_exist(code: str, ground: Ground, client: Client):
    key = ProtectedReport.objects.get().pk
    for who in ("commander", "sysadmin", "inspector", "logistics_head", "canteen_head"):
        sign_in(client, ground.cast[who])
        for url in (reverse("inspection:desk"), reverse("inspection:protected-case", args=(key,))):
            assert client.get(url).status_code == 404
        assert (
            client.post(reverse("inspection:handle", args=(key, "answer")), {"text": "x"}).status_code == 404
        )


def test_no_list_or_count_changes_for_anybody_else(held_clock: datetime, ground: Ground):
    def seen() -> list[Any]:
        return [
            (who, worklist.counts(ground.actor(who), NOW), len(worklist.rows(ground.actor(who), NOW, 50)))
            for who in OTHERS
        ]

    before = seen()
    report(ground)
    assert seen() == before


def test_neither_ledger_nor_outbox_tells_that_something_came_in(held_clock: datetime, ground: Ground):
    before = (Event.objects.count(), OutboxEvent.objects.count())
    key = report(ground)
    auditor = ground.actor("auditor")
    found = ProtectedReport.objects.get()
    public.read_report(found.pk, by=auditor)
    public.move_report(found.pk, "take_in_hand", by=auditor)
    public.answer_report(found.pk, text="在查", by=auditor)
    public.add_by_reporter(key, text="还有 5 月 3 日")
    assert (Event.objects.count(), OutboxEvent.objects.count()) == before


def test_the_daily_seal_is_written_whether_anything_happened_or_not(held_clock: datetime, ground: Ground):
    marks = []
    for day in range(3):
        with clock.hold(NOW + timedelta(days=day)):
            if day == 1:
                report(ground)
            public.seal_day(by=SYSTEM)
            public.seal_day(by=SYSTEM)
            marks.append(Event.objects.filter(verb="inspection.seal").count())
    assert marks == [1, 2, 3]
    hashes = set(Event.objects.filter(verb="inspection.seal").values_list("content_hash", flat=True))
    assert len(hashes) == 3


def test_no_table_outside_the_compartment_points_into_it():
    inside = {ProtectedReport, ProtectedMessage}
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) in inside and model not in inside
    ]
    assert pointing == []


def test_a_report_about_audit_is_hidden_from_audit_and_refused_without_another_reader(
    held_clock: datetime, ground: Ground
):
    with pytest.raises(BadInput) as refused:
        report(ground, unit="audit")
    assert refused.value.code == "inspection.no_protected_reader"
    assert ProtectedReport.objects.count() == 0


def test_a_reader_does_not_see_a_report_about_a_unit_they_also_belong_to(code: str, ground: Ground):
    auditor = ground.actor("auditor")
    assert reports_for(auditor).count() == 1
    unit = ground.cast.units["canteen-1"]
    from_there = ground.cast.person("auditor")
    ground.join(from_there, unit)
    assert reports_for(ground.actor("auditor")).count() == 0


def test_an_anonymous_report_keeps_no_person_and_the_code_is_not_stored(code: str, ground: Ground):
    found = ProtectedReport.objects.get()
    assert found.reporter_id is None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r::text || m::text FROM inspection_protectedreport r, inspection_protectedmessage m"
        )
        stored = cursor.fetchone()[0]
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_anybody_reports_without_signing_in_and_follows_by_the_code(
    held_clock: datetime, client: Client, ground: Ground
):
    told = {"matter": "hidden", "unit_id": str(ground.cast.units["canteen-1"].pk), "text": WORDS}
    done = client.post(reverse("inspection:protected"), told).content.decode()
    code = next(
        part for part in done.replace("<", ">").split(">") if part.count("-") == 4 and len(part) == 29
    )
    found = ProtectedReport.objects.get()
    public.answer_report(found.pk, text="已派人核查", by=ground.actor("auditor"))
    answer = client.post(reverse("inspection:receipt"), {"code": code.lower()})
    assert "已派人核查" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_signed_in_reporter_without_the_tick_is_not_stored(
    held_clock: datetime, client: Client, ground: Ground
):
    sign_in(client, ground.cast["canteen_head"])
    told = {"matter": "hidden", "unit_id": str(ground.cast.units["canteen-1"].pk), "text": WORDS}
    client.post(reverse("inspection:protected"), told)
    assert ProtectedReport.objects.get().reporter_id is None


@pytest.mark.parametrize("tried", ["", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", "' OR 1=1 --", "x" * 60])
def test_a_wrong_code_finds_nothing(code: str, client: Client, tried: str):
    answer = client.post(reverse("inspection:receipt"), {"code": tried})
    assert answer.status_code == 422
    assert WORDS not in answer.content.decode()
    if tried:
        with pytest.raises(NotVisible):
            public.follow(tried)


def test_a_wrong_code_and_a_hidden_report_cost_the_same_queries(code: str, ground: Ground):
    with CaptureQueriesContext(connection) as first, pytest.raises(NotVisible):
        public.follow("AAAAA-AAAAA")
    with CaptureQueriesContext(connection) as second:
        public.follow(code)
    assert len(first) == len(second) == 1


def test_the_chain_shows_a_changed_line(code: str, ground: Ground):
    assert public.verify_chain()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtectedMessage.objects.update(text="别的")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE inspection_protectedmessage DISABLE TRIGGER USER")
        cursor.execute("UPDATE inspection_protectedmessage SET text = 'x'")
        cursor.execute("ALTER TABLE inspection_protectedmessage ENABLE TRIGGER USER")
    assert not public.verify_chain()


def test_each_opening_is_kept_in_the_compartment_and_not_told_to_the_reporter(
    code: str, ground: Ground, client: Client
):
    public.read_report(ProtectedReport.objects.get().pk, by=ground.actor("auditor"))
    assert ProtectedMessage.objects.filter(kind="read", position=ground.seat("auditor")).count() == 1
    text = client.post(reverse("inspection:receipt"), {"code": code}).content.decode()
    assert "看过" not in text


def test_no_role_but_the_disciplining_ones_opens_the_compartment():
    roles = {
        code
        for code, role in rulebook().roles.items()
        if any("inspection.protected" in grant.compartments for grant in role.grants)
    }
    assert roles <= {"auditor", "discipline"}
