"""``anlan rulebook``: check files of rules, and ask them what holds on a day; no database, no framework."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from anlan.foundation.rulebook.rules.book import Book
from anlan.foundation.rulebook.rules.faults import Fault, UnusableBook
from anlan.foundation.rulebook.rules.loading import faults_among, read_book
from anlan.foundation.rulebook.rules.resolving import Answer, State, resolve
from anlan.foundation.rulebook.rules.values import shown

FOUND, UNUSABLE = 1, 2


def main(argv: Sequence[str]) -> int:
    """Run one act. Exit code 0, 1 when ``check`` found faults, 2 for input that cannot be used."""
    given = _parser().parse_args(argv)
    try:
        return int(given.run(given))
    except OSError as error:
        print(f"anlan: {error.filename}: {error.strerror}", file=sys.stderr)
        return UNUSABLE


def _check(given: argparse.Namespace) -> int:
    books, faults = _read(given.files)
    if given.json:
        counts = {file: _counts(book) for file, book in books}
        print(json.dumps({"faults": [one.as_json() for one in faults], "files": counts}, ensure_ascii=False))
    else:
        for one in faults:
            print(one.line())
        for file, book in books:
            told = _counts(book)
            print(
                f"{file}: {told['rules']} rules, {told['versions']} versions, {told['open']} without a value"
            )
    return FOUND if faults else 0


def _day(given: argparse.Namespace) -> int:
    books, faults = _read(given.files)
    if faults:
        for one in faults:
            print(f"anlan: {one.line()}", file=sys.stderr)
        return UNUSABLE
    chain = given.areas.split(",")
    answers = [
        resolve(rule, day=given.day, chain=chain)
        for _, book in books
        for rule in book.rules
        if not given.rule or rule.code == given.rule
    ]
    if given.json:
        print(json.dumps([_as_json(one) for one in answers], ensure_ascii=False))
    else:
        print("\n".join(_line(one) for one in answers))
    return 0


def _read(files: Sequence[str]) -> tuple[list[tuple[str, Book]], list[Fault]]:
    """The files that could be read, and every fault of the others and among them."""
    books: list[tuple[str, Book]] = []
    faults: list[Fault] = []
    for name in files:
        try:
            books.append((name, read_book(Path(name).read_bytes(), file=name)))
        except UnusableBook as error:
            faults += error.faults
    return books, faults + faults_among(books)


def _counts(book: Book) -> dict[str, int]:
    versions = [one for rule in book.rules for one in rule.versions]
    return {
        "rules": len(book.rules),
        "versions": len(versions),
        "open": sum(one.is_empty for one in versions),
    }


def _as_json(one: Answer) -> dict[str, object]:
    return {
        "rule": one.rule,
        "day": one.day.isoformat(),
        "state": one.state.value,
        "why": one.why.value,
        "value": one.value,
        "unit": one.unit,
        "area": one.version.area if one.version else None,
        "source": one.version.source.title if one.version and one.version.source else None,
        "grade": one.version.grade if one.version else None,
    }


def _line(one: Answer) -> str:
    if one.state is not State.IN_FORCE or one.version is None:
        return f"{one.rule}\t{one.state.value}"
    told = shown(one.value, unit=one.unit, kind=one.kind, english=True)
    return f"{one.rule}\t{told}\t{one.version.area}\t{one.version.grade}"


def _iso_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2022-05-19") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="anlan rulebook", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    check = acts.add_parser("check", help="what is wrong with files of rules (anlan.rulebook/1)")
    check.add_argument("files", nargs="+", metavar="FILE.json")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.set_defaults(run=_check)
    day = acts.add_parser("day", help="what files of rules say on a day")
    day.add_argument("day", type=_iso_day, metavar="DAY", help="such as 2022-05-19")
    day.add_argument("files", nargs="+", metavar="FILE.json")
    day.add_argument("--areas", default="CN,school", help="areas of the place, the farthest first")
    day.add_argument("--rule", default="", help="only this rule")
    day.add_argument("--json", action="store_true", help="print one JSON document")
    day.set_defaults(run=_day)
    return parser
