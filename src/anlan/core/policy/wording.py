"""The sentences of the checks in Chinese and English, by code."""

from __future__ import annotations

Words = dict[str, str]


def _words(zh: str, en: str) -> Words:
    return {"zh": zh, "en": en}


WORDS: dict[str, Words] = {
    "SCHEMA_UNKNOWN": _words(
        "schema 应为 {expected}，现为 {given}。", "The schema must be {expected}; it is {given}."
    ),
    "KEY_MISSING": _words("缺少字段“{key}”。", "The key {key} is missing."),
    "KEY_UNKNOWN": _words("字段“{key}”没有含义，不起作用。", "The key {key} means nothing here."),
    "KEY_MISSPELT": _words("没有字段“{key}”，是否应为“{like}”？", "There is no key {key}; is {like} meant?"),
    "TYPE_WRONG": _words("这里应为{expected}。", "This must be {expected}."),
    "EFFECT_UNKNOWN": _words(
        "effect 只能是 deny、require 或 allow，现为 {given}。",
        "The effect is deny, require or allow; here it is {given}.",
    ),
    "ATTRIBUTE_TYPE": _words(
        "属性类型只能是 enum、int、bool、set、id，现为 {given}。",
        "The type of an attribute is enum, int, bool, set or id; here it is {given}.",
    ),
    "ATTRIBUTE_RESERVED": _words(
        "规则之前的步骤要读“{name}”，它应为 {expected}。",
        "The steps before the rules read {name}; it must be {expected}.",
    ),
    "VALUE_REPEATED": _words("取值“{value}”出现两次。", "The value {value} stands here twice."),
    "CONDITION_SHAPE": _words(
        "条件写作 [属性, 运算符, 值]；isnull、notnull、nonempty 不带值。",
        "A condition is [attribute, operator, value]; isnull, notnull and nonempty take no value.",
    ),
    "ATTRIBUTE_UNKNOWN": _words("没有声明属性“{name}”。", "The attribute {name} is not declared."),
    "OPERATOR_UNKNOWN": _words("没有运算符“{name}”。", "There is no operator {name}."),
    "OPERATOR_UNFIT": _words(
        "运算符 {operator} 不能用于 {type} 类型的“{name}”。",
        "The operator {operator} does not fit {name}, which is of type {type}.",
    ),
    "VALUE_TYPE": _words("这里的值应为{expected}。", "The value must be {expected}."),
    "VALUE_OUTSIDE": _words("“{name}”没有取值“{value}”。", "{name} has no value {value}."),
    "PARAMETER_UNKNOWN": _words("没有策略给出参数“{name}”。", "No policy gives the parameter {name}."),
    "PARAMETER_MISSING": _words(
        "规则 {rule} 要用参数“{name}”，本策略没有给出。",
        "Rule {rule} uses the parameter {name}, which this policy lacks.",
    ),
    "PARAMETER_UNUSED": _words("没有规则使用参数“{name}”。", "No rule uses the parameter {name}."),
    "PARAMETER_IDLE": _words(
        "本策略启用的措施都不使用参数“{name}”。", "No measure of this policy uses the parameter {name}."
    ),
    "TEXT_MISSING": _words(
        "原因 {reason} 缺少{languages}文字。", "The reason {reason} has no words in: {languages}."
    ),
    "ACTION_MISSING": _words(
        "原因 {reason} 没有写怎么办（{languages}）。",
        "The reason {reason} does not say what to do in: {languages}.",
    ),
    "ACTION_ABSENT": _words(
        "放行原因 {reason} 没有写怎么办（{languages}）。",
        "The reason {reason} of an allow rule does not say what to do in: {languages}.",
    ),
    "ID_REPEATED": _words("规则编号 {id} 已用于 {first}。", "The rule id {id} is taken by {first}."),
    "NULL_COVER": _words(
        "“{name}”可能缺失，缺失时规则 {rule} 不会拒绝；同一措施应有 isnull 规则，或写明豁免理由。",
        "{name} may be missing, and then rule {rule} does not deny: "
        "the measure needs an isnull rule, or a waiver that says why.",
    ),
    "NULL_OPERAND": _words(
        "规则 {rule} 与可能缺失的“{name}”比较，缺失时不会拒绝。",
        "Rule {rule} compares with {name}, which may be missing; then it does not deny.",
    ),
    "NULL_NEVER": _words(
        "“{name}”声明为不缺失，isnull 不会成立。", "{name} is declared as never missing: isnull fails."
    ),
    "CONTRADICTION": _words(
        "规则 {rule} 的条件互相矛盾，任何请求都不能满足。",
        "The conditions of rule {rule} contradict each other: no request meets them.",
    ),
    "CONTRADICTION_HERE": _words(
        "按策略 {policy} 的参数，规则 {rule} 的条件互相矛盾。",
        "With the parameters of policy {policy} the conditions of rule {rule} contradict each other.",
    ),
    "LEAVER_TRAPPED": _words(
        "规则 {rule}（{reason}）会拦下要出校的校外人员：{example}。",
        "Rule {rule} ({reason}) stops an outsider who leaves: {example}.",
    ),
    "LEAVER_HELD": _words(
        "规则 {rule}（{reason}）会让要出校的校外人员等候：{example}。",
        "Rule {rule} ({reason}) holds an outsider who leaves: {example}.",
    ),
    "WAIVER_SILENT": _words("豁免没有写明理由（why）。", "A waiver needs a why."),
    "WAIVER_IDLE": _words("豁免 {name} 没有对应的问题。", "The waiver {name} waives nothing."),
    "RULE_UNREACHED": _words("没有请求能到达规则 {rule}。", "No request reaches rule {rule}."),
    "MEASURE_EMPTY": _words("措施“{name}”没有规则。", "The measure {name} has no rules."),
    "MEASURE_ABSENT": _words("本策略没有措施“{name}”。", "This policy is without the measure {name}."),
}
"""Placeholders are filled with the facts of the fault."""

WARNINGS = frozenset(
    {
        "KEY_UNKNOWN",
        "PARAMETER_IDLE",
        "ACTION_ABSENT",
        "NULL_OPERAND",
        "NULL_NEVER",
        "CONTRADICTION_HERE",
        "LEAVER_HELD",
        "WAIVER_IDLE",
        "RULE_UNREACHED",
        "MEASURE_EMPTY",
        "MEASURE_ABSENT",
    }
)
"""Findings that do not refuse a document."""
