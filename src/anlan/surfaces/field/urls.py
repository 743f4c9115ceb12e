from django.urls import path

from anlan.surfaces.field import views

app_name = "field_pages"
urlpatterns = [
    path("", views.page, name="page"),
    path("worker.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
