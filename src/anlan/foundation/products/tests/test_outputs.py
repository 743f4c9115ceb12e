import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from anlan.core.kernel.errors import BadInput, Unavailable
from anlan.foundation.products.models import Product
from anlan.foundation.products.outputs import pdf
from anlan.foundation.products.outputs.docx import docx_of
from anlan.foundation.products.outputs.letter import letter_of
from anlan.foundation.products.outputs.workbook import MAIN, filled, open_workbook, trouble_with
from anlan.foundation.products.paper import from_plain, to_plain
from tests.support.cast import Cast, sign_in

from .papers import STORE, workbook
from .test_mechanism import drafted, signed


def test_the_letter_has_the_layout_of_the_standard_and_the_same_bytes_again(cast: Cast):
    row = signed(cast)
    data = docx_of(letter_of(row))
    assert data == docx_of(letter_of(Product.objects.get(pk=row.pk)))
    section = Document(io.BytesIO(data)).sections[0]
    names = ("top_margin", "left_margin", "bottom_margin", "right_margin")
    assert [round(getattr(section, name).mm) for name in names] == [37, 28, 35, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:linePitch")) == "580"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "仿宋_GB2312" in archive.read("word/fontTable.xml").decode()


def test_a_page_of_the_pdf_holds_22_lines_of_28_characters(cast: Cast):
    STORE["note"] = "永" * 3000
    made = PdfReader(io.BytesIO(pdf.pdf_of(letter_of(signed(cast)))))
    lines = [line for line in made.pages[1].extract_text().splitlines() if "永" in line]
    assert [len(line) for line in lines] == [28] * 22


def test_a_dense_paper_takes_smaller_letters_and_margins(cast: Cast):
    letter = letter_of(signed(cast))
    dense = replace(letter, paper=replace(letter.paper, dense=True))
    assert from_plain(to_plain(dense.paper)) == dense.paper
    document = Document(io.BytesIO(docx_of(dense)))
    assert document.styles["Normal"].font.size.pt == 12
    top = document.sections[0].top_margin
    assert top is not None
    assert round(top.mm) == 20
    assert pdf.pdf_of(dense) != pdf.pdf_of(letter)


def test_the_signature_never_stands_alone_on_a_page(cast: Cast):
    for length in range(420, 620, 14):
        STORE["note"] = "永" * length
        made = PdfReader(io.BytesIO(pdf.pdf_of(letter_of(drafted(cast)))))
        assert len(made.pages[-1].extract_text().splitlines()) > 4


def test_the_letter_of_a_drill_is_marked_on_every_page(cast: Cast):
    STORE["drill"] = True
    data = docx_of(letter_of(drafted(cast)))
    header = Document(io.BytesIO(data)).sections[0].header
    assert "演练" in header.paragraphs[0].text
    assert "textpath" in header._element.xml


def test_the_pdf_carries_its_fonts_and_its_words(cast: Cast):
    STORE["note"] = '#import "x" *粗* $a$ 𠮷䶮'
    made = pdf.pdf_of(letter_of(signed(cast)))
    page: Any = PdfReader(io.BytesIO(made)).pages[0]
    text = page.extract_text()
    assert "试验材料" in text
    assert '#import "x" *粗* $a$' in text.replace("“", '"').replace("”", '"')
    assert all(
        "FontFile" in str(one.get_object()["/DescendantFonts"][0]["/FontDescriptor"].keys())
        for one in page["/Resources"]["/Font"].values()
    )


def test_a_machine_without_chinese_fonts_says_so(cast: Cast, monkeypatch):
    monkeypatch.setattr(pdf, "families", frozenset)
    with pytest.raises(Unavailable, match=r"products\.no_font"):
        pdf.pdf_of(letter_of(drafted(cast)))


def test_the_printed_page_is_the_same_whatever_happened_since(cast: Cast, client: Client):
    row = signed(cast)
    url = reverse("products:print", args=(row.code, row.version))
    first = sign_in(client, cast["hq_head"]).get(url).content
    STORE["note"] = "后来"
    assert sign_in(client, cast["hq_head"]).get(url).content == first


def test_marks_of_html_in_facts_are_words_on_the_page(cast: Cast, client: Client):
    STORE["note"] = "<script>alert(1)</script>"
    row = drafted(cast)
    page = sign_in(client, cast["clerk"]).get(reverse("products:print", args=(row.code, 1))).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_tampered_product_says_so_and_is_not_handed_out(cast: Cast, client: Client):
    row = drafted(cast)
    Product.objects.filter(pk=row.pk).update(paper=row.paper.replace("一切", "大体"))
    client = sign_in(client, cast["clerk"])
    assert "指纹对不上" in client.get(row.get_absolute_url()).content.decode()
    assert client.get(reverse("products:docx", args=(row.code, 1))).status_code == 409


def test_a_form_keeps_its_format_and_takes_words_as_words():
    made = filled(workbook(), [("日报", "B1", "12.5", True), ("日报", "C1", "=HYPERLINK(1)", False)])
    before, after = open_workbook(workbook())[1]["日报"], open_workbook(made)[1]["日报"]
    assert after.made("B1").get("s") == before.made("B1").get("s")
    assert after.made("B1").find(f"{MAIN}v").text == "12.5"
    assert after.made("C1").get("t") == "inlineStr"
    assert after.made("C1").find(f"{MAIN}f") is None
    assert after.made("D1").find(f"{MAIN}f").text == "B1*2"


@pytest.mark.parametrize(
    ("sheet", "cell", "trouble"),
    [
        ("没有", "A1", "no_sheet"),
        ("日报", "1A", "no_cell"),
        ("日报", "ZZZZ1", "no_cell"),
        ("日报", "B4", "merged_cell"),
        ("日报", "D1", "formula_cell"),
        ("日报", "A3", ""),
        ("日报", "F9", ""),
    ],
)
def test_a_cell_that_cannot_be_filled_says_why(sheet: str, cell: str, trouble: str):
    assert trouble_with(open_workbook(workbook())[1], sheet, cell) == trouble


def test_a_locked_sheet_is_left_alone():
    assert trouble_with(open_workbook(workbook(protect=True))[1], "日报", "B1") == "protected_sheet"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" + b"x" * 99])
def test_a_file_that_is_no_form_is_refused(data: bytes):
    with pytest.raises(BadInput):
        open_workbook(data)


def test_a_file_with_macros_or_an_entity_is_refused():
    for name, body in (
        ("xl/vbaProject.bin", b"x"),
        ("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
    ):
        held = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(held, "w") as new:
            for one in old.namelist():
                if one != name:
                    new.writestr(one, old.read(one))
            new.writestr(name, body)
        with pytest.raises(BadInput):
            open_workbook(held.getvalue())
