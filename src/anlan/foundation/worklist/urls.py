from django.urls import path

from anlan.foundation.worklist import views

app_name = "worklist"
urlpatterns = [
    path("", views.show, name="list"),
    path("together/", views.together, name="together"),
    path("seen/", views.seen, name="seen"),
]
