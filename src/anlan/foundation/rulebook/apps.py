from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "anlan.foundation.rulebook"
    label = "rulebook"
    verbose_name = "规则库"
