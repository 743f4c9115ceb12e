from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.campus import selectors, services
from anlan.foundation.campus.models import Place, Residence
from anlan.foundation.campus.plans import PlanReport, export_geojson, import_geojson
from anlan.foundation.campus.tests.town import (
    EDITOR,
    READER,
    STRANGER,
    as_bytes,
    collection,
    editor_under,
    feature,
    square,
    town,
)
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Person

pytestmark = pytest.mark.django_db


def lay_out() -> PlanReport:
    return import_geojson(content=as_bytes(town()), filename="town.geojson", by=EDITOR, dry_run=False)


def person(number: str) -> Person:
    return Person.objects.create(number=number, name="林一", sort_key="lin yi")


def test_a_dry_run_writes_nothing():
    report = import_geojson(content=as_bytes(town()), filename="town.geojson", by=EDITOR)
    assert report.counts == {"new": 9}
    assert (Place.objects.count(), Event.objects.count()) == (0, 0)


def test_an_import_is_one_line_in_the_ledger_with_count_and_hash():
    report = lay_out()
    line = Event.objects.get()
    assert (line.verb, line.count, line.content_hash) == ("campus.import_plan", 9, report.content_hash)


def test_a_plan_goes_out_and_comes_back_the_same():
    lay_out()
    rows = list(selectors.search(READER))
    content = as_bytes(export_geojson(rows, crs="local"))
    assert import_geojson(content=content, filename="back", by=EDITOR).counts == {"same": 9}


def test_one_bad_feature_keeps_the_whole_file_out():
    document = town()
    document["features"][3]["geometry"] = {"type": "Point", "coordinates": [1]}
    report = import_geojson(content=as_bytes(document), filename="x", by=EDITOR, dry_run=False)
    assert (report.applied, Place.objects.count()) == (False, 0)
    assert [(row.ref, row.problems[0].field) for row in report.rows if row.problems] == [
        (3, "geometry.coordinates")
    ]


def test_an_editor_of_one_campus_cannot_bring_in_another():
    lay_out()
    document = collection(
        feature("c1-new", "building", parent="c1", geometry=square(10, 10, 10)), feature("c9", "campus")
    )
    report = import_geojson(content=as_bytes(document), filename="x", by=editor_under("c1/"), dry_run=False)
    assert [str(row.outcome) for row in report.rows] == ["new", "error"]
    assert report.rows[1].problems[0].code == "not_yours"


def test_a_reader_edits_nothing_and_a_stranger_sees_nothing():
    lay_out()
    place = Place.objects.get(code="c1-d1")
    with pytest.raises(NotYours):
        services.edit_place(place_id=place.pk, values={"name": "改名"}, by=READER)
    with pytest.raises(NotVisible):
        services.edit_place(place_id=place.pk, values={"name": "改名"}, by=STRANGER)
    with pytest.raises(NotVisible):
        selectors.place_for(STRANGER, "c1-d1")


def test_an_edit_tells_the_ledger_before_and_after():
    lay_out()
    place = Place.objects.get(code="c1-d1")
    services.edit_place(place_id=place.pk, values={"name": "北苑甲楼", "capacity": 40}, by=EDITOR)
    line = Event.objects.get(verb="campus.change_place")
    assert '"capacity":40' in (line.payload or "").replace(" ", "")
    services.edit_place(place_id=place.pk, values={"name": "北苑甲楼"}, by=EDITOR)
    assert Event.objects.filter(verb="campus.change_place").count() == 1


def test_a_new_place_hangs_below_its_parent_and_its_code_is_its_own():
    lay_out()
    parent = Place.objects.get(code="c1")
    made = services.create_place(
        code="c1-store", name="仓库", kind="store", parent_id=parent.pk, by=EDITOR, values={"capacity": 9}
    )
    assert (made.path, made.capacity) == ("c1/c1-store/", 9)
    with pytest.raises(Conflict):
        services.create_place(code="c1-store", name="仓库", kind="store", parent_id=parent.pk, by=EDITOR)
    with pytest.raises(BadInput):
        services.create_place(code="a/b", name="仓库", kind="store", parent_id=parent.pk, by=EDITOR)
    with pytest.raises(BadInput):
        services.create_place(code="bed", name="床", kind="bed", parent_id=parent.pk, by=EDITOR)


