"""Letters about passing on: the issuer hears that a unit did, a unit that did not is reminded."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.public import DirectiveRelayed, directive_told, relay_told, relays_owed
from anlan.core.kernel import clock
from anlan.core.kernel.clock import CAMPUS_ZONE
from anlan.surfaces.letters.seats import seats_with
from anlan.surfaces.letters.telling import Letter, short, tell

RELAY, ISSUE = "command.cascade", "command.issue"
REMINDED_AFTER_DAYS: Final = (1, 3, 7)
"""Days after the acknowledgement on which a unit that has passed nothing on hears of it."""


def relayed(event: DirectiveRelayed) -> None:
    """Who issued the requirement hears that it was passed on, to how many; one letter while it waits."""
    one, relay = directive_told(UUID(event.directive_id)), relay_told(UUID(event.relay_id))
    if one is None or relay is None:
        return
    tell(
        Letter(
            about="command.relayed",
            key=f"directive:{one.id}:relayed:{relay.unit_id}",
            title=_("%(unit)s 已转达要求 %(code)s（%(count)s 个单位）：%(text)s"),
            url=one.url,
            facts={"unit": relay.unit, "code": one.code, "count": relay.units, "text": short(one.text)},
            facts_en={"unit": relay.unit_en},
            gathers=True,
        ),
        [one.issued_by] if one.issued_by else seats_with(ISSUE, unit_id=one.issuer_unit),
    )


def remind() -> int:
    """Tell each unit that owes it, once a day of ``REMINDED_AFTER_DAYS``; how many letters are new."""
    today = localtime(clock.now(), CAMPUS_ZONE).date()
    told = 0
    for days in REMINDED_AFTER_DAYS:
        for one in relays_owed(acknowledged_on=today - timedelta(days=days)):
            letter = Letter(
                about="command.relay_owed",
                key=f"relay-owed:{one.unit_id}:{today}:{days}",
                title=_("签收 %(days)s 天了，%(count)s 项要求还没转达：%(codes)s"),
                url=reverse("command:inbox"),
                facts={"days": days, "count": len(one.codes), "codes": short(" ".join(one.codes))},
            )
            told += tell(letter, seats_with(RELAY, unit_id=one.unit_id))
    return told
