"""``anlan policy``: exit codes, what is printed, plain words for input that cannot be used."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from anlan.core.kernel.errors import AnlanError
from anlan.core.policy.command import files, program, replaying
from anlan.core.policy.command.files import Unusable
from anlan.core.policy.command.program import main
from anlan.core.policy.command.replaying import Share, joined, share_of
from anlan.core.policy.command.wording import words_of
from anlan.core.policy.replay import Tally
from anlan.core.policy.tests.writing import CALM, document, rule

YES = rule("yes", "allow")
CLOSED = rule("closed", when=[["dir", "eq", "in"]])


@pytest.fixture
def put(tmp_path: Path):
    def write(name: str, content: Any) -> str:
        file = tmp_path / name
        if isinstance(content, list):
            content = "\n".join(json.dumps(one) for one in content) + "\n"
        elif isinstance(content, dict):
            content = json.dumps(content)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(file)

    return write


@pytest.fixture
def rules(put) -> str:
    return str(put("rules.json", document(YES, CLOSED)))


def refused(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """The one line that says why."""
    assert main(argv) == 2
    err = capsys.readouterr().err
    assert err.startswith("anlan: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def test_a_sound_document_gives_zero(rules, capsys):
    assert main(["check", rules, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == []
    assert {fault["code"] for fault in told["warnings"]} == {"MEASURE_EMPTY"}


def test_errors_give_one_with_code_pointer_and_text(put, capsys):
    file = put("rules.json", document(rule("old", when=[["age", "gt", 5], ["dir", "eq", "in"]])))
    assert main(["check", file, "--json"]) == 1
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert (error["code"], error["path"]) == ("NULL_COVER", "/rules/0/when/0")
    assert "age" in error["text"]
    assert main(["check", file]) == 1
    assert "error NULL_COVER /rules/0/when/0: age may be missing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: it is empty"),
        (b"{", "line 1: column 2: this is not JSON"),
        (b'{"a": 1,\n"a": 2}', "line 2: the key 'a' stands twice"),
        (b'{"a":\nNaN}', "line 2: NaN is no number"),
        (b"\xff\xfe{}", "line 1: it is not UTF-8"),
        (b"[" * 5000, "nested deeper than 60"),
        (b"[]", "it must be one JSON object"),
    ],
)
@pytest.mark.parametrize("act", ["check", "decide"])
def test_a_document_that_is_no_json_gives_two_with_its_line(put, capsys, act, content, words):
    file = put("rules.json", content)
    argv = [act, file] if act == "check" else [act, file, put("r.jsonl", [CALM])]
    assert words in refused(capsys, *argv)


def test_a_huge_document_is_refused_unread(put, capsys, monkeypatch):
    monkeypatch.setattr(files, "DOCUMENT_BYTES", 10)
    assert "more than 10 bytes" in refused(capsys, "check", put("rules.json", document(YES)))


def test_missing_files_and_folders_are_named(rules, tmp_path, capsys):
    assert "nothing.json" in refused(capsys, "check", str(tmp_path / "nothing.json"))
    assert "Is a directory" in refused(capsys, "check", str(tmp_path))
    assert "nothing.jsonl" in refused(capsys, "decide", rules, str(tmp_path / "nothing.jsonl"))


def test_a_file_that_breaks_while_it_is_read_is_named(rules, capsys, monkeypatch):
    def broken(_stream: Any) -> Any:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(program, "numbered_lines", broken)
    assert "Input/output error" in refused(capsys, "decide", rules, rules)


def test_a_document_that_cannot_be_evaluated_gives_two_with_its_place(put, capsys):
    file = put("rules.json", document(rule("a", when=[["way", "eq", 1]])))
    assert "/rules/0/when/0/0: The attribute way is not declared." in refused(capsys, "decide", file, file)


def test_one_decision_a_line_in_order(rules, put, capsys):
    rows = [CALM | {"dir": way} for way in ("out", "in", "out")]
    assert main(["decide", rules, put("r.jsonl", rows)]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["decision"] for one in told] == ["allow", "deny", "allow"]
    assert told[1] == {
        "decision": "deny",
        "reason": "CLOSED",
        "fired": [
            {"rule": "yes", "effect": "allow", "reason": "YES"},
            {"rule": "closed", "effect": "deny", "reason": "CLOSED"},
        ],
        "todo": [],
    }


def test_many_decisions_are_written_in_batches(rules, put, capsys, monkeypatch):
    monkeypatch.setattr(program, "BATCH", 2)
    rows = [CALM | {"emergency": "fire"}, CALM | {"qr": "stale"}] * 3 + [CALM]
    assert main(["decide", f"{rules}#p", put("r.jsonl", rows)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 7


def test_requests_come_from_standard_input_too(rules, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b'{"phase": "p"}\n\n')))
    assert main(["decide", rules, "-"]) == 0
    assert json.loads(capsys.readouterr().out)["reason"] == "PERSON_UNKNOWN"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"nonsense", "line 3: column 1: this is not JSON"),
        (b"[]", "line 3: a request must be one JSON object"),
        (b'{"phase": "p", "way": 1}', "line 3: the attribute 'way' is not declared"),
        (b'{"phase": "p", "now": "1"}', "line 3: the attribute 'now' must be of type int"),
        (b'{"phase": "p", "dir": "up"}', "line 3: the attribute 'dir' has no value 'up'"),
        (b'{"phase": "p", "dir": "in", "dir": "in"}', "line 3: the key 'dir' stands twice"),
        (b'{"phase": "p", "now": NaN}', "line 3: NaN is no number"),
        (b'{"phase": "q"}', "line 3: the attribute 'phase' names no policy of the document: 'q'"),
        (b"{}", "line 3: the attribute 'phase' names no policy of the document: 'null'"),
        (b'{"phase": "\xff"}', "line 3: it is not UTF-8"),
        (b'{"phase": "p", "dir": "\\ud800"}', "line 3: the attribute 'dir' has no value"),
    ],
)
@pytest.mark.parametrize("act", ["decide", "replay"])
def test_a_bad_request_gives_two_with_line_and_attribute(rules, put, capsys, act, line, words):
    file = put("r.jsonl", b'{"phase": "p"}\n\n' + line + b"\n")
    argv = [act, rules, file] if act == "decide" else [act, rules, rules, file]
    assert words in refused(capsys, *argv)


def test_no_requests_are_no_decisions(rules, put, capsys):
    assert main(["decide", rules, put("r.jsonl", b"\n")]) == 0
    assert capsys.readouterr().out == ""


def test_a_line_without_end_is_refused(rules, put, capsys, monkeypatch):
    monkeypatch.setattr(files, "LINE_BYTES", 20)
    file = put("r.jsonl", [{"phase": "p"}, {"phase": "p", "_": "x" * 30}])
    assert "line 2: it has more than 20 bytes" in refused(capsys, "decide", rules, file)


def test_decisions_before_a_bad_line_are_printed(rules, put, capsys):
    file = put("r.jsonl", b'{"phase": "p"}\nnonsense\n')
    assert main(["decide", rules, file]) == 2
    assert capsys.readouterr().out.count("PERSON_UNKNOWN") == 1


@pytest.mark.parametrize("act", ["decide", "replay"])
def test_an_unknown_policy_is_told_with_those_that_there_are(rules, capsys, act):
    argv = [act, f"{rules}#q", rules] if act == "decide" else [act, rules, f"{rules}#q", rules]
    assert "there is no policy 'q'; there are: p." in refused(capsys, *argv)


def test_a_replay_tells_what_changes(rules, put, capsys):
    old = put("old.json", document(YES))
    rows = [CALM | {"person": f"p{number % 2}", "dir": ("in", "out")[number % 2]} for number in range(6)]
    file = put("r.jsonl", rows)
    assert main(["replay", old, rules, file, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["changed"] == {"allow->deny": 3}
    assert (told["n"], told["unchanged"], told["persons_newly_denied"]) == (6, 3, 1)
    assert main(["replay", old, rules, file, "--counters"]) == 0
    out = capsys.readouterr().out
    assert "6 crossings, 3 unchanged" in out
    assert "CLOSED" in out


def test_a_replay_without_changes_has_no_table(rules, put, capsys):
    assert main(["replay", rules, rules, put("r.jsonl", b"")]) == 0
    assert "reason" not in capsys.readouterr().out


def test_a_long_table_ends_with_how_much_is_left_out(put, capsys, monkeypatch):
    monkeypatch.setattr("anlan.core.policy.command.tables.MOST_ROWS", 1)
    rows = [CALM | {"dir": "in", "cat": cat} for cat in ("student", "supplier")]
    both = put("old.json", document(YES)), put("new.json", document(YES, CLOSED))
    assert main(["replay", *both, put("r.jsonl", rows)]) == 0
    assert "and 1 groups more" in capsys.readouterr().out


def test_an_attribute_of_either_document_is_known_to_a_replay(put, capsys):
    newer = document(YES)
    newer["attributes"] = {**newer["attributes"], "plate": {"type": "id"}}
    both = put("old.json", document(YES)), put("new.json", newer)
    assert main(["replay", *both, put("r.jsonl", [CALM | {"plate": "A1"}])]) == 0
    assert "'plate' must be of type id" in refused(
        capsys, "replay", *both, put("bad.jsonl", [CALM | {"plate": True}])
    )


def test_large_files_are_shared_by_two_processes_and_counted_the_same(put, rules, capsys, monkeypatch):
    monkeypatch.setattr(replaying, "WORTH_SHARING_BYTES", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    old = put("old.json", document(YES, rule("spent", when=[["uses_left", "le", 0]])))
    rows = [
        CALM | {"person": f"p{number % 5}", "dir": ("in", "out")[number % 2], "uses_left": 2}
        for number in range(40)
    ]
    file = put("r.jsonl", rows)
    for flags in ([], ["--counters"]):
        assert main(["replay", old, rules, file, "--json", *flags]) == 0
        shared = json.loads(capsys.readouterr().out)
        monkeypatch.setattr(replaying, "WORTH_SHARING_BYTES", 10**9)
        assert main(["replay", old, rules, file, "--json", *flags]) == 0
        assert json.loads(capsys.readouterr().out) == shared
        monkeypatch.setattr(replaying, "WORTH_SHARING_BYTES", 1)


def test_what_all_persons_share_is_counted_in_one_process(put, rules, monkeypatch):
    monkeypatch.setattr(replaying, "WORTH_SHARING_BYTES", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    full = put("full.json", document(YES, rule("full", when=[["gate_quota_used", "ge", 2]])))
    sides = replaying._sides(full, rules)
    assert not replaying._worth_sharing(rules, sides, counters=True)
    assert replaying._worth_sharing(rules, sides, counters=False)
    assert not replaying._worth_sharing("-", sides, counters=False)


def test_a_person_falls_to_the_same_share_however_the_name_is_written():
    ways = [
        b'{"person": "p\\u0031", "phase": "p"}',
        b'{"person":"p1"}',
        b'{"_was": {"person": "p2"}, "person": "p1"}',
    ]
    for number in range(2):
        share = Share(number, 2, by_person=True)
        assert len({share.holds(at, line) for at, line in enumerate(ways)}) == 1
    share = Share(0, 2, by_person=True)
    assert share.holds(0, b"nonsense") == share.holds(1, b"[]") == share.holds(2, b'{"person": null}')


def test_a_share_tells_its_bad_line_and_the_first_one_counts(put, rules):
    file = put("r.jsonl", b'{"phase": "p"}\nnonsense\n[]\n')
    parts = [share_of(rules, rules, file, False, Share(number, 2)) for number in range(2)]
    with pytest.raises(Unusable, match="line 2"):
        joined(parts)
    assert joined([Tally(n=2), Tally(n=3)]).n == 5


def test_a_refusal_without_words_shows_its_code():
    assert words_of(AnlanError("policy.new", at=1)) == "policy.new(at=1)"


@pytest.mark.parametrize("argv", [[], ["draw", "x"], ["check"], ["decide", "x"], ["replay", "a", "b"]])
def test_wrong_arguments_give_two_and_the_usage(argv, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_file_may_carry_the_sign_of_a_policy_in_its_own_name(put, tmp_path, capsys):
    (tmp_path / "night #2").mkdir()
    rules = put("night #2/rules#1.json", document(YES, CLOSED))
    requests = put("r.jsonl", [CALM | {"dir": "out", "phase": "anything"}])
    assert main(["decide", f"{rules}#p", requests]) == 0
    assert main(["replay", rules, f"{rules}#p", put("s.jsonl", [CALM | {"dir": "in"}])]) == 0
    assert '"decision": "allow"' in capsys.readouterr().out


def test_a_file_of_nothing_but_a_byte_order_mark_holds_no_request(rules, put, capsys):
    assert main(["decide", rules, put("r.jsonl", b"\xef\xbb\xbf")]) == 0
    assert capsys.readouterr().out == ""


def test_a_document_without_anything_is_refused_without_an_empty_place(put, capsys):
    told = refused(capsys, "decide", put("empty.json", {}), put("r.jsonl", []))
    assert told.endswith("empty.json: The key schema is missing.\n")
