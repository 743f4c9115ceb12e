"""The pages of people, for those who may and those who may not."""

import pytest
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Appointment, Duty, Unit
from anlan.foundation.people.tests import cast


def text_of(answer) -> str:
    return str(answer.content.decode())


def test_every_page_asks_to_sign_in(campus, client):
    seat = campus.dean.appointments.get().position
    pages = [
        reverse("people:units"),
        reverse("people:unit", args=["chem"]),
        reverse("people:position", args=[seat.pk]),
        reverse("people:persons"),
        reverse("people:person", args=[campus.dean.pk]),
        reverse("people:duty"),
        reverse("people:explain"),
        reverse("people:me"),
    ]
    assert {client.get(page)["Location"].split("?")[0] for page in pages} == {"/sign-in/"}


def test_a_dean_sees_the_tree_and_a_unit_with_its_seats(campus, browse):
    client = browse(campus.dean)
    assert "有机化学系" in text_of(client.get(reverse("people:units")))
    page = text_of(client.get(reverse("people:unit", args=["chem"])))
    assert "曾婉清" in page
    assert "院长" in page
    assert "建下级单位" in page
    assert "建下级单位" not in text_of(client.get(reverse("people:unit", args=["hq"])))


def test_a_search_without_a_hit_offers_everything(campus, browse):
    page = text_of(browse(campus.dean).get(reverse("people:units"), {"q": "<script>alert(1)</script>"}))
    assert "看全部单位" in page
    assert "<script>alert(1)" not in page


def test_a_dean_opens_a_unit_by_the_form_and_a_bad_code_keeps_what_was_typed(campus, browse):
    client = browse(campus.dean)
    address = reverse("people:new-unit", args=["chem"])
    bad = client.post(address, {"name": "催化中心", "code": "cat alysis", "kind": "section"})
    assert bad.status_code == 422
    assert "催化中心" in text_of(bad)
    good = client.post(
        address, {"name": "催化中心", "code": "Catalysis", "kind": "section", "aliases": "催化所 催化室"}
    )
    assert good["Location"] == reverse("people:unit", args=["catalysis"])
    assert Unit.objects.get(code="catalysis").aliases == ["催化所", "催化室"]
    assert client.post(reverse("people:fill-seats", args=["catalysis"])).status_code == 302


def test_other_units_have_no_forms_for_a_dean(campus, browse):
    client = browse(campus.dean)
    assert client.get(reverse("people:new-unit", args=["hq"])).status_code == 404
    assert client.post(reverse("people:fill-seats", args=["hq"])).status_code == 404


def test_an_appointment_is_made_and_ended_on_the_position_s_page(campus, browse):
    client = browse(campus.dean)
    seat = cast.seat(campus.college, "unit_clerk", title="联络员")
    address = reverse("people:position", args=[seat.pk])
    for number in ("nobody", ""):
        assert client.post(address, {"number": number, "capacity": "seat"}).status_code == 422
    assert client.post(address, {"number": "T004", "capacity": "emperor"}).status_code == 422
    assert client.post(address, {"number": "T004", "capacity": "seat"}).status_code == 302
    taken = client.post(address, {"number": "T003", "capacity": "seat"})
    assert "这个岗位这段时间已经有人" in text_of(taken)
    assert "林一然" in text_of(client.get(address))
    held = Appointment.objects.get(position=seat)
    client.post(reverse("people:end-appointment", args=[held.pk]))
    assert "这个岗位空着" in text_of(client.get(address))


def test_a_student_finds_no_position_page_of_another_unit_and_ends_nothing(campus, browse):
    client = browse(campus.student)
    held = campus.clerk.appointments.get()
    assert client.get(reverse("people:position", args=[held.position.pk])).status_code == 404
    assert client.post(reverse("people:end-appointment", args=[held.pk])).status_code == 404
    assert client.get(reverse("people:end-appointment", args=[held.pk])).status_code == 404


def test_a_position_s_phone_changes_by_its_editors_only(campus, browse):
    seat = campus.clerk.appointments.get().position
    change = reverse("people:change-position", args=[seat.pk])
    words = {"title": "文书", "phone": "8000-1002"}
    assert browse(campus.dean).post(change, words).status_code == 403
    admin = browse(campus.admin)
    assert admin.post(change, {"title": ""}).status_code == 422
    assert admin.post(change, words).status_code == 302
    seat.refresh_from_db()
    assert seat.phone == "8000-1002"


def test_a_dean_lists_the_college_s_people_and_the_ledger_notes_it(campus, browse):
    client = browse(campus.dean)
    page = client.get(reverse("people:persons"), {"q": "oymy"})
    assert [row.name for row in page.context["page"]] == ["欧阳明月"]
    assert Event.objects.filter(verb="people.list_persons").count() == 1
    outside = client.get(reverse("people:persons"), {"q": "单雄信"})
    assert list(outside.context["page"]) == []
    assert client.get(reverse("people:persons"), {"unit": "nothing"}).status_code == 404


