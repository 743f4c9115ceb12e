from django.urls import path

from anlan.areas.tasks.views import giving, listing, task

app_name = "tasks"
urlpatterns = [
    path("", listing.tasks, name="list"),
    path("export/", listing.export, name="export"),
    path("give/", giving.give, name="give"),
    path("t/<str:code>/", task.task, name="task"),
    path("t/<str:code>/verifier/", task.verifier, name="verifier"),
    path("t/<str:code>/<str:name>/", task.move, name="move"),
]
