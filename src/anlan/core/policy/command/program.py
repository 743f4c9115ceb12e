"""The words of the command line, and the three acts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence

from anlan.core.kernel.errors import AnlanError
from anlan.core.policy.command.files import (
    Unusable,
    named,
    numbered_lines,
    opened,
    read_document,
    read_json,
    read_request,
    told,
)
from anlan.core.policy.command.replaying import replay_file
from anlan.core.policy.command.tables import report_of, table_of
from anlan.core.policy.court import Court
from anlan.core.policy.linting import check

FOUND, UNUSABLE = 1, 2
BATCH = 500


def main(argv: Sequence[str]) -> int:
    """Run one act. Exit code 0, 1 when ``check`` found errors, 2 for input that cannot be used."""
    given = _parser().parse_args(argv)
    try:
        return int(given.run(given))
    except Unusable as error:
        print(f"anlan: {error}", file=sys.stderr)
        return UNUSABLE


def _check(given: argparse.Namespace) -> int:
    faults = check(read_json(given.document))
    errors = [fault for fault in faults if not fault.is_warning]
    warnings = [fault for fault in faults if fault.is_warning]
    if given.json:
        found = {"errors": [one.as_json() for one in errors], "warnings": [one.as_json() for one in warnings]}
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(report_of(errors, warnings)))
    return FOUND if errors else 0


def _decide(given: argparse.Namespace) -> int:
    name, policy = named(given.document)
    try:
        court = Court(read_document(name), policy=policy or None)
    except AnlanError as error:
        raise Unusable(told(name, error)) from None
    lines: list[str] = []
    try:
        for line in _decisions(court, given.requests):
            lines.append(line)
            if len(lines) == BATCH:
                print("\n".join(lines))
                lines.clear()
    finally:
        if lines:
            print("\n".join(lines))
    return 0


def _decisions(court: Court, file: str) -> Iterator[str]:
    """One decision a line; what is the same is written once."""
    written: dict[int, tuple[object, str]] = {}
    number = 0
    with opened(file) as stream:
        try:
            for number, line in numbered_lines(stream):
                decision = court.decide(read_request(line, number=number))
                known = written.get(id(decision))
                if known is None or known[0] is not decision:
                    known = (decision, json.dumps(decision.as_json(), ensure_ascii=False))
                    if len(written) < BATCH:
                        written[id(decision)] = known
                yield known[1]
        except AnlanError as error:
            raise Unusable(told(file, error, line=number)) from None


def _replay(given: argparse.Namespace) -> int:
    tally = replay_file(given.old, given.new, given.requests, counters=given.counters)
    if given.json:
        print(json.dumps(tally.as_json(), ensure_ascii=False))
    else:
        print("\n".join(table_of(tally)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan policy", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    check_act = acts.add_parser("check", help="the static checks of a rule document")
    check_act.add_argument("document", metavar="DOC.json")
    check_act.add_argument("--json", action="store_true", help="print one JSON document")
    check_act.set_defaults(run=_check)
    decide = acts.add_parser("decide", help="one decision for each request, as JSON lines")
    decide.add_argument("document", metavar="DOC.json", help="DOC.json#POLICY judges all under one policy")
    decide.add_argument("requests", metavar="REQUESTS.jsonl", help="the file, or - for standard input")
    decide.add_argument("--json", action="store_true", help="the output is JSON lines in any case")
    decide.set_defaults(run=_decide)
    replay = acts.add_parser("replay", help="what changes between two documents or policies")
    replay.add_argument("old", metavar="OLD.json")
    replay.add_argument("new", metavar="NEW.json", help="DOC.json#POLICY judges all under one policy")
    replay.add_argument("requests", metavar="REQUESTS.jsonl", help="the file, or - for standard input")
    replay.add_argument("--counters", action="store_true", help="uses, entries and quotas follow each side")
    replay.add_argument("--json", action="store_true", help="print one JSON document")
    replay.set_defaults(run=_replay)
    return parser
