from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "anlan.surfaces.letters"
    label = "letters"
    verbose_name = "事件来信"
