"""Which files are taken, and the code of each refusal."""

import pytest

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.core.minutes.extract import STDIN, extract_text
from anlan.core.minutes.formats.limits import Limits
from anlan.core.minutes.tests import files

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256))


def refusal(data: bytes, *, name: str, limits: Limits | None = None) -> BadInput:
    with pytest.raises(BadInput) as refused:
        extract_text(data, name=name, limits=limits)
    return refused.value


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "会议纪要.text", "notes.md", "dir.d/a.b.txt", STDIN])
def test_a_text_is_taken_by_its_name_or_from_standard_input(name):
    assert extract_text(files.TEXT.encode(), name=name) == files.TEXT


@pytest.mark.parametrize("name", ["a.docx", "A.DOCX", STDIN])
def test_a_word_file_is_taken_by_its_name_or_from_standard_input(name):
    assert extract_text(files.word(*files.TEXT.split("\n")), name=name) == files.TEXT


@pytest.mark.parametrize("name", ["a.pdf", "A.Pdf", STDIN])
def test_a_pdf_is_taken_by_its_name_or_from_standard_input(name):
    assert (
        extract_text(files.pdf(["The Registrar shall act."]), name=name).strip() == "The Registrar shall act."
    )


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.exe", ".exe"), ("a.DOC", ".doc"), ("minutes", ""), ("a.txt.zip", ".zip"), ("", ""), (".txt", "")],
)
def test_an_unknown_suffix_is_refused(name, suffix):
    refused = refusal(b"text", name=name)
    assert (refused.code, refused.facts) == ("minutes.file.unknown_type", {"suffix": suffix})


@pytest.mark.parametrize("data", [b"", b" ", b"\r\n\t ", "\u3000\n".encode(), b"\xef\xbb\xbf \n"])
def test_an_empty_text_is_refused(data):
    refused = refusal(data, name="a.txt")
    assert (refused.code, refused.facts) == ("minutes.file.empty", {"kind": "text"})


@pytest.mark.parametrize(("name", "kind"), [("a.docx", "docx"), ("a.pdf", "pdf"), (STDIN, "text")])
def test_nothing_at_all_is_refused_as_empty(name, kind):
    assert refusal(b"", name=name).facts == {"kind": kind}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PROGRAM, "program"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old_office"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "image"),
        (b"GIF89a" + bytes(100), "image"),
        (b"\x1f\x8b\x08" + bytes(100), "archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(100), "archive"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "archive"),
        (b"{\\rtf1\\ansi text}", "rtf"),
        (files.package({"a.txt": b"text"}), "archive"),
        (files.package({"xl/workbook.xml": b"<x/>"}), "archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", STDIN])
def test_a_renamed_file_of_another_kind_is_refused(data, kind, name):
    refused = refusal(data, name=name)
    assert (refused.code, refused.facts) == ("minutes.file.binary", {"kind": kind})


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (files.word("text"), "a.txt", "docx"),
        (files.word("text"), "a.pdf", "docx"),
        (files.pdf(["text"]), "a.docx", "pdf"),
        (files.pdf(["text"]), "a.txt", "pdf"),
        (b"text", "a.docx", "text"),
        (b"text", "a.pdf", "text"),
    ],
)
def test_a_suffix_that_does_not_fit_the_content_is_refused(data, name, found):
    refused = refusal(data, name=name)
    assert refused.code == "minutes.file.wrong_suffix"
    assert refused.facts == {"suffix": name[1:], "found": found}


def test_too_many_bytes_are_refused_before_anything_else():
    refused = refusal(b"a" * 11, name="a.exe", limits=Limits(file_bytes=10))
    assert isinstance(refused, TooLarge)
    assert (refused.code, refused.facts) == ("minutes.file.too_large", {"size": 11, "limit": 10})
    assert extract_text(b"a" * 10, name="a.txt", limits=Limits(file_bytes=10)) == "a" * 10


def test_twenty_mebibytes_are_the_limit():
    assert refusal(b"a" * (20 * 1024 * 1024 + 1), name="a.txt").code == "minutes.file.too_large"


def test_a_text_that_begins_like_a_program_is_a_text():
    assert extract_text("MZ大学防汛工作会议".encode(), name="a.txt") == "MZ大学防汛工作会议"
