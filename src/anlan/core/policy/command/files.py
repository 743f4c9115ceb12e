"""Documents and requests as files: every error names the file, and the line where there is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from anlan.core.kernel.errors import AnlanError
from anlan.core.policy.command.wording import words_of
from anlan.core.policy.document import Document
from anlan.core.policy.faults import printable
from anlan.core.policy.loading import usable
from anlan.core.policy.strict_json import BOM, Malformed, parse, parse_line

STDIN = "-"
DOCUMENT_BYTES = 8 * 1024 * 1024
LINE_BYTES = 1024 * 1024


class Unusable(Exception):
    """Input that cannot be used, in words; the exit code is 2."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text, line)
        self.text, self.line = text, line

    def __str__(self) -> str:
        return printable(self.text)


def read_json(file: str) -> object:
    """The value that a document's file holds."""
    try:
        with opened(file) as stream:
            content = stream.read(DOCUMENT_BYTES + 1)
        if len(content) > DOCUMENT_BYTES:
            raise Malformed("policy.json.too_large", limit=DOCUMENT_BYTES)
        value = parse(content)
    except AnlanError as error:
        raise Unusable(told(file, error)) from None
    if not isinstance(value, dict):
        raise Unusable(told(file, Malformed("policy.json.not_object", line=1)))
    return value


def named(given: str) -> tuple[str, str]:
    """File and policy of ``DOC.json#POLICY``; a file that carries the sign in its own name stays whole."""
    if Path(given).is_file():
        return given, ""
    file, _, policy = given.rpartition("#") if "#" in given else (given, "", "")
    return file, policy


def read_document(file: str) -> Document:
    """A document that can be evaluated."""
    try:
        return usable(read_json(file))
    except AnlanError as error:
        raise Unusable(told(file, error)) from None


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines that hold something, with their numbers from 1; a line without end is refused."""
    number = 0
    while line := stream.readline(LINE_BYTES + 1):
        number += 1
        if len(line) > LINE_BYTES:
            raise Malformed("policy.json.too_large", line=number, limit=LINE_BYTES)
        if not line.isspace() and line != BOM:
            yield number, line


def read_request(line: bytes, *, number: int) -> object:
    """The value of one line."""
    try:
        return parse_line(line)
    except Malformed as error:
        raise Malformed(error.code, **error.facts | {"line": number}) from None


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The file, or standard input for ``-``."""
    if file == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below, its own errors told apart from the reader's
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror}.") from None
    with stream:
        try:
            yield stream
        except OSError as error:
            raise Unusable(f"{file}: {error.strerror}.") from None


def told(file: str, error: AnlanError, *, line: int | None = None) -> str:
    """The error as one line for people."""
    name = "standard input" if file == STDIN else file
    number = error.facts.get("line") or line
    return f"{name}: line {number}: {words_of(error)}" if number else f"{name}: {words_of(error)}"
