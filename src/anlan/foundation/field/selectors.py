"""Reads: one's own phones, and for the office everybody's; what is missing, what was refused, the pack."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Q, QuerySet

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.field.gaps import Gap, gaps
from anlan.foundation.field.models import Device, GapNote, Parcel
from anlan.foundation.field.registry import sections
from anlan.foundation.field.states import Verdict
from anlan.foundation.people.public import visible

log = logging.getLogger("anlan.field")
OVERSEE = "field.oversee"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one phone stands: what never came, what was refused, and what has been explained."""

    device: Device
    gaps: tuple[Gap, ...]
    refused: tuple[Parcel, ...]
    notes: tuple[GapNote, ...]
    own: bool

    @property
    def missing(self) -> int:
        """How many numbers are missing without an explanation."""
        return sum(gap.count for gap in self.gaps)

    @property
    def last_missing(self) -> int:
        """The highest missing number."""
        return self.gaps[-1].last if self.gaps else 0


def devices_seen(viewer: Actor) -> QuerySet[Device]:
    """One's own phones, and those the viewer oversees."""
    rows = visible(Device.objects.all(), viewer, OVERSEE)
    return rows | Device.objects.filter(person_id=viewer.person_id) if viewer.person_id else rows


def device_for(viewer: Actor, device_id: UUID) -> Device:
    """One phone. Raises NotVisible."""
    found = devices_seen(viewer).filter(pk=device_id).first()
    if found is None:
        raise NotVisible
    return found


def own_device(viewer: Actor, device_id: UUID) -> Device:
    """One of the viewer's own phones. Raises NotVisible."""
    mine = Device.objects.filter(pk=device_id, person_id=viewer.person_id) if viewer.person_id else None
    found = mine.first() if mine is not None else None
    if found is None:
        raise NotVisible
    return found


def standings(viewer: Actor, *, most: int = 200) -> list[Standing]:
    """Every phone the viewer may see, those with trouble first; four queries whatever their number."""
    devices = list(devices_seen(viewer).select_related("person").order_by("-last_seen")[:most])
    keys = [device.pk for device in devices]
    arrived: dict[UUID, list[int]] = {key: [] for key in keys}
    numbers = Parcel.objects.filter(device__in=keys, sequence__isnull=False).order_by()
    for key, number in numbers.values_list("device_id", "sequence"):
        arrived[key].append(number or 0)
    refused: dict[UUID, list[Parcel]] = {key: [] for key in keys}
    for parcel in Parcel.objects.filter(device__in=keys, verdict=Verdict.REFUSED):
        refused[parcel.device_id].append(parcel)
    notes: dict[UUID, list[GapNote]] = {key: [] for key in keys}
    for note in GapNote.objects.filter(device__in=keys).select_related("by_person"):
        notes[note.device_id].append(note)
    rows = [
        _standing(device, arrived[device.pk], refused[device.pk], notes[device.pk], viewer=viewer)
        for device in devices
    ]
    return sorted(rows, key=lambda row: not (row.gaps or row.refused))


def missing_of(device: Device) -> tuple[Gap, ...]:
    """What one phone used and never came, without what has been explained."""
    arrived = Parcel.objects.filter(device=device, sequence__isnull=False).values_list("sequence", flat=True)
    upto = GapNote.objects.filter(device=device).aggregate(upto=Max("upto"))["upto"] or 0
    return _open(gaps((number or 0 for number in arrived), made_upto=device.made_upto), upto=upto)


def refused_count(viewer: Actor) -> int:
    """How many of one's own parcels were refused and wait."""
    return Parcel.objects.filter(Q(device__person_id=viewer.person_id), verdict=Verdict.REFUSED).count()


def pack(viewer: Actor, at: datetime) -> tuple[dict[str, Any], str]:
    """Everything the viewer needs without a line, and its digest; a room that fails is named, not fatal."""
    told: dict[str, Any] = {}
    missing: list[str] = []
    for name, section in sections().items():
        try:
            told[name] = json.loads(json.dumps(section(viewer, at), cls=DjangoJSONEncoder))
        except Exception:
            log.exception("section %s of the pack failed", name)
            missing.append(name)
    who = {"person": str(viewer.person_id), "label": viewer.label, "title": viewer.title}
    body = {"who": who, "sections": told, "missing": missing}
    text = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return body, hashlib.sha256(text.encode()).hexdigest()


def _standing(
    device: Device, arrived: list[int], refused: list[Parcel], notes: list[GapNote], *, viewer: Actor
) -> Standing:
    upto = max((note.upto for note in notes), default=0)
    return Standing(
        device=device,
        gaps=_open(gaps(arrived, made_upto=device.made_upto), upto=upto),
        refused=tuple(refused),
        notes=tuple(notes),
        own=device.person_id == viewer.person_id,
    )


def _open(found: tuple[Gap, ...], *, upto: int) -> tuple[Gap, ...]:
    """Without the numbers that have been explained."""
    left = (Gap(max(gap.first, upto + 1), gap.last, gap.open_end) for gap in found if gap.last > upto)
    return tuple(left)
