"""What a field of a notice may hold, one breach at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from anlan.foundation.notices.rules.fields import LONGEST, NEEDED, Fault, fault_in, lacks

AT = datetime(2031, 5, 19, 8, tzinfo=UTC)
NAIVE = datetime(2031, 5, 19, 8)  # noqa: DTZ001
GOOD: dict[str, Any] = {
    "event_zh": "停水",
    "event_en": "Water off",
    "headline_zh": "今晚停水",
    "headline_en": "Water off tonight",
    "text_zh": "今晚十点起停水。\n明早恢复。",
    "text_en": "Water is off from ten.",
    "categories": ["Infra"],
    "response_types": ["Prepare"],
    "scope": "Public",
    "urgency": "Expected",
    "level": "now",
    "effective": None,
    "onset": AT + timedelta(hours=1),
    "expires": AT + timedelta(hours=9),
    "web": "https://lanjiang.example/water",
    "is_empty": False,
}


def test_a_whole_notice_has_no_fault_and_lacks_nothing():
    assert fault_in(GOOD) is None
    assert lacks(GOOD, at=AT) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scope", "Everybody"),
        ("level", "at once"),
        ("categories", ["Infra", "Gossip"]),
        ("response_types", ["Hide"]),
        ("effective", NAIVE),
        ("onset", NAIVE),
        ("expires", NAIVE),
        ("web", "javascript:alert(1)"),
        ("web", "//elsewhere.example"),
        ("text_zh", "停水\x00"),
        ("headline_en", "a\x1bb"),
    ],
)
def test_what_a_field_may_not_hold_is_told_by_its_name(name: str, value: Any):
    assert fault_in(GOOD | {name: value}) == Fault("field_unusable", name)


@pytest.mark.parametrize("name", sorted(LONGEST))
def test_a_text_may_be_as_long_as_its_limit_and_not_longer(name: str):
    start = "https://" if name == "web" else ""
    full = start + "x" * (LONGEST[name] - len(start))
    assert fault_in({name: full}) is None
    assert fault_in({name: f"{full}x"}) == Fault("field_too_long", name)


@pytest.mark.parametrize("name", NEEDED)
def test_an_empty_field_is_a_drafts_right_and_keeps_it_from_being_handed_in(name: str):
    empty: Any = [] if name == "categories" else ""
    assert fault_in(GOOD | {name: empty}) is None
    assert lacks(GOOD | {name: empty}, at=AT) == [Fault("field_empty", name)]


@pytest.mark.parametrize("hours", [-1, 0, 1])
def test_a_notice_ends_after_now_and_after_it_began(hours: int):
    ends = AT + timedelta(hours=hours)
    assert lacks(GOOD | {"expires": ends}, at=AT) == [Fault("expires_too_early", "expires")]
    assert lacks(GOOD | {"expires": None}, at=AT) == []


def test_a_notice_to_nobody_is_not_handed_in():
    assert lacks(GOOD | {"is_empty": True}, at=AT) == [Fault("audience_empty", "audience")]
