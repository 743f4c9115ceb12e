"""The inbox tells the real count and shows all of it, page by page."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest

from anlan.areas.command import public
from anlan.areas.command.selectors.inbox_filters import InboxFilters
from anlan.areas.command.tests.pages.desk import issue, signed_in_as
from anlan.areas.command.views import answering
from anlan.core.kernel import clock
from tests.support.browser import axe, carry_session, fits, shoot

pytestmark = pytest.mark.django_db
URL = "/command/inbox/"


@pytest.fixture
def dean(cast, monkeypatch):
    """The dean's browser; nine requirements wait, two make a glance and four a page."""
    parts = "".join(f"要检查第{n}号楼。" for n in "一二三四五六七八")
    issue(cast, f"会议提出一点要求。一是要做好排查。{parts}\n")
    monkeypatch.setattr(answering, "A_GLANCE", 2)
    monkeypatch.setattr(answering, "A_PAGE", 4)
    return signed_in_as(cast, "dean")


def shown(answer) -> list[str]:
    return [row.directive.text for row in answer.context["box"].waiting]


def test_the_first_look_tells_the_whole_count_and_leads_to_the_rest(dean):
    page = dean.get(URL)
    box = page.context["box"]
    assert (len(box.waiting), box.counts["waiting"], box.count) == (2, 9, 9)
    assert "看全部 9 条" in page.content.decode()
    assert "9 条等签收" in page.content.decode()


def test_every_requirement_stands_on_one_page(dean):
    pages = [shown(dean.get(URL, {"show": "waiting", "page": n})) for n in (1, 2, 3)]
    assert [len(one) for one in pages] == [4, 4, 1]
    assert len({text for one in pages for text in one}) == 9


def test_a_page_past_the_last_leads_to_the_last(dean):
    answer = dean.get(URL, {"show": "waiting", "page": "77"})
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == "?show=waiting&page=3"


@pytest.mark.parametrize(
    "query",
    [
        {"page": "-1"},
        {"page": "9" * 40},
        {"page": "²"},
        {"show": "everything"},
        {"q": "\x00"},
        {"q": "%_\\'--"},
        {"q": "长" * 5000},
        {"late": "maybe"},
    ],
)
def test_an_address_of_nonsense_is_answered_with_a_page(dean, query):
    assert dean.get(URL, query | {"show": query.get("show", "waiting")}).status_code == HTTPStatus.OK


def test_a_search_narrows_the_rows_and_the_counts(dean):
    box = dean.get(URL, {"q": "第三号楼"}).context["box"]
    assert (box.count, [row.directive.text for row in box.waiting]) == (1, ["检查第三号楼"])
    nothing = dean.get(URL, {"q": "第十号楼"})
    assert nothing.context["box"].count == 0
    assert "去掉条件再看" in nothing.content.decode()


def test_only_what_is_late_is_shown_when_asked(dean, cast):
    viewer, late = cast.actor("dean"), InboxFilters(late=True)
    assert public.inbox(viewer, late).count == dean.get(URL).context["box"].late == 0
    with clock.hold(clock.now() + timedelta(days=2)):
        box = public.inbox(viewer, late, most=3)
    assert (len(box.waiting), box.counts["waiting"], box.late) == (3, 9, 9)


def test_acknowledging_leads_back_to_the_same_part(dean):
    row = dean.get(URL, {"show": "waiting"}).context["box"].waiting[0]
    given = {"addressee": row.addressee.pk, "from": "inbox", "query": "show=waiting"}
    done = dean.post("/command/acknowledge/", given)
    assert done["Location"] == f"{URL}?show=waiting"
    assert dean.get(URL).context["box"].counts["waiting"] == 8


def test_the_filters_of_an_address_come_back_as_it():
    told = InboxFilters.from_query({"show": "kept", "q": " a ", "late": "1", "page": "3"})
    assert told == InboxFilters("kept", "a", late=True, page=3)
    assert told.to_query() == "show=kept&q=a&late=1"
    assert told.to_query(show="", late=False) == "q=a"
    assert public.InboxFilters().to_query() == ""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("width", "language", "theme"),
    [(1440, "zh", "light"), (1440, "en", "dark"), (390, "en", "light"), (390, "zh", "dark")],
)
def test_the_inbox_can_be_leafed_through(dean, open_page, live_server, width, language, theme):
    page = open_page(width=width, language=language, theme=theme)
    carry_session(page, dean, live_server)
    page.goto(URL)
    axe(page)
    fits(page)
    shoot(page, f"inbox-{width}-{language}-{theme}")
    page.locator("a[href*='show=waiting']").last.click()
    page.locator("a[rel=next]").click()
    page.wait_for_url("**page=2**")
    axe(page)
    fits(page)
    shoot(page, f"inbox-page-{width}-{language}-{theme}")
    assert page.locator(".inbox-rows li").count() == 4
