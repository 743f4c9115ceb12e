from django.urls import path

from anlan.foundation.people.views import (
    duty,
    explaining,
    groups,
    persons,
    positions,
    registering,
    reshaping,
    structure,
)

app_name = "people"
urlpatterns = [
    path("", structure.units, name="units"),
    path("new/", reshaping.root, name="new-root"),
    path("units/<slug:code>/", structure.unit, name="unit"),
    path("units/<slug:code>/new/", reshaping.new, name="new-unit"),
    path("units/<slug:code>/change/", reshaping.change, name="change-unit"),
    path("units/<slug:code>/move/", reshaping.move, name="move-unit"),
    path("units/<slug:code>/close/", reshaping.close, name="close-unit"),
    path("units/<slug:code>/seats/", structure.fill_seats, name="fill-seats"),
    path("units/<slug:code>/positions/new/", positions.new, name="new-position"),
    path("positions/<uuid:position_id>/", positions.position, name="position"),
    path("positions/<uuid:position_id>/change/", positions.change, name="change-position"),
    path("positions/<uuid:position_id>/close/", positions.close, name="close-position"),
    path("appointments/<uuid:appointment_id>/end/", positions.end, name="end-appointment"),
    path("persons/", persons.persons, name="persons"),
    path("persons/new/", registering.new, name="new-person"),
    path("persons/<uuid:person_id>/", persons.person, name="person"),
    path("persons/<uuid:person_id>/change/", registering.change, name="change-person"),
    path("persons/<uuid:person_id>/standings/new/", registering.new_standing, name="new-standing"),
    path("standings/<uuid:standing_id>/end/", registering.close_standing, name="end-standing"),
    path("me/", persons.me, name="me"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<str:code>/", groups.group, name="group"),
    path("duty/", duty.roster, name="duty"),
    path("duty/<uuid:duty_id>/strike/", duty.strike, name="strike-duty"),
    path("explain/", explaining.explain, name="explain"),
]
