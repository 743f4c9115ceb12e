"""Every engine gives the decisions of the vectors, and the vectors notice small changes of a document."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from anlan.core.policy import Court, usable
from anlan.core.policy.interpreter import decide
from anlan.core.policy.tests import strangers
from tests.golden.policy.making import DOCUMENTS, HERE, random_request, read
from tests.golden.policy.mutation import mutants

VECTORS: list[dict[str, Any]] = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
MUTANTS_TRIED = 150
RANDOM_REQUESTS = 3000
STRANGERS = 300
RUN = """
import { readFileSync } from "node:fs";
const { judge } = await import(process.argv[1]);
const told = JSON.parse(readFileSync(0, "utf8"));
const judges = {};
const ask = ({ document, request }) => {
  const key = document + "#" + request.phase;
  judges[key] ??= judge(told.documents[document], request.phase);
  return judges[key](request);
};
process.stdout.write(JSON.stringify(told.asked.map(ask)));
"""

Terminal = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Answers of the engine that gates carry, run by node."""
    made = tmp_path_factory.mktemp("policy") / "judge.mjs"
    source = settings.ROOT / "frontend" / "src" / "policy" / "judge.ts"
    esbuild = settings.ROOT / "node_modules" / ".bin" / "esbuild"
    bundle = ["--bundle", "--format=esm", f"--outfile={made}", "--log-level=error"]
    subprocess.run([esbuild, source, *bundle], check=True)
    node = shutil.which("node") or str(settings.ROOT / ".venv" / "bin" / "node")

    def ask(asked: list[dict[str, Any]], documents: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        known = documents or {name: read(name) for name in DOCUMENTS}
        told = json.dumps({"documents": known, "asked": asked})
        command = [node, "--input-type=module", "-e", RUN, str(made)]
        said = subprocess.run(command, input=told, capture_output=True, text=True, check=True)
        return list(json.loads(said.stdout))

    return ask


@pytest.fixture(scope="module")
def courts() -> dict[str, Court]:
    return {name: Court(usable(read(name))) for name in DOCUMENTS}


def test_the_interpreter_gives_the_decisions_of_the_vectors(courts: dict[str, Court]) -> None:
    for row in VECTORS:
        document = courts[row["document"]].document
        found = decide(document, document.policies[row["request"]["phase"]], row["request"])
        assert found.as_json() == row["decision"], row["request"]


def test_the_generated_code_gives_the_decisions_of_the_vectors(courts: dict[str, Court]) -> None:
    for row in VECTORS:
        court = courts[row["document"]]
        assert court.decide(row["request"]).as_json() == row["decision"], row["request"]
        verdict = court.verdict(row["request"])
        assert (verdict.answer, verdict.reason) == (row["decision"]["decision"], row["decision"]["reason"])


def test_the_terminal_gives_the_decisions_of_the_vectors(terminal: Terminal) -> None:
    assert terminal(VECTORS) == [row["decision"] for row in VECTORS]


def test_the_terminal_agrees_on_random_requests(terminal: Terminal, courts: dict[str, Court]) -> None:
    chance = random.Random(7)
    asked = [
        {"document": name, "request": random_request(courts[name].document, chance)}
        for name in DOCUMENTS
        for _ in range(RANDOM_REQUESTS)
    ]
    expected = [courts[row["document"]].decide(row["request"]).as_json() for row in asked]
    assert terminal(asked) == expected


def test_the_terminal_agrees_on_documents_of_strangers(terminal: Terminal) -> None:
    chance = random.Random(19)
    documents = {f"d{number}": strangers.document(chance) for number in range(STRANGERS)}
    asked = [
        {"document": name, "request": strangers.request(chance)} for name in documents for _ in range(20)
    ]
    courts = {name: Court(usable(given)) for name, given in documents.items()}
    expected = [courts[row["document"]].decide(row["request"]).as_json() for row in asked]
    assert terminal(asked, documents) == expected


def test_the_vectors_notice_what_is_changed_in_a_document() -> None:
    """gates.md, section 8.2: at least 95 % of mutants must break a vector."""
    rows = {name: [row for row in VECTORS if row["document"] == name] for name in DOCUMENTS}
    found = [(name, *mutant) for name in DOCUMENTS for mutant in mutants(read(name))]
    tried = random.Random(95).sample(found, MUTANTS_TRIED)
    survivors = [f"{name}: {what}" for name, what, changed in tried if not _noticed(changed, rows[name])]
    assert len(survivors) <= 0.05 * MUTANTS_TRIED, survivors


def _noticed(changed: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    court = Court(usable(changed))
    return any(court.decide(row["request"]).as_json() != row["decision"] for row in rows)


def test_the_documents_lie_beside_the_vectors() -> None:
    assert {row["document"] for row in VECTORS} == set(DOCUMENTS)
    assert all(Path(HERE / f"{name}.json").is_file() for name in DOCUMENTS)
