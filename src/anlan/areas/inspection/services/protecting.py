"""The protected channel: received without a name if one wants, read only by the disciplining office.

No line goes to the common ledger and no event is published: both have readers who would see that
something exists. Every act is a line of the compartment's own chain instead.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction

from anlan.areas.inspection.models import ProtectedMessage, ProtectedReport, ProtectedSeal
from anlan.areas.inspection.models.choices import Matter
from anlan.areas.inspection.selectors.protected import has_reader, report_for
from anlan.areas.inspection.selectors.sight import unit_known
from anlan.areas.inspection.services.grasp import words
from anlan.areas.inspection.states import REPORT
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.ledger.public import Ref, record
from anlan.foundation.people.models import Unit

SIGNS = "23456789ABCDEFGHJKLMNPQRTUVWXY"
GROUPS, GROUP_LENGTH = 5, 5
LONGEST = 4000


@transaction.atomic
def report_hidden(*, unit_id: UUID, matter: str, text: str, person_id: UUID | None = None) -> str:
    """Take a report in and return the receipt code, which is kept nowhere; ``person_id`` only if they want.

    Raises BadInput, also when nobody outside the reported line could read it.
    """
    if matter not in Matter.values:
        raise BadInput("inspection.matter_unknown", field="matter")
    unit: Unit = unit_known(unit_id)
    if not has_reader(unit):
        raise BadInput("inspection.no_protected_reader", field="unit_id")
    code = "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    report = ProtectedReport.objects.create(
        unit=unit,
        matter=matter,
        text=words(text, field="text", most=LONGEST),
        reporter_id=person_id,
        receipt_hash=receipt_hash(code),
    )
    _chain(report, "received")
    return code


def follow(code: str) -> ProtectedReport:
    """The report behind a receipt code. Raises NotVisible."""
    found = ProtectedReport.objects.filter(receipt_hash=receipt_hash(code)).first()
    if found is None:
        raise NotVisible
    return found


@transaction.atomic
def add_by_reporter(code: str, *, text: str) -> None:
    """The reporter adds something, by the receipt code alone."""
    report = follow(code)
    _chain(report, "reporter", text=words(text, field="text", most=2000))


@transaction.atomic
def read_report(report_id: UUID, *, by: Actor) -> ProtectedReport:
    """One report for its reader; that it was read is kept. Raises NotVisible."""
    report = report_for(by, report_id)
    _chain(report, "read", by=by)
    return report


@transaction.atomic
def answer_report(report_id: UUID, *, text: str, by: Actor) -> None:
    """Tell the reporter something; they see it with their code."""
    report = report_for(by, report_id)
    _chain(report, "answer", text=words(text, field="text", most=2000), by=by)


@transaction.atomic
def move_report(report_id: UUID, name: str, *, by: Actor, note: str = "") -> ProtectedReport:
    """Along its table; concluding says what came of it."""
    report_for(by, report_id)
    report = ProtectedReport.objects.select_for_update().get(pk=report_id)
    arrow = REPORT.move(report.state, name)
    said = words(note, field="note", most=2000) if name == "conclude" else note.strip()[:2000]
    report.state, report.state_changed_at = arrow.target.value, clock.now()
    report.save(update_fields=["state", "state_changed_at"])
    _chain(report, name, text=said, by=by)
    return report


@transaction.atomic
def seal_day(*, by: Actor) -> ProtectedSeal:
    """Tie this chain to the ledger once a day, whether anything happened or not: the line tells nothing."""
    day = clock.today()
    known = ProtectedSeal.objects.filter(pk=day).first()
    if known is not None:
        return known
    head = ProtectedMessage.objects.order_by("-number").values_list("hash", flat=True).first() or ""
    salt = secrets.token_hex(16)
    digest = sha256(f"{day}:{salt}:{head}".encode()).hexdigest()
    seal = ProtectedSeal.objects.create(day=day, head=head, salt=salt, digest=digest)
    record("inspection.seal", on=Ref("inspection.seal", day.isoformat()), by=by, content_hash=digest)
    return seal


def verify_chain() -> bool:
    """Whether no line was changed or taken out."""
    prev = ""
    for row in ProtectedMessage.objects.order_by("number"):
        if row.prev != prev or row.hash != _hash(row):
            return False
        prev = row.hash
    return True


def receipt_hash(code: str) -> str:
    """What is kept of a receipt code: written in any case, with or without its dashes."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(f"inspection.receipt:{plain}".encode()).hexdigest()


def _chain(report: ProtectedReport, kind: str, *, text: str = "", by: Actor | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('inspection.protected', 0))")
    prev = ProtectedMessage.objects.order_by("-number").values_list("hash", flat=True).first() or ""
    row = ProtectedMessage(
        report=report,
        kind=kind,
        text=text,
        position_id=by.position_id if by else None,
        person_id=by.person_id if by else None,
        at=clock.now(),
        prev=prev,
    )
    row.hash = _hash(row)
    row.save(force_insert=True)


def _hash(row: ProtectedMessage) -> str:
    parts = (row.prev, row.report_id, row.kind, row.text, row.position_id, row.person_id, row.at.isoformat())
    return sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()
