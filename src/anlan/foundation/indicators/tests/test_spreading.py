"""One query measures every scope: rows are shared out to what lies above them."""

from datetime import datetime

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.models import Place
from anlan.foundation.indicators.public import (
    WHOLE,
    Measured,
    Scope,
    ScopeKind,
    at_once,
    campus,
    gather,
    share,
    tally,
    unit,
)
from anlan.foundation.indicators.sources import measured_in
from anlan.foundation.people.models import Unit

pytestmark = pytest.mark.django_db
PATHS = {ScopeKind.UNIT: "owner_unit__path", ScopeKind.CAMPUS: "path"}


@pytest.fixture
def houses():
    """Two campuses; a house of the office's section on the first, one of nobody's on the second."""
    top = Unit.objects.create(code="spread", name="校部", kind="office", path="/spread/")
    below = Unit.objects.create(code="spread-1", name="科室", kind="section", parent=top, path="/spread/1/")
    east = Place.objects.create(code="e", name="东区", kind="campus", path="/e/")
    west = Place.objects.create(code="w", name="西区", kind="campus", path="/w/")
    Place.objects.create(
        code="e-1", name="一号楼", kind="building", parent=east, path="/e/1/", owner_unit=below
    )
    Place.objects.create(code="w-1", name="二号楼", kind="building", parent=west, path="/w/1/")
    return {"top": unit(top.pk), "below": unit(below.pk), "east": campus(east.pk), "west": campus(west.pk)}


def test_a_row_counts_in_every_scope_above_it_and_in_no_other(houses):
    rows, scopes = Place.objects.filter(kind="building"), [WHOLE, unit(new_id()), *houses.values()]
    told = tally(rows, scopes, paths=PATHS, all=Count("pk"))
    assert told == {WHOLE: {"all": 2}} | {scope: {"all": 1} for scope in houses.values()}
    names = gather(rows, scopes, paths=PATHS, fields=("name",))
    assert names[houses["west"]] == [("二号楼",)]
    assert names[houses["top"]] == [("一号楼",)]


def test_many_scopes_ask_no_more_than_one(houses):
    for scopes in ([*houses.values()], [houses["top"], houses["east"]]):
        with CaptureQueriesContext(connection) as asked:
            tally(Place.objects.all(), scopes, paths=PATHS, all=Count("pk"))
        assert len(asked) == 3


def test_a_query_of_many_scopes_answers_for_one_and_a_plain_one_for_many():
    at, elsewhere = clock.now(), campus(new_id())

    def plain(at: datetime, scope: Scope) -> Measured | None:
        return share(1, 2, as_of=at) if scope == WHOLE else None

    @at_once
    def survey(at, scopes):
        return {scope: share(1, 2, as_of=at) for scope in scopes if scope == WHOLE}

    for query in (plain, survey):
        assert list(measured_in(query, at, [WHOLE, elsewhere])) == [WHOLE]
        assert query(at, elsewhere) is None
        assert query(at, WHOLE) == share(1, 2, as_of=at)
