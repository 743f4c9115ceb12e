from django.urls import path

from anlan.surfaces.console import views

app_name = "console"
urlpatterns = [
    path("", views.front, name="board"),
    path("live/", views.followed, name="live"),
    path("units/", views.units, name="scorecards"),
    path("units/print/", views.units_printed, name="scorecards-print"),
    path("units/export.xlsx", views.units_export, name="scorecards-export"),
]
