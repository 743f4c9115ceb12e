from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "anlan.foundation.jobs"
    label = "jobs"
    verbose_name = "任务队列"

    def ready(self) -> None:
        """Find every app's jobs."""
        autodiscover_modules("jobs")
