from django.urls import path

from anlan.foundation.posture import views

app_name = "posture"
urlpatterns = [
    path("", views.index, name="index"),
    path("why/<str:operation>/<str:place>/", views.why, name="why"),
]
