"""A kind of product for tests, and workbooks as a superior would send them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from anlan.core.access import Actor
from anlan.foundation.products.kinds import Facts, Param, Params, ProductKind
from anlan.foundation.products.paper import Cell, Heading, Paper, Paragraph, Quotation, Table, figure, row

STORE: dict[str, Any] = {"rows": [["消杀", "met", 3]], "note": "一切照常", "drill": False}


def facts(viewer: Actor, at: datetime, params: Params) -> Facts:
    """What the store holds now."""
    return {"at": at, "word": params.get("word", ""), **STORE}


def paper(told: Facts) -> Paper:
    """A short paper of every block."""
    rows = tuple(
        row(name, Cell("无数据" if mark == "no_data" else "达标", mark=mark), figure(n))
        for name, mark, n in told["rows"]
    )
    return Paper(
        issuer="指挥部办公室",
        title=f"试验材料{told['word']}",
        dated=f"数据截至 {told['at']}",
        to="各单位",
        blocks=(
            Heading("一、情况"),
            Paragraph(told["note"]),
            Table("要求", ("要求", "状态", "件"), rows),
            Quotation("原文一句", "指纹 abc"),
        ),
    )


KIND = ProductKind(
    code="trial",
    label="试验材料",
    facts=facts,
    paper=paper,
    params=(Param("word", "词", required=False),),
)
BINDING = ProductKind(code="trial_binding", label="试验督办", facts=facts, paper=paper, enacts=True)


def workbook(**more: Any) -> bytes:
    """A form with a style, a formula, merged cells; ``protect`` locks the sheet."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet("日报")
        bold = book.add_format({"bold": True, "num_format": "0.00"})
        sheet.write("A1", "逾期任务")
        sheet.write_blank("B1", None, bold)
        sheet.write("C1", "旧字", bold)
        sheet.write_formula("D1", "=B1*2")
        sheet.merge_range("A3:B4", "合并")
        if more.get("protect"):
            sheet.protect()
    return held.getvalue()
