"""Notices walked at random by people who may and may not: what must hold holds after every step."""

from __future__ import annotations

import random

import pytest

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import AnlanError
from anlan.foundation.notices import public
from anlan.foundation.notices.models import Audience, Delivery, Letter, Notice
from anlan.foundation.notices.services.spreading import spread_notice
from anlan.foundation.notices.states import FIXED, MACHINES, NOTICE, NoticeState
from tests.support.cast import Cast

from .desk import MORNING, WORDS, written

PEOPLE = ("clerk", "clerk2", "hq_head", "commander", "dean", "inspector", "student")
ACTS = ("submit", "approve", "send", "reopen", "drop", "update_notice", "cancel", "all_clear", "send_back")
SEEDS = range(6)
STEPS = 45


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: str(machine.name))
def test_a_machine_ends_and_every_arrow_names_its_verb(machine):
    assert machine.ends() or machine.name == "notices.delivery"
    assert all(move.verb.startswith("notices.") for move in machine.moves)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_people_try_the_rules_of_notices_hold(cast: Cast, seed: int):
    dice = random.Random(seed)
    actors = {who: cast.actor(who) for who in PEOPLE}
    texts: dict[object, str] = {}
    with clock.hold(MORNING):
        for status in ("Actual", "Exercise", "Actual"):
            written(cast, status=status, level=dice.choice(["now", "digest"]))
        for _ in range(STEPS):
            _step(dice, actors)
            _hold(texts)


def _step(dice: random.Random, actors: dict[str, Actor]) -> None:
    notice = dice.choice(list(Notice.objects.order_by("pk")))
    who, name = dice.choice(PEOPLE), dice.choice(ACTS)
    by = actors[who]
    more = {"reason": "再看看"} if name == "send_back" else {}
    try:
        if dice.random() < 0.15:
            public.change_draft(notice.pk, by=by, version=notice.version, **{**WORDS, "note": "改"})
        else:
            getattr(public, name)(notice.pk, by=by, **more)
    except AnlanError:
        return
    for _ in range(dice.randint(0, 2)):
        spread_notice(notice.pk)


def _hold(texts: dict[object, str]) -> None:
    for notice in Notice.objects.select_related("references"):
        assert notice.approver_id is None or notice.approver_id not in {notice.author_id, notice.submitter_id}
        assert notice.drill == (notice.status == "Exercise")
        assert notice.references is None or notice.references.drill == notice.drill
        if notice.state in FIXED:
            assert notice.approver_id
            assert notice.sent_at
            assert texts.setdefault(notice.pk, notice.text_zh) == notice.text_zh
            assert Audience.objects.filter(notice=notice).count() == notice.reached
        ended = notice.state in {NoticeState.UPDATED, NoticeState.CANCELLED, NoticeState.ALL_CLEAR}
        followers = notice.followers.exclude(state=NoticeState.DROPPED)
        assert not ended or followers.filter(state__in=FIXED).count() == 1
        letters = Letter.objects.filter(notice=notice)
        assert letters.count() == letters.values("person").distinct().count() <= notice.reached
        assert not letters.exclude(drill=notice.drill).exists()
        assert not Delivery.objects.filter(notice=notice).exclude(drill=notice.drill).exists()


def test_the_walks_reach_every_state_of_a_notice():
    assert {move.target for move in NOTICE.moves} | {NOTICE.start} == set(NoticeState)
