import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from anlan.foundation.jobs.public import JOBS
from anlan.foundation.ledger.anchors import print_head
from anlan.foundation.ledger.command import main
from anlan.foundation.ledger.models import Event
from anlan.foundation.ledger.public import shred, verify
from anlan.foundation.ledger.tests.lines import CLERK, found, walls_down, write
from anlan.foundation.ledger.verification import head

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_empty_ledger_holds():
    report = verify()
    assert (report.holds, report.rows, report.head, report.broken) == (True, 0, "0" * 64, None)


def test_a_whole_chain_holds_and_ends_with_its_head():
    write(5)
    report = verify()
    assert (report.holds, report.rows) == (True, 5)
    assert (report.rows, report.head) == head()


def _edit(sql: str, *values: object) -> None:
    with walls_down() as cursor:
        cursor.execute(sql, values)


def _set(column: str, to: str, where: str, *values: object) -> None:
    _edit(f"UPDATE ledger_event SET {column} = {to} WHERE {where}", *values)  # noqa: S608


@pytest.mark.parametrize(
    ("edit", "row", "fault"),
    [
        (
            "UPDATE ledger_event SET header = replace(header, 'test.act', 'test.abt') WHERE seq = 3",
            3,
            "header",
        ),
        (
            "UPDATE ledger_event SET payload = replace(payload, '记一笔', '记两笔') WHERE seq = 3",
            3,
            "payload",
        ),
        ("UPDATE ledger_event SET salt = repeat('0', 32) WHERE seq = 3", 3, "payload"),
        ("UPDATE ledger_event SET salt = 'no hex' WHERE seq = 3", 3, "payload"),
        ("UPDATE ledger_event SET salt = upper(salt) || ' ' WHERE seq = 3", 3, "payload"),
        ("UPDATE ledger_event SET verb = 'test.other' WHERE seq = 3", 3, "column"),
        ("UPDATE ledger_event SET at = at + interval '1 microsecond' WHERE seq = 3", 3, "column"),
        ("UPDATE ledger_event SET position_id = NULL WHERE seq = 3", 3, "column"),
        ("UPDATE ledger_event SET id = gen_random_uuid() WHERE seq = 3", 3, "column"),
        ("UPDATE ledger_event SET drill = true WHERE seq = 3", 3, "column"),
        ("UPDATE ledger_event SET hash = repeat('a', 64) WHERE seq = 3", 3, "header"),
        ("UPDATE ledger_event SET prev = repeat('a', 64) WHERE seq = 3", 3, "link"),
        ("UPDATE ledger_event SET prev = 'no hex' WHERE seq = 1", 1, "link"),
        ("DELETE FROM ledger_event WHERE seq = 3", 3, "removed"),
        ("DELETE FROM ledger_event WHERE seq <= 2", 1, "removed"),
        ("UPDATE ledger_event SET seq = 9 WHERE seq = 5", 5, "removed"),
    ],
)
def test_an_edit_is_found_named_and_told_apart(edit: str, row: int, fault: str):
    write(5)
    _edit(edit)
    assert found() == (row, fault)


def test_two_rows_that_changed_places_are_found():
    write(4)
    _edit("UPDATE ledger_event SET seq = seq + 100 WHERE seq IN (2, 3)")
    _edit("UPDATE ledger_event SET seq = 105 - seq WHERE seq > 100")
    assert found() == (2, "link")


def test_a_row_replaced_together_with_its_hash_is_found_by_the_next_one():
    write(3)
    _edit(
        "UPDATE ledger_event SET header = replace(header, 'test.act', 'test.abt'), verb = 'test.abt'"
        " WHERE seq = 2"
    )
    _edit(
        "UPDATE ledger_event SET hash = encode(sha256(decode(prev, 'hex') || convert_to(header, 'UTF8')"
        " || decode(payload_digest, 'hex')), 'hex') WHERE seq = 2"
    )
    assert found() == (3, "link")


def test_a_removed_end_is_found_only_by_a_head_kept_outside():
    write(5)
    kept = verify().head
    _edit("DELETE FROM ledger_event WHERE seq > 3")
    assert verify().holds
    assert found(kept) == (0, "tail")
    assert verify(expect=[kept]).broken == 0


def test_a_head_noted_earlier_stays_in_a_chain_that_grew():
    write(2)
    kept = verify().head
    write(2)
    assert verify(expect=[kept.upper(), "0" * 64]).holds


