"""The number of queries of a page does not grow with what it shows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlan.areas.command.tests.pages.desk import Issued, clerk, issue, read, signed_in_as
from tests.support.cast import Cast

SHORT = "会议提出一点要求。一是要做好值班。要安排夜班，要巡查围墙。\n"
LONG = (
    "会议提出三点要求。一是要做好防汛准备。要清理排水口，要备足沙袋，要检修水泵，要巡查堤岸。"
    "二是要守牢校门。要核验证件，要登记车辆，要巡查围墙，要管好快递。"
    "三是要做好服务。要答复诉求，要安排实习，要疏导情绪，要管好外卖。\n"
)
LISTS = ("/command/inbox/", "/command/", "/command/meetings/", "/command/?group=unit")
READING_PAGES = ("", "?view=list", "check/")


def _count(client: Client, url: str) -> int:
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


@pytest.mark.parametrize("page", READING_PAGES)
def test_a_reading_of_many_drafts_asks_no_more_than_one_of_few(cast: Cast, page: str):
    client, few, many = clerk(cast), read(cast, SHORT), read(cast, LONG)
    assert len(many.page.drafts) > 2 * len(few.page.drafts)
    assert _count(client, many.url + page) == _count(client, few.url + page)


def _meeting(issued: Issued) -> str:
    return issued.meeting.get_absolute_url()


def _requirement(issued: Issued) -> str:
    return issued.directives[-1].get_absolute_url()


@pytest.mark.parametrize("page", [_meeting, _requirement])
def test_a_meeting_of_many_requirements_asks_no_more(cast: Cast, page: Callable[[Issued], str]):
    client, few = clerk(cast), issue(cast, SHORT)
    before = _count(client, page(few))
    many = issue(cast, LONG, number=2)
    assert _count(client, page(many)) == before


@pytest.mark.parametrize(
    "url", ["/command/inbox/", "/command/", "/command/meetings/", "/command/?group=unit"]
)
def test_a_college_with_much_to_do_asks_no_more(cast: Cast, url: str):
    client = signed_in_as(cast, "dean")
    issue(cast, SHORT)
    before = _count(client, url)
    issue(cast, LONG, number=2)
    assert _count(client, url) == before
