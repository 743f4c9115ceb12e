from django.apps import AppConfig


class CampusConfig(AppConfig):
    name = "anlan.foundation.campus"
    label = "campus"
    verbose_name = "校园"