def test_a_person_s_page_is_whole_for_oneself_and_masked_for_a_counsellor(campus, browse):
    own = text_of(browse(campus.student).get(reverse("people:me"), follow=True))
    assert "13900000000" in own
    cast.hold(campus.stranger, cast.seat(campus.college, "counsellor", title="辅导员"))
    page = text_of(browse(campus.stranger).get(reverse("people:person", args=[campus.student.pk])))
    assert "13900000000" not in page
    assert "139 **** 0000" in page
    assert "这次查看已记入账本" in page


def test_a_student_has_no_page_of_another_person(campus, browse):
    client = browse(campus.student)
    assert client.get(reverse("people:person", args=[campus.dean.pk])).status_code == 404
    assert client.get(reverse("people:explain")).status_code == 404


def test_the_roster_takes_a_duty_and_lets_it_go(campus, browse):
    client = browse(campus.dean)
    seat = campus.dean.appointments.get().position
    given = {
        "position": seat.code,
        "number": "T002",
        "starts": "2022-05-23T08:00",
        "ends": "2022-05-23T20:00",
        "lead": "on",
    }
    address = reverse("people:duty")
    for wrong in ({"position": "none"}, {"number": "none"}, {"ends": "2022-05-22T08:00"}, {"starts": "now"}):
        assert client.post(address, given | wrong).status_code == 422
    assert client.post(address, given).status_code == 302
    duty = Duty.objects.get()
    assert duty.starts.isoformat() == "2022-05-23T00:00:00+00:00"
    assert "曾婉清" in text_of(client.get(address, {"from": "2022-05-20"}))
    assert client.get(address, {"from": "soon"}).status_code == 200
    assert client.post(reverse("people:strike-duty", args=[duty.pk])).status_code == 302
    assert client.post(reverse("people:strike-duty", args=[duty.pk])).status_code == 404


def test_the_explain_page_lists_who_may_and_why(campus, browse):
    client = browse(campus.admin)
    page = client.get(reverse("people:explain"), {"verb": "people.edit", "unit": "organic"})
    found = {row.answer.title: (row.words, row.reach) for row in page.context["rows"]}
    assert found["化学学院院长"] == ("在这个单位范围内", "u/chem/")
    assert found["信息中心系统管理员"] == ("在这个单位范围内", "全校")
    assert "u/chem/organic/" in text_of(page)


def test_the_explain_page_says_what_lacks(campus, browse):
    client = browse(campus.admin)
    ask = {"verb": "people.edit", "unit": "hq", "number": "T002"}
    row = client.get(reverse("people:explain"), ask).context["rows"][0]
    assert (row.allowed, row.words) == (False, "带这件事，但不在范围内")
    ask["number"] = "T003"
    assert client.get(reverse("people:explain"), ask).context["rows"][0].words == "岗位不带这件事"
    ask["verb"] = "no.such"
    assert client.get(reverse("people:explain"), ask).context["rows"][0].words == "没有这件事"


@pytest.mark.parametrize(
    "asked",
    [
        {"unit": "nothing"},
        {"unit": "hq", "number": "nobody"},
        {"kind": "people.unit", "id": "not-a-key"},
        {"kind": "sessions.session", "id": "x"},
        {"kind": "nonsense", "id": "1"},
        {"kind": "accounts.account", "id": "01890000-0000-7000-8000-000000000000"},
    ],
)
def test_the_explain_page_tells_nothing_about_what_one_cannot_see(campus, browse, asked):
    page = browse(campus.admin).get(reverse("people:explain"), {"verb": "people.edit"} | asked)
    assert page.status_code == 200
    assert page.context["missing"] is True


def test_any_object_with_a_footing_can_be_asked_about(campus, browse):
    seat = campus.dean.appointments.get().position
    page = browse(campus.admin).get(
        reverse("people:explain"), {"verb": "people.read", "kind": "people.position", "id": str(seat.pk)}
    )
    assert page.context["object"] == seat
    assert len(page.context["rows"]) == 3


def test_a_unit_page_costs_the_same_with_many_seats(campus, browse, django_assert_max_num_queries):
    client = browse(campus.stranger)
    for number in range(12):
        cast.hold(campus.dean, cast.seat(campus.college, "unit_clerk", code=f"chem.x{number}"))
    with django_assert_max_num_queries(12):
        client.get(reverse("people:unit", args=["chem"]))


def test_a_list_of_people_costs_the_same_with_many_people(campus, browse, django_assert_max_num_queries):
    client = browse(campus.dean)
    for number in range(60):
        cast.person(f"N{number:03}", "林一然", at=campus.department, standing="undergraduate")
    with django_assert_max_num_queries(12):
        page = client.get(reverse("people:persons"))
    assert len(page.context["page"]) == 50


def test_the_campus_day_is_the_roster_s_day(campus, browse):
    page = browse(campus.dean).get(reverse("people:duty"))
    assert page.context["first"] == clock.today()
