import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.ledger.models import Event
from anlan.foundation.rulebook import public
from anlan.foundation.rulebook.models import Rule, RuleArea, RuleChange, RuleVersion
from anlan.foundation.rulebook.rules.judging import Verdict
from anlan.foundation.rulebook.selectors import references
from anlan.foundation.rulebook.services import importing
from anlan.foundation.rulebook.services.exporting import export_book
from anlan.foundation.rulebook.states import ChangeAct
from tests.support.cast import Cast, sign_in

from .book import DAY, content, document, plan, take_trial

INDEX = "/rulebook/"
HOLD = "/rulebook/r/trial.hold/"
PLACES = (
    INDEX,
    HOLD,
    f"{HOLD}propose/",
    "/rulebook/changes/",
    "/rulebook/import/",
    "/rulebook/areas/",
    "/rulebook/print/",
    "/rulebook/export.json",
)


@pytest.fixture
def house(cast: Cast) -> Cast:
    """The small university with the small book."""
    take_trial()
    return cast


def file_of(data: bytes, name: str = "rules.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def asked(**more: str) -> dict[str, str]:
    """What the form of a change sends."""
    told = {
        "act": "confirm",
        "area": "school",
        "value": "24",
        "starts": DAY.isoformat(),
        "ends": "",
        "hold": "free",
        "source_title": "指挥部会议决定",
        "grade": "A",
        "reason": "会上定的",
    }
    return told | more


def test_the_book_of_a_day_is_narrowed_by_its_address(house: Cast, client: Client):
    clerk = sign_in(client, house["clerk"])
    page = clerk.get(f"{INDEX}?day=2031-05-19").content.decode()
    assert all(code in page for code in ("trial.keep", "trial.hold", "trial.cases", "10 例"))
    assert "1 条待现场确认" in page
    only = clerk.get(f"{INDEX}?only=not_confirmed").content.decode()
    assert "trial.hold" in only
    assert "trial.keep" not in only
    assert "trial.keep" in clerk.get(f"{INDEX}?q=试验法&subject=security&level=national").content.decode()
    assert "没有符合条件的规则" in clerk.get(f"{INDEX}?level=city").content.decode()
    assert "trial.cases" in clerk.get(f"{INDEX}?day=2040-01-01&only=none").content.decode()


@pytest.mark.parametrize(
    "query",
    ["day=%00", "day=9999-99-99&place=%00&q=%00", "only=x&subject=x&level=x&page=-3", "day=0001-01-01"],
)
def test_a_hostile_address_narrows_nothing(house: Cast, client: Client, query: str):
    clerk = sign_in(client, house["clerk"])
    assert "trial.hold" in clerk.get(f"{INDEX}?{query}").content.decode()
    assert clerk.get(f"{HOLD}?{query}").status_code == 200
    assert clerk.get(f"{HOLD}propose/?version=x&act=x&{query}").status_code == 200


@pytest.mark.parametrize("url", PLACES)
def test_strangers_sign_in_and_students_find_no_page(house: Cast, client: Client, url: str):
    assert client.get(url).status_code == 302
    assert sign_in(client, house["student"]).get(url).status_code == 404


def test_who_proposes_nothing_finds_no_form_and_no_queue(house: Cast, client: Client):
    auditor = sign_in(client, house["auditor"])
    assert auditor.get(HOLD).status_code == 200
    assert "提出变更" not in auditor.get(HOLD).content.decode()
    for url in (f"{HOLD}propose/", "/rulebook/changes/", "/rulebook/import/"):
        assert auditor.get(url).status_code == 404


def test_a_value_goes_from_the_form_to_the_book_by_two_people(house: Cast, client: Client):
    clerk = sign_in(client, house["clerk"])
    looked = clerk.post(f"{HOLD}propose/", asked(look="1"))
    assert "批准以后会变什么" in looked.content.decode()
    assert not RuleChange.objects.exists()
    answer = clerk.post(f"{HOLD}propose/", asked(send="1"))
    change = RuleChange.objects.get()
    assert answer["Location"] == change.get_absolute_url()
    own = clerk.get(change.get_absolute_url()).content.decode()
    assert "批准变更" not in own
    assert "等批准" in clerk.get(HOLD).content.decode()
    commander = sign_in(Client(), house["commander"])
    assert "1 条变更等你批准" in commander.get(INDEX).content.decode()
    assert "trial.hold" in commander.get("/worklist/").content.decode()
    commander.post(reverse("rulebook:act", args=(change.pk, "approve")), {"note": "照办"})
    assert public.value_on("trial.hold", DAY).value == 24
    page = commander.get(f"{HOLD}?day={DAY}").content.decode()
    assert "24 小时" in page
    assert "被换下的版本" in page
    assert "照办" in commander.get(change.get_absolute_url()).content.decode()


def test_a_proposer_in_another_position_still_cannot_approve_on_the_page(house: Cast, client: Client):
    head = sign_in(client, house["hq_head"])
    head.post(f"{HOLD}propose/", asked(send="1"))
    change = RuleChange.objects.get()
    assert "你提出的由别人批准" in head.get(change.get_absolute_url()).content.decode()
    answer = head.post(reverse("rulebook:act", args=(change.pk, "approve")), follow=True)
    assert "自己提出的由别人决定" in answer.content.decode()
    assert public.value_on("trial.hold", DAY).value is None


def test_another_unit_does_not_see_a_draft(house: Cast, client: Client):
    sign_in(client, house["dean"]).post(f"{HOLD}propose/", asked(keep="1"))
    change = RuleChange.objects.get()
    other = sign_in(Client(), house["chem_dean"])
    assert other.get(change.get_absolute_url()).status_code == 404
    assert other.post(reverse("rulebook:act", args=(change.pk, "withdraw"))).status_code == 404
    assert "试验静置" not in other.get("/rulebook/changes/?state=draft").content.decode()
    dean = sign_in(Client(), house["dean"])
    assert "试验静置" in dean.get("/rulebook/changes/?state=draft").content.decode()
    dean.post(reverse("rulebook:act", args=(change.pk, "propose")))
    dean.post(reverse("rulebook:act", args=(change.pk, "withdraw")))
    change.refresh_from_db()
    assert change.state == "withdrawn"


def test_an_unknown_act_is_no_page_and_a_rejection_without_words_is_told(house: Cast, client: Client):
    clerk = sign_in(client, house["clerk"])
    clerk.post(f"{HOLD}propose/", asked(send="1"))
    change = RuleChange.objects.get()
    commander = sign_in(Client(), house["commander"])
    assert commander.post(reverse("rulebook:act", args=(change.pk, "burn"))).status_code == 404
    answer = commander.post(reverse("rulebook:act", args=(change.pk, "reject")), {"note": ""}, follow=True)
    assert "还没有写为什么不批准" in answer.content.decode()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"value": "viel"}, "这样写读不出值"),
        ({"value": ""}, "还没有写要确认的值"),
        ({"source_title": ""}, "有值就要有来源"),
        ({"source_date": "mai"}, "日期写成"),
        ({"area": "moon"}, "选"),
        ({"act": "end", "starts": "2000-01-01"}, "这一天这个范围里没有规则"),
    ],
)
def test_a_form_that_cannot_stand_comes_back_with_words(house: Cast, client: Client, told, words: str):
    answer = sign_in(client, house["clerk"]).post(f"{HOLD}propose/", asked(**told, send="1"))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not RuleChange.objects.exists()


