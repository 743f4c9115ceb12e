from django.apps import AppConfig
from django.core.checks import register

from anlan.foundation.bus.checks import check_listeners


class BusConfig(AppConfig):
    name = "anlan.foundation.bus"
    label = "bus"
    verbose_name = "消息"

    def ready(self) -> None:
        """Check the listeners with everything else at start-up."""
        register(check_listeners)
