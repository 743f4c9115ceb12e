"""How rows of the list are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django import template
from django.utils.safestring import SafeString

from anlan.foundation.ui.tags.words import due
from anlan.foundation.worklist.services import bulk_code
from anlan.foundation.worklist.sources import Group, Row

register = template.Library()
register.filter("bulk", bulk_code)


@register.filter
def of(labels: Mapping[str, str], code: str) -> str:
    """The name of a source."""
    return labels.get(code, code)


@register.simple_tag
def row_due(row: Row) -> SafeString | str:
    """今天 18:00 前, 5-25 前, 逾期 2 天; what is done or waits for others is not called overdue."""
    settled = row.group is Group.CHANGED or row.group is Group.WAITING
    if row.due_at is None or not row.due_all_day:
        return due(row.due_at, done=settled)
    return due((row.due_at - timedelta(microseconds=1)).astimezone().date(), done=settled)
