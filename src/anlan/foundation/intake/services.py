"""Acts on delivered files: receive and try, decide on double numbers, apply, discard, close what is gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, TooLarge
from anlan.foundation.intake.book import book
from anlan.foundation.intake.collector import collector_paused
from anlan.foundation.intake.findings import Parsed, Report, counted
from anlan.foundation.intake.judges import judge_of
from anlan.foundation.intake.models import Delivery, NumberAlias, RowVerdict
from anlan.foundation.intake.reading import read_table
from anlan.foundation.intake.states import DELIVERY, Sheet, Stage, Verdict
from anlan.foundation.intake.tables import MAX_ROWS, RowReader, Table, parsed
from anlan.foundation.intake.verdicts import keep_verdicts
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require, require_held

VERB: Final = "intake.run"
_LOCK: Final = 7_202_205_001
_QUIET: Final = frozenset({Verdict.NEW, Verdict.SAME, Verdict.CHANGED, Verdict.MERGED})


@collector_paused()
@transaction.atomic
def load(
    sheet: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    by: Actor,
    filename: str,
    content_hash: str,
    dry_run: bool = False,
    whole: bool = False,
) -> Report:
    """Judge rows keyed by column and, unless it is a dry run, write those that may be written.

    One transaction and one ledger line. Errors and undecided doubles are left out and told in the report.
    """
    require_held(by, VERB)
    kind = Sheet(sheet)
    _take_turn()
    judge = judge_of(kind, by=by)
    findings = judge.judge(list(_parsed(kind, rows)), whole=whole)
    told = tuple(finding for finding in findings if finding.verdict not in _QUIET)
    report = Report(kind, filename, content_hash, counted(findings), told)
    if dry_run:
        return report
    written = judge.write(findings, by=by)
    delivery = Delivery.objects.create(
        sheet=kind,
        stage=Stage.APPLIED,
        filename=filename[:200],
        content_hash=content_hash,
        whole=whole,
        row_count=report.rows,
        counts=report.counts,
        asked_by=_asker(by),
        checked_at=clock.now(),
        applied_at=clock.now(),
    )
    keep_verdicts(delivery, told)
    _record_applied(delivery, by=by)
    return Report(
        kind, filename, content_hash, report.counts, told, written, applied=True, delivery_id=delivery.pk
    )


@transaction.atomic
def receive(*, sheet: str, filename: str, content: bytes, by: Actor, whole: bool = False) -> Delivery:
    """Take in a file that can be read; nothing of it is written yet. Raises BadInput or TooLarge."""
    require_held(by, VERB)
    kind = Sheet(sheet)
    table = read_table(content, filename=filename, spec=book()[kind])
    delivery = Delivery.objects.create(
        sheet=kind,
        filename=filename[:200],
        content_hash=hashlib.sha256(content).hexdigest(),
        content=content,
        whole=whole,
        row_count=max(len(table.grid) - table.headings.row - 1, 0),
        columns=_columns_told(table),
        asked_by=_asker(by),
    )
    record(
        "intake.receive", on=delivery, by=by, content_hash=delivery.content_hash, after={"sheet": str(kind)}
    )
    return delivery


@collector_paused()
@transaction.atomic
def check(*, delivery_id: UUID, by: Actor) -> Delivery:
    """Judge every row against what is known now and keep the verdicts; writes nothing else."""
    delivery = _locked(delivery_id, by)
    delivery.move("check")
    findings = judge_of(Sheet(delivery.sheet), by=by).judge(_rows_of(delivery), whole=delivery.whole)
    delivery.verdicts.all().delete()
    keep_verdicts(delivery, findings)
    delivery.counts, delivery.checked_at, delivery.busy, delivery.failure = (
        counted(findings),
        clock.now(),
        "",
        None,
    )
    delivery.row_count = sum(1 for finding in findings if finding.row is not None)
    delivery.save()
    return delivery


@collector_paused()
@transaction.atomic
def apply(*, delivery_id: UUID, by: Actor) -> Delivery:
    """Write every row that is neither an error nor undecided. Raises Conflict on outdated verdicts."""
    delivery = _locked(delivery_id, by)
    delivery.move("apply")
    _take_turn()
    if NumberAlias.objects.filter(decided_at__gt=delivery.checked_at).exists():
        raise Conflict("intake.changed_meanwhile", file=delivery.filename)
    judge = judge_of(Sheet(delivery.sheet), by=by)
    findings = judge.judge(_rows_of(delivery), whole=delivery.whole)
    if counted(findings) != delivery.counts:
        raise Conflict("intake.changed_meanwhile", file=delivery.filename)
    judge.write(findings, by=by)
    delivery.applied_at, delivery.content, delivery.busy = clock.now(), None, ""
    delivery.save()
    _record_applied(delivery, by=by)
    return delivery


@transaction.atomic
def discard(*, delivery_id: UUID, by: Actor) -> Delivery:
    """Drop a file that was not applied, with its bytes and verdicts."""
    delivery = _locked(delivery_id, by)
    delivery.move("discard")
    delivery.verdicts.all().delete()
    delivery.content, delivery.busy, delivery.counts = None, "", {}
    delivery.save()
    record("intake.discard", on=delivery, by=by, content_hash=delivery.content_hash)
    return delivery


@transaction.atomic
def decide(*, delivery_id: UUID, verdict_id: int, same: bool, by: Actor) -> NumberAlias:
    """Say whether two numbers mean one person, for every later file; takes effect with the next try."""
    delivery = _locked(delivery_id, by)
    row = delivery.verdicts.filter(pk=verdict_id, verdict=Verdict.TWIN).first()
    if row is None or delivery.stage != Stage.CHECKED:
        raise NotVisible
    other = next(str(detail["value"]) for detail in row.details if detail["code"] == "same_person")
    alias, _made = NumberAlias.objects.update_or_create(
        number=row.key,
        kept_number=other,
        defaults={
            "same": same,
            "ground": "name_phone",
            "decided_by": by.label[:120],
            "decided_at": clock.now(),
        },
    )
    RowVerdict.objects.filter(pk=row.pk).update(settled=True)
    record("intake.decide", on=alias, by=by, after={"number": row.key, "other": other, "same": same})
    return alias


@transaction.atomic
def withdraw_decision(*, alias_id: UUID, by: Actor) -> None:
    """Take back a decision on two numbers; what was already written stays as it is."""
    require_held(by, VERB)
    alias = NumberAlias.objects.select_for_update().filter(pk=alias_id).first()
    if alias is None:
        raise NotVisible
    record("intake.withdraw_decision", on=alias, by=by, before={"number": alias.number, "same": alias.same})
    alias.delete()


@transaction.atomic
def hand_over(*, delivery_id: UUID, what: str, by: Actor) -> Delivery:
    """Mark a file as being worked on by a job ("check" or "apply"). Raises Conflict when one is at it."""
    delivery = _locked(delivery_id, by)
    DELIVERY.move(Stage(delivery.stage), what)
    if delivery.busy:
        raise Conflict("intake.busy", file=delivery.filename)
    delivery.busy, delivery.failure = what, None
    delivery.save(update_fields=["busy", "failure"])
    return delivery


def _locked(delivery_id: UUID, by: Actor) -> Delivery:
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotVisible
    require(by, VERB, delivery, read=VERB)
    return delivery


def _rows_of(delivery: Delivery) -> list[Parsed]:
    """The file's rows, read again from its bytes."""
    if delivery.content is None:
        raise IllegalMove(machine="intake.delivery", state=delivery.stage, move="read")
    spec = book()[Sheet(delivery.sheet)]
    return list(parsed(read_table(bytes(delivery.content), filename=delivery.filename, spec=spec)))


