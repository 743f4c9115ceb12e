"""Rows of the database as the rules mean them: areas of a place, rules with their versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.campus.models import Place
from anlan.foundation.people.public import visible
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleVersion
from anlan.foundation.rulebook.rules import book
from anlan.foundation.rulebook.rules.vocabulary import LEVELS, Hold, Kind, Level, Precision, Stricter


def chain_for(place: Place | None = None) -> tuple[str, ...]:
    """The areas that a place lies in, the farthest first; without a place those of the whole school."""
    found: dict[str, tuple[int, str]] = {}
    for level, code, path in RuleArea.objects.filter(here=True).values_list("level", "code", "place__path"):
        if path and (place is None or not place.path.startswith(path)):
            continue
        near = len(path or "")
        if level not in found or near > found[level][0]:
            found[level] = (near, code)
    return tuple(found[level][1] for level in LEVELS if level in found)


def believed(at: datetime | None = None) -> QuerySet[RuleVersion]:
    """Versions that stand, or that stood in our book at an instant."""
    if at is None:
        return RuleVersion.objects.filter(replaced_at=None)
    return RuleVersion.objects.filter(Q(replaced_at=None) | Q(replaced_at__gt=at), recorded_at__lte=at)


def rules_with_versions(rows: QuerySet[Rule], *, known_at: datetime | None = None) -> list[book.Rule]:
    """Rules with their versions as the rules mean them: two queries."""
    versions = believed(known_at).select_related("area")
    return [as_rule(row, row.versions.all()) for row in rows.prefetch_related(Prefetch("versions", versions))]


def rule_for(viewer: Actor, code: str) -> Rule:
    """One rule. Raises NotVisible."""
    found = visible(Rule.objects.filter(code=code), viewer, "rulebook.read").first()
    if found is None:
        raise NotVisible
    return found


def versions_of(rule: Rule, *, replaced: bool = False) -> QuerySet[RuleVersion]:
    """The versions of a rule that stand, or all that were ever recorded, the newest first."""
    rows = RuleVersion.objects.filter(rule=rule) if replaced else believed().filter(rule=rule)
    return rows.select_related("area").order_by("-recorded_at", "area__code", "-starts")


def standing_of(rule: Rule) -> list[RuleVersion]:
    """The versions of a rule that stand, by area and day."""
    return list(believed().filter(rule=rule).select_related("area").order_by("area__code", "starts"))


def as_rule(row: Rule, versions: Iterable[RuleVersion] = ()) -> book.Rule:
    """A rule and some of its versions without a database."""
    return book.Rule(
        row.code,
        row.subject,
        Kind(row.kind),
        row.unit,
        row.title,
        row.title_en,
        row.about,
        row.about_en,
        Stricter(row.stricter),
        tuple(as_version(one, row.code) for one in versions),
    )


def as_version(row: RuleVersion, code: str) -> book.Version:
    """One version without a database; ``key`` leads back to its row."""
    return book.Version(
        code,
        row.area.code,
        row.value,
        row.starts,
        row.ends,
        source_of(row),
        row.grade,
        Hold(row.hold),
        Precision(row.precision),
        row.cite,
        row.note,
        row.note_en,
        row.confirmed_title,
        row.pk,
    )


def source_of(row: RuleVersion) -> book.Source | None:
    """The source of a version; None for one without."""
    if not row.source_title:
        return None
    return book.Source(row.source_key, row.source_title, row.source_publisher, row.source_date, row.grade)


def as_area(row: RuleArea) -> book.Area:
    """An area without a database."""
    return book.Area(row.code, Level(row.level), row.name, row.name_en)
