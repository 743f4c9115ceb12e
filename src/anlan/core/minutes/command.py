"""``anlan minutes read``: the requirements of a text, for people or as JSON; needs no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from anlan.core.kernel.errors import AnlanError
from anlan.core.minutes.extract import STDIN, extract_text
from anlan.core.minutes.formats.limits import Limits
from anlan.core.minutes.model import Minutes, Part, Requirement
from anlan.core.minutes.reading import read_minutes

UNUSABLE = 2
WORDS = {
    "minutes.file.too_large": "it has {size} bytes; at most {limit} are read. Split it.",
    "minutes.file.unknown_type": "files that end in {suffix!r} are not read; use .txt, .docx or .pdf.",
    "minutes.file.empty": "it holds no text.",
    "minutes.file.binary": "it is not a text ({kind}); use .txt, .docx or .pdf.",
    "minutes.file.wrong_suffix": "it ends in {suffix} but its content is {found}; rename it or save it anew.",
    "minutes.file.corrupt": "the {kind} file is damaged; save it anew.",
    "minutes.docx.bomb": "it unpacks to {unpacked} bytes in {entries} parts, more than is read.",
    "minutes.docx.encrypted": "it is locked by a password; save it without one.",
    "minutes.pdf.too_many_pages": "it has {pages} pages; at most {limit} are read.",
    "minutes.pdf.no_text": "its {pages} pages hold pictures only; recognise the text first, or paste it.",
    "minutes.pdf.encrypted": "it is locked by a password; save it without one.",
}


def main(argv: Sequence[str]) -> int:
    """Read one file, or standard input for ``-``. Exit code 0, or 2 for a file that cannot be used."""
    parser = argparse.ArgumentParser(prog="anlan minutes", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    read = acts.add_parser("read", help="print the requirements found in a .txt, .docx or .pdf file")
    read.add_argument("file", help="the file, or - for standard input")
    read.add_argument("--json", action="store_true", help="print one JSON document")
    given = parser.parse_args(argv)
    try:
        minutes = read_minutes(extract_text(_content(given.file), name=given.file))
    except AnlanError as error:
        return _refuse(given.file, _words(error))
    except OSError as error:
        return _refuse(given.file, f"{error.strerror}.")
    if given.json:
        print(json.dumps(minutes.as_json(), ensure_ascii=False))
    else:
        print("\n".join(_told(minutes)))
    return 0


def _content(file: str) -> bytes:
    """The bytes, and a few more than are allowed at most, so that a huge file is refused unread."""
    most = Limits().file_bytes + 1
    if file == STDIN:
        return sys.stdin.buffer.read(most)
    with Path(file).open("rb") as opened:
        return opened.read(most)


def _words(error: AnlanError) -> str:
    words = WORDS.get(error.code)
    return words.format(**error.facts) if words else str(error)


def _refuse(file: str, why: str) -> int:
    name = "standard input" if file == STDIN else file
    print(f"anlan: {name}: {why}", file=sys.stderr)
    return UNUSABLE


def _told(minutes: Minutes) -> Iterator[str]:
    """The reading as lines for people."""
    if minutes.title:
        yield minutes.title
    dates = [("held", minutes.held_on), ("published", minutes.published_on)]
    yield ", ".join(f"{word} {at}" for word, at in dates if at) or "no date found"
    yield f"{len(minutes.requirements)} requirements, {sum(len(r.parts) for r in minutes.requirements)} parts"
    for requirement in minutes.requirements:
        yield ""
        yield _line(requirement)
        yield from (_part(part) for part in requirement.parts)
    for announced in minutes.announced:
        yield f"\nannounced by {announced.speaker or 'the text'}: {announced.count}, found {announced.found}"
    yield from (f"look at: {doubt.text}" for doubt in minutes.doubts)


def _line(one: Requirement) -> str:
    who = " ".join(word for word in (one.speaker_role, one.speaker) if word)
    return f"{one.no}. {one.heading}" + (f"  [{who}]" if who else "")


def _part(part: Part) -> str:
    told = [part.kind, *part.owners]
    if part.deadline:
        told.append(part.deadline.text)
    return f"   {part.no:<6}{part.text}  ({', '.join(told)})"
