"""Verdicts kept for the page and the download."""

from __future__ import annotations

import json
from collections.abc import Iterable

from anlan.foundation.intake.findings import Finding
from anlan.foundation.intake.models import Delivery, RowVerdict
from anlan.foundation.people.bulk import copy_rows

_COLUMNS = ("delivery", "row", "verdict", "key", "label", "details", "settled")


def keep_verdicts(delivery: Delivery, findings: Iterable[Finding]) -> None:
    """Store findings by COPY."""
    copy_rows(
        RowVerdict,
        _COLUMNS,
        (
            (
                delivery.pk,
                finding.row,
                str(finding.verdict),
                finding.key[:200],
                finding.label[:200],
                json.dumps([detail.told() for detail in finding.details], ensure_ascii=False),
                False,
            )
            for finding in findings
        ),
    )
