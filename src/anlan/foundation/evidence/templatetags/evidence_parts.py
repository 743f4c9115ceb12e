"""Evidence within other rooms' pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import template
from django.template.context import Context

from anlan.core.kernel.ids import new_id
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.evidence.registry import may_add
from anlan.foundation.evidence.rulebook import MB, accepted, limits, types
from anlan.foundation.evidence.selectors import of
from anlan.foundation.ledger.public import Ref

register = template.Library()

FIRST = 8


@register.inclusion_tag("evidence/_strip.html")
def evidence_strip(rows: Iterable[Evidence], more_url: str = "", most: int = FIRST) -> dict[str, object]:
    """Thumbnails with time and place; the first few, the rest one link away."""
    found = list(rows)
    return {"evidence": found[:most], "left_off": max(len(found) - most, 0), "more_url": more_url}


@register.inclusion_tag("evidence/_add.html", takes_context=True)
def evidence_add(context: Context, kind: str, key: UUID, *, in_box: bool = False) -> dict[str, object]:
    """The form that adds files, where the viewer may; draws nothing elsewhere."""
    request = context["request"]
    shown = may_add(request.actor, Ref(kind, key))
    told = {"may_add": shown, "subject_kind": kind, "subject_id": key, "in_box": in_box}
    return told | {"request": request} | _token(context)


@register.inclusion_tag("evidence/_box.html", takes_context=True)
def evidence_box(context: Context, kind: str, key: UUID, most: int = FIRST) -> dict[str, Any]:
    """Strip and form as one region that renews itself; two queries."""
    ref = Ref(kind, key)
    rows = of(context["request"].actor, (ref,)).get(ref, [])
    told = {name: context.get(name) for name in ("done", "refused")}
    return {"kind": kind, "key": key, "rows": rows, "most": most, "request": context["request"]} | (
        told | _token(context)
    )


@register.simple_tag
def evidence_limits() -> dict[str, object]:
    """What a form says about types and sizes, and the id of one sending."""
    return {
        "accept": accepted(),
        "most_mb": max(kind.most_bytes for kind in types().values()) // MB,
        "most": limits().files_most,
        "client_id": new_id(),
    }


def _token(context: Context) -> dict[str, object]:
    return {"csrf_token": context.get("csrf_token")}
