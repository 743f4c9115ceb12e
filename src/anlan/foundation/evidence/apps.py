from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "anlan.foundation.evidence"
    label = "evidence"
    verbose_name = "证据"
