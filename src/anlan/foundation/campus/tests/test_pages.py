from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.foundation.campus.models import Place
from anlan.foundation.campus.plans import import_geojson
from anlan.foundation.campus.tests.town import EDITOR, as_bytes, collection, feature, square, town
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(cast: Cast, client: Client) -> Client:
    Place.objects.all().delete()
    import_geojson(content=as_bytes(town()), filename="town", by=EDITOR, dry_run=False)
    sign_in(client, cast["sysadmin"])
    return client


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def changes(**more: Any) -> dict[str, Any]:
    return {"name": "北苑甲楼", "kind": "dormitory", "crs": "local"} | more


def test_the_first_page_draws_the_campus_and_lists_the_same_facts(keeper):
    page = text_of(keeper.get(reverse("campus:index")))
    assert '<svg class="plan"' in page
    assert "北苑 1 号楼" in page
    assert "西门" in page
    assert "1 个校区，宿舍登记 2 张床位" in page


def test_a_search_finds_by_name_and_code_and_says_when_nothing_is_found(keeper):
    assert "c1-d1-101-2" in text_of(keeper.get(reverse("campus:index"), {"q": "c1-d1-101"}))
    assert "没有查到" in text_of(keeper.get(reverse("campus:index"), {"q": "<b>月球</b>"}))
    assert "<b>月球" not in text_of(keeper.get(reverse("campus:index"), {"q": "<b>月球</b>"}))
    assert "1 号床" in text_of(keeper.get(reverse("campus:index"), {"kind": "bed"}))


def test_a_place_page_shows_where_it_is_what_is_in_it_and_its_history(keeper):
    page = text_of(keeper.get(reverse("campus:place", args=["c1-d1"])))
    assert "中心校区" in page
    assert "101" in page
    assert "经过" in page
    assert keeper.get(reverse("campus:place", args=["moon"])).status_code == 404


def test_an_edit_is_saved_and_shown_in_the_history(keeper):
    keeper.post(reverse("campus:edit", args=["c1-d1"]), changes(capacity="600", owner="后勤保障部"))
    page = text_of(keeper.get(reverse("campus:place", args=["c1-d1"])))
    assert "北苑甲楼" in page
    assert "修改地点" in page
    assert "后勤" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": ""}, "有错误"),
        ({"geometry": '{"type": "Point", "coordinates": [1]}'}, "经度在前"),
        ({"geometry": "[" * 5000}, "这里不是 JSON"),
        ({"owner": "没有的处"}, "没有叫“没有的处”的单位"),
        ({"capacity": "-1"}, "有错误"),
        ({"kind": "bed"}, "放不进这个上级"),
    ],
)
def test_a_faulty_edit_comes_back_with_its_reason(keeper, given, told):
    answer = keeper.post(reverse("campus:edit", args=["c1-d1"]), changes(**given))
    assert answer.status_code == 422
    assert told in text_of(answer)


def test_a_place_is_added_moved_and_closed(keeper):
    keeper.post(f"{reverse('campus:new')}?parent=c1", changes(code="z1", name="北区", kind="zone"))
    keeper.post(reverse("campus:move", args=["c1-d1"]), {"parent": "z1", "note": "划片"})
    assert Place.objects.get(code="c1-d1").path == "c1/z1/c1-d1/"
    keeper.post(reverse("campus:close", args=["c1-lake"]), {"note": "填平"})
    assert not Place.objects.in_force().filter(code="c1-lake").exists()
    assert keeper.post(reverse("campus:close", args=["z1"])).status_code == 409
    assert keeper.post(reverse("campus:move", args=["c1-d1"]), {"parent": "moon"}).status_code == 422
    assert (
        keeper.post(f"{reverse('campus:new')}?parent=c1", changes(code="z1", kind="zone")).status_code == 422
    )


def test_a_plan_goes_out_and_comes_in_on_the_pages(keeper):
    content = keeper.get(reverse("campus:export", args=["c1"])).content
    upload = {"file": SimpleUploadedFile("plan.geojson", content), "dry_run": "on"}
    assert "可以导入" in text_of(keeper.post(reverse("campus:import"), upload))
    added = as_bytes(collection(feature("c1-new", "building", parent="c1", geometry=square(300, 50, 40))))
    assert "已导入" in text_of(
        keeper.post(reverse("campus:import"), {"file": SimpleUploadedFile("a.json", added)})
    )
    assert Place.objects.filter(code="c1-new").exists()


def test_a_faulty_plan_is_told_feature_by_feature_and_a_broken_one_as_a_whole(keeper):
    bad = as_bytes(collection(feature("x", "palace", parent="c1")))
    page = text_of(keeper.post(reverse("campus:import"), {"file": SimpleUploadedFile("a.json", bad)}))
    assert "没有“palace”这一类" in page
    answer = keeper.post(reverse("campus:import"), {"file": SimpleUploadedFile("a.json", b"{")})
    assert answer.status_code == 422
    assert "文件不是 JSON" in text_of(answer)


def test_who_may_only_read_sees_no_way_to_edit(cast, keeper):
    other = Client()
    sign_in(other, cast["dean"])
    assert "修改地点" not in text_of(other.get(reverse("campus:place", args=["c1-d1"])))
    assert other.post(reverse("campus:edit", args=["c1-d1"]), changes()).status_code in {403, 422}
    assert other.get(reverse("campus:import")).status_code == 404
    assert Place.objects.get(code="c1-d1").name == "北苑 1 号楼"
    assert Client().get(reverse("campus:index")).status_code == 302


def test_a_page_costs_the_same_whatever_lies_on_it(keeper):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            keeper.get(reverse("campus:index"))
        return len(queries)

    before = count()
    more = [feature(f"b{n}", "building", parent="c1", geometry=square(n * 10, 5, 8)) for n in range(45)]
    import_geojson(content=as_bytes(collection(*more)), filename="more", by=EDITOR, dry_run=False)
    assert count() <= before


def test_the_pages_speak_english(keeper):
    keeper.cookies["django_language"] = "en"
    page = text_of(keeper.get(reverse("campus:index")))
    assert "Central Campus" in page
    assert "1 campus, 2 dormitory beds" in page
