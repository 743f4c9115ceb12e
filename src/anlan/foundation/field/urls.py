from django.urls import path

from anlan.foundation.field import views

app_name = "field"
urlpatterns = [
    path("devices/", views.devices, name="devices"),
    path("devices/enrol/", views.enrol, name="enrol"),
    path("devices/<uuid:device_id>/explain/", views.explain, name="explain"),
    path("parcels/", views.hand_in, name="parcels"),
    path("parcels/<uuid:parcel_id>/retry/", views.retry, name="retry"),
    path("pack/", views.pack, name="pack"),
]
