from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "anlan.areas.tasks"
    label = "tasks"
    verbose_name = "任务"
