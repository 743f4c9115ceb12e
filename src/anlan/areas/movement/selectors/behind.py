"""Who stands behind the numbers of a preview, from its packed persons."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from anlan.areas.movement.models import Preview, PreviewPersons
from anlan.areas.movement.rules.results import Said
from anlan.core.kernel.errors import Conflict, NotVisible

GROUPS = ("newly_denied", "newly_allowed", "newly_held")


@dataclass(frozen=True, slots=True)
class Behind:
    """One person of a group: the key, unit and class as recorded, and the commonest new reason."""

    key: str
    unit: str
    cat: str
    reason: str
    reason_name: Said


def groups_of(preview: Preview) -> tuple[str, ...]:
    """The groups whose names can be asked for: changes of persons, and each kind of alarm."""
    alarms = (preview.result or {}).get("alarms", [])
    return (*GROUPS, *(f"alarm.{one['kind']}" for one in alarms))


def persons_behind(preview: Preview, group: str) -> list[Behind]:
    """The persons of a group. Raises NotVisible for an unknown group, Conflict when they were forgotten."""
    if group not in groups_of(preview):
        raise NotVisible
    kept = PreviewPersons.objects.filter(preview=preview).first()
    if kept is None:
        raise Conflict("movement.names_forgotten")
    told = json.loads(zlib.decompress(bytes(kept.body)))
    words = {code: Said(**said) for code, said in told["words"].items()}
    return [
        Behind(key, unit, cat, reason, words.get(reason, Said(reason, reason)))
        for key, unit, cat, reason in told["groups"].get(group, ())
    ]
