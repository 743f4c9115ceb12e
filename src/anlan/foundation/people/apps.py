from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "anlan.foundation.people"
    label = "people"
    verbose_name = "人员"
