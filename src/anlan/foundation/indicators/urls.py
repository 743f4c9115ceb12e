from django.urls import path, register_converter

from anlan.foundation.indicators import views


class CodeConverter:
    """A code of the catalogue: words with dots between."""

    regex = r"[a-z0-9_]+(?:\.[a-z0-9_]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FormConverter(CodeConverter):
    """In which form values are taken along."""

    regex = "xlsx|csv"


register_converter(CodeConverter, "indicator_code")
register_converter(FormConverter, "indicator_form")

app_name = "indicators"
urlpatterns = [
    path("", views.index, name="index"),
    path("definitions/", views.definitions, name="definitions"),
    path("<indicator_code:code>/", views.one, name="one"),
    path("<indicator_code:code>/print/", views.printed, name="print"),
    path("<indicator_code:code>/values.<indicator_form:form>", views.export, name="export"),
]
