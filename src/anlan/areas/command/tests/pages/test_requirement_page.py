from typing import Any

import pytest

from anlan.areas.command import public
from anlan.areas.command.models import Directive
from anlan.areas.command.tests.pages.desk import Issued, clerk, issue, shown_form, signed_in_as
from tests.support.cast import Cast


@pytest.fixture
def issued(cast: Cast) -> Issued:
    return issue(cast)


def _head(cast: Cast) -> Any:
    return signed_in_as(cast, "hq_head")


def test_the_words_of_the_meeting_stand_on_top_with_their_phrase_marked(cast: Cast, issued: Issued):
    page = clerk(cast).get(issued.directives[0].get_absolute_url()).content.decode()
    assert "<mark>" in page
    assert "在原文中查看" in page
    assert "还没有接数据" in page or "没有定指标" in page


def test_the_text_page_marks_the_requirement_and_gives_the_original(cast: Cast, issued: Issued):
    client, row = clerk(cast), issued.directives[0]
    url = f"/command/sources/{row.source_id}/"
    assert f'id="r-{row.code}"' in client.get(url, {"r": row.code}).content.decode()
    original = client.get(f"{url}file/")
    assert original.content.decode() == issued.reading.page.body
    assert signed_in_as(cast, "dean").get(url).status_code == 404


def test_a_stranger_gets_the_same_answer_as_for_a_code_that_does_not_exist(cast: Cast, issued: Issued):
    client = signed_in_as(cast, "med_dean")
    hidden = client.get(issued.directives[0].get_absolute_url())
    missing = client.get("/command/r/YQ-1999-0001-X/")
    assert hidden.status_code == missing.status_code == 404


def test_the_addressed_unit_sees_its_buttons_and_the_issuer_does_not(cast: Cast, issued: Issued):
    url = issued.directives[0].get_absolute_url()
    assert "提异议" in signed_in_as(cast, "dean").get(url).content.decode()
    assert "提异议" not in clerk(cast).get(url).content.decode()


def test_acknowledging_is_one_press_and_stays_in_the_history(cast: Cast, issued: Issued):
    client, row = signed_in_as(cast, "dean"), issued.rows()[0]
    answer = client.post(f"/command/answers/{row.pk}/acknowledge/", follow=True)
    page = answer.content.decode()
    assert "已签收" in page
    assert cast.person("dean").name in page


def test_an_objection_gives_its_reason_and_is_answered(cast: Cast, issued: Issued):
    row = issued.rows()[0]
    dean = signed_in_as(cast, "dean")
    assert dean.post(f"/command/answers/{row.pk}/object/", {"reason": ""}).status_code == 422
    assert dean.post(f"/command/answers/{row.pk}/object/", {"reason": "人手不够"}).status_code == 302
    page = clerk(cast).get(row.directive.get_absolute_url()).content.decode()
    assert "人手不够" in page
    assert clerk(cast).post(f"/command/answers/{row.pk}/keep/", {"answer": "调两个人去"}).status_code == 302
    assert "调两个人去" in dean.get(row.directive.get_absolute_url()).content.decode()


def test_an_objection_may_be_answered_by_a_changed_requirement(cast: Cast, issued: Issued):
    row = issued.rows()[0]
    public.object_to(row.pk, reason="期限太紧", by=cast.actor("dean"))
    url = f"{row.directive.get_absolute_url()}correct/?answer={row.pk}"
    client = clerk(cast)
    sent = shown_form(client.get(url)) | {"text": "改后的要求", "reason": "同意改", "issue": "1"}
    answer = client.post(url, sent)
    assert answer.status_code == 302
    assert Directive.objects.get(supersedes=row.directive).text == "改后的要求"


def test_a_correction_shows_before_and_after_and_needs_a_second_press(cast: Cast, issued: Issued):
    old, client = issued.directives[0], _head(cast)
    url = f"{old.get_absolute_url()}correct/"
    sent = shown_form(client.get(url)) | {"text": "改正后的文字", "reason": "写错了"}
    preview = client.post(url, sent)
    assert preview.status_code == 200
    assert "下发更正" in preview.content.decode()
    assert not Directive.objects.filter(supersedes=old).exists()
    done = client.post(url, sent | {"issue": "1"}, follow=True).content.decode()
    assert "改正后的文字" in done
    assert "这一条已更正" in client.get(old.get_absolute_url()).content.decode()


def test_a_correction_without_a_change_or_reason_says_so(cast: Cast, issued: Issued):
    url, client = f"{issued.directives[0].get_absolute_url()}correct/", _head(cast)
    sent = shown_form(client.get(url))
    assert client.post(url, sent).status_code == 422
    again = client.post(url, sent | {"reason": "看看"})
    assert "还没有改动" in again.content.decode()


