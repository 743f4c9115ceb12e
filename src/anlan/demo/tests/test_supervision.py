"""The second half of the demo's story: tasks, photos, findings, watches, notices, measurements."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from PIL import Image

from anlan.areas.command import public as command
from anlan.areas.inspection import public as inspection
from anlan.areas.tasks import public as tasks
from anlan.core.kernel import clock
from anlan.demo.building import Progress, build
from anlan.demo.days import hour_of
from anlan.demo.grounds import data
from anlan.demo.pictures import photo
from anlan.demo.scales import SCALES
from anlan.demo.seats import acting
from anlan.foundation.duty.public import running
from anlan.foundation.evidence.public import Evidence
from anlan.foundation.indicators.public import WHOLE as WHOLE_HOUSE
from anlan.foundation.indicators.public import State, definitions, latest_of, standing
from anlan.foundation.notices.models import Notice
from anlan.foundation.worklist.public import counts


@pytest.fixture(scope="module")
def steps(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Progress]]:
    """The small campus, built once for the module and taken back afterwards."""
    files = tmp_path_factory.mktemp("evidence")
    with override_settings(EVIDENCE_ROOT=files), django_db_blocker.unblock(), transaction.atomic():
        yield list(build(SCALES["small"], seed=2022))
        transaction.set_rollback(True)


def test_tasks_stand_in_every_state_and_what_was_late_stays_late(steps: list[Progress]):
    clerk = acting("hq-office", "hq_clerk")
    stages = [tasks.task_list(clerk, tasks.TaskFilters(stage=stage)) for stage in ("", "ended")]
    found = {row.task.pk: row.task for page in stages for row in page.rows}.values()
    wanted = {"open", "accepted", "in_progress", "submitted", "returned", "verified"}
    assert wanted - {task.state for task in found} == set()
    late = [task.state for task in found if task.late_since]
    assert "in_progress" in late


def test_every_photo_is_drawn_and_taken_before_it_came(steps: list[Progress]):
    photos = Evidence.objects.filter(kind="photo")
    assert photos.count() > 20
    assert all(one.taken_at <= one.received_at for one in photos)


def test_findings_stand_in_every_step_and_one_came_back(steps: list[Progress]):
    page = inspection.findings(acting("hq-office", "hq_office"), inspection.FindingFilters(show="all"))
    states = {row.finding.state for row in page.rows}
    wanted = {"raised", "risk_accepted", "rectifying", "submitted", "verified", "closed", "reopened"}
    assert wanted - states == set()
    assert max(row.finding.recurrence for row in page.rows) == 2


def test_every_ready_role_has_something_to_do(steps: list[Progress]):
    idle = []
    for role in data("story.json")["roles"]:
        found = counts(acting(role["unit"], role["role"]), clock.now())
        if not found.mine + found.late + found.waiting:
            idle.append(role["key"])
    assert idle == []


def test_measurements_are_met_and_not_met_and_without_data_as_the_records_say(steps: list[Progress]):
    now = clock.now()
    found = latest_of(((code, WHOLE_HOUSE) for code in definitions().by_code), now)
    said = {standing(found.get((code, WHOLE_HOUSE)), one, now) for code, one in definitions().by_code.items()}
    assert {State.MET, State.NOT_MET, State.NO_DATA} <= said


def test_requirements_bound_to_measurements_are_judged_by_them(steps: list[Progress]):
    page = command.register(acting("hq-office", "hq_clerk"), command.RegisterFilters(origin="central"))
    words = {row.verdict.status for group in page.groups for row in group.rows}
    assert len(words) >= 3


def test_some_requirements_are_done_in_time_late_and_confirmed_by_a_person(steps: list[Progress]):
    clerk = acting("hq-office", "hq_clerk")
    page = command.register(clerk, command.RegisterFilters(state="fulfilled"))
    done = [row.directive for group in page.groups for row in group.rows]
    assert len(done) == 3
    assert sorted(one.late_since is not None for one in done) == [False, False, True]
    assert {row.verdict.status for group in page.groups for row in group.rows} == {command.Status.MET}


def test_somebody_leads_each_desk_now(steps: list[Progress]):
    rows = running(acting("hq-office", "hq_office"), at=clock.now())
    assert len(rows) == 2


def test_one_notice_went_out_one_waits_and_the_drill_is_a_drill(steps: list[Progress]):
    told = list(Notice.objects.values_list("state", "drill"))
    assert sorted(drill for _, drill in told) == [False, False, True]
    assert "sent" in {state for state, drill in told if not drill}


def test_the_same_words_draw_the_same_photo_and_others_another():
    assert photo("围挡") == photo("围挡")
    assert photo("围挡") != photo("时间牌")
    assert Image.open(io.BytesIO(photo("围挡"))).size == (480, 320)


def test_an_hour_of_the_story_is_an_hour_of_the_campus():
    assert hour_of(date(2022, 5, 20), -1, 9).isoformat() == "2022-05-19T09:00:00+08:00"