def test_only_an_editor_of_everything_founds_a_campus():
    lay_out()
    with pytest.raises(NotYours):
        services.create_place(code="c2", name="南苑", kind="campus", parent_id=None, by=editor_under("c1/"))
    assert (
        services.create_place(code="c2", name="南苑", kind="campus", parent_id=None, by=EDITOR).path == "c2/"
    )


def test_what_lies_below_moves_along():
    lay_out()
    campus = Place.objects.get(code="c1")
    zone = services.create_place(code="z1", name="北苑", kind="zone", parent_id=campus.pk, by=EDITOR)
    building = Place.objects.get(code="c1-d1")
    services.move_place(place_id=building.pk, parent_id=zone.pk, by=EDITOR)
    assert Place.objects.get(code="c1-d1-101-1").path == "c1/z1/c1-d1/c1-d1-101/c1-d1-101-1/"
    with pytest.raises(BadInput):
        services.move_place(place_id=campus.pk, parent_id=zone.pk, by=EDITOR)


def test_a_place_closes_only_when_it_is_empty():
    lay_out()
    room, bed = Place.objects.get(code="c1-d1-101"), Place.objects.get(code="c1-d1-101-1")
    with pytest.raises(Conflict):
        services.close_place(place_id=room.pk, by=EDITOR)
    home = Residence.objects.create(person=person("1"), place=bed)
    with pytest.raises(Conflict):
        services.close_place(place_id=bed.pk, by=EDITOR)
    Residence.objects.filter(pk=home.pk).update(valid_until=clock.later(seconds=0.001))
    with clock.hold(clock.later(seconds=5)):
        services.close_place(place_id=bed.pk, by=EDITOR)
        assert not selectors.search(READER, text="c1-d1-101-1").exists()


def test_one_bed_holds_one_person_at_a_time():
    lay_out()
    bed = Place.objects.get(code="c1-d1-101-1")
    Residence.objects.create(person=person("1"), place=bed)
    with pytest.raises(IntegrityError, match="one_bed_one_person"), transaction.atomic():
        Residence.objects.create(person=person("2"), place=bed)


def test_one_person_sleeps_in_one_place_at_a_time():
    lay_out()
    somebody = person("1")
    first = Residence.objects.create(person=somebody, place=Place.objects.get(code="c1-d1-101-1"))
    other = Place.objects.get(code="c1-d1-101-2")
    with pytest.raises(IntegrityError, match="one_person_one_bed"), transaction.atomic():
        Residence.objects.create(person=somebody, place=other)
    moved_at = clock.later(days=1)
    Residence.objects.filter(pk=first.pk).update(valid_until=moved_at)
    Residence.objects.create(person=somebody, place=other, valid_from=moved_at)
    assert Residence.objects.in_force(moved_at - timedelta(hours=1)).get().place_id == first.place_id


def test_several_live_in_a_room_without_numbered_beds():
    lay_out()
    room = Place.objects.get(code="c1-d1-101")
    for number in ("1", "2"):
        Residence.objects.create(person=person(number), place=room, sole=False)
    assert selectors.lodging(["c1/"])["c1/"].residents == 2


def test_beds_and_residents_are_summed_up_the_tree_and_few_are_not_counted_out():
    lay_out()
    Residence.objects.create(person=person("1"), place=Place.objects.get(code="c1-d1-101-1"))
    told = selectors.lodging(["c1/", "c1/c1-d1/", "c1/c1-lake/"])
    assert (told["c1/"].beds, told["c1/c1-d1/"].beds, told["c1/c1-lake/"].beds) == (2, 2, 0)
    assert told["c1/"].few
    assert told["c1/"].free is None


def test_a_code_that_begins_like_another_is_not_counted_below_it():
    lay_out()
    campus = Place.objects.get(code="c1")
    dormitory = services.create_place(
        code="c1-d10", name="10 号楼", kind="dormitory", parent_id=campus.pk, by=EDITOR
    )
    room = services.create_place(code="c1-d10-1", name="1", kind="room", parent_id=dormitory.pk, by=EDITOR)
    services.create_place(code="c1-d10-1-1", name="1", kind="bed", parent_id=room.pk, by=EDITOR)
    assert selectors.lodging(["c1/c1-d1/"])["c1/c1-d1/"].beds == 2
