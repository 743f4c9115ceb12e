"""What is wrong with the shape of a document is told with its place, in two languages."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from anlan.core.policy import Document, UnusableDocument, check, usable
from anlan.core.policy.loading import load
from anlan.core.policy.tests.writing import document, rule, with_params

SOUND = with_params(
    rule(
        "no",
        when=[["dir", "eq", "in"], ["now", "between", {"p": "window"}]],
        unless=[[["escort", "eq", True]]],
    ),
    rule("wait", "require", must=[["now", "ge", 3]]),
    rule("yes", "allow", [["gates", "has", {"a": "gate_id"}]]),
    window=[1, 5],
)
Path = tuple[str | int, ...]


def changed(path: Path, value: Any) -> dict[str, Any]:
    """The sound document with one value put in."""
    made = copy.deepcopy(SOUND)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made


def without(path: Path) -> dict[str, Any]:
    made = copy.deepcopy(SOUND)
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return made


def faults(given: object) -> set[tuple[str, str]]:
    return {(fault.code, fault.pointer) for fault in load(given).faults}


def test_a_sound_document_has_no_faults():
    assert faults(SOUND) == set()
    assert isinstance(usable(SOUND), Document)


@pytest.mark.parametrize(
    ("path", "value", "code", "pointer"),
    [
        (("schema",), "anlan.rules/2", "SCHEMA_UNKNOWN", "/schema"),
        (("schema",), 1, "TYPE_WRONG", "/schema"),
        (("version",), "7", "TYPE_WRONG", "/version"),
        (("attributes",), [], "TYPE_WRONG", "/attributes"),
        (("attributes", "dir"), "enum", "TYPE_WRONG", "/attributes/dir"),
        (("attributes", "dir", "type"), "text", "ATTRIBUTE_TYPE", "/attributes/dir/type"),
        (("attributes", "dir", "type"), 5, "TYPE_WRONG", "/attributes/dir/type"),
        (("attributes", "dir", "null"), 1, "TYPE_WRONG", "/attributes/dir/null"),
        (("attributes", "dir", "values"), [], "TYPE_WRONG", "/attributes/dir/values"),
        (("attributes", "dir", "values"), ["in", "in"], "VALUE_REPEATED", "/attributes/dir/values/1"),
        (("attributes", "dir", "values"), ["in", 4], "TYPE_WRONG", "/attributes/dir/values/1"),
        (("attributes", "known", "type"), "int", "ATTRIBUTE_RESERVED", "/attributes/known"),
        (("attributes", "dir", "vaules"), [], "KEY_UNKNOWN", "/attributes/dir/vaules"),
        (("rules",), {}, "TYPE_WRONG", "/rules"),
        (("rules", 1), "rule", "TYPE_WRONG", "/rules/1"),
        (("rules", 0, "effect"), "refuse", "EFFECT_UNKNOWN", "/rules/0/effect"),
        (("rules", 0, "tier"), 1.5, "TYPE_WRONG", "/rules/0/tier"),
        (("rules", 0, "tier"), 2**53, "TYPE_WRONG", "/rules/0/tier"),
        (("rules", 0, "id"), " ", "TYPE_WRONG", "/rules/0/id"),
        (("rules", 2, "unles"), [], "KEY_MISSPELT", "/rules/2/unles"),
        (("rules", 0, "colour"), 1, "KEY_UNKNOWN", "/rules/0/colour"),
        (("rules", 0, "when"), None, "TYPE_WRONG", "/rules/0/when"),
        (("rules", 0, "when", 0), ["dir", "eq"], "CONDITION_SHAPE", "/rules/0/when/0"),
        (("rules", 0, "when", 0), ["dir"], "CONDITION_SHAPE", "/rules/0/when/0"),
        (("rules", 0, "when", 0), [1, "eq", 2], "CONDITION_SHAPE", "/rules/0/when/0"),
        (("rules", 0, "when", 0), "dir", "CONDITION_SHAPE", "/rules/0/when/0"),
        (("rules", 0, "when", 0), ["dir", "isnull", 4], "CONDITION_SHAPE", "/rules/0/when/0"),
        (("rules", 0, "when", 0), ["way", "eq", "in"], "ATTRIBUTE_UNKNOWN", "/rules/0/when/0/0"),
        (("rules", 0, "when", 0), ["dir", "is", "in"], "OPERATOR_UNKNOWN", "/rules/0/when/0/1"),
        (("rules", 0, "when", 0), ["dir", "lt", "in"], "OPERATOR_UNFIT", "/rules/0/when/0/1"),
        (("rules", 0, "when", 0), ["gates", "eq", "a"], "OPERATOR_UNFIT", "/rules/0/when/0/1"),
        (("rules", 0, "when", 0), ["dir", "eq", "up"], "VALUE_OUTSIDE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "in", ["in", "up"]], "VALUE_OUTSIDE", "/rules/0/when/0/2/1"),
        (("rules", 0, "when", 0), ["zones", "has", "moon"], "VALUE_OUTSIDE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "eq", 1], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "eq", ["in"]], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "in", "in"], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "in", [["in"]]], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "eq", {"b": "x"}], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "eq", {"a": "now"}], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "eq", {"a": "x"}], "ATTRIBUTE_UNKNOWN", "/rules/0/when/0/2/a"),
        (("rules", 0, "when", 0), ["dir", "eq", {"p": "x"}], "PARAMETER_UNKNOWN", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["dir", "eq", {"p": "x"}], "PARAMETER_MISSING", "/policies/p/params"),
        (("rules", 0, "when", 0), ["escort", "eq", 1], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["now", "eq", True], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["now", "eq", 1.5], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["now", "between", 3], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["now", "between", [1]], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["now", "between", [1, None]], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["now", "between", [1, "a"]], "VALUE_TYPE", "/rules/0/when/0/2/1"),
        (("rules", 0, "when", 0), ["gates", "has", {"a": "now"}], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["gates", "has", True], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "when", 0), ["gate_id", "in", {"a": "dir"}], "VALUE_TYPE", "/rules/0/when/0/2"),
        (("rules", 0, "unless"), [1], "TYPE_WRONG", "/rules/0/unless/0"),
        (("rules", 0, "must"), {}, "TYPE_WRONG", "/rules/0/must"),
        (("policies",), [], "TYPE_WRONG", "/policies"),
        (("policies", "p"), 1, "TYPE_WRONG", "/policies/p"),
        (("policies", "p", "measures"), "m", "TYPE_WRONG", "/policies/p/measures"),
        (("policies", "p", "params"), [], "TYPE_WRONG", "/policies/p/params"),
        (("policies", "p", "params", "window"), 1.5, "TYPE_WRONG", "/policies/p/params/window"),
        (("policies", "p", "params", "window"), [1, 2, 3], "VALUE_TYPE", "/policies/p/params/window"),
        (("policies", "p", "params", "window"), 3, "VALUE_TYPE", "/policies/p/params/window"),
        (("texts",), [], "TYPE_WRONG", "/texts"),
        (("texts", "NO"), "x", "TYPE_WRONG", "/texts/NO"),
        (("leave",), [], "TYPE_WRONG", "/leave"),
        (("leave",), {"when": [["x", "eq", 1]], "measures": []}, "ATTRIBUTE_UNKNOWN", "/leave/when/0/0"),
        (("a/b~c",), 1, "KEY_UNKNOWN", "/a~1b~0c"),
    ],
)
def test_each_slip_is_told_at_its_place(path: Path, value: Any, code: str, pointer: str):
    assert (code, pointer) in faults(changed(path, value))


@pytest.mark.parametrize("key", ["schema", "version", "attributes", "rules", "policies"])
def test_a_missing_part_is_told(key: str):
    assert ("KEY_MISSING", "") in faults(without((key,)))


@pytest.mark.parametrize("key", ["id", "measure", "effect", "tier", "reason", "when"])
def test_a_missing_key_of_a_rule_is_told(key: str):
    assert ("KEY_MISSING", "/rules/0") in faults(without(("rules", 0, key)))


@pytest.mark.parametrize("given", [{}, [], None, "text", 3])
def test_what_is_no_document_at_all_is_told(given: object):
    assert faults(given)


def test_bounds_that_are_attributes_or_parameters_are_checked_each():
    bounds = [{"a": "gate_id"}, {"p": "low"}]
    made = with_params(rule("x", when=[["now", "between", bounds]]), low="a")
    assert faults(made) >= {
        ("VALUE_TYPE", "/rules/0/when/0/2/0"),
        ("VALUE_TYPE", "/policies/p/params/low"),
    } - {("VALUE_TYPE", "/policies/p/params/low")}
    good = with_params(rule("x", when=[["now", "between", [{"a": "age"}, {"p": "low"}]]]), low="a")
    assert faults(good) == {("VALUE_TYPE", "/policies/p/params/low")}


def test_the_way_out_needs_its_parameters_in_every_policy():
    made = document(leave={"when": [["now", "ge", {"p": "from"}]], "measures": []})
    assert ("PARAMETER_MISSING", "/policies/p/params") in faults(made)


def test_remarks_and_keys_with_an_underscore_are_nobodys_business():
    made = changed(("rules", 0, "note"), "x")
    made["_source"] = 1
    assert faults(made) == set()


def test_an_unusable_document_tells_every_error():
    with pytest.raises(UnusableDocument) as raised:
        usable(changed(("rules", 0, "when", 0), ["way", "eq", "in"]))
    assert raised.value.facts["path"] == "/rules/0/when/0/0"
    assert raised.value.faults[0].text("zh") == "没有声明属性“way”。"


def test_a_document_whose_words_are_missing_can_be_evaluated():
    made = without(("texts",))
    assert usable(made).texts == {}
    assert "TEXT_MISSING" in {fault.code for fault in check(made)}


def test_every_fault_speaks_both_languages():
    for fault in check(changed(("rules", 0, "when", 0), ["dir", "eq", "\ud800"])):
        told = fault.as_json()
        assert told["text"].encode()
        assert told["text_zh"].encode()
