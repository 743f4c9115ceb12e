from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from anlan.areas.command import public
from anlan.areas.command.models import DraftItem
from anlan.areas.command.tests.pages.desk import Reading, clerk, read, shown_form, signed_in_as
from tests.support.cast import Cast

NOBODY = (
    "会议提出两点要求。一是要做好消毒。要加强户外活动点、食堂取餐口的手部消毒提醒。"
    "二是要做好值班。要安排夜班。\n"
)
OUTSIDE = [{"start": "x", "end": "3"}, {"start": "5", "end": "5"}, {"start": "0", "end": "999999"}]


@pytest.fixture
def reading(cast: Cast) -> Reading:
    return read(cast)


def _open(client: Client, reading: Reading, place: int = 0) -> Any:
    return client.get(f"{reading.url}?draft={reading.card(place).id}")


def _send(client: Client, name: str, reading: Reading, place: int, sent: dict[str, Any], **more: Any) -> Any:
    return client.post(reverse(f"command:{name}", args=(reading.card(place).id,)), sent, **more)


def _autosave(client: Client, reading: Reading, place: int, sent: dict[str, Any]) -> Any:
    return _send(client, "save-draft", reading, place, sent, HTTP_ACCEPT="application/json")


def test_the_text_stands_beside_the_draft_with_every_part_marked(cast: Cast, reading: Reading):
    page = _open(clerk(cast), reading).content.decode()
    assert page.count('class="m ') >= len(reading.page.drafts)
    assert f'data-no="{reading.card(0).no}"' in page
    assert "全文" in page


def test_autosave_answers_with_the_next_version_and_keeps_what_was_typed(cast: Cast, reading: Reading):
    client = clerk(cast)
    sent = shown_form(_open(client, reading)) | {"indicator_target": "0", "indicator_unit": "口"}
    answer = _autosave(client, reading, 0, sent)
    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    assert reading.card(0).values["indicator_target"] == "0"


def test_autosave_twice_with_the_receipt_changes_nothing_more(cast: Cast, reading: Reading):
    client = clerk(cast)
    sent = shown_form(_open(client, reading)) | {"indicator_target": "0"}
    receipt = _autosave(client, reading, 0, sent).json()
    again = _autosave(
        client, reading, 0, sent | {"version": receipt["version"], "seen": receipt["seen"]}
    ).json()
    assert again["version"] == receipt["version"]


def test_going_back_to_the_first_value_is_saved_too(cast: Cast, reading: Reading):
    client = clerk(cast)
    first = shown_form(_open(client, reading))
    receipt = _autosave(client, reading, 0, first | {"text": "另一句话"}).json()
    back = first | {"version": receipt["version"], "seen": receipt["seen"]}
    assert _autosave(client, reading, 0, back).status_code == 200
    assert reading.card(0).values["text"] == first["text"]


def test_saving_something_else_copies_no_default_of_the_heading(cast: Cast):
    reading, client = read(cast, NOBODY), clerk(cast)
    lead, heading = str(cast.units["security"].pk), reading.page.headings[0]
    public.autosave_heading(heading.id, version=1, fields={"lead_unit": lead}, by=cast.actor("clerk"))
    sent = shown_form(_open(client, reading)) | {"note": "问一下保卫处"}
    assert sent["lead"] == lead
    assert _autosave(client, reading, 0, sent).status_code == 200
    assert DraftItem.objects.get(pk=reading.card(0).id).lead_unit_id is None


def test_two_clerks_in_different_fields_both_keep_their_words(cast: Cast, reading: Reading):
    one, other = clerk(cast), signed_in_as(cast, "clerk2")
    mine, theirs = shown_form(_open(one, reading)), shown_form(_open(other, reading))
    assert _autosave(one, reading, 0, mine | {"indicator_target": "3"}).status_code == 200
    assert _autosave(other, reading, 0, theirs | {"condition": "雨停以后"}).status_code == 200
    values = reading.card(0).values
    assert (values["indicator_target"], values["condition"]) == ("3", "雨停以后")


