"""Plain text in the encodings that offices use."""

import codecs

import pytest

from anlan.core.kernel.errors import BadInput
from anlan.core.minutes.extract import extract_text
from anlan.core.minutes.tests.files import TEXT


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        TEXT.encode("gb2312"),
    ],
    ids=[
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-be",
        "gb18030",
        "gbk",
        "gb2312",
    ],
)
def test_chinese_text_is_read_in_every_usual_encoding(data):
    assert extract_text(data, name="a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_its_mark_is_recognised(encoding):
    text = "Minutes of 19 May\n" + TEXT
    assert extract_text(text.encode(encoding), name="a.txt") == text


@pytest.mark.parametrize("character", ["㐀", "𠮷", "€", "镕"])
def test_rare_characters_survive_gb18030(character):
    text = f"会议要求，{character}处要核验身份。"
    assert extract_text(text.encode("gb18030"), name="a.txt") == text


def test_western_text_is_not_taken_for_chinese():
    text = "The café must close – at once."
    assert extract_text(text.encode("cp1252"), name="a.txt") == text


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds_and_nothing_else_changes(ending):
    text = f"　会议要求，{ending}Ｏ1  后勤处要消毒。{ending}\t\u200b终"
    assert extract_text(text.encode(), name="a.txt") == "　会议要求，\nＯ1  后勤处要消毒。\n\t\u200b终"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        b"text with\x00 a hole",
        b"\x01\x02\x03\x04",
        codecs.BOM_UTF8 + b"\xff\xff",
        codecs.BOM_UTF16_LE + b"\x00\xd8",
        b"\x81\x81\x81\x81\xff",
        "𐀀𐀁𐀂𐀃".encode("utf-16-le"),
    ],
    ids=["all bytes", "hole", "control", "broken utf-8", "broken utf-16", "broken all", "strange wide"],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(BadInput) as refused:
        extract_text(data, name="a.txt")
    assert (refused.value.code, refused.value.facts) == ("minutes.file.binary", {"kind": "unknown"})
