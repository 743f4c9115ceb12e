from django.urls import path

from anlan.foundation.evidence.views import pages, serving, uploading

app_name = "evidence"
urlpatterns = [
    path("add/", pages.add, name="add"),
    path("uploads/", uploading.begin, name="uploads"),
    path("uploads/<uuid:client_id>/", uploading.piece, name="upload"),
    path("of/<str:kind>/<uuid:subject_id>/", pages.subject, name="subject"),
    path("<uuid:evidence_id>/", serving.raw, name="raw"),
    path("<uuid:evidence_id>/thumb/", serving.thumb, name="thumb"),
    path("<uuid:evidence_id>/about/", pages.about, name="about"),
    path("<uuid:evidence_id>/strike/", pages.strike, name="strike"),
]
