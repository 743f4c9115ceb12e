"""Several people at once, on the real database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, Directive, DraftItem, IssueBatch
from anlan.areas.command.rules.status import Contribution, Status
from anlan.areas.command.selectors.contributions import forget_contribution
from anlan.areas.command.services.enacting import next_codes
from anlan.areas.command.tests.domain.conftest import confirm_all, draft, read_text
from anlan.core.access import Actor
from anlan.core.kernel.errors import AnlanError, Conflict
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import verify
from tests.support.cast import Cast, build_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None, known_text: None) -> Cast:
    """The small university, committed."""
    return build_cast()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned or raised, all started together."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except AnlanError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def confirmed(cast: Cast) -> Any:
    reading = read_text(cast)
    confirm_all(cast, reading)
    return reading


def test_two_clerks_issue_at_once_and_one_wins(cast, confirmed):
    clerks = [cast.actor("clerk"), cast.actor("clerk2")]
    told = at_once(
        *(lambda by=by: public.issue_drafts(confirmed.pk, client_id=new_id(), by=by) for by in clerks)
    )
    assert sorted(type(one).__name__ for one in told) == ["Conflict", "IssueBatch"]
    assert Directive.objects.count() == 8
    assert verify().broken is None


def test_one_click_sent_four_times_issues_once(cast, confirmed):
    by, key = cast.actor("clerk"), new_id()
    told = at_once(*[lambda: public.issue_drafts(confirmed.pk, client_id=key, by=by)] * 4)
    assert {one.pk for one in told} == {key}
    assert (IssueBatch.objects.count(), Directive.objects.count()) == (1, 8)


def test_codes_never_come_twice(cast):
    told = at_once(*[lambda: next_codes(5, year=2031)] * 8)
    codes = [code for one in told for code in one]
    assert len(set(codes)) == 40


def test_two_clerks_on_one_draft_lose_nothing(cast, confirmed):
    item = draft(confirmed, "地下车库")
    acts = [
        lambda by=by, note=note: public.autosave(item.pk, version=item.version, fields={"note": note}, by=by)
        for by, note in ((cast.actor("clerk"), "甲"), (cast.actor("clerk2"), "乙"))
    ]
    told = at_once(*acts)
    lost = [one for one in told if isinstance(one, public.DraftConflict)]
    assert len(lost) == 1
    kept = DraftItem.objects.get(pk=item.pk).note
    assert {lost[0].sides[0].yours, kept} == {"甲", "乙"}
    assert lost[0].sides[0].theirs == kept


def test_the_last_two_colleges_at_once_still_move_the_requirement(cast, confirmed):
    public.issue_drafts(confirmed.pk, client_id=new_id(), by=cast.actor("clerk"))
    directive = Directive.objects.get(text__contains="安全检查")
    rows = {row.unit.code: row.pk for row in Addressee.objects.filter(directive=directive)}
    who = {"cs": cast.actor("dean"), "chem": cast.actor("chem_dean"), "med": cast.actor("med_dean")}
    at_once(*(lambda code=code: public.acknowledge(rows[code], by=who[code]) for code in rows))
    directive.refresh_from_db()
    assert directive.state == "acknowledged"


def test_a_correction_and_a_withdrawal_at_once_leave_one_end(cast, confirmed):
    public.issue_drafts(confirmed.pk, client_id=new_id(), by=cast.actor("clerk"))
    directive, head = Directive.objects.get(text__contains="地下车库"), cast.actor("hq_head")
    told = at_once(
        lambda: public.supersede(directive.pk, fields={"text": "改"}, reason="x", by=head),
        lambda: public.withdraw(directive.pk, reason="y", by=head),
    )
    assert sum(isinstance(one, Conflict) for one in told) == 1
    directive.refresh_from_db()
    assert (directive.state == "superseded") == Directive.objects.filter(supersedes=directive).exists()


def test_a_split_against_an_issue_never_issues_what_was_cut(cast, confirmed):
    item = draft(confirmed, "排水井")
    at_once(
        lambda: public.split_draft(item.pk, at=item.start + 6, by=cast.actor("clerk2")),
        lambda: public.issue_drafts(confirmed.pk, client_id=new_id(), by=cast.actor("clerk")),
    )
    item.refresh_from_db()
    issued = Directive.objects.filter(text__contains="排水井").exists()
    assert (item.state == "issued") == issued


def test_two_runners_fulfil_a_requirement_once(cast, confirmed):
    public.issue_drafts(confirmed.pk, client_id=new_id(), by=cast.actor("clerk"))
    directive = Directive.objects.get(text__contains="排水井")
    public.acknowledge(Addressee.objects.get(directive=directive).pk, by=cast.actor("logistics_head"))

    def done(keys, at):
        return {key: (Contribution("tasks", Status.MET, at, True, done_at=at),) for key in keys}

    public.register_contribution(done)
    try:
        by = Actor.system("command.fulfil")
        told = at_once(*[lambda: public.fulfil_all(by=by)] * 4)
    finally:
        forget_contribution(done)
    assert sum(one.fulfilled for one in told) == 1
    assert Event.objects.filter(verb="command.fulfil").count() == 1
    assert OutboxEvent.objects.filter(name="command.DirectiveFulfilled").count() == 1
    assert verify().broken is None
