"""Finding what was left lying: channels with due deliveries and no job in the queue."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from anlan.core.kernel import clock
from anlan.foundation.notices.models import Channel, ChannelKind, Delivery
from anlan.foundation.notices.services.waking import wake
from anlan.foundation.notices.states import OPEN


def wake_channels_with_work() -> int:
    """Wake every channel that has something due; how many."""
    due = Delivery.objects.filter(channel=OuterRef("pk"), state__in=OPEN, due_at__lte=clock.now())
    rows = Channel.objects.filter(Exists(due), enabled=True, retired_at=None).exclude(kind=ChannelKind.INAPP)
    found = list(rows.values_list("pk", flat=True))
    wake(found)
    return len(found)
