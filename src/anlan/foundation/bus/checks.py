"""System checks: every listener can be found again by its name after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from anlan.foundation.bus.subscriptions import SUBSCRIPTIONS


def check_listeners(app_configs: Sequence[AppConfig] | None, **more: Any) -> list[CheckMessage]:
    """One error for each listener whose dotted path does not lead back to it."""
    return [
        Error(
            f"The listener {name} of {event} is not a module-level function.",
            hint="Deliveries are kept by dotted path: subscribe a plain function of a module.",
            id="bus.E001",
        )
        for event, listeners in SUBSCRIPTIONS.listeners.items()
        for name, listener in listeners.items()
        if _found(name) is not listener
    ]


def _found(name: str) -> object:
    try:
        return import_string(name)
    except ImportError:
        return None