@pytest.mark.parametrize(
    ("code", "value"), [("trial.open", "是"), ("trial.cases", "3"), ("trial.keep", "60")]
)
def test_every_kind_has_its_form(house: Cast, client: Client, code: str, value: str):
    url = f"/rulebook/r/{code}/propose/"
    clerk = sign_in(client, house["clerk"])
    assert clerk.get(url).status_code == 200
    answer = clerk.post(url, asked(act="set", value=value, look="1"))
    assert "批准以后会变什么" in answer.content.decode()


def test_texts_lists_and_ranges_have_their_forms(cast: Cast, client: Client):
    public.take_in(public.shipped(), by=cast.actor("hq_head"))
    clerk = sign_in(client, cast["clerk"])
    for code, value in (
        ("plan.campus", "第八版 | Eighth edition"),
        ("goods.hold.agent", "10–30"),
        ("flood.points", "泵房 | Pump room\n地下室 | Basement"),
    ):
        answer = clerk.post(f"/rulebook/r/{code}/propose/", asked(act="set", value=value, look="1"))
        assert answer.status_code == 200, code
    assert clerk.get("/rulebook/r/iso.close.central/?day=2022-05-19").status_code == 200
    row = RuleVersion.objects.get(rule__code="dis.toilet.strength", area__code="shanghai")
    page = clerk.get(f"/rulebook/r/dis.toilet.strength/propose/?adopt=1&version={row.pk}").content.decode()
    assert "照用：上海市" in page
    assert 'value="500"' in page


