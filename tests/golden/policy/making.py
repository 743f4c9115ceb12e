"""Makes ``vectors.json``: ``python -m tests.golden.policy.making`` after a document was changed on purpose.

From a pool of requests (witnesses of each rule, their near misses, and random ones) those are kept that tell
the document from its mutants, and some more. Expected decisions are the reference interpreter's.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from anlan.core.policy.court import Court
from anlan.core.policy.document import Attribute, Document, Rule
from anlan.core.policy.interpreter import decide
from anlan.core.policy.linting.candidates import candidates
from anlan.core.policy.linting.witness import Demand, witness
from anlan.core.policy.loading import usable
from tests.golden.policy.mutation import mutants

HERE = Path(__file__).parent
DOCUMENTS = ("campus", "leave", "corners")
RANDOM_REQUESTS = 4000
EXTRA = 40
CALM = {
    "emergency": "none",
    "qr": "ok",
    "known": True,
    "gate_open": True,
    "gate_kind": "main",
    "health": "green",
}
CALM |= {"quarantine": False, "test_result": "neg", "pass_state": "valid", "vehicle": "none", "goods": "none"}
SEED = 20220519

Request = dict[str, Any]


def read(name: str) -> dict[str, Any]:
    """One of the documents."""
    return dict(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))


def make() -> list[dict[str, Any]]:
    """Every vector: document, policy by ``phase``, request, decision."""
    rows = []
    for name in DOCUMENTS:
        given = read(name)
        document = usable(given)
        for request in _telling(given, list(_pool(document))):
            found = decide(document, document.policies[request["phase"]], request)
            rows.append({"document": name, "request": request, "decision": found.as_json()})
    return rows


def _pool(document: Document) -> Iterator[Request]:
    chance = random.Random(SEED)
    for name, policy in document.policies.items():
        for rule in document.active(policy):
            for demand in _demands(rule):
                found = witness(demand, attributes=document.attributes, parameters=policy.params)
                if found is None:
                    continue
                known = {key: value for key, value in CALM.items() if key in document.attributes}
                start = {**known, **found, "phase": name}
                yield _plain(start)
                tried = candidates(document.attributes, rule.conditions, policy.params)
                for key, values in tried.items():
                    yield from (_plain({**start, key: value}) for value in values)
                yield from (_shaken(start, tried, chance) for _ in range(40))
    for _ in range(RANDOM_REQUESTS):
        yield random_request(document, chance)


def _demands(rule: Rule) -> Iterator[Demand]:
    """The rule fires; or one of the groups against it holds."""
    yield Demand.that_fires(rule)
    for group in (*rule.unless, *((rule.must,) if rule.must else ())):
        yield Demand((*rule.when, *group))


def _shaken(start: Request, tried: dict[str, Any], chance: random.Random) -> Request:
    chosen = {key: chance.choice(values) for key, values in tried.items() if values and chance.random() < 0.5}
    return _plain({**start, **chosen})


def random_request(document: Document, chance: random.Random) -> Request:
    """Any values of the declared attributes, half of the time calm before the rules."""
    made: Request = {name: _value(one, chance) for name, one in document.attributes.items()}
    if chance.random() < 0.8:
        made |= {key: value for key, value in CALM.items() if key in made and chance.random() < 0.8}
    return _plain({**made, "phase": chance.choice(list(document.policies))})


def _value(attribute: Attribute, chance: random.Random) -> Any:
    if chance.random() < (0.25 if attribute.nullable else 0.02):
        return None
    if attribute.type == "enum":
        return chance.choice(attribute.values)
    if attribute.type == "bool":
        return chance.random() < 0.5
    if attribute.type == "int":
        return chance.choice([0, 1, 2, 24, 25, 30, 31, 60, 373, chance.randrange(1500)])
    if attribute.type == "set":
        return chance.sample(attribute.values or ["g1", "g2", "g3"], chance.randrange(3))
    return chance.choice(["g1", "g2", "g3", 4])


def _plain(request: Request) -> Request:
    """As it comes from JSON: lists for sets, and nothing for what is missing."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in request.items()
        if value is not None
    }


def _telling(given: dict[str, Any], pool: list[Request]) -> list[Request]:
    """Few requests that tell the document from as many mutants as the pool can."""
    court = Court(usable(given))
    answers = [court.decide(request) for request in pool]
    kept: list[int] = list(range(0, len(pool), max(1, len(pool) // EXTRA)))
    for _name, mutant in mutants(given):
        other = Court(usable(mutant))
        if any(other.decide(pool[at]) != answers[at] for at in kept):
            continue
        killer = next((at for at in range(len(pool)) if other.decide(pool[at]) != answers[at]), None)
        if killer is not None:
            kept.append(killer)
    return [pool[at] for at in sorted(set(kept))]


def write() -> None:
    """Write the file, one vector a line."""
    rows = [json.dumps(row, ensure_ascii=False) for row in make()]
    (HERE / "vectors.json").write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    write()
