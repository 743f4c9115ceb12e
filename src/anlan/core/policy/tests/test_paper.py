"""Every engine against a second reading of the paper, on documents nobody here has seen."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from anlan.core.policy import Court, usable
from anlan.core.policy.interpreter import decide
from anlan.core.policy.tests import paper, strangers

DOCUMENTS, REQUESTS = 250, 40


def bare(told: dict[str, object]) -> dict[str, object]:
    """A decision without its nearest rule, which the paper leaves to the engine."""
    return {key: value for key, value in told.items() if key != "nearest"}


@pytest.mark.parametrize("seed", range(4))
def test_the_engines_read_the_paper_as_a_second_reader_does(seed: int) -> None:
    chance = Random(seed)
    for _ in range(DOCUMENTS):
        given = strangers.document(chance)
        court = Court(usable(given))
        for _ in range(REQUESTS):
            request = strangers.request(chance)
            wanted = paper.answer(given, request["phase"], request)
            told = court.decide(request).as_json()
            assert bare(told) == wanted, (given, request)
            slow = decide(court.document, court.document.policies[request["phase"]], request)
            assert slow.as_json() == told, (given, request)
            assert tuple(court.verdict(request)) == (wanted["decision"], wanted["reason"])
            assert ("nearest" in told) == (wanted["reason"] == "NO_PERMIT")
            _nearest_is_in_force_and_quoted(given, request, told)


def _nearest_is_in_force_and_quoted(
    given: dict[str, Any], request: dict[str, Any], told: dict[str, Any]
) -> None:
    """It is an allow rule in force, and every condition of it that fails is quoted."""
    nearest = told.get("nearest")
    if not nearest:
        return
    policy = given["policies"][request["phase"]]
    rule = next(one for one in given["rules"] if one["id"] == nearest["rule"])
    assert rule["effect"] == "allow"
    assert rule["measure"] in policy["measures"]
    failing = [one for one in rule["when"] if not paper.holds(one, request, policy)]
    assert nearest["lacking"][: len(failing)] == failing
