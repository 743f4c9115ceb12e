import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.intake.closing import close_gone
from anlan.foundation.intake.models import Delivery, NumberAlias
from anlan.foundation.intake.tests.office import (
    LOADER,
    STRANGER,
    UNITS,
    bring,
    delivery_of,
    staff,
    student,
    told,
)
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Group, Membership, Person, Position, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units():
    return bring("units", UNITS)


def decided(number: str, kept: str, *, same: bool) -> None:
    NumberAlias.objects.create(
        number=number, kept_number=kept, same=same, ground="name_phone", decided_by="许明"
    )


def test_units_alone_are_useful_they_bring_their_positions(units):
    assert units.counts == {"new": 3}
    assert Position.objects.filter(unit__code="physics").exists()
    assert units.written["positions"] == Position.objects.count()


def test_one_file_is_one_line_with_count_and_hash():
    bring("staff", [staff("1"), staff("2", "许小满")])
    line = Event.objects.filter(verb="intake.apply").order_by("-id")[0]
    assert (line.count, line.content_hash) == (2, "0" * 64)


def test_a_dry_run_writes_nothing_at_all():
    before = Event.objects.count(), Delivery.objects.count()
    report = bring("staff", [staff("1")], dry_run=True)
    assert (report.counts, report.applied) == ({"new": 1}, False)
    assert (Event.objects.count(), Delivery.objects.count()) == before
    assert not Person.objects.exists()


def test_the_same_file_again_changes_nothing():
    rows = [
        student("20220001", phone="13800000201", group="物理2201", valid_until="2099-07-01"),
        student("20220002"),
    ]
    bring("students", rows)
    before = Standing.objects.count(), Membership.objects.count(), Group.objects.count()
    assert bring("students", rows).counts == {"same": 2}
    assert (Standing.objects.count(), Membership.objects.count(), Group.objects.count()) == before


def test_a_change_is_told_before_and_after_and_written():
    bring("students", [student("20220001", phone="13800000201", group="一班")])
    with clock.hold(clock.later(days=30)):
        report = bring(
            "students", [student("20220001", "林依然", phone="13800000299", unit="文学院", group="二班")]
        )
        assert report.counts == {"changed": 1}
        person = Person.objects.get()
        assert (person.name, person.phone) == ("林依然", "13800000299")
        assert Standing.objects.in_force().get().unit.code == "arts"
        assert Standing.objects.count() == 2
        assert Membership.objects.in_force().get().group.name == "二班"


def test_a_blank_cell_leaves_what_is_known():
    bring("staff", [staff("1", phone="13800000101")])
    assert bring("staff", [staff("1")]).counts == {"same": 1}
    assert Person.objects.get().phone == "13800000101"


def test_classes_of_one_name_in_two_colleges_are_two_classes():
    bring("students", [student("1", "甲一", group="一班"), student("2", "乙一", group="一班", unit="arts")])
    assert sorted(Group.objects.values_list("code", "name")) == [
        ("arts-一班", "一班"),
        ("physics-一班", "一班"),
    ]


def test_a_unit_is_found_by_code_name_short_name_and_alias():
    rows = [
        staff(str(n), f"甲{'一二三四'[n]}", unit=unit)
        for n, unit in enumerate(["physics", "物理学院", "物理", "人文学院"])
    ]
    assert bring("staff", rows).counts == {"new": 4}


def test_a_faulty_row_is_left_out_and_the_others_are_written():
    report = bring(
        "staff", [staff("1"), staff("2", "许小满", unit="没有的单位"), staff("张三", "张三"), {"number": "4"}]
    )
    assert report.counts == {"error": 3, "new": 1}
    assert told(report) == [
        ("error", ["unit_unknown"]),
        ("error", ["bad_number"]),
        ("error", ["missing", "missing", "missing"]),
    ]
    assert Person.objects.get().number == "1"


def test_the_same_number_twice_is_passed_over_or_refused():
    report = bring("staff", [staff("1"), staff("1"), staff("1", "另一人")])
    assert told(report) == [("warning", ["twice"]), ("error", ["twice_unlike"])]
    assert Person.objects.get().name == "周一宁"


def test_a_window_that_ends_before_it_starts_is_refused():
    report = bring("staff", [staff("1", valid_from="2023-01-01", valid_until="2022-01-01")])
    assert told(report) == [("error", ["window_backwards"])]