def test_a_withdrawal_says_what_follows_and_ends_the_requirement(cast: Cast, issued: Issued):
    row, client = issued.directives[0], _head(cast)
    url = f"{row.get_absolute_url()}withdraw/"
    assert "不能再恢复" in client.get(url).content.decode()
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "会议改了主意"}).status_code == 302
    assert "已撤回" in client.get(row.get_absolute_url()).content.decode()
    assert client.get(url).status_code == 409


def test_withdrawing_and_correcting_are_not_the_colleges(cast: Cast, issued: Issued):
    client, url = signed_in_as(cast, "dean"), issued.directives[0].get_absolute_url()
    assert client.get(f"{url}withdraw/").status_code == 403
    assert client.post(f"{url}correct/", {"text": "x", "reason": "y", "issue": "1"}).status_code == 403
    assert Directive.objects.filter(state="withdrawn").count() == 0


def test_passing_on_gives_each_unit_its_own(cast: Cast, issued: Issued):
    row, client = issued.rows()[0], signed_in_as(cast, "dean")
    public.acknowledge(row.pk, by=cast.actor("dean"))
    url = f"/command/answers/{row.pk}/relay/"
    assert "软件工程系" in client.get(url).content.decode()
    assert client.post(url, {"later_reason": ""}).status_code == 422
    keys = [str(cast.units[name].pk) for name in ("software", "networks")]
    page = client.post(url, {"unit_ids": keys}, follow=True).content.decode()
    assert "转达给下级" in page
    assert Directive.objects.filter(origin="relayed").count() == 2


def test_a_later_deadline_of_a_relay_needs_a_reason(cast: Cast, issued: Issued):
    row = next(one for one in issued.rows() if one.directive.due_at)
    public.acknowledge(row.pk, by=cast.actor("dean"))
    client, url = signed_in_as(cast, "dean"), f"/command/answers/{row.pk}/relay/"
    sent = {"unit_ids": [str(cast.units["software"].pk)], "due_date": "2099-01-01"}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"later_reason": "等设备到货"}).status_code == 302


def test_units_outside_are_no_choice_for_a_relay(cast: Cast, issued: Issued):
    row = issued.rows()[0]
    public.acknowledge(row.pk, by=cast.actor("dean"))
    sent = {"unit_ids": [str(cast.units["chem"].pk)]}
    answer = signed_in_as(cast, "dean").post(f"/command/answers/{row.pk}/relay/", sent)
    assert answer.status_code == 422
    assert not Directive.objects.filter(origin="relayed").exists()


def test_no_need_to_pass_on_is_said_with_a_reason(cast: Cast, issued: Issued):
    row, client = issued.rows()[0], signed_in_as(cast, "dean")
    public.acknowledge(row.pk, by=cast.actor("dean"))
    assert client.post(f"/command/answers/{row.pk}/waive/", {"reason": "学院自己办"}).status_code == 302
    row.refresh_from_db()
    assert row.relay_waiver == "学院自己办"


def test_a_unit_adds_a_requirement_of_its_own_beside(cast: Cast, issued: Issued):
    client, code = signed_in_as(cast, "dean"), issued.directives[0].code
    sent = {"text": "各系每周报一次", "unit_id": str(cast.units["software"].pk), "obligation": "standing"}
    answer = client.post(f"/command/local/?beside={code}", sent)
    assert answer.status_code == 302
    assert "单位自己加的" in client.get(issued.directives[0].get_absolute_url()).content.decode()


def test_answers_of_another_unit_are_not_there(cast: Cast, issued: Issued):
    row, client = issued.rows()[0], signed_in_as(cast, "chem_dean")
    for act in ("object", "relay", "waive", "keep"):
        assert client.get(f"/command/answers/{row.pk}/{act}/").status_code == 404
    assert client.post(f"/command/answers/{row.pk}/acknowledge/").status_code == 404


def test_the_inbox_holds_what_waits_and_becomes_empty(cast: Cast, issued: Issued):
    client = signed_in_as(cast, "dean")
    page = client.get("/command/inbox/").content.decode()
    assert f"{len(issued.rows())} 条等签收" in page
    keys = [str(row.pk) for row in issued.rows()]
    after = client.post("/command/acknowledge/", {"addressee": keys, "from": "inbox"}, follow=True)
    assert "还没转给下级" in after.content.decode()
    other = signed_in_as(cast, "chem_dean").get("/command/inbox/").content.decode()
    assert "没有等你办的要求" in other
