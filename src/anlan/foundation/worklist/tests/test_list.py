"""The list by itself: order, tabs, filters, the mark of what was seen, acts upon many."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.ui.marks import Mark
from anlan.foundation.worklist import public, services
from anlan.foundation.worklist.filters import ListFilters
from anlan.foundation.worklist.public import Act, Bulk, Counts, Group, Outcome, Row, Source
from anlan.foundation.worklist.selectors import worklist
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def row(key: str, *, group: Group = Group.MINE, hours: int = 24, urgency: int = 0, bulk: str = "") -> Row:
    now = clock.now()
    return Row(
        key=key,
        source="samples",
        title=f"事项 {key}",
        status=Mark.ON_TRACK,
        word="待办",
        due_at=now + timedelta(hours=hours),
        since=now,
        url=f"/{key}/",
        group=group,
        changed_at=now,
        acts=(Act("办", "/", "post", bulk=bulk),),
        urgency=urgency,
    )


def some(viewer: Actor, at: datetime, most: int) -> list[Row]:
    return [
        row("far", hours=90, bulk="samples.do"),
        row("late", group=Group.LATE, hours=-3, bulk="samples.do"),
        row("urgent", hours=50, urgency=3),
        row("other", group=Group.WAITING),
    ]


def run(keys: Collection[str], by: Actor) -> Outcome:
    return Outcome(len(keys) - 1, ("已经有人办了",))


@pytest.fixture
def samples() -> Iterator[None]:
    """A room with four rows."""
    source = Source(
        "samples",
        "样例",
        some,
        lambda viewer, at: Counts(3, 1, 1),
        (Bulk("samples.do", "办", "办了 %(count)s 件", run),),
    )
    public.register_source(source)
    yield
    public.forget_source("samples")


def keys(page: Collection[Row]) -> list[str]:
    return [one.key for one in page]


def test_late_comes_first_then_what_is_urgent_then_the_deadline(cast: Cast, samples: None):
    page = worklist(cast.actor("dean"), ListFilters(source="samples"))
    assert keys(page.rows) == ["late", "urgent", "far"]
    assert keys(worklist(cast.actor("dean"), ListFilters(tab="late")).rows) == ["late"]
    assert "other" in keys(worklist(cast.actor("dean"), ListFilters(tab="waiting")).rows)


def test_a_search_looks_at_titles(cast: Cast, samples: None):
    assert keys(worklist(cast.actor("dean"), ListFilters(q="事项 far")).rows) == ["far"]


def test_two_sources_of_one_name_are_refused(samples: None):
    with pytest.raises(ValueError, match="samples"):
        public.register_source(Source("samples", "另一个", some, lambda viewer, at: Counts()))


def test_what_was_seen_moves_forward_only(cast: Cast, samples: None):
    dean, now = cast.actor("dean"), clock.now()
    with clock.hold(now + timedelta(hours=1)):
        first = public.mark_seen(by=dean, at=clock.now())
        again = public.mark_seen(by=dean, at=now - timedelta(days=9))
        assert again.seen_at == first.seen_at
        future = public.mark_seen(by=dean, at=clock.now() + timedelta(days=9))
        assert future.seen_at == clock.now()
    with pytest.raises(NotVisible):
        public.mark_seen(by=Actor.nobody(), at=now)


def test_many_are_done_after_a_look_and_what_was_refused_is_said(cast: Cast, samples: None):
    client = sign_in(Client(), cast["dean"])
    sent = {"row": ["far", "late", "urgent"], "query": "tab=late"}
    look = client.post("/worklist/together/", sent).content.decode()
    assert "一起办 2 件" in look
    assert "另有 1 件要单独办" in look
    done = client.post("/worklist/together/", sent | {"confirmed": "1"}, follow=True).content.decode()
    assert "办了 1 件" in done
    assert "已经有人办了" in done


def test_too_many_at_once_are_refused(cast: Cast, samples: None):
    with pytest.raises(BadInput):
        services.act_upon([row(str(n), bulk="samples.do") for n in range(400)], by=cast.actor("dean"))
    with pytest.raises(NotVisible):
        services.bulk_of("samples.unknown")


@pytest.mark.parametrize("query", ["?tab=x&source=y", "?q=%00%27", "?tab=late&q=" + "长" * 300])
def test_a_broken_address_still_opens(cast: Cast, samples: None, query: str):
    assert sign_in(Client(), cast["dean"]).get(f"/worklist/{query}").status_code == 200


def test_a_student_has_no_list_and_a_stranger_signs_in(cast: Cast):
    assert sign_in(Client(), cast["student"]).get("/worklist/").status_code == 404
    assert Client().get("/worklist/").status_code == 302


def test_a_seen_mark_of_nonsense_means_now(cast: Cast, samples: None):
    client = sign_in(Client(), cast["dean"])
    for at in ("gestern", "", "2022-13-45T99:99", "2022-05-20T01:00"):
        assert client.post("/worklist/seen/", {"at": at}).status_code == 302
