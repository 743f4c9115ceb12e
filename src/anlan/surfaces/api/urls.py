from django.urls import include, path

from anlan.surfaces.api import views
from anlan.surfaces.api.v1 import addresses

app_name = "api"
urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.openapi, name="openapi"),
    path("v1/", include((addresses(), "v1"))),
    path("v1/", views.nothing_here),
    path("v1/<path:_rest>", views.nothing_here),
]
