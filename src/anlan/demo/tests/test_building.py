from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from anlan.areas.command import public as command
from anlan.demo.building import Progress, build
from anlan.demo.command import main
from anlan.demo.scales import SCALES
from anlan.demo.seats import acting
from anlan.foundation.accounts.models import Account, SecondFactor
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import verify
from anlan.foundation.people.models import Person


@pytest.fixture(scope="module")
def steps(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Progress]]:
    """The small campus, built once for the module and taken back afterwards."""
    files = tmp_path_factory.mktemp("evidence")
    with override_settings(EVIDENCE_ROOT=files), django_db_blocker.unblock(), transaction.atomic():
        yield list(build(SCALES["small"], seed=2022))
        transaction.set_rollback(True)


def test_every_step_says_what_it_made(steps: list[Progress]):
    assert [one.number for one in steps] == list(range(1, len(steps) + 1))
    assert all(one.made for one in steps)


def test_six_hundred_people_are_there_and_the_ledger_holds(steps: list[Progress]):
    assert Person.objects.count() == 600
    report = verify()
    assert report.broken is None
    assert report.rows == Event.objects.count() > 100


def test_each_sheet_left_one_line_in_the_ledger(steps: list[Progress]):
    lines = Event.objects.filter(verb__startswith="intake.")
    assert lines.count() == 6


def test_every_ready_role_can_be_entered_and_those_that_bind_have_a_second_factor(steps: list[Progress]):
    roles = set(Account.objects.exclude(demo_role="").values_list("demo_role", flat=True))
    assert {"commander", "hq_clerk", "unit_head", "guard", "counsellor", "student", "auditor"} <= roles
    assert SecondFactor.objects.filter(account__demo_role="hq_clerk").exists()


def test_the_ninth_meeting_became_ten_owned_requirements_with_their_parts(steps: list[Progress]):
    viewer = acting("hq", "commander")
    ninth = next(one for one in command.meetings(viewer) if one.number == 9)
    page = command.register(viewer, command.RegisterFilters(meeting=ninth.pk, origin="central"))
    assert [group.no for group in page.groups if group.heading] == [str(n) for n in range(1, 11)]
    assert page.total >= 35
    assert all(row.lead_label for group in page.groups for row in group.rows)


def test_some_units_are_silent_one_objects_and_some_have_relayed(steps: list[Progress]):
    office = acting("hq-office", "hq_clerk")
    assert len(command.inbox(office).objections) == 1
    relayed = command.register(office, command.RegisterFilters(origin="relayed"))
    assert relayed.total > 0
    page = command.register(office, command.RegisterFilters(origin="central"))
    assert any(row.answered < row.addressed for group in page.groups for row in group.rows)


def test_the_next_meeting_is_planned_with_what_stayed_open_first(steps: list[Progress]):
    viewer = acting("hq-office", "hq_clerk")
    tenth = command.meeting(viewer, next(one.pk for one in command.meetings(viewer) if one.number == 10))
    carried = [item.directive_id is not None for item in tenth.agenda]
    assert carried == sorted(carried, reverse=True)
    assert True in carried
    assert False in carried


def test_a_database_that_holds_data_is_left_alone(steps: list[Progress], capsys: pytest.CaptureFixture[str]):
    assert main(["load", "--scale", "small"]) == 1
    assert "--replace" in capsys.readouterr().err
