"""The figures of the rulebook, and the hours in force."""

from __future__ import annotations

import json
from datetime import time
from functools import cache
from pathlib import Path

from django.conf import settings

from anlan.foundation.notices.models import Timing
from anlan.foundation.notices.rules.figures import Figures, Hours


@cache
def figures() -> Figures:
    """What ``rulebooks/notices.json`` says."""
    path = Path(settings.RULEBOOKS) / "notices.json"
    return Figures.from_rulebook(json.loads(path.read_text(encoding="utf-8")))


def hours() -> Hours:
    """The hours that the site has set, else those of the rulebook; one query."""
    row = Timing.objects.order_by("-valid_from", "-id").first()
    if row is None:
        return figures().hours
    return Hours(
        digest_hours=tuple(sorted(time.fromisoformat(hour) for hour in row.digest_hours)),
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        interrupts_a_day=row.interrupts_a_day,
        site_url=row.site_url,
    )
