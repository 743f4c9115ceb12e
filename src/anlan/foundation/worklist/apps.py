from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "anlan.foundation.worklist"
    label = "worklist"
    verbose_name = "待办"
