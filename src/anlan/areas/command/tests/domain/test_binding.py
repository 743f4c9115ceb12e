"""Requirements are bound to measurements of the catalogue and judged by them."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command import public
from anlan.areas.command.indicators import INDICATOR_SOURCES
from anlan.areas.command.models import Directive, Indicator
from anlan.areas.command.rules.amounts import amount
from anlan.areas.command.rules.status import Case, Contribution, Status, status_of
from anlan.areas.command.selectors.rulebook import limits
from anlan.areas.command.services.binding import OwnWords, bound
from anlan.areas.command.tests.pages.desk import issue, read, signed_in_as
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.indicators.public import WHOLE, Measured, Scope, campus, observe, unit
from tests.support.cast import Cast

CODE = "movement.fence_breaches"
SECOND = "supply.vehicles_disinfected"
FENCE = "会议提出一点要求。保卫处要坚决防止翻墙进出校园。\n"


def issued_with(cast: Cast, **fields: Any) -> Directive:
    """One requirement in force, bound as a clerk chose."""
    by, reading = cast.actor("clerk"), read(cast, FENCE)
    card = reading.card()
    fields = {"lead_unit": str(cast.units["security"].pk), "no_deadline": True, **fields}
    public.autosave(card.id, version=card.version, fields=fields, by=by)
    public.confirm_draft(card.id, version=reading.card().version, by=by)
    public.issue_drafts(reading.draft_set_id, client_id=uuid4(), by=by)
    return Directive.objects.get(kind="item")


def verdict(directive: Directive, at: datetime | None = None) -> Status:
    return public.status_of_directives([directive.pk], at=at)[directive.pk].status


def value_of(source: str, at: datetime, scope: Scope) -> Decimal | None:
    found = dict(INDICATOR_SOURCES)[source](at, scope)
    return found.value if found else None


@pytest.mark.django_db
def test_a_reading_suggests_measurements_and_says_where_from(cast):
    card = read(cast, FENCE).card()
    offered = [one.value["measures"] for one in card.suggestions if one.field == "measures"]
    assert [CODE] in offered
    page = signed_in_as(cast, "clerk").get(f"/command/drafts/{read(cast, FENCE + ' ').draft_set_id}/")
    assert "指标目录按原文的词推荐，由人决定" in page.content.decode()
    assert "翻墙进出校园" in page.content.decode()


@pytest.mark.django_db
def test_suggestions_taken_one_after_another_are_all_kept(cast):
    reading = read(cast, FENCE)
    rows = [one for one in reading.card().suggestions if one.field == "measures"][:2]
    for one in rows:
        public.accept_suggestion(one.pk, version=reading.card().version, by=cast.actor("clerk"))
    assert reading.card().values["measures"] == [one.value["measures"][0] for one in rows]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "codes", [["moon.phase"], ["recheck.goods"], "x", [1], ["movement.fence_breaches"] * 7]
)
def test_a_measurement_that_is_not_in_the_catalogue_is_refused(cast, codes):
    card = read(cast, FENCE).card()
    with pytest.raises(BadInput):
        public.autosave(card.id, version=card.version, fields={"measures": codes}, by=cast.actor("clerk"))


@pytest.mark.django_db
def test_an_issued_requirement_keeps_its_measurements_and_nobody_changes_them(cast):
    directive = issued_with(cast, measures=[CODE, SECOND])
    rows = list(directive.indicators.values_list("name", "direction", "target", "unit", "measure"))
    assert rows == [
        ("翻墙进出校园", "at_most", "0", "cases", CODE),
        ("进校车辆消杀率", "equal", "100", "percent", SECOND),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.update(measure="")


@pytest.mark.django_db
def test_no_data_and_too_old_are_never_met(cast):
    directive = issued_with(cast, measures=[CODE])
    now = clock.now()
    assert verdict(directive) is Status.NO_DATA
    observe(CODE, measured=Measured(Decimal(0), now))
    assert verdict(directive, at=now + timedelta(minutes=1)) is Status.MET
    assert verdict(directive, at=now + timedelta(days=2)) is Status.NO_DATA


@pytest.mark.django_db
def test_the_state_is_the_worst_of_its_measurements_with_the_reason_in_words(cast):
    directive = issued_with(cast, measures=[CODE, SECOND])
    observe(SECOND, measured=Measured(Decimal(100), clock.now()))
    observe(CODE, measured=Measured(Decimal(3), clock.now()))
    assert verdict(directive) is Status.NOT_MET
    page = signed_in_as(cast, "clerk").get(directive.get_absolute_url()).content.decode()
    assert "为什么是这个状态" in page
    assert "翻墙进出校园 3 起，目标 0 起" in page
    assert "100%" in page


@pytest.mark.django_db
def test_a_requirement_of_one_campus_is_judged_by_that_campus(cast):
    south = cast.campuses["south"]
    directive = issued_with(cast, measures=[CODE], places=[str(south.pk)])
    observe(CODE, measured=Measured(Decimal(0), clock.now()))
    assert verdict(directive) is Status.NO_DATA
    observe(CODE, scope=campus(south.pk), measured=Measured(Decimal(2), clock.now()))
    assert verdict(directive) is Status.NOT_MET


@pytest.mark.django_db
def test_a_drill_says_nothing_about_a_real_requirement(cast):
    directive = issued_with(cast, measures=[CODE])
    observe(CODE, measured=Measured(Decimal(0), clock.now()), drill=True)
    assert verdict(directive) is Status.NO_DATA


@pytest.mark.django_db
def test_own_words_without_a_source_stay_without_data(cast):
    directive = issued_with(cast, indicator_name="巡查有没有走过场", indicator_target="没有")
    assert verdict(directive) is Status.NO_DATA
    page = signed_in_as(cast, "clerk").get(directive.get_absolute_url()).content.decode()
    assert "没有数据来源，显示无数据" in page


@pytest.mark.django_db
def test_a_correction_changes_measurements_and_target(cast):
    directive = issued_with(cast, measures=[SECOND])
    new = public.supersede(
        directive.pk,
        fields={"indicator_target": "98", "indicator_direction": "at_least"},
        reason="定得太死",
        by=cast.actor("hq_head"),
    )
    row = new.indicators.get()
    assert (row.measure, row.target, row.direction) == (SECOND, "98", "at_least")
    observe(SECOND, measured=Measured(Decimal("98.5"), clock.now()))
    assert verdict(new) is Status.MET
    last = public.supersede(new.pk, fields={"measures": [CODE]}, reason="换指标", by=cast.actor("hq_head"))
    assert [one.measure for one in last.indicators.all()] == [CODE]


@pytest.mark.django_db
def test_the_page_shows_value_target_course_and_campuses(cast):
    directive = issued_with(cast, measures=[SECOND])
    now = clock.now()
    for days in range(4, -1, -1):
        observe(SECOND, measured=Measured(Decimal(100 - days), now - timedelta(days=days), 50, 52))
    observe(SECOND, scope=campus(cast.campuses["centre"].pk), measured=Measured(Decimal("90.5"), now, 19, 21))
    page = signed_in_as(cast, "clerk").get(directive.get_absolute_url()).content.decode()
    assert '<svg class="chart"' in page
    assert "19 / 21" in page
    assert "中心校区" in page
    assert "指标与数据源" in page
    register = signed_in_as(cast, "clerk").get("/command/").content.decode()
    assert '<svg class="bullet"' in register


@pytest.mark.django_db
def test_many_bound_requirements_are_judged_in_two_queries_more(cast):
    directive = issued_with(cast, measures=[CODE, SECOND])
    with CaptureQueriesContext(connection) as few:
        public.gauges([directive.pk], at=clock.now())
    issue(cast, FENCE, number=2)
    keys = list(Directive.objects.filter(kind="item").values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as many:
        public.gauges(keys, at=clock.now())
    assert len(few) == len(many) == 2


@pytest.mark.django_db
def test_requirements_measure_themselves(cast):
    issued = issue(cast, FENCE)
    row = issued.rows()[0]
    cs, chem = unit(cast.units["cs"].pk), unit(cast.units["chem"].pk)
    late, soon = row.answer_due_at + timedelta(minutes=1), clock.now()
    assert value_of("command.acknowledged_in_time", soon, WHOLE) is None
    assert value_of("command.acknowledged_in_time", late, cs) == 0
    public.acknowledge(row.pk, by=cast.actor("dean"))
    assert value_of("command.acknowledged_in_time", late, cs) == 100
    assert value_of("command.acknowledged_in_time", late, chem) is None
    assert value_of("command.relays_in_time", late, WHOLE) == 0
    public.relay(row.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("dean"))
    assert value_of("command.relays_in_time", late, WHOLE) == 100
    assert value_of("command.without_owner", soon, WHOLE) == 0
    assert value_of("command.without_indicator", soon, WHOLE) == 1
    assert value_of("command.without_indicator", soon, chem) is None


contributions = st.builds(
    Contribution,
    source=st.sampled_from(("indicators", "tasks", "inspection")),
    status=st.sampled_from(Status),
    as_of=st.just(clock.now()),
    evidence=st.booleans(),
)


@given(st.lists(contributions, min_size=1, max_size=4), st.booleans())
def test_the_state_of_a_requirement_is_a_pure_function_of_its_parts_in_any_order(said, objected):
    at = clock.now()
    case = Case("acknowledged", at - timedelta(days=1), None, said, objected, at)
    told = {
        status_of(replace(case, contributions=order), at=at, limits=limits()).status
        for order in permutations(said)
    }
    assert len(told) == 1
    if told == {Status.MET}:
        assert all(one.status is Status.MET and one.evidence for one in said)
    if any(one.status is Status.NOT_MET for one in said):
        assert told == {Status.NOT_MET}


@given(st.text(max_size=12))
def test_a_target_in_any_words_is_a_number_or_none(text):
    found = amount(text)
    assert found is None or found.is_finite()


@pytest.mark.parametrize(
    ("text", "number"),
    [("98", "98"), (" 98.5 % ", "98.5"), ("NaN", None), ("inf", None), ("", None), ("两起", None)],
)
def test_a_target_is_read_as_a_number_where_it_is_one(text, number):
    assert amount(text) == (None if number is None else Decimal(number))


def test_a_target_without_a_name_sets_that_of_the_first_measurement():
    rows = bound([SECOND, CODE], own=OwnWords(target="97", direction="at_least"), text="")
    assert [(one["measure"], one["direction"], one["target"]) for one in rows] == [
        (SECOND, "at_least", "97"),
        (CODE, "at_most", "0"),
    ]
    rows = bound([SECOND], own=OwnWords(target="全部"), text="每辆车都要消杀")
    assert [one["name"] for one in rows] == ["进校车辆消杀率", "每辆车都要消杀"]
    assert bound(["moon"], own=OwnWords(), text="x") == []
