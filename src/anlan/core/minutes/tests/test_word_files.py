"""Word files: paragraphs, tables and printed numbers in order; bombs, locks and damage refused."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.core.minutes import read_minutes
from anlan.core.minutes.extract import extract_text
from anlan.core.minutes.formats.limits import Limits
from anlan.core.minutes.tests.files import package, saved, word


def text_of(document) -> str:
    return extract_text(saved(document), name="a.docx")


def refusal(data: bytes, *, limits: Limits | None = None) -> BadInput:
    with pytest.raises(BadInput) as refused:
        extract_text(data, name="a.docx", limits=limits)
    return refused.value


def numbered(document, formats: list[tuple[str, str]], *, start: int = 1, override: bool = False):
    """Give the document a list with these (style, pattern) levels; returns a function that adds an item."""
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (style, pattern) in enumerate(formats)
    )
    root = document.part.numbering_part.element
    for old in root.findall(qn("w:abstractNum")) + root.findall(qn("w:num")):
        root.remove(old)
    root.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    own = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if override else ""
    for number, inside in (("91", ""), ("92", own)):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{inside}</w:num>'
            )
        )

    def add(text: str, *, level: int | None = 0, number: str = "91"):
        paragraph = document.add_paragraph(text)
        at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}>{at}<w:numId w:val="{number}"/></w:numPr>')
        )

    return add


def test_paragraphs_stand_on_lines_of_their_own():
    assert (
        extract_text(word("防汛会议", "", "会议要求，后勤处要抽排积水。"), name="a.docx")
        == "防汛会议\n\n会议要求，后勤处要抽排积水。"
    )


def test_tabs_breaks_and_hyphens_are_kept():
    document = docx.Document()
    run = document.add_paragraph().add_run("后勤处")
    run.add_tab()
    run.add_text("甲")
    run.add_break()
    run.add_text("乙")
    run._r.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))
    run._r.append(parse_xml(f"<w:t {nsdecls('w')}/>"))
    assert text_of(document) == "后勤处\t甲\n乙-"


def test_insertions_are_read_and_deletions_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("后勤处要")
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')} w:id='1'><w:r><w:t>消毒</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')} w:id='2'><w:r><w:delText>打扫</w:delText></w:r></w:del>")
    )
    paragraph.add_run("教室。")
    assert text_of(document) == "后勤处要消毒教室。"


def test_tables_are_read_row_by_row_merged_cells_once():
    document = docx.Document()
    document.add_paragraph("任务表")
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(
        table.rows,
        [("任务", "单位", "时限"), ("消毒", "后勤处", "5月25日前"), ("合并", "", "末")],
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    document.add_paragraph("完")
    assert text_of(document).split("\n")[:3] == ["任务表", "任务\t单位\t时限", "消毒\t后勤处\t5月25日前"]
    assert text_of(document).count("合并") == 1
    assert text_of(document).endswith("末\n完")


def test_a_table_in_a_cell_is_read_in_its_place():
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "外"
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "内"
    assert text_of(document).strip().startswith("外\n内")


@pytest.mark.parametrize(
    ("style", "pattern", "labels"),
    [
        ("decimal", "%1.", ["1. ", "2. ", "3. "]),
        ("decimal", "%1、", ["1、", "2、", "3、"]),
        ("decimal", "（%1）", ["（1）", "（2）", "（3）"]),
        ("decimalZero", "%1", ["01 ", "02 ", "03 "]),
        ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（三）"]),
        ("japaneseCounting", "第%1条", ["第一条 ", "第二条 ", "第三条 "]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1.", ["A. ", "B. ", "C. "]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("upperRoman", "%1.", ["I. ", "II. ", "III. "]),
        ("decimalEnclosedCircle", "%1", ["① ", "② ", "③ "]),
        ("bullet", "", ["• ", "• ", "• "]),
        ("none", "%1", ["", "", ""]),
        ("decimal", "", ["", "", ""]),
        ("unheardOf", "%1.", ["1. ", "2. ", "3. "]),
    ],
)
def test_automatic_numbers_are_printed(style, pattern, labels):
    document = docx.Document()
    add = numbered(document, [(style, pattern)])
    for text in ("甲", "乙", "丙"):
        add(text, level=None)
    assert text_of(document).split("\n") == [
        label + text for label, text in zip(labels, "甲乙丙", strict=True)
    ]


@pytest.mark.parametrize(
    ("style", "start", "label"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 99, "九十九"),
        ("chineseCounting", 100, "100"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("lowerRoman", 49, "xxxxix"),
        ("lowerRoman", 14, "xiv"),
        ("lowerLetter", 27, "a"),
    ],
)
def test_automatic_numbers_may_start_late(style, start, label):
    document = docx.Document()
    numbered(document, [(style, "%1、")], start=start)("甲")
    assert text_of(document) == f"{label}、甲"


def test_inner_levels_count_anew_and_show_the_outer_number():
    document = docx.Document()
    add = numbered(document, [("decimal", "%1."), ("decimal", "%1.%2")])
    for text, level in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)):
        add(text, level=level)
    assert text_of(document).split("\n") == ["1. 甲", "1.1 乙", "1.2 丙", "2. 丁", "2.1 戊"]


def test_an_inner_level_may_come_first_and_an_unknown_one_prints_nothing():
    document = docx.Document()
    add = numbered(document, [("decimal", "%1."), ("decimal", "%1.%2")])
    add("乙", level=1)
    add("深", level=7)
    add("外", number="404")
    assert text_of(document).split("\n") == ["1.1 乙", "深", "外"]


def test_a_list_that_starts_anew_has_its_own_counter():
    document = docx.Document()
    add = numbered(document, [("decimal", "%1.")], override=True)
    for text, number in (("甲", "91"), ("乙", "92"), ("丙", "91")):
        add(text, number=number)
    assert text_of(document).split("\n") == ["1. 甲", "1. 乙", "2. 丙"]


def test_numbers_come_from_the_style_of_a_paragraph():
    document = docx.Document()
    document.add_paragraph("后勤处要消毒教室。", style="List Number")
    document.add_paragraph("保卫处要核验身份。", style="List Number")
    document.add_paragraph("完")
    assert text_of(document).split("\n") == ["1. 后勤处要消毒教室。", "2. 保卫处要核验身份。", "完"]


def test_a_document_without_numbering_is_read():
    document = docx.Document()
    numbered(document, [("decimal", "%1.")])("甲")
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del document.part.rels[key]
    assert text_of(document) == "甲"


def test_numbered_word_minutes_give_requirements_with_markers():
    document = docx.Document()
    document.add_paragraph("关于做好近期校园安全工作的通知")
    add = numbered(document, [("chineseCounting", "%1、")])
    add("后勤处要消毒教室。")
    add("保卫处要核验身份。")
    found = read_minutes(text_of(document)).requirements
    assert [(r.marker, r.heading) for r in found] == [
        ("一、", "后勤处要消毒教室"),
        ("二、", "保卫处要核验身份"),
    ]


def test_a_document_without_text_is_empty():
    refused = refusal(word("", "  "))
    assert (refused.code, refused.facts) == ("minutes.file.empty", {"kind": "docx"})


def test_a_packed_bomb_is_refused_unopened():
    bomb = package({"word/document.xml": b"0" * 30_000_000, "[Content_Types].xml": b"<x/>"})
    refused = refusal(bomb)
    assert isinstance(refused, TooLarge)
    assert refused.code == "minutes.docx.bomb"
    assert refused.facts["unpacked"] == 30_000_004
    assert refused.facts["entries"] == 2


def test_too_many_entries_and_too_many_bytes_are_bombs():
    entries = {"word/document.xml": b"<x/>"} | {f"word/{i}.xml": b"" for i in range(20)}
    assert refusal(package(entries), limits=Limits(entries=20)).code == "minutes.docx.bomb"
    assert refusal(word("text"), limits=Limits(unpacked_bytes=100)).code == "minutes.docx.bomb"


def test_a_locked_package_is_refused():
    data = bytearray(word("text"))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        start = opened.start_dir
    data[start + 8] |= 0x1
    assert refusal(bytes(data)).code == "minutes.docx.encrypted"


@pytest.mark.parametrize(
    "data",
    [
        word("text")[:-200],
        word("text")[: len(word("text")) // 2],
        b"PK\x03\x04" + b"\x00" * 100,
        b"PK\x05\x06",
        package({"word/document.xml": b"<broken"}),
        package({"word/document.xml": b"", "[Content_Types].xml": b"not xml", "_rels/.rels": b""}),
    ],
    ids=["cut", "half", "zeros", "end only", "no parts", "no xml"],
)
def test_a_damaged_package_is_refused(data):
    refused = refusal(data)
    assert (refused.code, refused.facts) == ("minutes.file.corrupt", {"kind": "docx"})


def test_an_entity_bomb_in_the_xml_does_not_unfold():
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts = {}
    with zipfile.ZipFile(io.BytesIO(word("x"))) as opened:
        for name in opened.namelist():
            parts[name] = opened.read(name)
    parts["word/document.xml"] = (
        parts["word/document.xml"]
        .replace(b"<w:document", bomb + b"<w:document", 1)
        .replace(b">x<", b">x&b;<")
    )
    assert extract_text(package(parts), name="a.docx") == "x"