def _parsed(sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> Iterable[Parsed]:
    """Rows that came as mappings, read by the same columns as a file's."""
    spec = book()[sheet]
    reader = RowReader.of(spec.columns)
    keys = tuple(spec.by_key)
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise TooLarge("intake.too_many_rows", limit=MAX_ROWS, size=number)
        if not row.keys() <= spec.by_key.keys():
            unknown = " ".join(sorted(row.keys() - spec.by_key.keys()))
            raise BadInput("intake.column_unknown", sheet=str(sheet), columns=unknown)
        found = reader.read(number, [row.get(key, "") for key in keys])
        if found is not None:
            yield found


def _columns_told(table: Table) -> dict[str, Any]:
    """What the page says about the file's columns."""
    return {
        "sheet": table.name,
        "read": [column.key for column in table.headings.columns.values()],
        "unread": list(table.headings.unknown)[:40],
        "formulas": table.formulas,
    }


def _asker(by: Actor) -> dict[str, str]:
    """Who handed a file in, as far as a job needs it later."""
    keys = {"account": by.account_id, "person": by.person_id}
    keys |= {"position": by.position_id, "appointment": by.appointment_id}
    told = {name: str(key) for name, key in keys.items() if key is not None}
    return told | {"label": by.label, "title": by.title}


def _record_applied(delivery: Delivery, *, by: Actor) -> None:
    record(
        "intake.apply",
        on=delivery,
        by=by,
        note=delivery.filename,
        after={"sheet": str(delivery.sheet)},
        count=delivery.row_count,
        content_hash=delivery.content_hash,
    )


def _take_turn() -> None:
    """One load at a time, so that two files never judge the same ground."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
