from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "anlan.foundation.field"
    label = "field"
    verbose_name = "现场作业"
