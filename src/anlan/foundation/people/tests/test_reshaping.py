"""Renaming, moving and closing units on pages: what follows is told before the button."""

import pytest
from django.urls import reverse

from anlan.core.kernel import clock
from anlan.core.kernel.errors import Conflict
from anlan.foundation.ledger.models import Event
from anlan.foundation.people.models import Group, Position, Standing, Unit
from anlan.foundation.people.services.units import close_unit, create_unit, move_unit
from anlan.foundation.people.tests import cast


def text_of(answer) -> str:
    return str(answer.content.decode())


def words(**more: str) -> dict[str, str]:
    return {"name": "化学与化工学院", "kind": "college", "aliases": "化学学院 化院"} | more


@pytest.mark.parametrize("page", ["change-unit", "move-unit", "close-unit", "new-unit", "new-position"])
def test_a_stranger_finds_no_page_that_changes_a_unit(campus, browse, page):
    address = reverse(f"people:{page}", args=["hq"])
    for who in (campus.dean, campus.student, campus.stranger):
        client = browse(who)
        assert client.get(address).status_code == 404
        assert client.post(address, words(note="x")).status_code == 404
    assert Unit.objects.get(code="hq").name == "指挥部办公室"


def test_a_unit_is_renamed_and_its_history_says_so(campus, browse):
    client = browse(campus.dean)
    address = reverse("people:change-unit", args=["chem"])
    assert "有机化学系" not in text_of(client.get(address))
    assert client.post(address, words(name="")).status_code == 422
    assert client.post(address, words(kind="kingdom")).status_code == 422
    assert client.post(address, words())["Location"] == reverse("people:unit", args=["chem"])
    page = text_of(client.get(reverse("people:unit", args=["chem"])))
    assert "化学与化工学院" in page
    assert "改单位" in page
    assert "化学学院、化院" in page


def test_moving_shows_what_goes_along_and_who_gains_and_loses_reach(campus, browse):
    cast.hold(campus.stranger, cast.seat(campus.office, "unit_head", title="中心主任"))
    client = browse(campus.admin)
    address = reverse("people:move-unit", args=["organic"])
    assert 'value="organic"' not in text_of(client.get(address))
    page = client.get(address, {"parent": "it"})
    told = page.context["moving"]
    assert [row.title for row in told.leaving] == ["院长"]
    assert [row.title for row in told.entering] == ["系统管理员", "中心主任"]
    assert (told.persons, told.units) == (1, ())
    assert Unit.objects.get(code="organic").path == "u/chem/organic/"
    assert client.post(f"{address}?parent=it", {"note": ""}).status_code == 422
    moved = client.post(f"{address}?parent=it", {"note": "校发 12 号"})
    assert moved["Location"] == reverse("people:unit", args=["organic"])
    assert Unit.objects.get(code="organic").path == "u/it/organic/"
    assert "校发 12 号" in text_of(client.get(moved["Location"]))


@pytest.mark.parametrize("parent", ["organic", "chem", "nothing", "../hq", ""])
def test_a_unit_moves_nowhere_but_under_a_unit_of_the_list(campus, browse, parent):
    client = browse(campus.admin)
    address = reverse("people:move-unit", args=["chem"])
    answer = client.post(f"{address}?parent={parent}", {"note": "x"})
    assert answer.status_code == 422
    assert Unit.objects.get(code="chem").path == "u/chem/"


def test_a_dean_moves_nothing_out_of_the_college(campus, browse):
    client = browse(campus.dean)
    page = client.get(reverse("people:move-unit", args=["organic"]))
    assert [value for value, _ in page.context["choose"].fields["parent"].choices] == [""]
    answer = client.post(reverse("people:move-unit", args=["organic"]) + "?parent=it", {"note": "x"})
    assert answer.status_code == 422


def test_a_unit_with_people_says_what_is_in_the_way(campus, browse):
    client = browse(campus.admin)
    page = text_of(client.get(reverse("people:close-unit", args=["chem"])))
    assert "现在还不能撤销" in page
    assert "有机化学系" in page
    assert "曾婉清" in page
    assert "btn-danger" not in page
    refused = client.post(reverse("people:close-unit", args=["chem"]), {"note": "撤"})
    assert refused.status_code == 422
    assert "这个单位里还有人或下级单位" in text_of(refused)


