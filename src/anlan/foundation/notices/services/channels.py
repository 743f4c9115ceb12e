"""Looking after channels, hours and one's own address: what the site sets up in the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from anlan.core.access import Actor, Facts
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible
from anlan.core.kernel.ids import new_id
from anlan.foundation.ledger.public import record
from anlan.foundation.notices.channels import WAYS
from anlan.foundation.notices.models import Address, Channel, ChannelKind, Timing
from anlan.foundation.notices.rules.outcomes import Outcome, Parcel
from anlan.foundation.notices.services.dispatching import line_of
from anlan.foundation.notices.services.grasp import hold_channel
from anlan.foundation.notices.services.secrets import opened, sealed
from anlan.foundation.notices.services.waking import wake
from anlan.foundation.people.public import require_at

HOUSE = Facts(everywhere=True)
MANAGE = "notices.channels"
OPTIONS = {"email": ("user", "from", "from_name", "security"), "sms": ("gateway",)}
LONGEST_TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class ChannelFields:
    """What one sets of a channel; secrets left out stay as they are."""

    kind: str
    name: str
    address: str = ""
    settings: Mapping[str, Any] | None = None
    secrets: Mapping[str, str] | None = None
    enabled: bool = True
    drills: bool = False
    timeout_seconds: float = 8.0


@transaction.atomic
def create_channel(fields: ChannelFields, *, by: Actor) -> Channel:
    """Set a channel up."""
    require_at(by, MANAGE, kind="notices.channel", facts=HOUSE)
    _refuse_unusable(fields)
    key = new_id()
    channel = Channel.objects.create(
        id=key,
        kind=fields.kind,
        sealed_secret=sealed(fields.secrets or {}, channel_id=key),
        **_columns(fields),
    )
    record("notices.create_channel", on=channel, by=by, after=_told(channel))
    return channel


@transaction.atomic
def change_channel(channel_id: UUID, fields: ChannelFields, *, version: int, by: Actor) -> Channel:
    """Change a channel; a secret that is left empty stays. What rests tries again at once."""
    channel = hold_channel(channel_id, by=by)
    if channel.version != version:
        raise Conflict("notices.channel_changed", name=channel.name)
    if channel.kind != fields.kind:
        raise BadInput("notices.channel_kind_fixed")
    _refuse_unusable(fields, known=channel)
    before = _told(channel)
    for name, value in _columns(fields).items():
        setattr(channel, name, value)
    new = {name: value for name, value in (fields.secrets or {}).items() if value}
    if new:
        kept = opened(channel.sealed_secret, channel_id=channel.pk)
        channel.sealed_secret = sealed({**kept, **new}, channel_id=channel.pk)
    channel.version += 1
    channel.failures, channel.paused_until, channel.last_error = 0, None, ""
    channel.save()
    after = _told(channel) | ({"secret": "changed"} if new else {})
    record("notices.change_channel", on=channel, by=by, before=before, after=after)
    wake([channel.pk])
    return channel


@transaction.atomic
def retire_channel(channel_id: UUID, *, by: Actor) -> None:
    """Take a channel out of use; its deliveries stay in the ledger, its secrets go."""
    channel = hold_channel(channel_id, by=by)
    if channel.kind == ChannelKind.INAPP:
        raise BadInput("notices.inapp_stays")
    channel.retired_at, channel.enabled, channel.sealed_secret = clock.now(), False, b""
    channel.name = f"{channel.name[:40]} {channel.pk.hex[-8:]}"
    channel.save(update_fields=["retired_at", "enabled", "sealed_secret", "name"])
    record("notices.retire_channel", on=channel, by=by, before=_told(channel))


def try_out(channel_id: UUID, *, by: Actor, to: str = "") -> Outcome:
    """Send a test message now and say what came of it; the line in the ledger comes first."""
    with transaction.atomic():
        channel = hold_channel(channel_id, by=by)
        way = WAYS.get(channel.kind)
        if way is None:
            raise BadInput("notices.inapp_needs_no_test")
        if way.personal and not to.strip():
            raise BadInput("notices.test_needs_address")
        record("notices.test_channel", on=channel, by=by)
        line = line_of(channel)
    outcome = way.send(line, [_test_parcel(to.strip())])
    said = "" if outcome.kind in {"sent", "delivered"} else f"{outcome.code} {outcome.detail}".strip()[:300]
    Channel.objects.filter(pk=channel.pk).update(last_error=said)
    return outcome


@transaction.atomic
def set_hours(
    *,
    digest_hours: Sequence[time],
    quiet_from: time,
    quiet_until: time,
    interrupts_a_day: int,
    site_url: str,
    by: Actor,
) -> Timing:
    """Set when people may be interrupted; earlier rows stay as history."""
    require_at(by, MANAGE, kind="notices.timing", facts=HOUSE)
    if not digest_hours:
        raise BadInput("notices.no_digest_hour")
    if site_url and urlsplit(site_url).scheme not in {"http", "https"}:
        raise BadInput("notices.channel_address", field="site_url")
    before = Timing.objects.order_by("-valid_from", "-id").first()
    row = Timing.objects.create(
        digest_hours=[f"{hour:%H:%M}" for hour in sorted(set(digest_hours))],
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        interrupts_a_day=interrupts_a_day,
        site_url=site_url.strip(),
        position_id=by.position_id,
    )
    told_before = None if before is None else _told_hours(before)
    record("notices.set_hours", on=row, by=by, before=told_before, after=_told_hours(row))
    return row


@transaction.atomic
def give_address(address: str, *, by: Actor) -> None:
    """Say where one wants e-mail; empty takes it back."""
    if by.person_id is None:
        raise NotVisible
    wanted = address.strip()
    if wanted:
        try:
            validate_email(wanted)
        except ValidationError as trouble:
            raise BadInput("notices.no_such_address") from trouble
        row, _ = Address.objects.update_or_create(
            person_id=by.person_id, kind=ChannelKind.EMAIL, defaults={"address": wanted}
        )
        record("notices.give_address", on=row, by=by)
        return
    for row in Address.objects.filter(person_id=by.person_id, kind=ChannelKind.EMAIL):
        record("notices.take_address_back", on=row, by=by)
        row.delete()


def _columns(fields: ChannelFields) -> dict[str, Any]:
    known = OPTIONS.get(fields.kind, ())
    given = fields.settings or {}
    return {
        "name": fields.name.strip(),
        "address": fields.address.strip(),
        "settings": {name: given[name] for name in known if given.get(name)},
        "enabled": fields.enabled,
        "drills": fields.drills,
        "timeout_seconds": fields.timeout_seconds,
    }


def _refuse_unusable(fields: ChannelFields, *, known: Channel | None = None) -> None:
    name, address = fields.name.strip(), fields.address.strip()
    if fields.kind not in WAYS or not name:
        raise BadInput("notices.channel_incomplete")
    if not 0 < fields.timeout_seconds <= LONGEST_TIMEOUT:
        raise BadInput("notices.channel_timeout")
    twins = Channel.objects.filter(name=name)
    if (twins.exclude(pk=known.pk) if known else twins).exists():
        raise BadInput("notices.channel_name_taken", name=name)
    if fields.kind in {"webhook", "wecom", "dingtalk"}:
        parts = urlsplit(address)
        needed = fields.kind == "webhook" or bool(address)
        if needed and (parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc):
            raise BadInput("notices.channel_address", field="address")
    if fields.kind == "email" and not address:
        raise BadInput("notices.channel_address", field="address")


def _test_parcel(to: str) -> Parcel:
    return Parcel(
        key=str(new_id()),
        to=to,
        title_zh="【测试】安澜通知渠道",
        title_en="[TEST] Anlan notice channel",
        text_zh="收到这条消息，说明渠道可用，不用处理。",
        text_en="If you read this the channel works. Nothing is to be done.",
        at=clock.now(),
        facts={"test": True},
    )


def _told(channel: Channel) -> dict[str, Any]:
    """What the ledger keeps: everything but secrets."""
    return {
        "name": channel.name,
        "kind": channel.kind,
        "address": channel.address,
        "enabled": channel.enabled,
        "drills": channel.drills,
    }


def _told_hours(row: Timing) -> dict[str, Any]:
    return {
        "digest_hours": row.digest_hours,
        "quiet_from": f"{row.quiet_from:%H:%M}",
        "quiet_until": f"{row.quiet_until:%H:%M}",
        "interrupts_a_day": row.interrupts_a_day,
    }
