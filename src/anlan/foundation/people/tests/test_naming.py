"""Keys in the history are read as names, codes as the words of their table."""

import pytest
from django.db import transaction

from anlan.core.access import Actor
from anlan.foundation.ledger import naming
from anlan.foundation.ledger.naming import keys_in, names_of
from anlan.foundation.ledger.public import Ref, lines_of, record
from anlan.foundation.ledger.values import value_word
from anlan.foundation.people.models import Unit
from tests.support.cast import build_cast

pytestmark = pytest.mark.django_db


def told(after: dict[str, object]) -> dict[str, str | None]:
    with transaction.atomic():
        event = record("people.edit", on=Ref("people.position", "1"), by=Actor.system("test"), after=after)
    return {change.field: change.after for change in lines_of([event])[0].changes}


def test_a_unit_is_shown_by_its_name_and_not_by_its_key():
    build_cast()
    unit = Unit.objects.order_by("path").last()
    assert unit is not None
    assert told({"unit": str(unit.pk)})["单位"] == unit.name


def test_a_key_that_nobody_knows_stays_a_key():
    unknown = "00000000-0000-7000-8000-000000000000"
    assert told({"unit": unknown}) == {"单位": unknown}


def test_names_cost_one_query_a_namer_however_many_keys(django_assert_max_num_queries):
    build_cast()
    keys = set(Unit.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(len(naming._namers)):
        assert len(names_of(keys)) == len(keys) > 1


def test_keys_are_found_in_lists_and_nests():
    key = "019fa006-a1b0-78e5-9963-3cdd66b335a0"
    assert {str(one) for one in keys_in({"units": [{"unit": key}, "no key", 3, None]})} == {key}


def test_a_code_is_read_by_the_choices_of_its_column():
    assert value_word("command.directive", "state", "acknowledged") == "已签收"
    assert value_word("command.directive", "state", "no-such-state") == "no-such-state"
    assert value_word("no.such", "state", "open") == "open"
