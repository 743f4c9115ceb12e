"""值班表 and 交接班记录: what they say, who may have them, and the way to them from the pages of duty."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from lxml import html  # type: ignore[import-untyped]

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.foundation.duty import public as duty
from anlan.foundation.duty.models import HandOver
from anlan.foundation.duty.tests.desk import FIRST, Desk, build_desk, held_clock
from anlan.foundation.people.models import Person, Position
from anlan.foundation.products import handover_paper
from anlan.foundation.products.models import Product
from anlan.foundation.products.outputs import pdf
from anlan.foundation.products.outputs.docx import docx_of
from anlan.foundation.products.outputs.letter import letter_of
from anlan.foundation.products.services.preparing import prepare
from anlan.foundation.products.services.signing import sign
from tests.support.cast import Cast, sign_in

__all__ = ["held_clock"]
WEEK = {"roster": "hq", "first": FIRST.isoformat(), "days": "7", "phones": "desk"}


@pytest.fixture
def desk(cast: Cast, held_clock: datetime) -> Desk:
    """A desk with a week in force and a telephone."""
    desk = build_desk(cast)
    Position.objects.filter(pk=desk.roster.position_id).update(phone="8000-1001")
    desk.published()
    return desk


def handed_over(desk: Desk) -> HandOver:
    """The first day's record, signed by both, with an oral order."""
    leaving, coming = desk.watch(lead=True), desk.watch(lead=True, day=1)
    with clock.hold(leaving.ends - timedelta(minutes=10)):
        row = duty.draft_handover(shift_id=leaving.shift_id, by=desk.actor(leaving))
        duty.sign_out(handover_id=row.pk, remarks="东门道闸报修\n西门已修好", by=desk.actor(leaving))
    with clock.hold(coming.starts):
        return duty.sign_in(handover_id=row.pk, by=desk.actor(coming))


def test_the_roster_names_the_leader_the_telephone_and_who_has_not_acknowledged(desk: Desk):
    leader = desk.watch(lead=True)
    with clock.hold(leader.starts + timedelta(hours=3)):
        duty.acknowledge(watch_id=leader.pk, by=desk.actor(leader))
        told = prepare("duty_roster", params=WEEK, by=desk.planner).fact_values
    assert (told["phone"], len(told["shifts"])) == ("8000-1001", 7)
    first = told["shifts"][0]
    assert (first["leader"]["name"], first["leader"]["standing"]) == (leader.person.name, "late")
    row = Product.objects.get()
    assert f"未确认到岗：{first['others'][0]['name']}；晚确认：{leader.person.name}" in row.paper
    assert row.about_kind == "duty.roster"


def test_a_day_without_a_shift_and_a_plan_are_told_as_such(desk: Desk):
    later = FIRST + timedelta(days=7)
    duty.plan_days(code="hq", first=later, last=later, by=desk.planner)
    row = prepare("duty_roster", params=WEEK | {"first": later.isoformat()}, by=desk.planner)
    assert "未发布" in row.paper
    assert row.fact_values["gaps"][0]["what"] == "没有人值班"
    empty = prepare("duty_roster", params=WEEK | {"first": "2032-01-01"}, by=desk.planner)
    assert "无数据：这几天没有排班" in empty.paper


def test_mobile_numbers_stand_only_where_they_are_asked_for_and_seen(desk: Desk):
    Person.objects.update(phone="13800000001")
    plain = prepare("duty_roster", params=WEEK, by=desk.planner)
    assert "13800000001" not in plain.paper
    asked = prepare("duty_roster", params=WEEK | {"phones": "mobile"}, by=desk.planner)
    looked_after = desk.planner.holds("people.edit")
    assert ("13800000001" in asked.paper) == looked_after


def test_a_stranger_makes_no_roster_and_no_record(desk: Desk):
    record = handed_over(desk)
    for who in ("student",):
        with pytest.raises(NotVisible):
            prepare("duty_roster", params=WEEK, by=desk.cast.actor(who))
        with pytest.raises(NotVisible):
            prepare("duty_handover", params={"handover": str(record.pk)}, by=desk.cast.actor(who))
    for key in ("", "x", "018f3c1e-0000-7000-8000-000000000001"):
        with pytest.raises(NotVisible):
            prepare("duty_handover", params={"handover": key}, by=desk.planner)
    with pytest.raises(BadInput):
        prepare("duty_roster", params=WEEK | {"first": "soon"}, by=desk.planner)


