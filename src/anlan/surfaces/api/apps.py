from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "anlan.surfaces.api"
    label = "api"
    verbose_name = "接口"
