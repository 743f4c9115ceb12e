"""The rule book of measurements."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from anlan.foundation.indicators.definitions import _read, definitions
from anlan.foundation.indicators.figures import UNITS, span_word, target_word, value_word
from anlan.foundation.indicators.rules.standing import Aim, Direction
from anlan.foundation.indicators.scopes import Scope, ScopeKind


def test_every_measurement_is_tested_by_a_re_check_and_says_what_it_counts():
    for one in definitions().by_code.values():
        assert one.recheck or definitions().by_code[one.pair].recheck, one.code
        assert len(one.about_zh) >= 15
        assert len(one.about_en) > 15
        assert one.unit in UNITS
        assert one.age_limit > one.every


def test_every_point_of_the_meeting_has_a_measurement():
    assert {point for one in definitions().by_code.values() for point in one.serves} == set(range(1, 11))


def _book(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    book = json.loads((settings.RULEBOOKS / "indicators.json").read_text(encoding="utf-8"))
    change(book["indicators"])
    path = tmp_path / "indicators.json"
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


def test_a_rule_book_with_a_lost_or_missing_re_check_is_refused(tmp_path):
    with pytest.raises(ValueError, match="to pair it with"):
        _read(_book(tmp_path, lambda rows: rows["tasks.late_now"].update(pair="moon")))


def test_a_measurement_that_nothing_re_checks_is_refused(tmp_path):
    with pytest.raises(ValueError, match="nothing re-checks"):
        _read(_book(tmp_path, lambda rows: rows["tasks.late_now"].pop("pair")))


def test_values_and_targets_are_read_as_people_write_them():
    assert value_word(Decimal("96.2000"), "percent") == "96.2%"
    assert value_word(Decimal("3.0000"), "cases") == "3 起"
    assert value_word(None, "cases") == "--"
    assert target_word(Aim(Direction.AT_LEAST, Decimal(98)), "percent") == "≥ 98%"
    assert target_word(Aim(Direction.AT_MOST, Decimal(0)), "cases") == "0 起"
    assert target_word(Aim(Direction.AT_LEAST, None), "percent") == ""
    spans = [span_word(definitions().by_code[code].every) for code in ("tasks.late_now", "ledger.verified")]
    assert spans == ["15 分钟", "6 小时"]


def test_only_the_whole_house_has_no_id():
    with pytest.raises(ValueError, match="no id"):
        Scope(ScopeKind.UNIT)
