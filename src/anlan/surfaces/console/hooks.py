"""What the console does at every line of the ledger: open pages hear that their room changed."""

from anlan.core.access import Actor
from anlan.foundation.bus.public import tell_changed
from anlan.foundation.ledger.models import Event
from anlan.surfaces.console.live import AREAS


def tell_pages(event: Event, _by: Actor) -> None:
    """Name the room of the act; the word goes out when the act commits."""
    room = event.verb.partition(".")[0]
    if room in AREAS:
        tell_changed(room)


RECORD_HOOKS = (tell_pages,)
