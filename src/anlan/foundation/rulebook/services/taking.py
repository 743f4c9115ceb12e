"""Taking the shipped sets in: what the book does not know yet is added, what stands stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.public import publish_all
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.public import require_at
from anlan.foundation.rulebook.access import AREA
from anlan.foundation.rulebook.events import RuleChanged
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleVersion
from anlan.foundation.rulebook.rules.book import Area, Book
from anlan.foundation.rulebook.rules.faults import UnusableBook
from anlan.foundation.rulebook.rules.loading import faults_among, read_book
from anlan.foundation.rulebook.rules.vocabulary import Level
from anlan.foundation.rulebook.services.putting import row_of

OWN = "school"
"""The area of the school itself, which every house has."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in, and how many versions were left alone because their rule stood already."""

    rules: int
    versions: int
    kept: int


def shipped() -> list[Book]:
    """The sets in ``rulebooks/rules``. Raises UnusableBook."""
    files = sorted((Path(settings.RULEBOOKS) / "rules").glob("*.json"))
    books = [(file.name, read_book(file.read_bytes(), file=file.name)) for file in files]
    faults = faults_among(books)
    if faults:
        raise UnusableBook(faults)
    return [book for _, book in books]


@transaction.atomic
def take_in(books: Sequence[Book], *, by: Actor) -> Taken:
    """Add areas, rules and versions that are not there; a rule that has any version is left alone."""
    require_at(by, "rulebook.settle", kind=AREA, facts=Facts(everywhere=True))
    at = clock.now()
    areas = add_areas((area for book in books for area in book.areas), at=at)
    known = set(RuleVersion.objects.values_list("rule__code", flat=True).distinct())
    rules, fresh = add_rules(books, at=at)
    rows = [
        row_of(one, rule=rules[rule.code], area=areas[one.area], at=at)
        for book in books
        for rule in book.rules
        if rule.code not in known
        for one in rule.versions
    ]
    RuleVersion.objects.bulk_create(rows)
    kept = sum(len(rule.versions) for book in books for rule in book.rules) - len(rows)
    if rows or fresh:
        names = " ".join(book.code for book in books)
        digest = sha256(repr(list(books)).encode()).hexdigest()
        record(
            "rulebook.take_in",
            on=Ref("rulebook.rule", "book"),
            by=by,
            after={"sets": names, "rules": fresh, "versions": len(rows)},
            count=len(rows),
            content_hash=digest,
        )
        publish_all(RuleChanged(**_announced(row)) for row in rows if row.value is not None)
    return Taken(fresh, len(rows), kept)


def add_areas(areas: Iterable[Area], *, at: datetime) -> dict[str, RuleArea]:
    """Areas by code; unknown ones are added, the country and the school itself as ours."""
    found = {row.code: row for row in RuleArea.objects.all()}
    wanted = {area.code: area for area in areas}
    wanted.setdefault(OWN, Area(OWN, Level.SCHOOL, "本校", "This school"))
    ours = {row.level for row in found.values() if row.here and row.place_id is None}
    fresh = [
        RuleArea(
            code=area.code,
            level=area.level.value,
            name=area.zh,
            name_en=area.en,
            here=(area.level is Level.NATIONAL or area.code == OWN) and area.level.value not in ours,
            recorded_at=at,
        )
        for area in wanted.values()
        if area.code not in found
    ]
    RuleArea.objects.bulk_create(fresh)
    return found | {row.code: row for row in fresh}


def add_rules(books: Iterable[Book], *, at: datetime) -> tuple[dict[str, Rule], int]:
    """Rules by code, and how many of them are new."""
    wanted = [(book.code, rule) for book in books for rule in book.rules]
    found = {row.code: row for row in Rule.objects.filter(code__in=[rule.code for _, rule in wanted])}
    fresh = [
        Rule(
            id=new_id(),
            code=rule.code,
            book=book,
            subject=rule.subject,
            kind=rule.kind.value,
            unit=rule.unit,
            title=rule.zh[:200],
            title_en=rule.en[:200],
            about=rule.about_zh,
            about_en=rule.about_en,
            stricter=rule.stricter.value,
            recorded_at=at,
        )
        for book, rule in wanted
        if rule.code not in found
    ]
    Rule.objects.bulk_create(fresh)
    return found | {row.code: row for row in fresh}, len(fresh)


def _announced(row: RuleVersion) -> dict[str, str]:
    return {
        "rule": row.rule.code,
        "area": row.area.code,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat() if row.ends else "",
        "version_id": str(row.pk),
    }
