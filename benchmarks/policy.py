"""The rule engine: decisions a second with all reasons, and what a million crossings cost.

Judges the vectors' campus document over synthetic requests in memory; one process, processor time.
``ANLAN_BENCH_REQUESTS`` (100000) sets how many there are; costs are told for a million.
"""

from __future__ import annotations

import gc
import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anlan.core.policy import Court, check, replay, usable
from anlan.core.policy.counters import Followed
from anlan.core.policy.document import Attribute, Document
from anlan.core.policy.interpreter import decide
from anlan.core.policy.strict_json import parse_line

CAMPUS = Path(__file__).resolve().parents[1] / "tests" / "golden" / "policy" / "campus.json"
SEED = 2022
MILLION = 1_000_000
START = 1_653_004_800
CALM = ("emergency", "qr", "pass_state", "vehicle", "health", "test_result", "gate_kind")
INTERPRETED = 5_000
RUNS = 3

Request = dict[str, Any]


def measure() -> dict[str, float | int]:
    """Rates a second, and seconds of one processor for a million."""
    given = json.loads(CAMPUS.read_text(encoding="utf-8"))
    document = usable(given)
    requests = synthetic(document, int(os.environ.get("ANLAN_BENCH_REQUESTS", "100000")))
    lines = [json.dumps(one).encode() for one in requests]
    old, new = Court(document, policy="gradual"), Court(document, policy="closed")
    policy = document.policies["closed"]
    gc.collect()
    gc.freeze()
    count = len(requests)
    return {
        "load_before": round(os.getloadavg()[0], 2),
        "rules_in_force": len(document.active(policy)),
        "check_ms": round(_cost(lambda: check(given)) * 1000, 1),
        "compile_ms": round(_cost(lambda: Court(document, policy="closed")) * 1000, 1),
        "decisions_per_s_all_reasons": _rate(
            count, lambda: _each(new.judge_of(requests[0]).decide, requests)
        ),
        "decisions_per_s_first_reason": _rate(
            count, lambda: _each(new.judge_of(requests[0]).verdict, requests)
        ),
        "decisions_per_s_interpreter": _rate(
            INTERPRETED, lambda: _each(lambda one: decide(document, policy, one), requests[:INTERPRETED])
        ),
        "million_checked_s": _million(count, lambda: _each(new.checker.check, requests)),
        "million_one_policy_s": _million(count, lambda: _each(new.verdict, requests)),
        "million_one_policy_counters_s": _million(count, lambda: _followed(new, requests)),
        "million_preview_s": _million(count, lambda: replay(requests, old=old, new=new, counters=False)),
        "million_preview_counters_s": _million(
            count, lambda: replay(requests, old=old, new=new, counters=True)
        ),
        "million_lines_parsed_s": _million(count, lambda: _each(parse_line, lines)),
    }


def synthetic(document: Document, count: int) -> list[Request]:
    """Crossings of a busy week: most calm, every attribute given, each person some fifteen times."""
    chance = random.Random(SEED)  # noqa: S311 - invented crossings
    return [_crossing(document, number, count, chance) for number in range(count)]


def _crossing(document: Document, number: int, count: int, chance: random.Random) -> Request:
    now = START + number // 2
    made: Request = {"person": f"p{chance.randrange(max(count // 15, 10))}"}
    made |= {name: _value(one, chance) for name, one in document.attributes.items()}
    made |= {"now": now, "tod": (now // 60 + 480) % 1440, "temp_c10": chance.randrange(355, 376)}
    made |= {"pass_nbf": now - chance.randrange(90_000), "pass_exp": now + chance.randrange(90_000)}
    made |= {"uses_left": chance.randrange(1, 4), "entries_today": 0, "gate_quota_used": 0}
    return made


def _value(attribute: Attribute, chance: random.Random) -> Any:
    if attribute.nullable and chance.random() < 0.3:
        return None
    if attribute.type == "enum":
        calm = attribute.name in CALM and chance.random() < 0.95
        return attribute.values[0] if calm else chance.choice(attribute.values)
    if attribute.type == "bool":
        return attribute.name != "quarantine" and chance.random() < 0.95
    if attribute.type == "int":
        return chance.randrange(100)
    gates = [f"g{number}" for number in range(40)]
    return chance.sample(gates, chance.randrange(3)) if attribute.type == "set" else chance.choice(gates)


def _each(act: Callable[[Request], object], requests: list[Any]) -> None:
    for one in requests:
        act(one)


def _followed(court: Court, requests: list[Request]) -> None:
    followed = Followed(court.reads(), sides=1)
    judgements = (court.verdict,)
    for one in requests:
        followed.verdicts(one, judgements)


def _cost(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of some runs."""
    costs = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        costs.append(time.process_time() - began)
    return min(costs)


def _rate(number: int, work: Callable[[], object]) -> int:
    return round(number / _cost(work))


def _million(number: int, work: Callable[[], object]) -> float:
    return round(_cost(work) * MILLION / number, 2)
