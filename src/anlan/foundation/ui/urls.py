from django.urls import URLPattern, URLResolver, path

from anlan.foundation.ui import views

app_name = "ui"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.vocabulary, name="vocabulary"),
    path("report/", views.report_specimen, name="report"),
]
