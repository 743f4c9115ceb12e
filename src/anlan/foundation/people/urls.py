from django.urls import path

from anlan.foundation.people.views import duty, explaining, persons, structure

app_name = "people"
urlpatterns = [
    path("", structure.units, name="units"),
    path("units/<slug:code>/", structure.unit, name="unit"),
    path("units/<slug:code>/new/", structure.new_unit, name="new-unit"),
    path("units/<slug:code>/seats/", structure.fill_seats, name="fill-seats"),
    path("positions/<uuid:position_id>/", structure.position, name="position"),
    path("positions/<uuid:position_id>/change/", structure.change, name="change-position"),
    path("appointments/<uuid:appointment_id>/end/", structure.end, name="end-appointment"),
    path("persons/", persons.persons, name="persons"),
    path("persons/<uuid:person_id>/", persons.person, name="person"),
    path("me/", persons.me, name="me"),
    path("duty/", duty.roster, name="duty"),
    path("duty/<uuid:duty_id>/strike/", duty.strike, name="strike-duty"),
    path("explain/", explaining.explain, name="explain"),
]