EDITABLE = {
    "id": "uuid",
    "seq": "number",
    "at": "instant",
    "verb": "text",
    "kind": "text",
    "object_id": "text",
    "position_id": "uuid",
    "count": "number",
    "content_hash": "text",
    "header": "text",
    "salt": "text",
    "payload": "text",
    "payload_digest": "text",
    "prev": "text",
    "hash": "text",
}


def _flip(text: str, place: int) -> str | None:
    """The text with one bit of its UTF-8 turned; None when that is no text a database holds."""
    raw = bytearray(text.encode())
    place %= len(raw) * 8
    raw[place // 8] ^= 1 << place % 8
    try:
        flipped = raw.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in flipped else flipped


def _turned(column: str, seq: int, place: int) -> str | None:
    """The stored value with one bit turned, as SQL takes it."""
    stored = str(Event.objects.values_list(column, flat=True).get(seq=seq))
    match EDITABLE[column]:
        case "number":
            return str(int(stored) ^ 1 << place % 20)
        case "instant":
            at = datetime.fromisoformat(stored)
            return str(at + timedelta(microseconds=1 << place % 20))
        case "uuid":
            return f"{UUID(stored).int ^ (1 << place % 128):032x}"
    return _flip(stored, place)


def _flip_in_database(column: str, seq: int, place: int) -> bool:
    """Turn one bit of a stored value; False when the table itself cannot hold the outcome."""
    turned = _turned(column, seq, place)
    if turned is None:
        return False
    try:
        _set(column, "%s", "seq = %s", turned, seq)
    except IntegrityError:
        return False
    return True


@pytest.fixture
def six_rows():
    write(6, count=7, content_hash="ab" * 32)
    return {row["seq"]: row for row in Event.objects.values()}


@trials(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    column=st.sampled_from(sorted(EDITABLE)),
    seq=st.integers(1, 6),
    place=st.integers(0, 2**16),
)
def test_any_turned_bit_of_any_column_of_any_row_is_found(six_rows, column: str, seq: int, place: int):
    before = six_rows[seq]
    stored = _flip_in_database(column, seq, place)
    holds = verify().holds
    _set(column, "%s", "id = %s OR hash = %s", before[column], before["id"], before["hash"])
    assert holds is not stored
    assert verify().holds


def test_the_command_prints_head_rows_and_shredded(capsys):
    lines = write(3)
    shred([lines[0].pk], by=CLERK, reason="保存期已满")
    assert main(["verify"]) == 0
    told = capsys.readouterr().out
    assert "holds" in told
    assert head()[1] in told
    assert main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "holds": True,
        "head": head()[1],
        "rows": 4,
        "shredded": 1,
        "broken": None,
    }


def test_the_command_names_the_first_broken_row(capsys):
    write(4)
    _edit("UPDATE ledger_event SET verb = 'test.other' WHERE seq >= 2")
    assert main(["verify", "--json"]) == 1
    caught = capsys.readouterr()
    assert json.loads(caught.out)["broken"]["seq"] == 2
    assert caught.err == "row 2: its columns were edited: verb\n"


def test_the_command_checks_the_heads_that_were_printed(tmp_path: Path, capsys):
    log = tmp_path / "kept" / "heads.log"
    assert print_head(log) == ""
    write(2)
    print_head(log)
    write(1)
    print_head(log)
    assert main(["verify", "--heads", str(log)]) == 0
    _edit("DELETE FROM ledger_event WHERE seq = 3")
    assert main(["verify", "--heads", str(log)]) == 1
    assert "removed from its end" in capsys.readouterr().err


def test_every_night_the_head_is_written_beside_the_database(tmp_path: Path, settings: Any):
    settings.HOME = tmp_path
    write(2)
    JOBS["ledger.print_head"]()
    instant, rows, digest = (tmp_path / "heads.log").read_text(encoding="ascii").split()
    assert datetime.fromisoformat(instant).tzinfo is not None
    assert (int(rows), digest) == head()


def test_the_command_refuses_what_is_no_head(tmp_path: Path, capsys):
    with pytest.raises(SystemExit) as left:
        main(["verify", "--expect", "cafe"])
    assert left.value.code == 2
    bad = tmp_path / "heads.log"
    bad.write_text("2022-05-19 1 not-a-head\n", encoding="utf-8")
    assert main(["verify", "--heads", str(bad)]) == 2
    assert main(["verify", "--heads", str(tmp_path / "absent")]) == 2
    assert "absent" in capsys.readouterr().err
