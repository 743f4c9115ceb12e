from django.apps import AppConfig


class MovementConfig(AppConfig):
    name = "anlan.areas.movement"
    label = "movement"
    verbose_name = "通行"
