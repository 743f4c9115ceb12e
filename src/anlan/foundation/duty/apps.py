from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "anlan.foundation.duty"
    label = "duty"
    verbose_name = "值班"
