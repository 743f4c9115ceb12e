"""The pages: which phase is in force where, at which moment, and why."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.evidence.registry import link_of, may_add
from anlan.foundation.ledger.public import Ref
from anlan.foundation.posture.books import catalogue
from anlan.foundation.posture.models import Operation
from anlan.foundation.posture.naming import posture_names
from anlan.foundation.posture.pages import Asked
from anlan.foundation.posture.public import end_operation, give_oral_order, open_incident
from anlan.foundation.posture.rules.joining import NEVER
from anlan.foundation.posture.slots import campuses
from anlan.foundation.posture.telling import lines_of, value_told
from tests.support.cast import Cast, sign_in

from .desk import DAY, NOON, QUOTA, STRICT, enacted, opened, zone
from .test_switching import spoken

INDEX = "/posture/"


@pytest.fixture
def reader(staff: Cast) -> Client:
    """The clerk's browser."""
    return sign_in(Client(), staff["clerk"])


def text_of(client: Client, address: str) -> str:
    """What a good page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_an_operation_the_page_says_so(reader: Client):
    assert "没有应急行动在进行，各处常态" in text_of(reader, INDEX)
    assert "没有演练在进行" in text_of(reader, f"{INDEX}?drill=1")


def test_each_campus_stands_with_its_phase_day_and_dates(staff: Cast, reader: Client):
    operation, living = opened(staff), zone(staff)
    enacted(staff, operation, QUOTA)
    enacted(staff, operation, STRICT, where=living)
    with clock.hold(NOON + 2 * DAY):
        page = text_of(reader, INDEX)
    assert "有序放开" in page
    assert "本处定的" in page
    assert "没有另定，按常态" in page
    assert f"/posture/why/{operation.code}/{living.code}/" in page


def test_a_moment_is_picked_in_the_address(staff: Cast, reader: Client):
    operation = opened(staff)
    with clock.hold(NOON + timedelta(hours=3)):
        enacted(staff, operation)
        assert "本处定的" in text_of(reader, INDEX)
        assert "本处定的" not in text_of(reader, f"{INDEX}?at=2031-05-19T13:00")
        assert "没有应急行动在进行" in text_of(reader, f"{INDEX}?at=2031-05-18T13:00")
        assert "本处定的" in text_of(reader, f"{INDEX}?at=whenever")


def test_one_operation_is_asked_for_by_its_code(staff: Cast, reader: Client):
    opened(staff, title="防汛")
    other = opened(staff)
    page = text_of(reader, f"{INDEX}?op={other.code.lower()}")
    assert "防汛" not in page
    assert "那一刻没有这个应急行动" in text_of(reader, f"{INDEX}?op=OP-1999-0001-A")


def test_a_drill_is_shown_apart_and_says_that_it_does_not_count(staff: Cast, reader: Client):
    opened(staff, kind="drill", title="消防演练")
    assert "消防演练" not in text_of(reader, INDEX)
    page = text_of(reader, f"{INDEX}?drill=1")
    assert "消防演练" in page
    assert "不作数" in page


def test_why_names_the_phases_that_were_passed_by_the_measures_and_the_people(staff: Cast, reader: Client):
    operation, living = opened(staff), zone(staff)
    enacted(staff, operation, QUOTA, where=living)
    with clock.hold(NOON + timedelta(hours=1)):
        enacted(staff, operation, STRICT)
    address = reverse("posture:why", args=(operation.code, living.code))
    own = text_of(reader, address)
    assert "这里自己定了阶段" in own
    assert "校门限流" in own
    assert staff.person("commander").name in own
    with clock.hold(NOON + 7 * DAY):
        lapsed = text_of(reader, address)
    assert "按常态" in lapsed
    assert "比失效的那个更严" in lapsed
    inherited = text_of(reader, reverse("posture:why", args=(operation.code, "centre")))
    assert "外卖不进校" not in inherited


def test_why_tells_several_operations_and_spoken_words(staff: Cast, reader: Client):
    operation, flood = opened(staff), opened(staff, title="防汛")
    enacted(staff, flood, {"area_closed": {"zones": ["labs"]}})
    give_oral_order(
        operation.pk, place_id=staff.campuses["centre"].pk, spoken=spoken(staff), by=staff.actor("clerk")
    )
    page = text_of(reader, reverse("posture:why", args=(operation.code, "centre")))
    assert "同时还有" in page
    assert "生活区先清空" in page
    assert "生活区、实验区" in page


def test_why_of_what_was_not_open_is_not_found(staff: Cast, reader: Client):
    operation = opened(staff)
    address = reverse("posture:why", args=(operation.code, "centre"))
    assert reader.get(f"{address}?at=2031-05-18T13:00").status_code == 404
    assert reader.get(reverse("posture:why", args=("OP-1", "centre"))).status_code == 404
    assert reader.get(reverse("posture:why", args=(operation.code, "nowhere"))).status_code == 404


def test_a_student_has_no_page(staff: Cast):
    operation = opened(staff)
    student = sign_in(Client(), staff["student"])
    for address in (INDEX, reverse("posture:why", args=(operation.code, "centre"))):
        assert student.get(address).status_code == 404
    assert Client().get(INDEX).status_code == 302


def test_the_page_in_english(staff: Cast, reader: Client):
    enacted(staff, opened(staff))
    reader.cookies["django_language"] = "en"
    page = text_of(reader, INDEX)
    assert "Respiratory outbreak" in page
    assert "Nothing else set: normal" in page


def test_the_page_asks_as_often_for_many_places_as_for_few(staff: Cast, reader: Client):
    operation = opened(staff)
    enacted(staff, operation)
    reader.get(INDEX)
    with CaptureQueriesContext(connection) as few:
        reader.get(INDEX)
    for number in range(4):
        enacted(staff, operation, where=zone(staff, f"z-{number}"))
    with CaptureQueriesContext(connection) as many:
        reader.get(INDEX)
    assert len(many) == len(few)


def test_values_are_told_with_their_units():
    book = catalogue()
    hours = book.measures["entry_window"]
    told = lines_of(hours, {"classes": ("student", "parent"), "open": (420, 1320)})
    assert [one.value for one in told] == ["在校学生、家长", "07:00–22:00"]
    assert value_told(hours.params[1], NEVER) == "没有开放时段"
    assert lines_of(book.measures["lab_share"], {"percent": 50})[0].value == "50 %"
    assert lines_of(book.measures["teaching"], {"form": "online"})[0].value == "线上"


def test_the_ledger_knows_operations_phases_and_incidents_by_name(staff: Cast):
    operation = opened(staff)
    phase = enacted(staff, operation)
    lead = staff.position("security_head").pk
    incident = open_incident(
        place_id=staff.campuses["lake"].pk, kind="fire", lead_id=lead, by=staff.actor("security_head")
    )
    told = posture_names([operation.pk, phase.pk, incident.pk])
    assert told == {
        operation.pk: f"{operation.code} {operation.title}",
        phase.pk: "中心校区 有序放开",
        incident.pk: incident.code,
    }


def test_papers_lie_with_an_operation_while_it_lasts(staff: Cast):
    operation = opened(staff)
    subject = Ref("posture.operation", operation.pk)
    assert may_add(staff.actor("clerk"), subject)
    assert not may_add(staff.actor("dean"), subject)
    link = link_of(staff.actor("dean"), subject)
    assert link is not None
    assert operation.code in link.title
    end_operation(operation.pk, reason="完了", by=staff.actor("hq_head"))
    assert not may_add(staff.actor("clerk"), subject)
    assert str(Operation.objects.get()) == operation.code


def test_the_address_keeps_the_question():
    told: dict[str, Any] = {"at": "2031-05-19T13:00", "drill": "1", "op": "op-1"}
    asked = Asked.read(told)
    assert asked.to_query() == "at=2031-05-19T13%3A00&drill=1&op=OP-1"
    assert asked.to_query(drill="", op="") == "at=2031-05-19T13%3A00"


def test_the_board_has_a_strip_of_campuses_while_an_operation_lasts(staff: Cast):
    commander = sign_in(Client(), staff["commander"])
    assert "各校区现行阶段" not in text_of(commander, reverse("console:board"))
    operation, flood = opened(staff), opened(staff, title="防汛")
    enacted(staff, operation, {"entry_closed": {"classes": ["stranger"]}})
    enacted(staff, flood, QUOTA)
    give_oral_order(
        flood.pk, place_id=staff.campuses["south"].pk, spoken=spoken(staff), by=staff.actor("clerk")
    )
    with clock.hold(NOON + timedelta(hours=1)):
        page = text_of(commander, reverse("console:board"))
    assert "各校区现行阶段" in page
    assert "呼吸道聚集疫情，第 1 天" in page
    assert "5-22 复核" in page
    assert "防汛 · 有序放开" in page
    assert "口头令" in page


def test_the_board_shows_no_drill(staff: Cast):
    opened(staff, kind="drill", title="消防演练")
    page = text_of(sign_in(Client(), staff["commander"]), reverse("console:board"))
    assert "各校区现行阶段" not in page


def test_who_may_not_read_phases_gets_no_strip(staff: Cast):
    opened(staff)
    asked = RequestFactory().get("/")
    assert campuses(asked, {}) is None
