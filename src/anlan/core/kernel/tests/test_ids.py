from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.kernel import clock, ids

codes = st.builds(
    ids.human_code, st.sampled_from(["YQ", "LAB", "F"]), st.integers(2000, 2099), st.integers(1, 99999)
)


def test_keys_carry_version_seven_and_the_time_they_were_made():
    with clock.hold(datetime(2022, 5, 19, tzinfo=UTC)) as at:
        key = ids.new_id()
    assert key.version == 7
    assert key.int >> 80 == int(at.timestamp() * 1000)


def test_keys_of_many_threads_are_different_and_those_of_one_thread_rise():
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: [ids.new_id() for _ in range(500)], range(8)))
    assert len({key for run in runs for key in run}) == 4000
    assert all(run == sorted(run) for run in runs)


def test_keys_of_a_held_instant_rise_though_others_came_between():
    first, second = clock.now(), clock.now() - timedelta(days=3)
    runs: dict[datetime, list[UUID]] = {first: [], second: []}
    for at in (first, second, first, second):
        with clock.hold(at):
            runs[at] += [ids.new_id() for _ in range(50)]
    assert all(run == sorted(run) for run in runs.values())


def test_very_many_held_instants_are_forgotten(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ids, "_MOST_HELD", 2)
    monkeypatch.setattr(ids, "_held_ticks", {})
    for days in range(5):
        with clock.hold(clock.now() - timedelta(days=days)):
            ids.new_id()
    assert len(ids._held_ticks) <= 2


@given(codes)
def test_a_code_that_was_made_is_recognised(code: str):
    assert ids.is_human_code(code)


@given(codes, st.data())
def test_one_wrong_sign_in_a_code_is_noticed(code: str, data: st.DataObject):
    places = [n for n, sign in enumerate(code) if sign in ids._ALPHABET]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from(ids._ALPHABET).filter(lambda sign: sign != code[place]))
    assert not ids.is_human_code(code[:place] + other + code[place + 1 :])


def test_what_has_no_check_sign_is_no_code():
    assert not ids.is_human_code("")
    assert not ids.is_human_code("YQ-2022-0031-")
    assert not ids.is_human_code("YQ-2022-0031-KK")


@given(st.lists(st.uuids(), max_size=5))
def test_keys_travel_as_one_array(keys):
    text = ids.array_text(keys)
    assert (text[0], text[-1]) == ("{", "}")
    assert [UUID(part) for part in text[1:-1].split(",") if part] == keys
