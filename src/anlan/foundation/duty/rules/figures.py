"""The figures that the site confirms, as a frozen row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that ``rulebooks/duty.json`` says."""

    acknowledge: timedelta
    acknowledge_early: timedelta
    remind_person: timedelta
    call_leader: timedelta
    call_office: timedelta
    gap_warning: timedelta
    order_confirm: timedelta
    proxy_confirm: timedelta
    office_roles: tuple[str, ...]
    ordering_roles: tuple[str, ...]
    notable: tuple[str, ...]
    looks: frozenset[str]
    own_rooms: frozenset[str]

    @classmethod
    def from_rulebook(cls, document: Mapping[str, Any]) -> Figures:
        """The figures of a rulebook document, each under ``values.<name>.value``."""
        given = {name: row["value"] for name, row in document["values"].items()}
        return cls(
            acknowledge=timedelta(minutes=given["acknowledge_minutes"]),
            acknowledge_early=timedelta(hours=given["acknowledge_early_hours"]),
            remind_person=timedelta(minutes=given["remind_person_minutes"]),
            call_leader=timedelta(minutes=given["call_leader_minutes"]),
            call_office=timedelta(minutes=given["call_office_minutes"]),
            gap_warning=timedelta(hours=given["gap_warning_hours"]),
            order_confirm=timedelta(hours=given["order_confirm_hours"]),
            proxy_confirm=timedelta(hours=given["proxy_confirm_hours"]),
            office_roles=tuple(given["office_roles"]),
            ordering_roles=tuple(given["ordering_roles"]),
            notable=tuple(given["notable"]),
            looks=frozenset(given["looks"]),
            own_rooms=frozenset(given["own_rooms"]),
        )
