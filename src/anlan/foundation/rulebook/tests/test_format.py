import json
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.rulebook.command import main
from anlan.foundation.rulebook.rules.book import Version
from anlan.foundation.rulebook.rules.faults import WORDS, Fault, UnusableBook
from anlan.foundation.rulebook.rules.judging import Verdict, counts_of, judge
from anlan.foundation.rulebook.rules.loading import MOST_BYTES, book_of, faults_among, read_book
from anlan.foundation.rulebook.rules.schema import CODE, NEEDED, OPTIONAL, json_schema
from anlan.foundation.rulebook.rules.table import HEADINGS, document_from, key_of, rows_of
from anlan.foundation.rulebook.rules.typing_values import Unreadable, read, written
from anlan.foundation.rulebook.rules.values import days_of, fault_of, fits, is_looser, minutes_of, shown
from anlan.foundation.rulebook.rules.vocabulary import SUBJECTS, UNITS, Kind, Stricter
from anlan.foundation.rulebook.rules.writing import document_of, text_of

from .book import content, document

SHIPPED = sorted((Path(__file__).parents[5] / "rulebooks" / "rules").glob("*.json"))
WORDS_OF = {"zh": "甲", "en": "a"}


def faults(found: object) -> list[Fault]:
    with pytest.raises(UnusableBook) as refused:
        book_of(found, file="f.json")
    return list(refused.value.faults)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The small book with one place changed: ``rules.0.unit``; ``DROP`` takes the key away."""
    found = document()
    *way, last = path.split(".")
    at: Any = found
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    if value == "DROP":
        del at[last]
    elif value == "TWICE":
        at.append(at[int(last)])
    else:
        at[int(last) if last.isdigit() else last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "code", "field"),
    [
        ("schema", "anlan.rulebook/2", "schema", "schema"),
        ("zh", 5, "text", "zh"),
        ("zh", " ", "text", "zh"),
        ("zh", "长" * 501, "text", "zh"),
        ("set", "a b", "code", "set"),
        ("areas", {}, "not_a_list", "areas"),
        ("rules", "DROP", "missing", "rules"),
        ("areas.0", 7, "not_an_object", "areas[0]"),
        ("areas.0.level", "world", "choice", "areas[0].level"),
        ("areas.0", "TWICE", "twice", "areas[4].code"),
        ("sources.0", [], "not_an_object", "sources[0]"),
        ("sources.0.grade", "E", "choice", "sources[0].grade"),
        ("sources.0.date", "May 2022", "date", "sources[0].date"),
        ("sources.0.title", "见 https://example.test/x", "address", "sources[0].title"),
        ("sources.0", "TWICE", "twice", "sources[2].key"),
        ("rules.0", "x", "not_an_object", "rules[0]"),
        ("rules.0.id", "有空格", "code", "id"),
        ("rules.0.id", "trial.hold", "twice", "id"),
        ("rules.0.kind", "speed", "choice", "kind"),
        ("rules.0.kind", ["number"], "choice", "kind"),
        ("rules.0.unit", "cm", "unit_kind", "unit"),
        ("rules.2.unit", "h", "unit_kind", "unit"),
        ("rules.0.stricter", "yes", "stricter", "stricter"),
        ("rules.0.stricter", "", "hold", "versions[0].hold"),
        ("rules.0.colour", "red", "unknown_key", "colour"),
        ("rules.0.zh", "DROP", "missing", "zh"),
        ("rules.0.versions.0", None, "not_an_object", "versions[0]"),
        ("rules.0.versions.0.value", "30", "value_number", "versions[0].value"),
        ("rules.0.versions.0.value", -1, "value_number", "versions[0].value"),
        ("rules.0.versions.0.value", True, "value_number", "versions[0].value"),
        ("rules.2.versions.0.value", 1, "value_bool", "versions[0].value"),
        ("rules.0.versions.0.from", "2022-02-30", "date", "versions[0].from"),
        ("rules.0.versions.0.from", "20220202", "date", "versions[0].from"),
        ("rules.0.versions.0.from", None, "date", "versions[0].from"),
        ("rules.0.versions.0.to", "2020-01-01", "window", "versions[0].to"),
        ("rules.0.versions.0.area", "moon", "area", "versions[0].area"),
        ("rules.0.versions.0.source", "rumour", "source", "versions[0].source"),
        ("rules.0.versions.0.source", "copy", "unsourced", "versions[0].value"),
        ("rules.0.versions.0.source", None, "unsourced", "versions[0].value"),
        ("rules.0.versions.0", "TWICE", "overlap", "versions[1].from"),
    ],
)
def test_a_fault_is_told_with_its_place(path: str, value: Any, code: str, field: str):
    found = faults(changed(path, value))
    assert (code, field) in [(one.code, one.field) for one in found]
    for one in found:
        assert one.line().startswith("f.json: ")
        assert one.line(english=False)
        assert set(one.as_json()) == {"code", "file", "rule", "field", "text", "do", "text_zh", "do_zh"}


def test_a_grade_without_a_source_is_refused():
    found = document()
    found["rules"][1]["versions"][0] |= {"source": None, "grade": "A"}
    assert [one.code for one in faults(found)] == ["graded"]


def test_a_value_that_somebody_confirmed_may_stand_on_a_weak_source():
    found = document()
    found["rules"][1]["versions"][0] |= {"value": 24, "confirmed_by": "指挥部办公室主任"}
    assert book_of(found, file="f").rules[1].versions[0].confirmed_by == "指挥部办公室主任"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"a": 1, "a": 2}', "not_json"),
        (b'{"a": NaN}', "not_json"),
        (b"[]", "not_an_object"),
        (b"\xff\xfe", "not_json"),
        (b" " * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_a_file_that_is_no_book_is_told_so(data: bytes, code: str):
    with pytest.raises(UnusableBook) as refused:
        read_book(data, file="f.json")
    assert refused.value.faults[0].code == code


def test_every_fault_has_words_in_both_languages():
    for told in WORDS.values():
        assert len(told) == 4
        assert all(told)


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
keys = st.sampled_from(["schema", "rules", "areas", "id", "versions"])
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
broken = st.none() | st.integers() | st.text(max_size=4) | st.lists(st.integers(), max_size=2)


@given(trees)
def test_whatever_stands_in_a_file_the_reader_tells_faults_and_never_breaks(found: object):
    assert faults(found)


@given(st.integers(0, 3), st.sampled_from(["id", "kind", "unit", "zh", "stricter", "versions"]), broken)
def test_a_rule_with_one_broken_field_is_read_or_refused(number: int, key: str, value: object):
    found = document()
    found["rules"][number][key] = value
    with suppress(UnusableBook):
        assert len(book_of(found, file="f").rules) == 4


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_set_is_sound_and_writes_itself_back(file: Path):
    book = read_book(file.read_bytes(), file=file.name)
    assert read_book(text_of(book).encode(), file=file.name) == book


def test_no_rule_stands_in_two_shipped_sets():
    books = [(file.name, read_book(file.read_bytes(), file=file.name)) for file in SHIPPED]
    assert faults_among(books) == []
    assert faults_among([books[0], ("again", books[0][1])])[0].code == "twice"


def test_every_shipped_value_has_a_source_of_grade_a_to_c_and_the_others_say_that_they_wait():
    for file in SHIPPED:
        for rule in read_book(file.read_bytes(), file=file.name).rules:
            for one in rule.versions:
                if one.value is None:
                    assert one.note_zh.startswith("待现场确认。"), rule.code
                else:
                    assert one.grade in {"A", "B", "C"}, rule.code
                    assert one.source is not None


def test_the_small_book_goes_through_a_table_and_back():
    found = document()
    found["rules"][1]["versions"][0]["source"] = None
    book = book_of(found, file="f")
    keys = [key for key, _, _ in HEADINGS]
    rows = [dict(zip(keys, row, strict=True)) for row in rows_of(book)]
    again = book_of(document_from(rows, name="trial"), file="f")
    known = {rule.code: rule for rule in book.rules}
    assert {row.verdict for row in judge(again, known=known)} == {Verdict.SAME}


def test_a_table_with_rubbish_is_told_by_the_reader():
    row = {"id": "a", "kind": "speed", "value": "x", "area": "school", "from": "", "subject": "food"}
    assert faults(document_from([row], name="t"))
    row |= {"kind": "number", "zh": "甲", "en": "a", "unit": "", "from": "2022-01-01"}
    assert "value_number" in [one.code for one in faults(document_from([row], name="t"))]
    empty = row | {"kind": "", "value": ""}
    assert faults(document_from([empty], name="t"))


def test_headings_are_known_in_both_languages():
    assert [key_of(text) for text in ("规则编号", "rule id", "id", " 值 ", "颜色")] == [
        "id",
        "id",
        "id",
        "value",
        "",
    ]


def test_versions_of_a_file_are_judged_against_what_stands():
    here = read_book(content(), file="f")
    known = {rule.code: rule for rule in here.rules[:3]}
    found = document()
    found["rules"][0]["versions"][0]["value"] = 60
    found["rules"][1]["versions"][0] |= {"area": "near"}
    found["rules"][2] |= {"kind": "number", "stricter": "more"}
    found["rules"][2]["versions"][0] |= {"value": 1}
    rows = judge(book_of(found, file="f"), known=known)
    verdicts = [row.verdict for row in rows]
    assert verdicts[:3] == [Verdict.CHANGES, Verdict.ADDS, Verdict.ERROR]
    assert set(verdicts[3:]) == {Verdict.NEW}
    assert counts_of(rows)[Verdict.NEW] == 3


@pytest.mark.parametrize(
    ("value", "kind", "unit", "zh", "en"),
    [
        (None, Kind.NUMBER, "h", "", ""),
        (True, Kind.BOOL, "", "是", "yes"),
        (False, Kind.BOOL, "", "否", "no"),
        (37.3, Kind.NUMBER, "celsius", "37.3 ℃", "37.3 °C"),
        (30, Kind.NUMBER, "percent", "30%", "30%"),
        (10000, Kind.NUMBER, "", "10,000", "10,000"),
        ([250, 500], Kind.RANGE, "mg_per_l", "250–500 mg/L", "250–500 mg/L"),
        ([1, 2, 7], Kind.LIST, "", "1、2、7", "1, 2, 7"),
        ([WORDS_OF, WORDS_OF], Kind.LIST, "", "甲；甲", "a; a"),
        (WORDS_OF, Kind.TEXT, "", "甲", "a"),
    ],
)
def test_a_value_reads_with_its_unit(value: Any, kind: Kind, unit: str, zh: str, en: str):
    assert shown(value, unit=unit, kind=kind) == zh
    assert shown(value, unit=unit, kind=kind, english=True) == en


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        (1, Kind.NUMBER, ""),
        (1e13, Kind.NUMBER, "value_number"),
        (float("nan"), Kind.NUMBER, "value_number"),
        (WORDS_OF, Kind.TEXT, ""),
        ({"zh": "甲"}, Kind.TEXT, "value_text"),
        ({"zh": "甲|乙", "en": "a"}, Kind.TEXT, "value_text"),
        ({"zh": " 甲", "en": "a"}, Kind.TEXT, "value_text"),
        ([], Kind.LIST, "value_list"),
        ([1, WORDS_OF], Kind.LIST, ""),
        ([1] * 61, Kind.LIST, "value_list"),
        ([2, 1], Kind.RANGE, "value_range"),
        ([1, 2, 3], Kind.RANGE, "value_range"),
        ([1, "2"], Kind.RANGE, "value_range"),
        ([1, 2], Kind.RANGE, ""),
        ("ja", Kind.BOOL, "value_bool"),
    ],
)
def test_a_value_fits_its_kind(value: Any, kind: Kind, code: str):
    assert fault_of(value, kind) == code


def test_lengths_of_time_are_turned_only_where_they_are_fixed():
    assert (minutes_of(2, "h"), days_of(36, "h"), days_of(48, "h")) == (120, 1.5, 2)
    assert minutes_of(1, "month") is None
    assert minutes_of([1, 2], "h") is None
    assert days_of(None, "d") is None


def test_looser_follows_the_direction():
    assert is_looser(7, than=30, stricter=Stricter.MORE)
    assert is_looser(30, than=7, stricter=Stricter.LESS)
    assert is_looser(False, than=True, stricter=Stricter.YES)
    assert is_looser(True, than=False, stricter=Stricter.NO)
    assert not is_looser(7, than=7, stricter=Stricter.MORE)
    assert fits(Stricter.YES, Kind.BOOL)
    assert not fits(Stricter.MORE, Kind.TEXT)


words = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=8)
numbers = st.integers(0, 10**9) | st.floats(0, 1e6, allow_nan=False).map(lambda n: round(n, 3))
bilingual = st.fixed_dictionaries({"zh": words, "en": words})


@given(
    st.one_of(
        st.tuples(st.just(Kind.NUMBER), numbers),
        st.tuples(st.just(Kind.BOOL), st.booleans()),
        st.tuples(st.just(Kind.TEXT), bilingual),
        st.tuples(st.just(Kind.LIST), st.lists(numbers | bilingual, min_size=1, max_size=5)),
        st.tuples(st.just(Kind.RANGE), st.lists(numbers, min_size=2, max_size=2).map(sorted)),
    )
)
def test_a_value_that_is_typed_is_read_back(pair: tuple[Kind, Any]):
    kind, value = pair
    assert fault_of(value, kind) == ""
    assert read(written(value, kind=kind), kind=kind) == value
    assert shown(value, unit="", kind=kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("vielleicht", Kind.BOOL),
        ("只有中文", Kind.TEXT),
        ("| en", Kind.TEXT),
        ("viel", Kind.NUMBER),
        ("1e300", Kind.NUMBER),
    ],
)
def test_a_text_that_writes_no_value_is_refused(text: str, kind: Kind):
    with pytest.raises(Unreadable):
        read(text, kind=kind)


def test_an_empty_text_is_no_value():
    assert read("  ", kind=Kind.NUMBER) is None
    assert written(None, kind=Kind.NUMBER) == ""
    assert read("1,000", kind=Kind.NUMBER) == 1000


def test_the_schema_names_what_the_reader_knows():
    schema = json_schema()
    assert set(schema["properties"]) == {*NEEDED["book"], *OPTIONAL["book"]}
    for name in ("area", "source", "rule", "version"):
        assert set(schema["$defs"][name]["required"]) == set(NEEDED[name])
    assert set(schema["$defs"]["rule"]["properties"]["subject"]["enum"]) == set(SUBJECTS)
    assert set(schema["$defs"]["rule"]["properties"]["unit"]["enum"]) == set(UNITS)
    assert re.match(CODE, "acc.I.deaths")
    json.dumps(schema)


def test_what_is_written_leaves_out_what_is_at_rest():
    book = read_book(content(), file="f")
    told = document_of(book)["rules"][1]["versions"][0]
    assert "hold" not in told
    assert "grade" not in told
    assert document_of(book)["rules"][0]["versions"][0]["hold"] == "floor"


def test_a_version_overlaps_and_covers_half_open():
    one = Version("r", "CN", 1, date(2022, 1, 1), date(2022, 2, 1))
    assert one.covers(date(2022, 1, 31))
    assert not one.covers(date(2022, 2, 1))
    assert not one.overlaps(date(2022, 2, 1), None)


def test_the_command_checks_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(content())
    bad.write_bytes(b"{}")
    assert main(["check", str(good)]) == 0
    assert "4 rules, 6 versions, 1 without a value" in capsys.readouterr().out
    assert main(["check", str(good), str(bad), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["faults"][0]["code"] == "missing"
    assert main(["check", str(bad)]) == 1
    assert main(["check", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err


def test_the_command_answers_for_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(content())
    bad.write_bytes(b"{}")
    assert main(["day", "2031-05-19", str(good), "--areas", "CN,near,school"]) == 0
    out = capsys.readouterr().out
    assert "trial.cases\t6 cases\tnear\tA" in out
    assert "trial.hold\tnot_confirmed" in out
    assert main(["day", "2031-05-19", str(good), "--rule", "trial.keep", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["value"] == 30
    assert main(["day", "2031-05-19", str(bad)]) == 2
    with pytest.raises(SystemExit):
        main(["day", "gestern", str(good)])
