from collections import Counter
from datetime import date

import pytest

from anlan.demo.grounds import CAMPUSES, data, share_of
from anlan.demo.population import rooms, staff, students
from anlan.demo.scales import SCALES
from anlan.demo.texts import text

CAMPUS, SMALL = SCALES["campus"], SCALES["small"]


def test_the_same_seed_invents_the_same_people():
    assert list(students(SMALL, 7)) == list(students(SMALL, 7))
    assert list(students(SMALL, 7)) != list(students(SMALL, 8))


def test_the_campus_scale_has_fifty_seven_thousand_people_of_whom_eighteen_thousand_live_there():
    enrolled = list(students(CAMPUS, 2022))
    assert len(enrolled) + sum(1 for _ in staff(CAMPUS, 2022)) == 57_000
    assert sum(1 for one in enrolled if one.bed) == pytest.approx(18_000, rel=0.01)


def test_nobody_shares_a_number_and_no_two_share_a_bed():
    enrolled = list(students(CAMPUS, 2022))
    assert len({one.number for one in enrolled}) == len(enrolled)
    assert max(Counter(one.bed for one in enrolled if one.bed).values()) == 1


def test_every_phone_lies_in_a_series_that_no_operator_gives_out():
    phones = [one.phone for one in students(SMALL, 7)] + [one.phone for one in staff(SMALL, 7)]
    assert all(phone.startswith("1000") and len(phone) == 11 for phone in phones)


def test_there_are_forty_seven_colleges_on_six_campuses():
    colleges = [unit for unit in data("units.json")["units"] if unit["kind"] == "college"]
    assert len(colleges) == 47
    assert sum(share_of(campus) for campus in CAMPUSES) == pytest.approx(1)


def test_there_are_more_beds_than_residents_on_every_campus():
    beds = {bed for campus in CAMPUSES for room in rooms(campus, CAMPUS) for bed in room.beds}
    taken = {one.bed for one in students(CAMPUS, 2022) if one.bed}
    assert taken < beds


def test_the_dates_of_a_text_follow_the_day_of_loading():
    told = text("meeting-9.txt", today=date(2026, 3, 1))
    assert "2026年2月25日下午" in told
    assert "{" not in told
