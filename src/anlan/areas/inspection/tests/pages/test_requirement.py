"""What inspection adds to a requirement, and that no page asks more queries for more rows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.areas.command.public import Status
from anlan.areas.command.tests.pages.desk import issue
from anlan.areas.inspection import public
from anlan.areas.inspection.models import Finding
from anlan.areas.inspection.tests.ground import NOW, Ground
from anlan.core.kernel import clock
from tests.support.cast import sign_in


def test_a_requirement_shows_its_findings_and_offers_to_send_inspectors(
    held_clock: datetime, client: Client, ground: Ground
):
    directive = issue(ground.cast, lead="logistics").directives[0]
    finding = ground.finding(directive_ids=[directive.pk])
    sign_in(client, ground.cast["inspector"])
    text = client.get(directive.get_absolute_url()).content.decode()
    assert finding.code in text
    assert "督查发现与整改" in text
    assert "1 未销号" in text
    assert f"/inspection/runs/new/?requirement={directive.code}" in text


def test_a_requirement_without_findings_says_so(held_clock: datetime, client: Client, ground: Ground):
    directive = issue(ground.cast, lead="logistics").directives[0]
    sign_in(client, ground.cast["inspector"])
    assert "还没有督查发现" in client.get(directive.get_absolute_url()).content.decode()


def test_open_findings_weigh_on_a_requirement_by_severity_and_lateness(held_clock: datetime, ground: Ground):
    directive = issue(ground.cast, lead="logistics").directives[0]

    def said(at: datetime) -> list[Status]:
        return [one.status for one in public.contribution([directive.pk], at).get(directive.pk, ())]

    assert said(NOW) == []
    finding = ground.submitted(
        directive_ids=[directive.pk], severity="serious", due_at=NOW + timedelta(hours=9)
    )
    assert said(NOW) == [Status.AT_RISK]
    assert said(NOW + timedelta(days=1)) == [Status.NOT_MET]
    with clock.hold(NOW + timedelta(hours=2)):
        public.verify(finding.pk, by=ground.actor("inspector"))
        public.close(finding.pk, by=ground.actor("inspector"))
    assert said(NOW + timedelta(days=1)) == []


def test_a_drill_finding_says_nothing_about_a_requirement(held_clock: datetime, ground: Ground):
    directive = issue(ground.cast, lead="logistics").directives[0]
    ground.finding(directive_ids=[directive.pk], drill=True)
    assert public.contribution([directive.pk], NOW) == {}


@pytest.mark.parametrize("name", ["overview", "findings", "runs", "print"])
def test_no_list_asks_more_queries_for_more_rows(
    held_clock: datetime, client: Client, ground: Ground, name: str
):
    sign_in(client, ground.cast["inspector"])
    url = reverse(f"inspection:{name}")

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    ground.inspected(bottles="fail")
    asked()
    few = asked()
    for _ in range(4):
        ground.inspected(bottles="fail", lines="fail")
    assert Finding.objects.count() == 9
    assert asked() == few
