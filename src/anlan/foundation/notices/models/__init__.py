"""The tables of notices: messages, whom they reached, channels, the inbox."""

from anlan.foundation.notices.models.channels import Address, Channel, Timing
from anlan.foundation.notices.models.choices import ChannelKind, Level, OutcomeKind
from anlan.foundation.notices.models.deliveries import Attempt, Delivery
from anlan.foundation.notices.models.inbox import Digest, Letter
from anlan.foundation.notices.models.notices import Audience, Notice

__all__ = [
    "Address",
    "Attempt",
    "Audience",
    "Channel",
    "ChannelKind",
    "Delivery",
    "Digest",
    "Letter",
    "Level",
    "Notice",
    "OutcomeKind",
    "Timing",
]
