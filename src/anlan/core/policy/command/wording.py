"""Words for input that cannot be used, by code."""

from __future__ import annotations

from anlan.core.kernel.errors import AnlanError

WORDS = {
    "policy.json.empty": "it is empty.",
    "policy.json.syntax": "column {column}: this is not JSON ({what}).",
    "policy.json.repeated": "the key {field!r} stands twice in one object.",
    "policy.json.number": "{what} is no number of JSON, or has thousands of digits.",
    "policy.json.depth": "it is nested deeper than {limit} levels.",
    "policy.json.encoding": "it is not UTF-8.",
    "policy.json.too_large": "it has more than {limit} bytes.",
    "policy.json.not_object": "it must be one JSON object.",
    "policy.request.not_object": "a request must be one JSON object of attributes.",
    "policy.request.undeclared": "the attribute {field!r} is not declared.",
    "policy.request.type": "the attribute {field!r} must be of type {expected}.",
    "policy.request.value": "the attribute {field!r} has no value {value!r}.",
    "policy.request.phase": "the attribute {field!r} names no policy of the document: {value!r}.",
    "policy.unknown": "there is no policy {policy!r}; there are: {there_are}.",
    "policy.document": "{path}: {text}",
}


def words_of(error: AnlanError) -> str:
    """What is wrong, in words; a code without words speaks for itself."""
    words = WORDS.get(error.code)
    if error.code == "policy.document" and not error.facts["path"]:
        return str(error.facts["text"])
    return words.format(**error.facts) if words else str(error)
