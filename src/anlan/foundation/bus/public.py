"""The door of the bus."""

from anlan.foundation.bus.publishing import publish
from anlan.foundation.bus.subscriptions import subscribe

__all__ = ["publish", "subscribe"]
