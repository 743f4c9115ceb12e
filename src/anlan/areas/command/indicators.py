"""The measurements that requirements give to the catalogue."""

from __future__ import annotations

from anlan.areas.command.selectors import measurements

INDICATOR_SOURCES = (
    ("command.acknowledged_in_time", measurements.acknowledged_in_time),
    ("command.relays_in_time", measurements.relays_in_time),
    ("command.without_indicator", measurements.without_indicator),
    ("command.without_owner", measurements.without_owner),
)
