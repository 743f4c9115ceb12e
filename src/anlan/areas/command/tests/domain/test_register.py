"""The register finds, groups and counts, in a constant number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.rules.status import Contribution
from anlan.areas.command.selectors.contributions import forget_contribution
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.tests.domain.conftest import NOW, confirm_all, read_text
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def listed(actor: Actor, **filters: Any) -> list[str]:
    page = public.register(actor, RegisterFilters(**filters))
    return [row.directive.no for group in page.groups for row in group.rows]


def test_requirements_stand_under_their_headings_with_units_and_answers(cast, issued):
    page = public.register(cast.actor("clerk"), RegisterFilters())
    assert [(group.no, len(group.rows)) for group in page.groups] == [("1", 4), ("2", 2)]
    assert page.total == page.matched == 6
    assert page.counts[public.Status.NO_DATA] == 6
    assert page.groups[0].status is public.Status.NO_DATA
    row = page.groups[1].rows[0]
    assert (row.lead_label, row.addressed, row.answered) == ("各学院", 3, 0)
    assert page.lead_units == 6


def test_a_unit_sees_what_is_addressed_to_it(cast, issued):
    assert listed(cast.actor("security_head")) == ["1-2", "1-3", "1-4"]
    assert listed(cast.actor("dean")) == ["2-1"]
    assert listed(cast.actor("department_head")) == []
    assert listed(cast.actor("student")) == []


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"q": "地下车库"}, ["1-2"]),
        ({"q": "车库 巡查"}, ["1-2"]),
        ({"q": "没有这个词"}, []),
        ({"kind": "prohibition"}, ["1-3", "1-4"]),
        ({"due": "repeats"}, ["1-2"]),
        ({"due": "none"}, ["1-3", "1-4", "2-1", "2-2"]),
        ({"due": "month"}, ["1-1"]),
        ({"due": "overdue"}, []),
        ({"speaker": "石青"}, ["1-1", "1-2", "1-3", "1-4", "2-1", "2-2"]),
        ({"speaker": "别人"}, []),
        ({"origin": "local"}, []),
        ({"status": "met"}, []),
        ({"meeting": new_id()}, []),
    ],
)
def test_filters_narrow_the_list(cast, issued, filters, numbers):
    assert listed(cast.actor("clerk"), **filters) == numbers


def test_units_lead_or_help_and_mine_is_mine(cast, item):
    public.supersede(
        item("排水井").pk,
        fields={"helpers": [str(cast.units["security"].pk)]},
        reason="x",
        by=cast.actor("hq_head"),
    )
    security = cast.units["security"].pk
    clerk = cast.actor("clerk")
    assert listed(clerk, unit=security) == ["1-1", "1-2", "1-3", "1-4"]
    assert listed(clerk, unit=security, role="helper") == ["1-1"]
    assert listed(cast.actor("logistics_head"), mine=True) == ["1-1"]
    assert listed(clerk, mine=True) == ["1-2", "1-3", "1-4", "2-1", "2-2"]


def test_a_code_or_its_beginning_finds_one(cast, item):
    directive = item("地下车库")
    assert listed(cast.actor("clerk"), q=directive.code) == ["1-2"]
    assert listed(cast.actor("clerk"), q=directive.code.lower()) == ["1-2"]


def test_a_campus_shows_its_own_and_what_holds_everywhere(cast, item):
    public.supersede(
        item("地下车库").pk,
        fields={"places": [str(cast.campuses["lake"].pk)]},
        reason="x",
        by=cast.actor("hq_head"),
    )
    assert "1-2" in listed(cast.actor("clerk"), campus=cast.campuses["lake"].pk)
    assert "1-2" not in listed(cast.actor("clerk"), campus=cast.campuses["south"].pk)


def test_ended_requirements_are_shown_on_demand(cast, item):
    public.withdraw(item("地下车库").pk, reason="x", by=cast.actor("hq_head"))
    assert "1-2" not in listed(cast.actor("clerk"))
    assert "1-2" in listed(cast.actor("clerk"), ended=True)


def test_overdue_is_not_met_in_days_and_moves_the_heading(cast, issued):
    with clock.hold(NOW + timedelta(days=15)):
        page = public.register(cast.actor("clerk"), RegisterFilters(status="not_met"))
    assert page.matched == 1
    assert page.groups[0].status is public.Status.NOT_MET
    verdict = page.groups[0].rows[0].verdict
    assert public.word_of(verdict) == "逾期 3 天"


def test_groups_by_unit_and_by_deadline(cast, issued):
    by_unit = public.register(cast.actor("clerk"), RegisterFilters(group="unit"))
    assert {group.label: len(group.rows) for group in by_unit.groups} == {
        "后勤": 1,
        "保卫": 3,
        "各学院": 1,
        "教务": 1,
    }
    by_deadline = public.register(cast.actor("clerk"), RegisterFilters(group="deadline"))
    assert [(group.key, len(group.rows)) for group in by_deadline.groups] == [
        ("later", 1),
        ("repeats", 1),
        ("none", 4),
    ]


def test_a_heading_issued_ahead_of_its_parts_is_listed_without_data(cast, reading):
    heading = reading.headings.get(no="2")
    public.issue_headings(reading.pk, client_id=new_id(), by=cast.actor("clerk"), heading_ids=[heading.pk])
    page = public.register(cast.actor("clerk"), RegisterFilters())
    assert [(group.no, group.status, group.rows) for group in page.groups] == [
        ("2", public.Status.NO_DATA, ())
    ]
    assert public.register(cast.actor("clerk"), RegisterFilters(q="x")).groups == ()


def test_what_other_rooms_contribute_decides_the_status(cast, item):
    directive = item("地下车库")
    public.acknowledge(Addressee.objects.get(directive=directive).pk, by=cast.actor("security_head"))

    def tasks(ids, at):
        return {directive.pk: (Contribution("tasks", public.Status.MET, at, evidence=True),)}

    public.register_contribution(tasks)
    try:
        page = public.register(cast.actor("clerk"), RegisterFilters(status="met"))
    finally:
        forget_contribution(tasks)
    assert [row.directive for row in page.groups[0].rows] == [directive]
    assert page.groups[0].status is public.Status.NO_DATA


def test_more_rows_ask_no_more_queries(cast, issued):
    clerk, filters = cast.actor("clerk"), RegisterFilters()
    with CaptureQueriesContext(
        connection,
    ) as few:
        public.register(clerk, filters)
    for _ in range(3):
        more = read_text(cast)
        confirm_all(cast, more)
        public.issue_drafts(more.pk, client_id=new_id(), by=clerk)
    with CaptureQueriesContext(connection) as many:
        page = public.register(clerk, filters)
    assert page.total == 24
    assert len(many) == len(few) <= 24


def test_pages_follow_one_another(cast, issued):
    first = public.register(cast.actor("clerk"), RegisterFilters(), page_size=4)
    second = public.register(cast.actor("clerk"), RegisterFilters(page=2), page_size=4)
    beyond = public.register(cast.actor("clerk"), RegisterFilters(page=99), page_size=4)
    assert (first.pages, second.page, beyond.page) == (2, 2, 2)
    numbers = [row.directive.no for page in (first, second) for group in page.groups for row in group.rows]
    assert numbers == ["1-1", "1-2", "1-3", "1-4", "2-1", "2-2"]


def test_an_address_gives_the_filters_and_back():
    filters = RegisterFilters(status="not_met", q="车库", mine=True, unit=new_id(), group="unit")
    query = dict(pair.split("=") for pair in filters.to_query().split("&"))
    assert set(query) == {"status", "q", "mine", "unit", "group"}
    assert (
        filters.to_query(status="")
        == RegisterFilters(q="车库", mine=True, unit=filters.unit, group="unit").to_query()
    )
    assert RegisterFilters().to_query() == ""
    assert filters.narrowed
    assert not RegisterFilters(group="unit").narrowed


@pytest.mark.parametrize(
    "query",
    [
        {"status": "'; DROP TABLE x", "page": "-1", "unit": "x", "group": "?", "due": "never"},
        {"page": "9" * 40, "q": "\x00" + "x" * 500, "meeting": "0", "kind": "<b>"},
        {"q": "% _ ' \" \\ () & | !"},
    ],
)
def test_a_broken_address_still_opens(cast, issued, query):
    page = public.register(cast.actor("clerk"), RegisterFilters.from_query(query))
    assert page.page >= 1


def test_choices_lead_somewhere(cast, issued):
    options = public.register_options(cast.actor("security_head"))
    assert options.speakers == ("石青",)
    assert {chip.name for chip in options.units} == {"保卫"}
    assert options.meetings == (issued.meeting,)
    assert len(options.campuses) == 3


def test_views_are_kept_by_a_position_and_shared(cast, issued):
    clerk = cast.actor("clerk")
    mine = public.save_view(name="逾期", query="?status=not_met&evil=1", by=clerk)
    assert mine.query == "status=not_met"
    public.save_view(name="逾期", query="due=overdue", by=clerk)
    shared = public.save_view(name="大家看", query="group=unit", by=cast.actor("clerk2"), shared=True)
    assert [view.name for view in public.saved_views(clerk)] == ["逾期", "大家看"]
    assert [view.name for view in public.saved_views(cast.actor("dean"))] == ["大家看"]
    with pytest.raises(Exception, match="not_yours"):
        public.forget_view(shared.pk, by=clerk)
    with pytest.raises(Exception, match="not_visible"):
        public.forget_view(mine.pk, by=cast.actor("dean"))
    public.forget_view(mine.pk, by=clerk)
    assert [view.name for view in public.saved_views(clerk)] == ["大家看"]


def test_the_requirement_page_leads_from_sentence_to_answers(cast, item):
    directive = item("地下车库")
    page = public.requirement(cast.actor("clerk"), directive.code.lower())
    marked = [run.text for run in page.quote if run.marked]
    assert marked == ["每日巡查地下车库"]
    assert "".join(run.text for run in page.quote).startswith("后勤保障部要在6月1日前")
    assert {one.no for one in page.siblings} == {"1-1", "1-3", "1-4"}
    assert (page.lead_label, page.acts) == ("保卫处", ())
    assert public.requirement(cast.actor("hq_head"), directive.code).acts == ("supersede", "withdraw")
    assert [line.verb for line in page.history] == ["command.issue"]
    heading = public.requirement(cast.actor("clerk"), Directive.objects.get(no="1").code)
    assert len(heading.children) == 4
    assert heading.answers == ()


def test_the_requirement_page_asks_a_bounded_number_of_queries(cast, item):
    with CaptureQueriesContext(connection) as asked:
        public.requirement(cast.actor("clerk"), item("安全检查").code)
    assert len(asked) <= 60


def test_the_confirmation_asks_no_more_queries_for_more_drafts(cast, reading):
    clerk = cast.actor("clerk")
    with CaptureQueriesContext(connection) as asked:
        page = public.confirmation(clerk, reading.pk)
    assert len(page.drafts) == 6
    assert len(asked) <= 20
    assert "".join(run.text for run in page.runs) == reading.source.body
    assert page.progress.total == 6