def test_two_clerks_in_one_field_see_both_sides_and_nothing_is_lost(cast: Cast, reading: Reading):
    one, other = clerk(cast), signed_in_as(cast, "clerk2")
    mine, theirs = shown_form(_open(one, reading)), shown_form(_open(other, reading))
    _autosave(one, reading, 0, mine | {"text": "一号文书的写法"})
    clash = _autosave(other, reading, 0, theirs | {"text": "二号文书的写法"})
    assert clash.status_code == 409
    page = _send(other, "save-draft", reading, 0, theirs | {"text": "二号文书的写法"})
    assert page.status_code == 409
    said = page.content.decode()
    assert "一号文书的写法" in said
    assert "二号文书的写法" in said
    assert cast.person("clerk").name in said


@pytest.mark.parametrize(("kept", "expected"), [("mine", "二号文书的写法"), ("theirs", "一号文书的写法")])
def test_the_second_clerk_decides_which_side_stands(cast: Cast, reading: Reading, kept: str, expected: str):
    one, other = clerk(cast), signed_in_as(cast, "clerk2")
    mine, theirs = shown_form(_open(one, reading)), shown_form(_open(other, reading))
    _autosave(one, reading, 0, mine | {"text": "一号文书的写法"})
    page = _send(other, "save-draft", reading, 0, theirs | {"text": "二号文书的写法"})
    again = shown_form(page) | {"keep-text": kept}
    assert _send(other, "save-draft", reading, 0, again).status_code == 302
    assert reading.card(0).values["text"] == expected


def test_a_draft_is_not_confirmed_over_somebody_elses_unseen_change(cast: Cast, reading: Reading):
    one, other = clerk(cast), signed_in_as(cast, "clerk2")
    stale = shown_form(_open(one, reading)) | {"lead": str(cast.units["logistics"].pk)}
    theirs = shown_form(_open(other, reading)) | {"condition": "汛期以内"}
    _autosave(other, reading, 0, theirs)
    answer = _send(one, "confirm-draft", reading, 0, stale)
    assert answer.status_code == 409
    assert "汛期以内" in answer.content.decode()
    assert reading.card(0).state != "confirmed"


def test_confirming_saves_what_was_typed_and_opens_the_next(cast: Cast, reading: Reading):
    client = clerk(cast)
    sent = shown_form(_open(client, reading)) | {"lead": str(cast.units["logistics"].pk), "no_target": "on"}
    answer = _send(client, "confirm-draft", reading, 0, sent)
    assert answer.status_code == 302
    assert answer.url.endswith(f"draft={reading.card(1).id}")
    assert reading.card(0).state == "confirmed"


def test_a_draft_without_a_lead_unit_says_so_at_the_field(cast: Cast):
    reading = read(cast, NOBODY)
    answer = _send(clerk(cast), "confirm-draft", reading, 0, shown_form(_open(clerk(cast), reading)))
    assert answer.status_code == 422
    assert "lead" in answer.context["form"].errors


def test_after_the_last_one_comes_the_check(cast: Cast):
    reading, client = read(cast, NOBODY), clerk(cast)
    answer: Any = None
    for place in range(len(reading.page.drafts)):
        sent = shown_form(_open(client, reading, place)) | {"lead": str(cast.units["logistics"].pk)}
        answer = _send(client, "confirm-draft", reading, place, sent)
    assert answer.url == f"{reading.url}check/"


def test_everything_under_a_heading_is_confirmed_with_one_press(cast: Cast, reading: Reading):
    heading = reading.page.headings[1]
    url = f"{reading.url}{heading.id}/confirm/"
    assert clerk(cast).post(url).status_code == 302
    states = {card.state for card in reading.page.drafts if card.heading_id == heading.id and card.lead}
    assert states == {"confirmed"}


