"""Products on the worklist: drafts that wait for a signature."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import pgettext, pgettext_lazy

from anlan.core.access import Actor
from anlan.foundation.people.public import unit_name
from anlan.foundation.products.models import Product
from anlan.foundation.products.selectors.signing import to_sign
from anlan.foundation.ui.marks import Mark
from anlan.foundation.worklist.public import Act, Counts, Group, Row, Source


def rows(viewer: Actor, _at: datetime, most: int) -> list[Row]:
    """Drafts that the viewer may sign or give up, the oldest first; one query, none for who signs nothing."""
    waiting = to_sign(viewer).select_related("unit").defer("facts", "paper")
    return [_row(one) for one in waiting.order_by("prepared_at", "pk")[:most]]


def counts(viewer: Actor, _at: datetime) -> Counts:
    """How many there are."""
    return Counts(mine=to_sign(viewer).count())


def _row(one: Product) -> Row:
    url = one.get_absolute_url()
    drafted = pgettext("product", "系统起草，等签发") if one.by_system else pgettext("product", "等签发")
    return Row(
        key=f"products:{one.pk}",
        source="products",
        title=one.title,
        status=Mark.NOT_STARTED,
        word=drafted,
        due_at=None,
        since=one.prepared_at,
        url=url,
        group=Group.MINE,
        changed_at=one.prepared_at,
        acts=(Act(pgettext("product", "去签发"), url),),
        where=f"{one.code} {unit_name(one.unit)}",
    )


WORKLIST_SOURCES = (
    Source(code="products", label=pgettext_lazy("worklist", "报送材料"), rows=rows, counts=counts),
)
