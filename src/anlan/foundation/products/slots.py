"""What products add to the pages of duty: the way from a roster and from a record to its paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from anlan.core.access import Actor
from anlan.foundation.products import handover_paper, roster_paper

PREPARE = "products.prepare"


def roster(request: HttpRequest, facts: Mapping[str, Any]) -> SafeString | None:
    """打印值班表: a week of this roster from the first day on the page."""
    asked = {"roster": facts["roster"].code, "first": facts["first"].isoformat()}
    return _button(request, roster_paper.CODE, asked, _("打印值班表"), of=str(facts.get("of", "")))


def handover(request: HttpRequest, facts: Mapping[str, Any]) -> SafeString | None:
    """打印交接班记录: the paper of this record."""
    asked = {"handover": str(facts["row"].pk)}
    return _button(request, handover_paper.CODE, asked, _("打印交接班记录"))


def _button(
    request: HttpRequest, kind: str, asked: Mapping[str, str], label: str, *, of: str = ""
) -> SafeString | None:
    actor: Actor = getattr(request, "actor", Actor.nobody())
    if not actor.holds(PREPARE) or not actor.holds("duty.read"):
        return None
    url = f"{reverse('products:prepare', args=(kind,))}?{urlencode(asked)}"
    return render_to_string("products/_button.html", {"url": url, "label": label, "of": of}, request=request)


SLOTS = (("duty.roster.head", roster, 50), ("duty.handover.head", handover, 50))
