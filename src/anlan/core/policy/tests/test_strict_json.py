"""JSON is read strictly, and what is wrong is told with its line."""

from __future__ import annotations

import pytest

from anlan.core.policy.strict_json import Malformed, _repetitions, parse, parse_line

BAD = [
    (b"", "policy.json.empty", 1),
    (b" \n\t", "policy.json.empty", 1),
    (b'{"a": 1,\n}', "policy.json.syntax", 2),
    (b'{"a": 1} 2', "policy.json.syntax", 1),
    (b'{"a":\n"\xff"}', "policy.json.encoding", 2),
    ('{"a": 1}'.encode("utf-16"), "policy.json.encoding", 1),
    (b'{"a": 1,\n "b": [],\n "a": 2}', "policy.json.repeated", 3),
    (b'{"b": {"x": "a:b", "x" :2}}', "policy.json.repeated", 1),
    (b'{"a": 1,\n"b": NaN}', "policy.json.number", 2),
    (b'{"a": -Infinity}', "policy.json.number", 1),
    (b'{"a": ' + b"9" * 5000 + b"}", "policy.json.number", 1),
    (b"[\n" * 61 + b"]" * 61, "policy.json.depth", 61),
    (b"[" * 100_000, "policy.json.depth", 1),
]


@pytest.mark.parametrize(("content", "code", "line"), BAD)
@pytest.mark.parametrize("read", [parse, parse_line])
def test_loose_ends_are_refused_with_their_line(read, content: bytes, code: str, line: int):
    with pytest.raises(Malformed) as raised:
        read(content)
    assert (raised.value.code, raised.value.facts["line"]) == (code, line)


def test_a_repeated_key_is_named():
    with pytest.raises(Malformed) as raised:
        parse(b'{"\\u0061": 1, "a": 2}')
    assert raised.value.facts["field"] == "a"


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'{"a": {"x": [[[1]]]}}', {"a": {"x": [[[1]]]}}),
        (b'{"a": "1:2:3", "b": -1.5}', {"a": "1:2:3", "b": -1.5}),
        (b'{"a": "\\ud800"}', {"a": "\ud800"}),
        (b"[" + b"[],[]," * 50 + b"1]", [*([[], []] * 50), 1]),
        (b"7", 7),
    ],
)
def test_what_is_strict_json_is_read(content: bytes, value: object):
    assert parse(content) == value
    assert parse_line(content) == value


def test_keys_of_different_objects_are_no_repetition():
    assert list(_repetitions('{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}')) == []