def test_a_confirmation_begins_with_what_stands(house: Cast, client: Client):
    row = RuleVersion.objects.get(rule__code="trial.keep")
    url = f"/rulebook/r/trial.keep/propose/?act=confirm&version={row.pk}&day=2031-05-19"
    page = sign_in(client, house["clerk"]).get(url).content.decode()
    assert 'value="30"' in page
    assert "试验法" in page


def test_a_new_value_begins_with_the_old_one_and_asks_for_its_own_source(house: Cast, client: Client):
    row = RuleVersion.objects.get(rule__code="trial.keep")
    url = f"/rulebook/r/trial.keep/propose/?act=set&version={row.pk}&day=2031-05-19"
    page = sign_in(client, house["clerk"]).get(url).content.decode()
    assert 'value="30"' in page
    assert "试验法" not in page.split("<form", 1)[1].split("</form>", 1)[0]


def test_areas_rules_and_versions_have_names_of_their_own(house: Cast):
    row = RuleVersion.objects.select_related("rule", "area").get(rule__code="trial.keep")
    assert (str(row.rule), str(row.area)) == ("trial.keep", row.area.name)
    assert str(row) == f"{row.rule_id} {row.starts}"


def test_a_change_of_elsewhere_says_that_it_changes_nothing_here(house: Cast, client: Client):
    url = "/rulebook/r/trial.cases/propose/"
    answer = sign_in(client, house["clerk"]).post(url, asked(act="set", area="far", value="2", look="1"))
    assert "远市不是本校所在的范围" in answer.content.decode()


def test_an_empty_house_takes_the_shipped_sets_in_by_a_button(cast: Cast, client: Client):
    clerk = sign_in(client, cast["clerk"])
    assert "规则库还是空的" in clerk.get(INDEX).content.decode()
    assert clerk.post("/rulebook/take-in/").status_code == 404
    admin = sign_in(Client(), cast["sysadmin"])
    assert "装入规则集" in admin.get(INDEX).content.decode()
    admin.post("/rulebook/take-in/")
    assert Rule.objects.count() > 200


def test_taking_sets_in_asks_for_a_second_factor(cast: Cast, client: Client):
    sign_in(client, cast["sysadmin"], second_factor=False).post("/rulebook/take-in/")
    assert not Rule.objects.exists()


