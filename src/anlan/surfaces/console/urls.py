from django.urls import path

from anlan.surfaces.console import views

app_name = "console"
urlpatterns = [path("", views.front, name="board")]
