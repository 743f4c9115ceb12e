"""Replaying a file: line by line, and by two processes where the crossings of persons can be told apart."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast
from zlib import crc32

from anlan.core.kernel.errors import AnlanError
from anlan.core.policy.command.files import (
    STDIN,
    Unusable,
    named,
    numbered_lines,
    opened,
    read_document,
    read_request,
    told,
)
from anlan.core.policy.counters import Facts
from anlan.core.policy.court import Court
from anlan.core.policy.replay import Tally, replay
from anlan.core.policy.requests import person_of

WORTH_SHARING_BYTES = 16 * 1024 * 1024
WORKERS = 2
SHARED_BY_ALL = "gate_quota_used"
"""The one counter that belongs to a gate: crossings of different persons meet in it."""

_PERSON = re.compile(rb'"person"\s*:\s*"([^"\\]*)"')
Sides = tuple[Court, Court]


@dataclass(frozen=True, slots=True)
class Share:
    """The crossings that one process judges: every so many lines, or those of the persons that fall to it."""

    number: int = 0
    of: int = 1
    by_person: bool = False

    def holds(self, number: int, line: bytes) -> bool:
        """Whether the line is this process's; by person, the same person always falls to the same."""
        if not self.by_person:
            return number % self.of == self.number
        found = _PERSON.search(line) if line.count(b'"person"') == 1 else None
        person = found[1] if found else _person_written_otherwise(line)
        return crc32(person) % self.of == self.number


def replay_file(old: str, new: str, requests: str, *, counters: bool) -> Tally:
    """Judge every request of the file by both sides; memory grows with persons and groups, not with lines."""
    sides = _sides(old, new)
    if not _worth_sharing(requests, sides, counters=counters):
        return _judged(requests, sides, Share(), counters=counters)
    work = partial(share_of, old, new, requests, counters)
    shares = [Share(number, WORKERS, by_person=counters) for number in range(WORKERS)]
    with ProcessPoolExecutor(WORKERS) as pool:
        return joined(list(pool.map(work, shares)))


def share_of(old: str, new: str, requests: str, counters: bool, share: Share) -> Tally | Unusable:
    """One process's part; it reads the documents again, since compiled rules do not travel."""
    try:
        return _judged(requests, _sides(old, new), share, counters=counters)
    except Unusable as error:
        return error


def joined(parts: list[Tally | Unusable]) -> Tally:
    """All parts together, or the first line that cannot be used."""
    failures = [part for part in parts if isinstance(part, Unusable)]
    if failures:
        raise min(failures, key=lambda one: one.line)
    whole = Tally()
    for part in cast("list[Tally]", parts):
        whole.join(part)
    return whole


def _sides(old: str, new: str) -> Sides:
    """Both sides; an attribute that only one document declares is unread by the other."""
    names = [named(given) for given in (old, new)]
    documents = [read_document(file) for file, _ in names]
    known = {attribute for document in documents for attribute in document.attributes}
    courts = []
    for (file, policy), document in zip(names, documents, strict=True):
        try:
            courts.append(Court(document, policy=policy or None, also=known))
        except AnlanError as error:
            raise Unusable(told(file, error)) from None
    return courts[0], courts[1]


def _judged(file: str, sides: Sides, share: Share, *, counters: bool) -> Tally:
    old, new = sides
    return replay(_checked(file, sides, share), old=old, new=new, counters=counters)


def _checked(file: str, sides: Sides, share: Share) -> Iterator[Facts]:
    """The share's requests that both sides can judge."""
    old, new = sides
    alike = old.document.attributes == new.document.attributes
    checks = [court.checker.check for court in ((old,) if alike else sides)]
    asked = [court.judge_of for court in sides if court.policy is None]
    number = 0
    with opened(file) as stream:
        try:
            for number, line in numbered_lines(stream):
                if not share.holds(number, line):
                    continue
                request = cast("Facts", read_request(line, number=number))
                for check in checks:
                    check(request)
                for judge_of in asked:
                    judge_of(request)
                yield request
        except AnlanError as error:
            raise Unusable(told(file, error, line=number), line=number) from None


def _worth_sharing(file: str, sides: Sides, *, counters: bool) -> bool:
    """Whether two processes are quicker and count the same."""
    if file == STDIN or (os.cpu_count() or 1) < WORKERS:
        return False
    if counters and any(SHARED_BY_ALL in side.reads() for side in sides):
        return False
    path = Path(file)
    return path.is_file() and path.stat().st_size >= WORTH_SHARING_BYTES


def _person_written_otherwise(line: bytes) -> bytes:
    """A person whose name is escaped, a number, missing, or hidden among other keys of that name."""
    try:
        request = json.loads(line)
    except ValueError:
        return b""
    person = person_of(request) if isinstance(request, dict) else None
    return (person or "").encode("utf-8", "surrogatepass")
