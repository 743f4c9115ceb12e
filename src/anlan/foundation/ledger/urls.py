from django.urls import URLPattern, URLResolver, path

from anlan.foundation.ledger import views

app_name = "ledger"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("export.csv", views.export, name="export"),
]
