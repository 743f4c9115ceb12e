"""The book to take along: the same format that is read in, or a workbook; the ledger keeps who took it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from anlan.core.access import Actor
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.public import require_held
from anlan.foundation.rulebook.models import Rule, RuleArea
from anlan.foundation.rulebook.rules.book import Book, Source, Version
from anlan.foundation.rulebook.rules.table import HEADINGS, rows_of
from anlan.foundation.rulebook.rules.writing import text_of
from anlan.foundation.rulebook.selectors.books import as_area, rules_with_versions

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
WIDTH = 18


@transaction.atomic
def export_book(viewer: Actor, *, form: str, codes: Iterable[str] | None = None) -> bytes:
    """The standing versions of all rules, or of some, as ``json`` or ``xlsx``."""
    require_held(viewer, "rulebook.read")
    rows = Rule.objects.order_by("code")
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    book = with_sources(rules_book(rows))
    data = _workbook(book) if form == "xlsx" else text_of(book).encode()
    record(
        "rulebook.export",
        on=Ref("rulebook.rule", "book"),
        by=viewer,
        count=sum(len(rule.versions) for rule in book.rules),
        content_hash=sha256(data).hexdigest(),
    )
    return data


def rules_book(rows: QuerySet[Rule]) -> Book:
    """Rules of the database as one book, its sources still at their versions."""
    rules = tuple(rules_with_versions(rows))
    used = {one.area for rule in rules for one in rule.versions}
    areas = [as_area(row) for row in RuleArea.objects.order_by("code") if row.code in used]
    return Book("export", "导出的规则", "Exported rules", tuple(areas), (), rules)


def with_sources(book: Book) -> Book:
    """The book with each different source once, under a key of its own."""
    keys: dict[tuple[str, str, str, str], Source] = {}
    for rule in book.rules:
        for one in rule.versions:
            if one.source is not None:
                _keep(keys, one.source)
    rules = tuple(
        replace(rule, versions=tuple(_with_key(one, keys) for one in rule.versions)) for rule in book.rules
    )
    return Book(book.code, book.zh, book.en, book.areas, tuple(keys.values()), rules)


def _facts(one: Source) -> tuple[str, str, str, str]:
    return one.title, one.publisher, one.date, one.grade


def _keep(keys: dict[tuple[str, str, str, str], Source], one: Source) -> None:
    if _facts(one) in keys:
        return
    taken = {source.key for source in keys.values()}
    key = one.key if one.key and one.key not in taken else f"source-{len(keys) + 1}"
    keys[_facts(one)] = Source(key, one.title, one.publisher, one.date, one.grade)


def _with_key(one: Version, keys: dict[tuple[str, str, str, str], Source]) -> Version:
    return one if one.source is None else one.sourced(keys[_facts(one.source)])


def _workbook(book: Book) -> bytes:
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as made:
        sheet, bold = made.add_worksheet(_("规则")), made.add_format({"bold": True})
        wrap = made.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet.set_column(0, len(HEADINGS) - 1, WIDTH)
        for column, (_key, zh, _en) in enumerate(HEADINGS):
            sheet.write_string(0, column, zh, bold)
        sheet.freeze_panes(1, 2)
        for line, row in enumerate(rows_of(book), start=1):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell, wrap)
    return held.getvalue()