def test_the_record_tells_both_signatures_and_its_fingerprint(desk: Desk):
    leaving = desk.watch(lead=True)
    with clock.hold(leaving.starts + timedelta(hours=1)):
        key = desk.cast.person("commander").pk
        duty.record_order(
            client_id=key,
            roster_code="hq",
            words="西门今晚不关",
            ordered_by=key,
            ordered_at=clock.now(),
            by=desk.planner,
        )
    record = handed_over(desk)
    with clock.hold(leaving.ends + timedelta(hours=1)):
        row = prepare("duty_handover", params={"handover": str(record.pk)}, by=desk.planner)
        told = row.fact_values
        assert [one["name"] for one in told["signatures"]] == [
            leaving.person.name,
            desk.watch(lead=True, day=1).person.name,
        ]
        assert told["orders"][0]["words"] == "西门今晚不关"
        assert "未书面确认" in told["orders"][0]["cite"]
        assert record.sha256[:16] in row.paper
        assert sign(row.pk, by=desk.cast.actor("hq_head"), seen_hash=row.content_hash).state == "signed"


def test_a_record_that_waits_for_a_signature_leaves_a_line_for_it(desk: Desk):
    leaving = desk.watch(lead=True)
    with clock.hold(leaving.ends - timedelta(minutes=10)):
        record = duty.draft_handover(shift_id=leaving.shift_id, by=desk.actor(leaving))
        row = prepare("duty_handover", params={"handover": str(record.pk)}, by=desk.planner)
    assert '["交班人签字","接班人签字"]' in row.paper
    assert "待交班人签字" in row.paper


def test_a_record_changed_behind_its_fingerprint_makes_no_paper(desk: Desk, monkeypatch):
    record = handed_over(desk)
    monkeypatch.setattr(handover_paper, "digest", lambda _row: "0" * 64)
    with pytest.raises(Conflict, match=r"products\.tampered"):
        prepare("duty_handover", params={"handover": str(record.pk)}, by=desk.planner)


def test_every_output_draws_them(desk: Desk):
    record = handed_over(desk)
    for kind, params in (("duty_roster", WEEK), ("duty_handover", {"handover": str(record.pk)})):
        letter = letter_of(prepare(kind, params=params, by=desk.planner))
        assert Document(io.BytesIO(docx_of(letter))).tables
        assert pdf.pdf_of(letter).startswith(b"%PDF")


@pytest.mark.parametrize(("language", "label"), [("zh-hans", "打印值班表"), ("en", "Print the roster")])
def test_the_button_of_a_roster_shows_its_paper_at_once(desk: Desk, language: str, label: str):
    client = sign_in(Client(headers={"accept-language": language}), desk.cast["clerk"])
    client.cookies["django_language"] = language
    page = html.fromstring(client.get("/duty/r/hq/").content.decode())
    link = next(one for one in page.iter("a") if label in one.text_content())
    asked = parse_qs(urlsplit(link.get("href")).query)
    assert asked == {"roster": ["hq"], "first": [FIRST.isoformat()]}
    seen = client.get(link.get("href"))
    assert "指挥部值班表" in seen.content.decode()
    form = html.fromstring(seen.content.decode()).forms[-1]
    assert form.fields["client_id"]
    assert form.fields["days"] == "7"


def test_the_button_of_a_record_leads_to_its_paper_and_others_print_the_page(desk: Desk):
    record = handed_over(desk)
    client = sign_in(Client(), desk.cast["clerk"])
    url = f"{reverse('products:prepare', args=('duty_handover',))}?handover={record.pk}"
    assert url in client.get(record.get_absolute_url()).content.decode()
    assert "交接班记录" in client.get(url).content.decode()
    assert client.get(f"/products/new/duty_handover/?handover={desk.roster.pk}").status_code == 422


def test_an_address_with_wrong_answers_shows_the_form_with_its_errors(desk: Desk):
    client = sign_in(Client(), desk.cast["clerk"])
    for asked in ("roster=no", "roster=hq&first=x", "first=%00", "days=999&roster=hq"):
        assert client.get(f"/products/new/duty_roster/?{asked}").status_code == 422
    assert client.get("/products/new/duty_roster/?other=1").status_code == 200
