"""Who listens to what; filled once at start-up by the wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from anlan.foundation.bus.codec import event_name

Listener = Callable[[Any], None]


def listener_name(listener: Listener) -> str:
    """Where the function stands, as it is kept in the outbox."""
    return f"{listener.__module__}.{listener.__qualname__}"


@dataclass(slots=True)
class Subscriptions:
    """Event classes and their listeners, by name."""

    kinds: dict[str, type] = field(default_factory=dict)
    listeners: dict[str, dict[str, Listener]] = field(default_factory=dict)

    def subscribe(self, kind: type, listener: Listener) -> None:
        """Let a plain function hear every event of a class; twice is harmless."""
        name = event_name(kind)
        if self.kinds.setdefault(name, kind) is not kind:
            raise ValueError(f"two events named {name}")
        self.listeners.setdefault(name, {})[listener_name(listener)] = listener

    def names(self, event: str) -> tuple[str, ...]:
        """The listeners of an event, in the order of the wiring."""
        return tuple(self.listeners.get(event, ()))

    def forget(self, kind: type) -> None:
        """Take an event class and its listeners out again (for tests)."""
        self.kinds.pop(event_name(kind), None)
        self.listeners.pop(event_name(kind), None)


SUBSCRIPTIONS = Subscriptions()
subscribe = SUBSCRIPTIONS.subscribe
