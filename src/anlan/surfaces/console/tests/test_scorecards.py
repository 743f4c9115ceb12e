"""Units side by side: facts, a way to each, and only of the units one may compare."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from anlan.areas.command.models import Addressee
from anlan.core.kernel import clock
from anlan.foundation.ledger.models import Event
from anlan.surfaces.console.scorecards import scorecards
from anlan.surfaces.console.tests.council import hold_meeting
from tests.support.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
URL = reverse("console:scorecards")


@pytest.fixture
def held(cast: Cast) -> Cast:
    hold_meeting(cast, headings=2)
    return cast


def test_every_led_requirement_is_counted_once_under_its_unit(held):
    cards = scorecards(held.actor("commander"), at=clock.now())
    leads = Addressee.objects.filter(role="lead").values_list("directive", "unit__path")
    for card in cards:
        mine = {key for key, path in leads if path.startswith(card.unit.path)}
        assert card.total == len(mine)
        assert sum(fact.number or 0 for _, fact in card.statuses) == card.total
    assert sum(card.total for card in cards) >= 3


def test_late_answers_are_counted_and_stay_counted(held):
    row = Addressee.objects.select_related("unit")[0]
    at = row.answer_due_at + timedelta(minutes=1)
    cards = {card.unit.pk: card for card in scorecards(held.actor("commander"), at=at)}
    top = next(card for card in cards.values() if row.unit.path.startswith(card.unit.path))
    assert top.answers_late.number == Addressee.objects.filter(unit__path__startswith=top.unit.path).count()


def test_a_unit_compares_itself_only(held):
    names = [card.unit.code for card in scorecards(held.actor("dean"), at=clock.now())]
    assert names == ["cs"]


def test_figures_lead_to_their_lists(held):
    page = sign_in(Client(), held["commander"]).get(URL).content.decode()
    assert "role=lead&amp;status=" in page
    assert "不打分" in page


def test_the_table_is_taken_along_and_printed(held):
    client = sign_in(Client(), held["commander"])
    book = client.get(reverse("console:scorecards-export"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "单位"
    assert Event.objects.filter(verb="console.export_scorecards").count() == 1
    assert "各单位落实情况对照" in client.get(reverse("console:scorecards-print")).content.decode()


def test_a_student_and_a_visitor_do_not_get_in(held):
    for name in ("scorecards", "scorecards-print", "scorecards-export"):
        url = reverse(f"console:{name}")
        assert sign_in(Client(), held["student"]).get(url).status_code == 404
        assert Client().get(url).status_code == 302


def test_more_requirements_ask_no_more_of_the_database(cast):
    client = sign_in(Client(), cast["commander"])
    hold_meeting(cast, headings=1)
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    hold_meeting(cast, headings=2)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few) <= 24
