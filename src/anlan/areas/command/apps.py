from django.apps import AppConfig


class CommandConfig(AppConfig):
    name = "anlan.areas.command"
    label = "command"
    verbose_name = "会议要求"
