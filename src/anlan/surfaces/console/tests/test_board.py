"""The board shows a viewer what is theirs to see, what waits for them, and what today holds."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlan.areas.command import public as command
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.public import Status
from anlan.core.kernel import clock
from anlan.surfaces.console.board import board_for
from anlan.surfaces.console.tests.council import TEXTS, hold_meeting
from tests.support.cast import Cast, sign_in
from tests.support.crowd import gather

pytestmark = pytest.mark.django_db

SECRET = TEXTS[1][1][0]


@pytest.fixture
def held(cast: Cast) -> Cast:
    """The cast after a meeting with two headings and three requirements."""
    hold_meeting(cast, headings=2)
    return cast


def page_of(cast: Cast, who: str, address: str = "/") -> str:
    answer = sign_in(Client(), cast[who]).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_is_sent_to_sign_in(client):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")


def test_a_student_gets_their_own_doors_and_no_requirement(held):
    page = page_of(held, "student")
    assert "首页" in page
    assert 'id="board"' not in page
    for _, parts, _ in TEXTS:
        assert all(part not in page for part in parts)


def test_a_student_cannot_ask_for_the_wall_or_for_a_meeting(held):
    meeting = Directive.objects.exclude(meeting=None)[0].meeting_id
    for address in ("/?wall=1", f"/?meeting={meeting}", "/?campus=centre"):
        assert 'id="board"' not in page_of(held, "student", address)


def test_headquarters_see_every_heading_in_its_order(held):
    board = board_for(held.actor("commander"))
    assert [(row.heading.no, row.items, row.addressed) for row in board.rows] == [("1", 2, 2), ("2", 1, 1)]
    assert board.items == 3
    assert board.counts[Status.NO_DATA] == 2
    assert [(clause.text, clause.bold) for clause in board.sentence] == [("2 项无数据", False)]


def test_a_dean_sees_only_what_is_addressed_to_the_college(held):
    board = board_for(held.actor("dean"))
    assert [(row.heading.no, row.items, row.leads) for row in board.rows] == [("1", 1, ("计算机学院",))]
    page = page_of(held, "dean")
    assert SECRET not in page
    assert TEXTS[1][0] not in page


def test_what_is_late_is_said_first_and_bold(held):
    with clock.hold(clock.later(days=90)):
        board = board_for(held.actor("clerk"))
        page = page_of(held, "clerk")
    assert [(clause.text, clause.bold) for clause in board.sentence] == [
        ("1 项未达标", True),
        ("1 项无数据", False),
    ]
    assert board.rows[0].days_late > 0
    assert "<b>1 项未达标</b>" in page


def test_an_acknowledgement_moves_the_count_of_the_row(held):
    dean = held.actor("dean")
    command.acknowledge(Addressee.objects.get(unit__code="cs").pk, by=dean)
    (row,) = board_for(dean).rows
    assert (row.answered, row.addressed, row.objected) == (1, 1, 0)


def test_what_waits_for_a_unit_stands_in_its_needs(held):
    (need,) = board_for(held.actor("dean")).needs
    assert need.title == "1 条要求等你签收"
    assert need.mark == "at_risk"
    with clock.hold(clock.later(hours=30)):
        (late,) = board_for(held.actor("dean")).needs
    assert (late.mark, late.why) == ("not_met", "其中 1 条已过签收时间")


def test_a_unit_with_units_below_is_told_to_relay(held):
    command.acknowledge(Addressee.objects.get(unit__code="cs").pk, by=held.actor("dean"))
    (need,) = board_for(held.actor("dean")).needs
    assert need.title == "1 条要求还没有向下转达"


def test_an_objection_waits_for_headquarters_and_not_for_the_unit(held):
    row = Addressee.objects.get(unit__code="cs")
    command.object_to(row.pk, reason="人手不够", by=held.actor("dean"))
    titles = [need.title for need in board_for(held.actor("hq_head")).needs]
    assert "计算机学院有异议" in titles
    assert board_for(held.actor("dean")).needs == ()


def test_a_reading_without_decisions_waits_for_the_clerk(cast):
    hold_meeting(cast, headings=2, issue=False)
    titles = [need.title for need in board_for(cast.actor("clerk")).needs]
    assert titles == ["纪要还有 3 条没有确认"]
    assert board_for(cast.actor("clerk")).rows == ()


def test_today_holds_its_meetings_and_deadlines_in_order(cast):
    hold_meeting(cast, headings=2, due=clock.today())
    events = board_for(cast.actor("clerk")).events
    assert any(str(event.text).startswith("到期：") for event in events)
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert all(event.at.date() >= clock.today() - timedelta(days=1) for event in events)


def test_the_newest_meeting_is_shown_unless_another_is_asked_for(cast):
    first = hold_meeting(cast, headings=1, held_on=date(2022, 5, 1))
    second = hold_meeting(cast, headings=2, held_on=date(2022, 5, 8))
    clerk = cast.actor("clerk")
    assert board_for(clerk).meeting == second
    assert board_for(clerk, meeting_id=first.pk).meeting == first
    assert len(board_for(clerk, meeting_id=first.pk).rows) == 1


NO_MEETING = "01a209cd-3a47-7431-a6f9-42cca282382e"


@pytest.mark.parametrize("meeting", ["x", "0", "' OR 1=1 --", NO_MEETING, "%00", "<b>"])
def test_a_meeting_that_is_not_there_shows_the_newest(held, meeting):
    assert "会议要求落实" in page_of(held, "clerk", f"/?meeting={meeting}")


@pytest.mark.parametrize(("asked", "shown"), [("south", "south"), ("", "centre"), ("<script>", "centre")])
def test_a_campus_is_chosen_in_the_address(held, asked, shown):
    board = board_for(held.actor("clerk"), campus=asked)
    assert board.campus == held.campuses[shown]
    assert [cell.current for cell in board.cells].count(True) == 1
    assert "<script>" not in page_of(held, "clerk", f"/?campus={asked}")


def test_the_wall_has_neither_rail_nor_buttons_and_is_dark(held):
    wall = page_of(held, "commander", "/?wall=1")
    assert 'data-theme="dark"' in wall
    assert "<button" not in wall
    assert "<nav" not in wall
    assert "会议要求落实" in wall
    assert "wall=1" in wall


def test_the_part_that_comes_back_is_the_board_alone(held):
    client = sign_in(Client(), held["clerk"])
    part = client.get("/", headers={"HX-Target": "board"}).content.decode()
    assert part.lstrip().startswith('<div id="board"')
    assert "<html" not in part


def test_more_of_everything_asks_no_more_queries(cast):
    gather(cast, size=3, mark="a")
    with CaptureQueriesContext(connection) as few:
        board_for(cast.actor("clerk"))
    gather(cast, size=6, mark="b")
    with CaptureQueriesContext(connection) as many:
        board = board_for(cast.actor("clerk"))
    assert board.rows
    assert len(many) == len(few) <= 34