def test_defaults_and_confirmation_go_in_one_press(cast: Cast, reading: Reading):
    client, heading = clerk(cast), reading.page.headings[0]
    sent = shown_form(client.get(f"{reading.url}?draft={heading.drafts[0].id}"), "heading_form")
    sent |= {"lead": str(cast.units["logistics"].pk), "confirm": "1"}
    assert client.post(f"{reading.url}{heading.id}/", sent).status_code == 302
    assert {card.state for card in reading.page.headings[0].drafts} == {"confirmed"}


def test_one_owner_is_set_on_the_ticked_rows_only(cast: Cast, reading: Reading):
    keys = [reading.card(0).id, reading.card(1).id]
    sent = {"draft": keys, "lead": str(cast.units["students"].pk), "version": "1", "seen": "{}"}
    page = clerk(cast).get(f"{reading.url}?view=list")
    sent["seen"] = page.context["bulk"]["seen"].value()
    assert clerk(cast).post(f"{reading.url}selected/", sent).status_code == 302
    leads = [card.values["lead_unit"] for card in reading.page.drafts]
    assert leads[:2] == [str(cast.units["students"].pk)] * 2
    assert str(cast.units["students"].pk) not in leads[2:]


def test_split_and_undo_bring_the_draft_back(cast: Cast):
    reading, client = read(cast, NOBODY), clerk(cast)
    place = next(n for n, _ in enumerate(reading.page.drafts) if _open(client, reading, n).context["cuts"])
    page, before = _open(client, reading, place), [card.id for card in reading.page.drafts]
    sent = shown_form(page) | {"at": str(page.context["cuts"][0].at)}
    assert _send(client, "split", reading, place, sent).status_code == 302
    assert len(reading.page.drafts) == len(before) + 1
    assert client.post(f"{reading.url}undo/{reading.page.steps[0].pk}/").status_code == 302
    assert [card.id for card in reading.page.drafts] == before


def test_two_drafts_of_a_heading_are_merged(cast: Cast, reading: Reading):
    client = clerk(cast)
    heading = next(one for one in reading.page.headings if len(one.drafts) > 1)
    place = [card.id for card in reading.page.drafts].index(heading.drafts[0].id)
    count = len(reading.page.drafts)
    sent = shown_form(_open(client, reading, place)) | {"with": str(heading.drafts[1].id)}
    assert _send(client, "merge", reading, place, sent).status_code == 302
    assert len(reading.page.drafts) == count - 1


def test_not_a_requirement_needs_its_reason_and_can_be_taken_back(cast: Cast, reading: Reading):
    client = clerk(cast)
    sent = shown_form(_open(client, reading))
    assert _send(client, "dismiss", reading, 0, sent).status_code == 422
    key = reading.card(0).id
    assert _send(client, "dismiss", reading, 0, sent | {"common_reason": "和另一条重复"}).status_code == 302
    page = client.get(f"{reading.url}?draft={key}")
    assert "和另一条重复" in page.content.decode()
    assert client.post(reverse("command:reopen", args=(key,))).status_code == 302
    assert reading.card(0).state in {"waiting", "lacking"}


def test_words_marked_in_the_text_become_a_draft(cast: Cast, reading: Reading):
    body = reading.page.body
    start = body.index("各单位负责人")
    sent = {"start": start, "end": start + 9, "heading": str(reading.page.headings[0].id)}
    answer = clerk(cast).post(f"{reading.url}add/", sent)
    assert answer.status_code == 302
    assert any(card.values["text"] == body[start : start + 9] for card in reading.page.drafts)


@pytest.mark.parametrize("span", OUTSIDE)
def test_a_selection_outside_the_text_is_refused(cast: Cast, reading: Reading, span: dict[str, str]):
    assert clerk(cast).post(f"{reading.url}add/", span).status_code == 422


