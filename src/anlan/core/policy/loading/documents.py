"""The whole document: rules, policies, texts and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from anlan.core.policy.document import (
    SCHEMA,
    Attribute,
    Condition,
    Document,
    Effect,
    Group,
    Leave,
    Policy,
    Rule,
    Value,
    parameters_of,
)
from anlan.core.policy.faults import Fault, Findings, Path, UnusableDocument
from anlan.core.policy.loading.attributes import read_attributes
from anlan.core.policy.loading.conditions import VALUE_AT, read_group
from anlan.core.policy.loading.fitness import check_condition, check_parameters
from anlan.core.policy.loading.shapes import OBJECT, Reader, is_scalar

EFFECTS = get_args(Effect)
HARMLESS = frozenset({"ACTION_MISSING", "TEXT_MISSING", "KEY_MISSPELT", "VALUE_REPEATED"})
"""Errors that leave no doubt how a request is to be judged."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, and what was wrong with it."""

    document: Document
    faults: tuple[Fault, ...]


def usable(given: object) -> Document:
    """The document, ready to be evaluated; ``UnusableDocument`` tells every error of its shape."""
    loaded = load(given)
    errors = [fault for fault in loaded.faults if not fault.is_warning and fault.code not in HARMLESS]
    if errors:
        raise UnusableDocument(errors)
    return loaded.document


def load(given: object) -> Loaded:
    """Read a parsed JSON value as a document and check its shape, names and types."""
    findings = Findings()
    reader = Reader(given, path=(), findings=findings)
    if not reader.given:
        if isinstance(given, dict):
            findings.add("KEY_MISSING", (), key="schema")
        return Loaded(Document(0, {}, (), {}, {}), tuple(findings))
    reader.known("schema", "version", "attributes", "rules", "policies", "texts", "leave")
    schema = reader.name("schema")
    if schema not in (None, SCHEMA):
        findings.add("SCHEMA_UNKNOWN", ("schema",), expected=SCHEMA, given=schema)
    version = reader.integer("version") or 0
    attributes = read_attributes(reader.objects("attributes"), findings=findings)
    rules = _rules(reader.rows("rules") or [], findings=findings)
    policies = _policies(reader.objects("policies"), findings=findings)
    attributes.setdefault("phase", Attribute("phase", "enum", tuple(policies)))
    texts, leave = _texts(reader, findings=findings), _leave(reader, findings=findings)
    document = Document(version, attributes, rules, policies, texts, leave)
    _check(document, findings=findings)
    return Loaded(document, tuple(findings))


def _rules(given: list[object], *, findings: Findings) -> tuple[Rule, ...]:
    found = (_rule(one, position=place, findings=findings) for place, one in enumerate(given))
    return tuple(rule for rule in found if rule is not None)


def _rule(given: object, *, position: int, findings: Findings) -> Rule | None:
    reader = Reader(given, path=("rules", position), findings=findings)
    reader.known("id", "measure", "effect", "tier", "reason", "when", "unless", "must", "waive", "why")
    if not reader.given:
        return None
    effect = reader.name("effect")
    if effect is not None and effect not in EFFECTS:
        findings.add("EFFECT_UNKNOWN", (*reader.path, "effect"), given=effect)
    must = reader.optional_rows("must")
    return Rule(
        id=reader.name("id") or "",
        measure=reader.name("measure") or "",
        effect=cast("Effect", effect),
        tier=reader.integer("tier") or 0,
        reason=reader.name("reason") or "",
        when=_conditions(reader, reader.rows("when"), "when"),
        unless=tuple(
            _conditions(reader, group, "unless", place)
            for place, group in enumerate(reader.optional_rows("unless") or [])
        ),
        must=None if must is None else _conditions(reader, must, "must"),
        waive=reader.names("waive") if reader.given.get("waive") is not None else (),
        why=(reader.name("why") or "") if reader.given.get("why") is not None else "",
        position=position,
    )


def _conditions(reader: Reader, given: object, *steps: str | int) -> Group:
    if given is None and steps == ("when",):
        return ()
    return read_group(given, path=(*reader.path, *steps), findings=reader.findings)


def _policies(given: Mapping[str, object], *, findings: Findings) -> dict[str, Policy]:
    found = {}
    for name, told in given.items():
        reader = Reader(told, path=("policies", name), findings=findings)
        reader.known("measures", "params", "title_zh", "title_en")
        if reader.given:
            params = _params(reader) if reader.given.get("params") is not None else {}
            found[name] = Policy(name, frozenset(reader.names("measures")), params)
    return found


def _params(reader: Reader) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in reader.objects("params").items():
        if is_scalar(value):
            found[name] = value
        elif isinstance(value, list) and all(is_scalar(one) for one in value):
            found[name] = tuple(value)
        else:
            reader.wrong((*reader.path, "params", name), "an integer or a list of values")
    return found


def _texts(reader: Reader, *, findings: Findings) -> dict[str, dict[str, str]]:
    """Words by reason and field; what is not a text is left out, and the linter misses it."""
    found: dict[str, dict[str, str]] = {}
    for reason, words in (reader.objects("texts") if "texts" in reader.given else {}).items():
        if not isinstance(words, dict):
            findings.add("TYPE_WRONG", ("texts", reason), expected=OBJECT)
            continue
        found[reason] = {name: text for name, text in words.items() if isinstance(text, str)}
    return found


def _leave(reader: Reader, *, findings: Findings) -> Leave | None:
    if reader.given.get("leave") is None:
        return None
    inner = Reader(reader.given["leave"], path=("leave",), findings=findings)
    inner.known("when", "measures")
    if not inner.given:
        return None
    return Leave(_conditions(inner, inner.rows("when"), "when"), frozenset(inner.names("measures")))


def _check(document: Document, *, findings: Findings) -> None:
    """Names, types and parameters of every condition."""
    given = {name for policy in document.policies.values() for name in policy.params}
    for rule, condition in _conditions_of(document):
        fits = check_condition(condition, attributes=document.attributes, findings=findings)
        for name in parameters_of(condition.operand):
            if name not in given:
                findings.add("PARAMETER_UNKNOWN", (*condition.path, VALUE_AT), name=name)
        for policy in document.policies.values():
            if fits and (rule is None or rule.measure in policy.measures):
                _check_in_policy(document, policy, condition, rule, findings)


def _check_in_policy(
    document: Document, policy: Policy, condition: Condition, rule: Rule | None, findings: Findings
) -> None:
    path: Path = ("policies", policy.name)
    for name in parameters_of(condition.operand):
        if name not in policy.params:
            who = "leave" if rule is None else rule.id
            findings.add("PARAMETER_MISSING", (*path, "params"), rule=who, name=name)
    check_parameters(
        condition, params=policy.params, path=path, attributes=document.attributes, findings=findings
    )


def _conditions_of(document: Document) -> Iterator[tuple[Rule | None, Condition]]:
    """Every condition with its rule; those of the way out have none."""
    yield from ((rule, condition) for rule in document.rules for condition in rule.conditions)
    yield from ((None, condition) for condition in (document.leave.when if document.leave else ()))