def test_areas_are_settled_on_their_page(house: Cast, client: Client):
    head = sign_in(client, house["hq_head"])
    assert "近市" in head.get("/rulebook/areas/").content.decode()
    head.post("/rulebook/areas/", {"area": "near", "here": "1", "place": "lake"})
    assert RuleArea.objects.get(code="near").place == house.campuses["lake"]
    assert "换一个省或市" in head.post("/rulebook/areas/", {"area": "CN"}, follow=True).content.decode()
    assert "6 例" in head.get(f"{INDEX}?day=2031-05-19&place=lake").content.decode()
    clerk = sign_in(Client(), house["clerk"])
    assert clerk.post("/rulebook/areas/", {"area": "near"}).status_code == 404
    assert clerk.get("/rulebook/areas/").status_code == 200


def test_what_is_exported_comes_back_as_the_same(house: Cast):
    by = house.actor("clerk")
    for form in ("json", "xlsx"):
        found = importing.look(export_book(by, form=form), file=f"rules.{form}", by=by)
        assert {row.verdict for row in found.rows} == {Verdict.SAME}, form
    assert Event.objects.filter(verb="rulebook.export").count() == 2


def test_the_whole_shipped_book_comes_back_as_the_same(cast: Cast):
    public.take_in(public.shipped(), by=cast.actor("hq_head"))
    by = cast.actor("clerk")
    for form in ("json", "xlsx"):
        found = importing.look(export_book(by, form=form), file=f"rules.{form}", by=by)
        assert found.counts[Verdict.SAME] == len(found.rows) > 200, form


def test_files_are_taken_along_narrowed_and_whole(house: Cast, client: Client):
    auditor = sign_in(client, house["auditor"])
    told = json.loads(auditor.get("/rulebook/export.json?subject=goods").content)
    assert [rule["id"] for rule in told["rules"]] == ["trial.hold"]
    assert len(json.loads(auditor.get("/rulebook/export.json").content)["rules"]) == 4
    assert auditor.get("/rulebook/export.xlsx").content.startswith(b"PK")
    assert auditor.get("/rulebook/export.exe").status_code == 404
    assert "trial.keep" in auditor.get("/rulebook/print/?day=2031-05-19").content.decode()


def test_a_file_is_judged_then_proposed_then_approved_at_once(house: Cast, client: Client):
    found = document()
    found["rules"][0]["versions"][0]["value"] = 60
    found["rules"].append(found["rules"][1] | {"id": "trial.fresh"})
    clerk = sign_in(client, house["clerk"])
    page = clerk.post("/rulebook/import/", {"file": file_of(content(found)), "dry_run": "on"})
    assert "会提出 2 条变更" in page.content.decode()
    assert not RuleChange.objects.exists()
    mute = clerk.post("/rulebook/import/", {"file": file_of(content(found)), "reason": ""})
    assert "还没有写为什么改" in mute.content.decode()
    assert not Rule.objects.filter(code="trial.fresh").exists()
    clerk.post("/rulebook/import/", {"file": file_of(content(found)), "reason": "新版"})
    batch = RuleChange.objects.filter(state="proposed").values_list("batch", flat=True).distinct().get()
    url = reverse("rulebook:approve-batch", args=(batch,))
    assert "已批准 0 条" in clerk.post(url, follow=True).content.decode()
    commander = sign_in(Client(), house["commander"])
    assert "整批批准 2 条" in commander.get("/rulebook/changes/").content.decode()
    commander.post(url)
    assert public.value_on("trial.keep", DAY).value == 60
    assert (
        "没有要改的"
        in clerk.post(
            "/rulebook/import/", {"file": file_of(content(found)), "reason": "再来"}
        ).content.decode()
    )


def test_a_batch_may_change_one_rule_several_times(house: Cast):
    found = document()
    first = found["rules"][0]["versions"][0] | {"value": 60, "to": "2032-01-01"}
    found["rules"][0]["versions"] = [first, first | {"value": 90, "from": "2032-01-01", "to": None}]
    brought = importing.bring_in(content(found), file="a.json", reason="新版", by=house.actor("clerk"))
    assert brought.batch is not None
    assert public.approve_batch(brought.batch, by=house.actor("commander")) == 2
    assert public.value_on("trial.keep", DAY).value == 60
    assert public.value_on("trial.keep", DAY.replace(year=2033)).value == 90


