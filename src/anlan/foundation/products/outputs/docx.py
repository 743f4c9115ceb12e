"""A product as .docx in the layout of official letters (GB/T 9704-2012), without number and seal."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree  # type: ignore[import-untyped]

from anlan.foundation.products.outputs.fonts import FALLBACKS, FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG
from anlan.foundation.products.outputs.letter import FOOT_NO_DATA, Letter
from anlan.foundation.products.paper import Blanks, Heading, Paragraph, Quotation, Table

LINE_PITCH = 580
"""Twentieths of a point: 225 mm over 22 lines."""
CHARACTER_SPACE = -849
"""1/4096 of a point added to 16 pt: 156 mm over 28 characters."""
TYPE_AREA = 156
"""Millimetres between the margins."""
THREE, TWO, SMALL_FOUR, FOUR, SMALL_FIVE = Pt(16), Pt(22), Pt(12), Pt(14), Pt(9)
EPOCH = (1980, 1, 1, 0, 0, 0)
RED = RGBColor(0xFF, 0, 0)


def docx_of(letter: Letter, *, red_head: bool = False) -> bytes:
    """The file; the same letter gives the same bytes."""
    document = Document()
    _page(document, dense=letter.paper.dense)
    _normal(document, dense=letter.paper.dense)
    if letter.drill:
        _drill(document)
    _head(document, letter, red_head=red_head)
    for block in letter.paper.blocks:
        _block(document, block)
    _tail(document, letter)
    _page_numbers(document)
    _name_fallbacks(document)
    _properties(document, letter)
    held = io.BytesIO()
    document.save(held)
    return _settled(held.getvalue())


def _page(document: Any, *, dense: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = (Mm(20), Mm(20)) if dense else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(10 if dense else 25)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" w:linePitch="{LINE_PITCH}" '
    section._sectPr.append(parse_xml(f'{grid}w:charSpace="{CHARACTER_SPACE}"/>'))
    document.settings.odd_and_even_pages_header_footer = True


def _normal(document: Any, *, dense: bool) -> None:
    """The body: size 3 on the grid, 小四 where it is dense."""
    style = document.styles["Normal"]
    style.font.size = SMALL_FOUR if dense else THREE
    _font(style.element.get_or_add_rPr(), FANGSONG)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(17 if dense else LINE_PITCH / 20)


def _head(document: Any, letter: Letter, *, red_head: bool) -> None:
    if red_head:
        line = _line(document, letter.paper.issuer, XIAOBIAOSONG, size=Pt(36), centred=True)
        line.runs[0].font.color.rgb = RED
    if letter.banner:
        _line(document, f"【{letter.banner}】", HEITI)
    if letter.number or not letter.paper.dense:
        _line(document, letter.number or "〔　　〕　　号", FANGSONG, centred=True)
        _line(document, "", FANGSONG)
    title = _line(document, letter.paper.title, XIAOBIAOSONG, size=TWO, centred=True)
    title.paragraph_format.line_spacing = Pt(32)
    _line(document, f"（{letter.paper.dated}）", KAITI, centred=True)
    _line(document, "", FANGSONG)
    if letter.paper.to:
        _line(document, f"{letter.paper.to}：", FANGSONG)
    if letter.correction:
        _body(document, f"本件为第 {letter.version} 版，更正原因：{letter.correction}")
        for one in letter.changes:
            _body(document, f"更正：{one}")


def _block(document: Any, block: object) -> None:
    match block:
        case Heading(text, _):
            _body(document, text, HEITI)
        case Paragraph(text):
            _body(document, text)
        case Quotation(text, cite):
            _body(document, f"“{text}”", KAITI)
            _body(document, cite, KAITI)
        case Blanks(labels):
            for label in labels:
                _blank(document, label)
        case Table():
            _table(document, block)


def _blank(document: Any, label: str) -> None:
    """A label with a line to write on, up to the right margin."""
    line = _body(document, f"{label}：\t")
    line.paragraph_format.tab_stops.add_tab_stop(Mm(TYPE_AREA), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _table(document: Any, table: Table) -> None:
    size = SMALL_FOUR if document.styles["Normal"].font.size == THREE else SMALL_FIVE
    drawn = document.add_table(rows=1, cols=len(table.head))
    drawn.style = "Table Grid"
    drawn.autofit = False
    for column, share in zip(drawn.columns, table.shares, strict=True):
        column.width = Mm(TYPE_AREA * share / sum(table.shares))
    for cell, text in zip(drawn.rows[0].cells, table.head, strict=True):
        _cell(cell, text, HEITI, size=size)
    repeated = parse_xml(f"<w:tblHeader {nsdecls('w')}/>")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cells in table.rows:
        row = drawn.add_row()
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for place, one in zip(row.cells, cells, strict=False):
            _cell(place, one.text, FANGSONG, size=size, right=one.figure)


def _cell(place: Any, text: str, font: str, *, size: Any, right: bool = False) -> None:
    line = place.paragraphs[0]
    line.paragraph_format.line_spacing = Pt(size.pt * 1.5)
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(line, text, font, size=size)


def _tail(document: Any, letter: Letter) -> None:
    if letter.paper.lacks_data:
        _body(document, f"注：{FOOT_NO_DATA}。")
    for _gap in range(0 if letter.paper.dense else 2):
        _line(document, "", FANGSONG)
    for line in document.paragraphs[-4:]:
        line.paragraph_format.keep_with_next = True
    for text in (letter.paper.issuer, letter.signed_on):
        line = _line(document, text, FANGSONG)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(64)
        line.paragraph_format.keep_with_next = True
    signed = f"签发：{letter.signed_by}　" if letter.signed_by else ""
    mark = f"{signed}材料编号 {letter.code} 第 {letter.version} 版　指纹 {letter.hash[:16]}"
    _line(document, mark, SONGTI, size=Pt(9))


def _page_numbers(document: Any) -> None:
    """— 1 — in 宋体 4 号: odd pages at the right, even ones at the left."""
    section = document.sections[0]
    sides = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    )
    for footer, side in sides:
        line = footer.paragraphs[0]
        line.alignment = side
        _run(line, "— ", SONGTI, size=FOUR)
        field = _run(line, "", SONGTI, size=FOUR)._r
        for part in (
            '<w:fldChar {ns} w:fldCharType="begin"/>',
            '<w:instrText {ns} xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar {ns} w:fldCharType="end"/>',
        ):
            field.append(parse_xml(part.format(ns=nsdecls("w"))))
        _run(line, " —", SONGTI, size=FOUR)


def _drill(document: Any) -> None:
    """演练 across every page and at its head."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        line = header.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(line, "演练　演练　演练", HEITI, size=FOUR)
        names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        style = (
            "position:absolute;width:360pt;height:180pt;rotation:315;z-index:-251658752;"
            "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
            "mso-position-vertical:center;mso-position-vertical-relative:margin"
        )
        shape = (
            f"<w:pict {nsdecls('w')} {names}>"
            "<v:shapetype id='_x0000_t136' coordsize='21600,21600' o:spt='136' "
            "path='m@7,l@8,m@5,21600l@6,21600e'><v:path textpathok='t'/><v:textpath on='t' fitshape='t'/>"
            f"</v:shapetype><v:shape type='#_x0000_t136' style='{style}' fillcolor='#c0c0c0' stroked='f'>"
            "<v:fill opacity='.4'/><v:textpath style='font-family:黑体' string='演练'/></v:shape></w:pict>"
        )
        line.add_run()._r.append(parse_xml(shape))


