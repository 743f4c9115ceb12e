from django.urls import URLPattern, URLResolver, path

from anlan.surfaces.console.operations import views

app_name = "operations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.jobs, name="jobs"),
    path("jobs/<int:job_id>/retry/", views.retry_job, name="retry-job"),
    path("jobs/<int:job_id>/give-up/", views.give_up_job, name="give-up-job"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/<uuid:delivery_id>/retry/", views.retry_delivery, name="retry-delivery"),
    path("deliveries/<uuid:delivery_id>/give-up/", views.drop_delivery, name="drop-delivery"),
]
