from django.apps import AppConfig


class BusConfig(AppConfig):
    name = "anlan.foundation.bus"
    label = "bus"
    verbose_name = "消息"