def test_an_empty_unit_closes_with_its_seats_and_groups_and_stays_readable(campus, browse):
    empty = cast.unit("old", parent=campus.college, name="旧教研室")
    seat = cast.seat(empty, "unit_clerk", title="联络员")
    group = Group.objects.create(code="G1", name="旧班", kind="class", unit=empty)
    client = browse(campus.dean)
    address = reverse("people:close-unit", args=["old"])
    page = client.get(address)
    assert (page.context["closing"].seats, page.context["closing"].groups) == (1, 1)
    assert client.post(address, {"note": ""}).status_code == 422
    assert client.post(address, {"note": "并入有机系"}).status_code == 302
    for row in (empty, seat, group):
        row.refresh_from_db()
        assert row.valid_until is not None
    assert "已撤销" in text_of(client.get(reverse("people:unit", args=["old"])))
    assert client.post(address, {"note": "再撤一次"}).status_code == 422
    assert Event.objects.filter(verb="people.close_unit").count() == 1


def test_somebody_who_comes_later_keeps_a_unit_open_too(campus):
    empty = cast.unit("old", parent=campus.college)
    Standing.objects.create(
        person=campus.student, kind="undergraduate", unit=empty, valid_from=clock.later(days=3)
    )
    with pytest.raises(Conflict) as refused:
        close_unit(unit_id=empty.pk, by=cast.acting(campus.admin))
    assert refused.value.code == "people.unit_not_empty"


def test_nothing_new_hangs_under_a_closed_unit(campus):
    admin = cast.acting(campus.admin)
    closed = cast.unit("old", parent=campus.college)
    close_unit(unit_id=closed.pk, by=admin)
    with pytest.raises(Conflict) as refused:
        create_unit(code="young", name="新室", kind="section", parent_id=closed.pk, by=admin)
    assert refused.value.code == "people.unit_closed"
    with pytest.raises(Conflict):
        move_unit(unit_id=campus.department.pk, parent_id=closed.pk, by=admin)
    with pytest.raises(Conflict):
        move_unit(unit_id=closed.pk, parent_id=campus.office.pk, by=admin)


def test_only_those_who_edit_everything_open_a_root(campus, browse):
    address = reverse("people:new-root")
    assert browse(campus.dean).get(address).status_code == 404
    admin = browse(campus.admin)
    assert admin.get(address).status_code == 200
    assert admin.post(address, words(code="u", name="第二所")).status_code == 422
    assert admin.post(address, words(code="branch", name="分校", kind="university")).status_code == 302
    assert Unit.objects.get(code="branch").path == "branch/"
    assert "建最上级单位" not in text_of(admin.get(reverse("people:units")))
    assert "建最上级单位" not in text_of(browse(campus.stranger).get(reverse("people:units")))


def test_a_seat_is_opened_with_a_role_that_one_fills(campus, browse):
    client = browse(campus.dean)
    address = reverse("people:new-position", args=["chem"])
    given = {"title": "实验员", "code": "Labs", "role": "lab_safety", "phone": "8000-2210"}
    for wrong in (
        {"role": "commander"},
        {"role": "unit_head"},
        {"code": "a b"},
        {"phone": "call me"},
        {"title": ""},
    ):
        assert client.post(address, given | wrong).status_code == 422
    assert client.post(address, given).status_code == 302
    seat = Position.objects.get(code="chem.labs")
    assert (seat.role, seat.title, seat.phone) == ("lab_safety", "实验员", "8000-2210")
    again = client.post(address, given)
    assert "这个代码已经用过" in text_of(again)
    assert "设岗位" in text_of(client.get(reverse("people:position", args=[seat.pk])))


def test_a_dean_may_fill_the_head_of_a_department_below_but_not_their_own(campus, browse):
    client = browse(campus.dean)

    def roles(code: str) -> set[str]:
        page = client.get(reverse("people:new-position", args=[code]))
        return {value for value, _ in page.context["form"].fields["role"].choices}

    assert "unit_head" in roles("organic")
    assert "unit_head" not in roles("chem")
    assert not {"commander", "student", "staff", "sysadmin"} & roles("organic")
