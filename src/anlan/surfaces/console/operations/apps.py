from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "anlan.surfaces.console.operations"
    label = "operations"
    verbose_name = "后台任务"
