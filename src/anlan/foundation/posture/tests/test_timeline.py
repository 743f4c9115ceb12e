"""Invariant 1: exactly one phase holds for every operation, place, instant; time alone never tightens."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.posture.rules.direction import is_no_stricter
from anlan.foundation.posture.rules.timeline import Origin, Span, Timed, day_count, resolve
from anlan.foundation.posture.rules.values import MeasureSet

from .book import SMALL, sets, small

START = datetime(2031, 5, 19, tzinfo=UTC)
CAMPUS, ZONE, ROOM = (UUID(int=number) for number in (1, 2, 3))
WAY = (ROOM, ZONE, CAMPUS)


def hour(number: float) -> datetime:
    return START + timedelta(hours=number)


def base() -> Span:
    return Span(UUID(int=100), None, START)


def span(
    number: int,
    place: UUID,
    starts: float,
    lapses: float,
    measures: MeasureSet | None = None,
    *,
    ended: float | None = None,
    oral: bool = False,
) -> Span:
    return Span(
        UUID(int=number),
        place,
        hour(starts),
        lapses_at=hour(lapses),
        ended_at=None if ended is None else hour(ended),
        oral=oral,
        measures=tuple(Timed(key, values, hour(lapses)) for key, values in (measures or {}).items()),
    )


STRICT, LIGHT = small(quota={"most": 1}, plain={}), small(quota={"most": 5})


def at(spans: list[Span], number: float, way: tuple[UUID, ...] = WAY) -> tuple[int, Origin]:
    found = resolve(SMALL, [base(), *spans], way, hour(number))
    assert found is not None
    return found.span.phase.int, found.origin


def test_before_an_operation_opens_nothing_holds():
    assert resolve(SMALL, [base()], WAY, hour(-1)) is None


def test_without_a_phase_the_base_phase_holds():
    assert at([], 1) == (100, Origin.BASE)


def test_a_room_inherits_from_what_lies_around_it_and_a_phase_of_its_own_comes_first():
    spans = [span(1, CAMPUS, 0, 50, STRICT), span(2, ZONE, 1, 40, LIGHT)]
    assert at(spans, 2) == (2, Origin.INHERITED)
    assert at(spans, 2, (ZONE, CAMPUS)) == (2, Origin.HERE)
    assert at(spans, 2, (CAMPUS,)) == (1, Origin.HERE)
    assert at(spans, 0.5) == (1, Origin.INHERITED)


def test_what_lapses_falls_back_to_the_phase_around_it_where_that_is_no_stricter():
    spans = [span(1, CAMPUS, 0, 50, LIGHT), span(2, ZONE, 1, 4, STRICT)]
    assert at(spans, 3) == (2, Origin.INHERITED)
    assert at(spans, 4) == (1, Origin.INHERITED)


def test_what_lapses_never_falls_into_a_stricter_phase_but_to_the_base():
    spans = [span(1, CAMPUS, 0, 50, STRICT), span(2, ZONE, 1, 4, LIGHT)]
    found = resolve(SMALL, [base(), *spans], WAY, hour(4))
    assert found is not None
    assert found.origin is Origin.BASE
    assert [(one.span.phase.int, one.lapsed) for one in found.passed] == [(2, True), (1, False)]


def test_a_phase_that_people_enact_after_the_lapse_holds_below_it_however_strict():
    spans = [
        span(1, CAMPUS, 0, 50, STRICT, ended=5),
        span(2, ZONE, 1, 4, LIGHT),
        span(3, CAMPUS, 5, 50, STRICT),
    ]
    assert at(spans, 4.5) == (100, Origin.BASE)
    assert at(spans, 6) == (3, Origin.INHERITED)


def test_what_people_lift_falls_to_the_phase_around_it_however_strict():
    spans = [span(1, CAMPUS, 0, 50, STRICT), span(2, ZONE, 1, 9, LIGHT, ended=4)]
    assert at(spans, 4) == (1, Origin.INHERITED)


def test_an_oral_order_stands_before_the_written_phase_and_gives_way_to_it_again():
    spans = [span(1, CAMPUS, 0, 50, LIGHT), span(2, CAMPUS, 3, 5, STRICT, oral=True)]
    assert at(spans, 4) == (2, Origin.INHERITED)
    assert at(spans, 5) == (1, Origin.INHERITED)


def test_a_measure_may_lapse_before_its_phase():
    early = Timed("plain", {}, hour(2))
    late = Timed("quota", {"most": 3}, hour(9))
    one = Span(UUID(int=1), CAMPUS, hour(0), lapses_at=hour(9), measures=(early, late))
    assert set(one.in_force_at(hour(1))) == {"plain", "quota"}
    assert set(one.in_force_at(hour(2))) == {"quota"}
    assert set(one.last_in_force()) == {"quota"}


def test_a_phase_that_was_ended_before_its_hour_did_not_lapse():
    assert span(1, CAMPUS, 0, 4).lapsed_by(hour(4))
    assert not span(1, CAMPUS, 0, 4).lapsed_by(hour(3))
    assert not span(1, CAMPUS, 0, 4, ended=2).lapsed_by(hour(9))
    assert not base().lapsed_by(hour(9))
    assert base().last_in_force() == {}


def test_the_day_on_which_a_phase_starts_is_its_first():
    assert day_count(hour(0), hour(1)) == 1
    assert day_count(hour(0), hour(25)) == 2


@st.composite
def timelines(draw: st.DrawFn) -> tuple[list[Span], list[tuple[UUID, ...]], list[float]]:
    """A random tree of places, acts at whole hours one after another, and the hours of the acts."""
    count = draw(st.integers(1, 6))
    parents = {number: draw(st.integers(0, number - 1)) for number in range(1, count + 1)}
    ways = []
    for number in range(1, count + 1):
        way, here = [], number
        while here:
            way.append(UUID(int=here))
            here = parents[here]
        ways.append(tuple(way))
    spans: dict[tuple[UUID, bool], list[Span]] = {}
    acts = draw(st.lists(st.integers(0, 40), max_size=10, unique=True).map(sorted))
    for order, moment in enumerate(acts):
        place = UUID(int=draw(st.integers(1, count)))
        oral = draw(st.booleans())
        key = (place, oral)
        known = spans.setdefault(key, [])
        standing = bool(known) and known[-1].covers(hour(moment))
        if standing:
            last = known[-1]
            known[-1] = span_ended(last, moment)
        if not standing or draw(st.booleans()):
            length = draw(st.integers(1, 20))
            measures = draw(sets())
            made = span(order + 1, place, moment, moment + length, oral=oral)
            ends = {key: draw(st.integers(1, length)) for key in measures}
            timed = tuple(Timed(key, values, hour(moment + ends[key])) for key, values in measures.items())
            known.append(Span(made.phase, place, made.starts, made.lapses_at, None, oral, timed))
    return [one for some in spans.values() for one in some], ways, [float(act) for act in acts]


def span_ended(one: Span, moment: float) -> Span:
    return Span(one.phase, one.place, one.starts, one.lapses_at, hour(moment), one.oral, one.measures)


@given(timelines(), st.lists(st.floats(0, 70), min_size=2, max_size=12))
def test_exactly_one_phase_holds_at_every_place_and_instant(drawn, instants: list[float]):
    spans, ways, _acts = drawn
    for way in ways:
        for instant in instants:
            found = resolve(SMALL, [base(), *spans], way, hour(instant))
            assert found is not None
            assert found.span.covers(hour(instant))
            assert found.span.place is None or found.span.place in way
            again = resolve(SMALL, [*reversed(spans), base()], way, hour(instant))
            assert again == found


@given(timelines())
def test_between_two_acts_nothing_becomes_stricter_by_time(drawn):
    spans, ways, acts = drawn
    hours = [float(number) for number in range(65)]
    for way in ways:
        seen = {number: resolve(SMALL, [base(), *spans], way, hour(number)) for number in hours}
        for earlier, later in pairwise(hours):
            if later in acts or seen[earlier] is None:
                continue
            before, after = seen[earlier], seen[later]
            assert before is not None
            assert after is not None
            assert is_no_stricter(SMALL, after.measures, before.measures)
