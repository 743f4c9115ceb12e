from django.apps import AppConfig


class PostureConfig(AppConfig):
    name = "anlan.foundation.posture"
    label = "posture"
    verbose_name = "阶段和措施"
