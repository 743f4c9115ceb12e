from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "anlan.surfaces.console"
    label = "console"
    verbose_name = "指挥总览"
