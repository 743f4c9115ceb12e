"""``anlan ledger verify``: check the chain, print its head."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from anlan.foundation.ledger.anchors import heads_in
from anlan.foundation.ledger.verification import Break, Fault, Report, verify

_WORDS = {
    Fault.REMOVED: "rows {detail} are missing",
    Fault.TAIL: "the head {detail} is not in this chain: rows were removed from its end, or it was rewritten",
    Fault.UNSEALED: "a row was written past the chain (id {detail})",
    Fault.LINK: "it does not follow the row before it: one of the two was replaced or moved",
    Fault.HEADER: "its header or its hash was edited",
    Fault.COLUMN: "its columns were edited: {detail}",
    Fault.PAYLOAD: "its payload was edited",
}
_OK, _BROKEN, _BAD_INPUT = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Run the command; 0 when the chain holds, 1 naming the first broken row, 2 for unusable input."""
    given = _parser().parse_args(argv)
    try:
        expect = [*given.expect, *(heads_in(given.heads) if given.heads else ())]
    except (OSError, ValueError) as trouble:
        print(f"{given.heads}: {trouble}", file=sys.stderr)
        return _BAD_INPUT
    report = verify(expect=expect)
    print(_as_json(report) if given.json else _in_words(report))
    if report.first_break is None:
        return _OK
    print(_told(report.first_break), file=sys.stderr)
    return _BROKEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan ledger", description="The hash-chained record of every act.")
    acts = parser.add_subparsers(dest="act", required=True)
    check = acts.add_parser("verify", help="check the chain from its first row and print its head")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.add_argument(
        "--expect",
        type=_head,
        action="append",
        default=[],
        metavar="HASH",
        help="a head noted earlier, which must still be in the chain (may be repeated)",
    )
    check.add_argument(
        "--heads", type=Path, metavar="FILE", help="a file of printed heads (heads.log), all expected"
    )
    return parser


def _head(text: str) -> str:
    if len(text) != 64 or set(text.lower()) - set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("a head is 64 hexadecimal digits")
    return text


def _in_words(report: Report) -> str:
    state = "holds" if report.holds else "broken"
    return f"chain     {state}\nrows      {report.rows}\nshredded  {report.shredded}\nhead      {report.head}"


def _as_json(report: Report) -> str:
    found = report.first_break
    return json.dumps(
        {
            "holds": report.holds,
            "head": report.head,
            "rows": report.rows,
            "shredded": report.shredded,
            "broken": None if found is None else asdict(found) | {"text": _told(found)},
        },
        ensure_ascii=False,
    )


def _told(found: Break) -> str:
    place = "ledger" if found.seq is None else f"row {found.seq}"
    return f"{place}: {_WORDS[found.fault].format(detail=found.detail)}"
