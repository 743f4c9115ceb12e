import json
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput
from anlan.foundation.ledger.chain import START, digest_row
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import Ref, history, lines_of, record, shred, verify
from anlan.foundation.ledger.tests.lines import CLERK, found, walls_down, write

THING = Ref("test.thing", "7")


def _write_and_fail() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        record("test.lost", on=THING, by=CLERK)
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        record("test.act", on=THING, by=CLERK)


@pytest.mark.django_db(transaction=True)
def test_lines_are_chained_at_commit_in_the_order_they_were_written():
    with transaction.atomic(), clock.hold(clock.now()):
        for verb in ("test.one", "test.two", "test.three"):
            record(verb, on=THING, by=CLERK)
    first, second, third = Event.objects.all()
    assert [first.verb, second.verb, third.verb] == ["test.one", "test.two", "test.three"]
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]
    assert [first.prev, second.prev, third.prev] == [START, first.hash, second.hash]
    assert third.hash == digest_row(
        prev=second.hash or "", header=third.header, payload_digest=third.payload_digest
    )


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_no_line_and_no_gap():
    write()
    _write_and_fail()
    with transaction.atomic():
        record("test.kept", on=THING, by=CLERK)
        _write_and_fail()
    assert list(Event.objects.values_list("seq", "verb")) == [(1, "test.act"), (2, "test.kept")]
    assert verify().holds


@pytest.mark.django_db
def test_the_header_holds_no_personal_data():
    line = record("test.act", on=THING, by=CLERK, note="电话 13800002210", after={"name": "周小满"})
    assert CLERK.label not in line.header
    assert str(CLERK.person_id) not in line.header
    assert str(CLERK.account_id) not in line.header
    assert "13800002210" not in line.header
    assert str(CLERK.position_id) in line.header


@pytest.mark.django_db
def test_a_bulk_act_is_one_line_with_count_and_content_hash():
    line = record(
        "intake.apply", on=Ref("intake.sheet", "staff"), by=CLERK, count=6500, content_hash="ab" * 32
    )
    header = json.loads(line.header)
    assert (header["count"], header["content_hash"]) == (6500, "ab" * 32)


@pytest.mark.django_db
def test_a_line_is_readable_within_its_own_transaction():
    record("test.act", on=THING, by=CLERK, note="先看到", before={"a": 1, "b": 2}, after={"a": 1, "b": 3})
    (line,) = lines_of(history("test.thing", "7"))
    assert (line.note, line.who, line.seq) == ("先看到", CLERK.label, None)
    assert [(change.field, change.before, change.after) for change in line.changes] == [("b", "2", "3")]
    assert verify().rows == 1


@pytest.mark.django_db
@pytest.mark.parametrize("note", ["a\0b", "\udfff"])
def test_a_note_that_no_database_holds_is_refused(note: str):
    with pytest.raises(BadInput):
        record("test.act", on=THING, by=CLERK, note=note)


@pytest.mark.django_db(transaction=True)
def test_a_note_cannot_forge_the_header():
    with transaction.atomic():
        record(
            '"seq":null',
            on=Ref('{"seq":null}', '"seq":null'),
            by=CLERK,
            note='"seq":null',
            content_hash='"seq":null',
        )
    assert Event.objects.get().seq == 1
    assert verify().holds


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event",
        "UPDATE ledger_event SET verb = 'x'",
        "UPDATE ledger_event SET seq = 9",
        "UPDATE ledger_event SET at = at + interval '1 hour'",
        "UPDATE ledger_event SET payload = '{}'",
        "UPDATE ledger_event SET payload = NULL",
        "UPDATE ledger_event SET payload = NULL, salt = NULL, verb = 'x'",
        "INSERT INTO ledger_event SELECT * FROM ledger_event",
        "UPDATE ledger_event SET seq = NULL, prev = NULL, hash = NULL",
    ],
)
def test_the_database_refuses_to_change_a_line(attack: str):
    write()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER ledger_event_no_truncate")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(attack)
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ledger_event_no_truncate")
    assert verify().rows == 1


@pytest.mark.django_db(transaction=True)
def test_a_line_of_the_present_transaction_cannot_be_changed_either():
    with transaction.atomic():
        record("test.act", on=THING, by=CLERK)
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.update(verb="test.other")


@pytest.mark.django_db(transaction=True)
def test_shredding_forgets_people_and_keeps_the_chain():
    lines = write(3)
    with transaction.atomic():
        told = shred([lines[1].pk, lines[1].pk], by=CLERK, reason="保存期已满")
    report = verify()
    assert (report.holds, report.rows, report.shredded) == (True, 4, 1)
    assert told.count == 1
    kept = Event.objects.get(pk=lines[1].pk)
    assert (kept.payload, kept.salt) == (None, None)
    assert lines_of([kept])[0].shredded


@pytest.mark.django_db(transaction=True)
def test_a_shredded_line_is_not_shredded_twice_nor_brought_back():
    (line,) = write()
    shred([line.pk], by=CLERK, reason="保存期已满")
    assert shred([line.pk], by=CLERK, reason="保存期已满").count == 0
    with pytest.raises(IntegrityError):
        Event.objects.filter(pk=line.pk).update(payload=line.payload, salt=line.salt)


@pytest.mark.django_db
def test_shredding_without_a_reason_is_refused():
    with pytest.raises(BadInput):
        shred([], by=CLERK, reason="  ")


@pytest.mark.django_db(transaction=True)
def test_a_job_is_named_as_the_one_who_acted():
    with transaction.atomic():
        record("test.act", on=THING, by=Actor.system("ledger.print_head"))
    (line,) = lines_of(Event.objects.all())
    assert line.who == "ledger.print_head"


@pytest.mark.django_db(transaction=True)
def test_a_line_written_past_the_chain_is_found():
    write()
    with walls_down() as cursor:
        cursor.execute(
            "INSERT INTO ledger_event"
            " (id, at, verb, kind, object_id, drill, content_hash, header, payload_digest)"
            " VALUES (gen_random_uuid(), now(), 'x', 'x', 'x', false, '', '{}', '')"
        )
    assert found() == (0, "unsealed")
