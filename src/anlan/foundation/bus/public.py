"""The door of the bus."""

from anlan.foundation.bus.changes import tell_changed, tell_changed_for, topic_for
from anlan.foundation.bus.publishing import publish, publish_all
from anlan.foundation.bus.subscriptions import subscribe

__all__ = [
    "publish",
    "publish_all",
    "subscribe",
    "tell_changed",
    "tell_changed_for",
    "topic_for",
]
