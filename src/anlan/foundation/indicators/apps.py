from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "anlan.foundation.indicators"
    label = "indicators"
    verbose_name = "指标"