def test_a_batch_with_something_changed_meanwhile_is_refused_whole(house: Cast, client: Client):
    found = document()
    found["rules"][0]["versions"][0]["value"] = 60
    brought = importing.bring_in(content(found), file="a.json", reason="新版", by=house.actor("clerk"))
    other = public.draft_change(
        plan("trial.keep", 90, area="CN", act=ChangeAct.SET), by=house.actor("clerk2")
    )
    public.approve(public.propose(other.pk, by=house.actor("clerk2")).pk, by=house.actor("commander"))
    commander = sign_in(client, house["commander"])
    answer = commander.post(reverse("rulebook:approve-batch", args=(brought.batch,)), follow=True)
    assert "已经变了" in answer.content.decode()
    assert public.value_on("trial.keep", DAY).value == 90


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"{}", "a.json", "没有写"),
        (b"PK\x03\x04rubbish", "a.xlsx", "文件读不了"),
        (b"MZ", "a.exe", "不是 JSON"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_mend(house: Cast, client: Client, data, name, words: str):
    answer = sign_in(client, house["clerk"]).post(
        "/rulebook/import/", {"file": file_of(data, name), "dry_run": "on"}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_rule_of_another_kind_here_stops_the_file(house: Cast, client: Client):
    found = document()
    found["rules"][2] |= {"kind": "number", "stricter": "more"}
    found["rules"][2]["versions"][0]["value"] = 1
    clerk = sign_in(client, house["clerk"])
    page = clerk.post("/rulebook/import/", {"file": file_of(content(found)), "dry_run": "on"})
    assert "有 1 行不能用" in page.content.decode()
    with pytest.raises(BadInput):
        importing.bring_in(content(found), file="a", reason="x", by=house.actor("clerk"))


def test_a_held_value_in_a_file_names_its_rule(house: Cast):
    found = document()
    found["rules"][0]["versions"] = [found["rules"][0]["versions"][0] | {"area": "school", "value": 7}]
    with pytest.raises(BadInput) as refused:
        importing.bring_in(content(found), file="a", reason="x", by=house.actor("clerk"))
    assert (refused.value.code, refused.value.facts["rule"]) == ("rulebook.lack_held_looser", "trial.keep")


def test_a_table_that_is_too_long_or_lacks_its_columns_is_refused(house: Cast, monkeypatch):
    by = house.actor("clerk")
    data = export_book(by, form="xlsx")
    monkeypatch.setattr(importing, "NEEDED_COLUMNS", frozenset({"colour"}))
    with pytest.raises(BadInput):
        importing.look(data, file="a.xlsx", by=by)
    monkeypatch.setattr(importing, "MOST_ROWS", 2)
    with pytest.raises(TooLarge):
        importing.look(data, file="a.xlsx", by=by)
    monkeypatch.setattr(importing, "MOST_UNPACKED", 10)
    with pytest.raises(TooLarge):
        importing.look(data, file="a.xlsx", by=by)
    monkeypatch.setattr(importing, "MOST_BYTES", 10)
    with pytest.raises(TooLarge):
        importing.look(data, file="a.xlsx", by=by)


def test_who_names_a_rule_in_shipped_files_is_found(settings, tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "trial.json").write_bytes(content())
    told = {
        "measures": [
            {"zh": "试验措施", "en": "Trial measure", "days": {"rule": "trial.keep"}},
            {"trial.open": 1},
        ]
    }
    (tmp_path / "measures.json").write_text(json.dumps(told), encoding="utf-8")
    settings.RULEBOOKS = tmp_path
    assert [one.label for one in references.references_to("trial.keep")] == ["试验措施"]
    assert [one.label for one in references.references_to("trial.open")] == ["measures.json"]
    assert references.references_to("trial.cases") == ()