def test_the_rest_of_the_sentences_is_put_aside_with_a_reason(cast: Cast, reading: Reading):
    client = clerk(cast)
    assert client.post(f"{reading.url}sentences/", {"all": "1", "reason": ""}).status_code == 422
    assert client.post(f"{reading.url}sentences/", {"all": "1", "reason": "背景介绍"}).status_code == 302
    covers = reading.page.covers
    assert covers[next(cover for cover in covers if cover.value == "open")] == 0


def test_others_who_look_at_the_draft_are_named(cast: Cast, reading: Reading):
    one, other = clerk(cast), signed_in_as(cast, "clerk2")
    url = reverse("command:heartbeat", args=(reading.card(0).id,))
    assert one.post(url).json() == {"others": []}
    assert cast.person("clerk").name in other.post(url).json()["others"][0]
    assert cast.person("clerk").name in _open(other, reading).content.decode()


def test_a_phone_number_typed_into_a_draft_is_asked_about(cast: Cast, reading: Reading):
    sent = shown_form(_open(clerk(cast), reading)) | {"text": "有事找 13812342210"}
    answer = _autosave(clerk(cast), reading, 0, sent)
    assert answer.status_code == 422
    assert "13812342210" not in reading.card(0).values["text"]


def test_a_deadline_without_a_day_says_so(cast: Cast, reading: Reading):
    sent = shown_form(_open(clerk(cast), reading, 1)) | {"due_time": "18:00", "due_date": ""}
    answer = _autosave(clerk(cast), reading, 1, sent)
    assert answer.status_code == 422
    assert "due_date" in answer.json()["problems"]


def test_a_whole_day_is_shown_by_its_date_and_survives_saving(cast: Cast, reading: Reading):
    client = clerk(cast)
    sent = shown_form(_open(client, reading)) | {"due_date": "2022-06-01", "due_time": ""}
    assert _autosave(client, reading, 0, sent).status_code == 200
    page = _open(client, reading)
    assert str(page.context["form"]["due_date"].value()) == "2022-06-01"
    assert reading.card(0).values["due_all_day"] is True


def test_nonsense_in_hidden_fields_breaks_nothing(cast: Cast, reading: Reading):
    client = clerk(cast)
    sent = shown_form(_open(client, reading))
    assert _autosave(client, reading, 0, sent | {"version": "999"}).status_code in {200, 422}
    assert _autosave(client, reading, 0, sent | {"version": "x"}).status_code == 422
    assert _autosave(client, reading, 0, sent | {"seen": "[1,"}).status_code == 200
    assert _autosave(client, reading, 0, sent | {"lead": str(uuid4())}).status_code == 422


def test_a_reading_is_put_aside_with_a_reason(cast: Cast, reading: Reading):
    client = clerk(cast)
    assert client.post(f"{reading.url}drop/", {"reason": ""}).status_code == 422
    assert client.post(f"{reading.url}drop/", {"reason": "传错了"}).status_code == 302
    assert reading.url not in client.get("/command/drafts/").content.decode()


@pytest.mark.parametrize("who", ["dean", "student", "security_head"])
def test_a_stranger_finds_no_draft(cast: Cast, reading: Reading, who: str):
    client = signed_in_as(cast, who)
    assert client.get(reading.url).status_code == 404
    assert _autosave(client, reading, 0, {"version": "1", "text": "改"}).status_code == 404
    assert client.post(reverse("command:reopen", args=(reading.card(0).id,))).status_code == 404


def test_a_draft_of_another_reading_is_not_here(cast: Cast, reading: Reading):
    other = read(cast, "会议要求。一是要做好值班。后勤保障部要每天安排两人值守。\n")
    client = clerk(cast)
    assert client.get(f"{reading.url}?draft={other.card(0).id}").status_code == 404
    assert client.get(f"{reading.url}?draft=nonsense").status_code == 404


def test_a_text_without_orders_says_so(cast: Cast):
    reading = read(cast, "今天天气很好，操场上有人跑步。\n")
    page = clerk(cast).get(reading.url)
    assert page.status_code == 200
    assert "没有读出要求" in page.content.decode()
