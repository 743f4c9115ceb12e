"""The short address that a printed label carries."""

from django.urls import path

from anlan.areas.inspection.views import places

urlpatterns = [path("p/<str:code>", places.place, name="inspection-place")]
