from django.urls import path, register_converter

from anlan.foundation.intake import views


class ActConverter:
    """What can be done with a file."""

    regex = "check|apply|discard"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ActConverter, "intake_act")

app_name = "intake"
urlpatterns = [
    path("", views.index, name="index"),
    path("numbers/", views.decisions, name="decisions"),
    path("numbers/<uuid:alias_id>/withdraw/", views.withdraw, name="withdraw"),
    path("files/<uuid:delivery_id>/", views.delivery, name="delivery"),
    path("files/<uuid:delivery_id>/verdicts.xlsx", views.verdicts_file, name="verdicts"),
    path("files/<uuid:delivery_id>/decide/", views.decide, name="decide"),
    path("files/<uuid:delivery_id>/close/", views.close, name="close"),
    path("files/<uuid:delivery_id>/<intake_act:what>/", views.act, name="act"),
    path("<slug:name>/", views.sheet, name="sheet"),
    path("<slug:name>/template.xlsx", views.template_file, name="template"),
]
