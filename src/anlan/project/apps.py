"""Start-up: wiring is read once every app is loaded."""

from importlib import import_module

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "anlan.project"
    label = "project"
    verbose_name = "安澜"

    def ready(self) -> None:
        """Connect events to listeners, read moments quickly and register checks."""
        import_module("anlan.project.moments").connect()
        import_module("anlan.project.wiring").connect()
        import_module("anlan.project.checks")