def _body(document: Any, text: str, font: str = FANGSONG) -> Any:
    line = _line(document, text, font)
    line.paragraph_format.first_line_indent = 2 * document.styles["Normal"].font.size
    return line


def _line(document: Any, text: str, font: str, *, size: Any = None, centred: bool = False) -> Any:
    line = document.add_paragraph()
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(line, text, font, size=size)
    return line


def _run(line: Any, text: str, font: str, *, size: Any = None) -> Any:
    run = line.add_run(_sound(text))
    if size is not None:
        run.font.size = size
    _font(run._r.get_or_add_rPr(), font)
    return run


def _font(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = parse_xml(f"<w:rFonts {nsdecls('w')}/>")
        properties.insert(0, fonts)
    for side in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(side), name)


def _sound(text: str) -> str:
    """Without signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))


def _name_fallbacks(document: Any) -> None:
    """Tell the reader's program what to use where a font is not installed."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    known = {font.get(qn("w:name")): font for font in table.findall(qn("w:font"))}
    for name, others in FALLBACKS.items():
        if name in known:
            table.remove(known[name])
        font = parse_xml(f"<w:font {nsdecls('w')}><w:altName/><w:charset w:val='86'/></w:font>")
        font.set(qn("w:name"), name)
        font[0].set(qn("w:val"), ",".join(others))
        table.append(font)
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def _properties(document: Any, letter: Letter) -> None:
    told = document.core_properties
    told.author = letter.paper.issuer[:255]
    told.title = letter.paper.title[:255]
    told.comments = f"{letter.code} v{letter.version} {letter.hash}"
    told.created = told.modified = letter.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    told.revision, told.last_modified_by = 1, ""


def _settled(data: bytes) -> bytes:
    """The same archive with one fixed time on every part."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return held.getvalue()
