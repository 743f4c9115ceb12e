from django.urls import path

from anlan.foundation.campus import residing, views

app_name = "campus"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("import/", views.bring_in, name="import"),
    path("residents/<uuid:person_id>/move/", residing.move, name="move-resident"),
    path("p/<str:code>/", views.place, name="place"),
    path("p/<str:code>/edit/", views.edit, name="edit"),
    path("p/<str:code>/move/", views.move, name="move"),
    path("p/<str:code>/close/", views.close, name="close"),
    path("p/<str:code>/plan.geojson", views.export, name="export"),
]