def test_a_number_that_lost_its_zeros_is_pointed_at():
    rows = [staff(f"{n:07}", "甲" + "一二三四五六七八九十"[n % 10] + "乙丙"[n // 10]) for n in range(1, 20)]
    report = bring("staff", [*rows, staff("10240", "许小满")])
    assert told(report) == [("warning", ["short_number"])]
    assert report.told[0].details[0].value == "0010240"


def test_a_student_who_becomes_staff_waits_for_a_decision_and_is_one_person_after_it():
    bring("students", [student("20220001", phone="13800000201")])
    rows = [staff("0010240", "林一然", phone="13800000201")]
    report = bring("staff", rows)
    assert told(report) == [("twin", ["same_person"])]
    assert Person.objects.count() == 1
    NumberAlias.objects.create(
        number="0010240", kept_number="20220001", same=True, ground="name_phone", decided_by="许明"
    )
    assert bring("staff", rows).counts == {"merged": 1}
    person = Person.objects.get()
    assert person.other_numbers == ["0010240"]
    assert sorted(Standing.objects.in_force().values_list("kind", flat=True)) == ["teacher", "undergraduate"]
    assert bring("staff", rows).counts == {"merged": 1}
    assert Standing.objects.count() == 2


def test_two_people_of_one_name_and_telephone_stay_two_once_decided():
    rows = [student("1", phone="13800000201"), student("2", phone="13800000201")]
    assert told(bring("students", rows)) == [("twin", ["same_person"])]
    NumberAlias.objects.create(
        number="2", kept_number="1", same=False, ground="name_phone", decided_by="许明"
    )
    assert bring("students", rows).counts == {"new": 1, "same": 1}
    assert Person.objects.count() == 2


def test_two_numbers_of_a_new_person_in_one_file_make_one_person():
    decided("2", "1", same=True)
    bring("students", [student("1", phone="13800000201"), student("2", phone="13800000201")])
    person = Person.objects.get()
    assert (person.number, person.other_numbers) == ("1", ["2"])
    assert Standing.objects.count() == 1


def test_a_shared_telephone_under_another_name_is_a_warning_and_is_written():
    bring("students", [student("1", phone="13800000201")])
    report = bring("students", [student("2", "林二然", phone="13800000201")])
    assert told(report)[0] == ("warning", ["phone_shared"])
    assert Person.objects.count() == 2


def test_who_is_gone_is_proposed_within_the_units_of_the_file_and_ended_only_when_confirmed():
    bring("students", [student("1", "甲一"), student("2", "乙一"), student("3", "丙一", unit="arts")])
    report = bring("students", [student("1", "甲一")])
    assert [(finding.key, str(finding.verdict)) for finding in report.told] == [("2", "gone")]
    assert Standing.objects.in_force().count() == 3
    with clock.hold(clock.later(minutes=1)):
        closed = close_gone(delivery_id=delivery_of(report), by=LOADER)
        assert (closed.ended, closed.refused) == (1, ())
        assert Standing.objects.in_force().count() == 2
        assert Person.objects.count() == 3
        assert close_gone(delivery_id=delivery_of(report), by=LOADER).ended == 0


def test_a_list_of_the_whole_university_misses_everybody_it_does_not_name():
    bring("students", [student("1", "甲一"), student("3", "丙一", unit="arts")])
    report = bring("students", [student("1", "甲一")], whole=True)
    assert [finding.key for finding in report.told] == ["3"]


def test_who_was_ended_and_comes_back_gets_a_new_standing():
    bring(
        "students",
        [student("1", "甲一", valid_from="2022-09-01"), student("2", "乙一", valid_from="2022-09-01")],
    )
    report = bring("students", [student("1", "甲一")])
    with clock.hold(clock.later(days=1)):
        close_gone(delivery_id=delivery_of(report), by=LOADER)
    with clock.hold(clock.later(days=2)):
        back = student("2", "乙一", valid_from="2022-09-01")
        again = bring("students", [student("1", "甲一"), back])
        assert again.counts == {"new": 1, "same": 1}
        assert Standing.objects.in_force().count() == 2


def test_a_faulty_row_is_not_taken_for_somebody_who_has_gone():
    bring("students", [student("1", "甲一")])
    assert told(bring("students", [student("1", "甲一", phone="不知道")], whole=True)) == [
        ("error", ["bad_phone"])
    ]


def test_a_stranger_loads_nothing():
    with pytest.raises(NotVisible):
        bring("staff", [staff("1")], by=STRANGER)


def test_an_unknown_column_or_sheet_is_a_mistake_of_the_caller():
    with pytest.raises(BadInput, match="column_unknown"):
        bring("staff", [staff("1", shoe_size=42)])
    with pytest.raises(ValueError, match="shoes"):
        bring("shoes", [])


def test_the_number_of_queries_does_not_grow_with_the_rows():
    def count(size: int) -> int:
        rows = [
            student(f"{size}{n:05}", f"甲{chr(0x4E00 + n)}", phone=f"13{size:03}{n:06}", group="一班")
            for n in range(size)
        ]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring("students", rows)
        return len(queries)

    count(2)
    assert count(300) <= count(20) + 2
