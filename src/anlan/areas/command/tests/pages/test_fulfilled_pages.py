"""What is done says so on every page, in both languages; the issuer confirms it on a page of its own."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import python_calamine

from anlan.areas.command import public
from anlan.areas.command.models import Directive
from anlan.areas.command.selectors.contributions import forget_contribution
from anlan.areas.command.tests.pages.desk import Issued, clerk, issue, signed_in_as
from anlan.core.access import Actor
from anlan.core.kernel import clock
from tests.support.cast import Cast, build_cast

URL = "/command/"
NOW = datetime(2022, 5, 20, 1, 0, tzinfo=UTC)
REASON = {"reason": "看过现场"}


class Voice:
    """Says of every requirement what a test wants to hear."""

    def __init__(self) -> None:
        self.status, self.since = public.Status.MET, datetime(9999, 1, 1, tzinfo=UTC)

    def __call__(self, keys: Sequence[UUID], at: datetime) -> dict[UUID, tuple[public.Contribution, ...]]:
        said = public.Contribution("tasks", self.status, at, evidence=True, done_at=at)
        return dict.fromkeys(keys, (said,)) if at >= self.since else {}


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The small university on the morning after the meeting."""
    with clock.hold(NOW):
        yield build_cast()


@pytest.fixture
def voice() -> Iterator[Voice]:
    found = Voice()
    public.register_contribution(found)
    yield found
    forget_contribution(found)


@pytest.fixture
def issued(cast: Cast) -> Issued:
    found = issue(cast)
    public.acknowledge_all([row.pk for row in found.rows()], by=cast.actor("dean"))
    return found


def dated(issued: Issued) -> Directive:
    return next(one for one in issued.directives if one.due_at)


def in_english(client: Any) -> Any:
    client.cookies["django_language"] = "en"
    return client


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def fulfilled(issued: Issued, voice: Voice, *, late: timedelta) -> Directive:
    """The dated requirement, met so long after its deadline, as the clock found it."""
    one = dated(issued)
    assert one.due_at is not None
    voice.since = one.due_at + late
    with clock.hold(voice.since):
        public.fulfil_all(by=Actor.system("command.fulfil"))
    return Directive.objects.get(pk=one.pk)


@pytest.mark.parametrize(
    ("late", "chinese", "english"),
    [
        (-timedelta(hours=1), "按期完成", "Done in time"),
        (timedelta(days=2), "晚 3 天完成", "Done 3 days late"),
    ],
)
def test_the_register_and_the_page_say_how_it_was_done(
    cast: Cast, issued: Issued, voice: Voice, late: timedelta, chinese: str, english: str
):
    one = fulfilled(issued, voice, late=late)
    assert one.due_at is not None
    with clock.hold(one.due_at + timedelta(days=9)):
        client = clerk(cast)
        for url in (URL, f"{URL}?group=deadline&open=1", f"{URL}report/", one.get_absolute_url()):
            assert chinese in text_of(client.get(url)), url
        assert one.text in text_of(client.get(URL, {"state": "fulfilled"}))
        assert one.text not in text_of(client.get(URL, {"due": "overdue"}))
        page = text_of(client.get(one.get_absolute_url()))
        assert "系统" in page
        assert "command.fulfil" not in page
        client = in_english(clerk(cast))
        for url in (URL, one.get_absolute_url()):
            assert english in text_of(client.get(url)), url


def test_the_workbook_says_so_too(cast: Cast, issued: Issued, voice: Voice):
    one = fulfilled(issued, voice, late=timedelta(days=2))
    client = clerk(cast)
    data = client.get(f"{URL}export/", {"state": "fulfilled"}).content
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    [line] = [row for row in rows if row[0] == one.code]
    assert "晚 3 天完成" in str(line[8])
    assert line[9] == "达标 已完成"


def test_the_issuer_confirms_on_a_page_and_others_cannot(cast: Cast, issued: Issued, voice: Voice):
    one, client = issued.directives[1], clerk(cast)
    url = f"{one.get_absolute_url()}fulfil/"
    assert "确认完成" not in text_of(client.get(one.get_absolute_url()))
    assert client.post(url, REASON).status_code == 403
    voice.since = clock.now() - timedelta(days=1)
    assert "确认完成" in text_of(client.get(one.get_absolute_url()))
    assert "确认这条要求已完成？" in text_of(client.get(url))
    assert "Confirm that this requirement is done?" in text_of(in_english(clerk(cast)).get(url))
    assert signed_in_as(cast, "dean").post(url, REASON).status_code == 403
    assert client.post(url, {"reason": " "}).status_code == 422
    page = text_of(client.post(url, REASON, follow=True))
    assert "已确认完成" in page
    assert "看过现场" in page
    assert client.post(url, REASON).status_code == 409


def test_an_open_objection_is_told_beside_the_form(cast: Cast, issued: Issued, voice: Voice):
    row = issued.rows()[1]
    public.object_to(row.pk, reason="人手不够", by=cast.actor("dean"))
    voice.since = clock.now() - timedelta(days=1)
    answer = clerk(cast).post(f"{row.directive.get_absolute_url()}fulfil/", REASON)
    assert answer.status_code == 422
    assert "还有异议没有答复" in text_of(answer)


def test_what_is_found_broken_later_is_said_on_top(cast: Cast, issued: Issued, voice: Voice):
    one = fulfilled(issued, voice, late=-timedelta(hours=1))
    voice.status = public.Status.NOT_MET
    assert one.due_at is not None
    with clock.hold(one.due_at + timedelta(days=3)):
        page = text_of(clerk(cast).get(one.get_absolute_url()))
        english = text_of(in_english(clerk(cast)).get(one.get_absolute_url()))
    assert "这一条完成以后又查出问题。" in page
    assert "完成后又查出问题" in page
    assert "A problem was found after this was completed." in english
