import io
import zipfile

import pytest
import xlsxwriter

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.intake import reading, tables
from anlan.foundation.intake.book import book
from anlan.foundation.intake.reading import read_table
from anlan.foundation.intake.states import Sheet
from anlan.foundation.intake.tables import parsed
from anlan.foundation.intake.tests.files import STAFF_HEADINGS, csv_file, staff_file, workbook
from anlan.foundation.intake.workbooks import template

STAFF = book()[Sheet.STAFF]
ROW = ("0010231", "周一宁", "物理学院", "教师", "13800000101")


def rows_of(content: bytes, filename: str = "staff.xlsx") -> list[dict[str, object]]:
    return [dict(row.values) for row in parsed(read_table(content, filename=filename, spec=STAFF))]


def test_the_template_reads_back_as_an_empty_sheet_and_its_example_as_people():
    for spec in book().values():
        table = read_table(template(spec), filename="t.xlsx", spec=spec)
        assert (table.name, list(parsed(table))) == (spec.zh, [])


def test_the_example_of_every_sheet_has_no_mistake():
    for spec in book().values():
        content = workbook([column.zh for column in spec.columns], *spec.example)
        rows = list(parsed(read_table(content, filename="e.xlsx", spec=spec)))
        assert [row.problems for row in rows] == [()] * len(spec.example)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_the_encodings_that_offices_use(encoding):
    found = rows_of(csv_file(STAFF_HEADINGS, ROW, encoding=encoding), "staff.csv")
    assert found[0]["name"] == "周一宁"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_file_may_be_parted_by_any_of_three_signs(separator):
    assert rows_of(csv_file(STAFF_HEADINGS, ROW, separator=separator), "staff.csv")[0]["number"] == "0010231"


def test_headings_may_be_renamed_starred_english_or_in_another_order():
    content = workbook(
        ("Name", "职工号*", "Phone（可不填）", "所在单位", "身 份"),
        ("周一宁", "0010231", "", "物理学院", "教师"),
    )
    assert rows_of(content)[0] == {
        "number": "0010231",
        "name": "周一宁",
        "unit": "物理学院",
        "kind": "teacher",
    }


def test_headings_may_stand_below_a_title_and_unknown_columns_are_left_unread():
    content = workbook(("澜江大学教职工名单",), (), (*STAFF_HEADINGS, "籍贯"), (*ROW, "某地"))
    table = read_table(content, filename="x", spec=STAFF)
    assert (table.headings.row, table.headings.unknown) == (2, ("籍贯",))
    assert next(iter(parsed(table))).row == 4


def test_the_sheet_with_the_right_columns_is_found_among_others():
    buffer = io.BytesIO()
    workbook_out = xlsxwriter.Workbook(buffer)
    workbook_out.add_worksheet("说明").write(0, 0, "工号")
    workbook_out.add_worksheet("汇总").write(0, 0, "合计")
    page = workbook_out.add_worksheet("2022")
    page.write_row(0, 0, STAFF_HEADINGS)
    page.write_row(1, 0, ROW)
    workbook_out.close()
    assert read_table(buffer.getvalue(), filename="x", spec=STAFF).name == "2022"


def test_blank_rows_and_blanks_around_words_do_not_count():
    found = rows_of(staff_file((), ROW, ("", " ", ""), ("　0010232　", " 许小满 ", "物理学院 ", "教师", "")))
    assert [row["number"] for row in found] == ["0010231", "0010232"]


def test_numbers_that_excel_made_floats_are_whole_again():
    found = rows_of(staff_file((20220001.0, "周一宁", "物理学院", "教师", 13800000101)))
    assert (found[0]["number"], found[0]["phone"]) == ("20220001", "13800000101")


def test_merged_cells_are_named_with_their_range():
    buffer = io.BytesIO()
    out = xlsxwriter.Workbook(buffer)
    page = out.add_worksheet()
    page.write_row(0, 0, STAFF_HEADINGS)
    page.write_row(1, 0, ROW)
    page.write_row(2, 0, ("0010232", "许小满"))
    page.merge_range(1, 2, 2, 2, "物理学院")
    out.close()
    rows = list(parsed(read_table(buffer.getvalue(), filename="x", spec=STAFF)))
    assert {(p.code, p.value) for row in rows for p in row.problems} >= {("merged_cells", "C2:C3")}


def test_formulas_are_counted():
    buffer = io.BytesIO()
    out = xlsxwriter.Workbook(buffer)
    page = out.add_worksheet()
    page.write_row(0, 0, STAFF_HEADINGS)
    page.write_row(1, 0, ROW)
    page.write_formula(1, 1, '="周"&"一宁"', None, "周一宁")
    out.close()
    table = read_table(buffer.getvalue(), filename="x", spec=STAFF)
    assert (table.formulas, next(iter(parsed(table))).values["name"]) == (1, "周一宁")


def test_each_fault_of_a_row_names_its_column_and_what_was_read():
    row = next(
        iter(parsed(read_table(staff_file(("2.02E+06", "张3", "", "国王", "abc")), filename="x", spec=STAFF)))
    )
    told = {(problem.column, problem.code, problem.value) for problem in row.problems}
    assert told == {
        ("number", "scientific", "2.02E+06"),
        ("name", "digits_in_name", "张3"),
        ("unit", "missing", ""),
        ("kind", "not_a_choice", "国王"),
        ("phone", "bad_phone", "abc"),
    }


def test_missing_columns_are_named_together_with_what_was_found():
    with pytest.raises(BadInput) as told:
        read_table(workbook(("工号", "名字", "颜色"), ("1", "周一宁", "红")), filename="x", spec=STAFF)
    assert told.value.code == "intake.columns_missing"
    assert told.value.facts["columns"] == "单位 人员类别"
    assert told.value.facts["found"] == "颜色"


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(BadInput, match="columns_twice"):
        read_table(workbook((*STAFF_HEADINGS, "职工号"), (*ROW, "1")), filename="x", spec=STAFF)


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "intake.file_empty"),
        (b"   \n\n", "intake.file_empty"),
        (b"MZ\x90\x00" + b"\x00" * 100, "intake.wrong_type"),
        (b"%PDF-1.7 ...", "intake.wrong_type"),
        (b"\x89PNG\r\n\x1a\n", "intake.wrong_type"),
        (b"PK\x03\x04 broken", "intake.file_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "intake.file_broken"),
        (bytes(range(256)) * 4, "intake.wrong_type"),
        (b"hello, world", "intake.columns_missing"),
        (zipped("readme.txt", b"hello"), "intake.file_broken"),
        (zipped("[Content_Types].xml", b"<x/>"), "intake.wrong_type"),
    ],
)
def test_a_file_that_is_none_gets_a_plain_answer(content, code):
    with pytest.raises(BadInput) as told:
        read_table(content, filename="renamed.xlsx", spec=STAFF)
    assert told.value.code == code


def test_an_archive_that_would_unpack_beyond_reason_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(TooLarge, match="unpacks"):
        read_table(zipped("xl/worksheets/sheet1.xml", b"0" * 2_000_000), filename="x", spec=STAFF)


def test_size_rows_columns_and_sheets_have_limits(monkeypatch):
    content = staff_file(*[ROW] * 20)
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    with pytest.raises(TooLarge, match="file_too_large"):
        read_table(content, filename="x", spec=STAFF)
    monkeypatch.setattr(reading, "MAX_BYTES", 10_000_000)
    monkeypatch.setattr(tables, "MAX_ROWS", 10)
    with pytest.raises(TooLarge, match="too_many_rows"):
        read_table(content, filename="x", spec=STAFF)
    with pytest.raises(TooLarge, match="too_many_columns"):
        read_table(workbook(["x"] * 300), filename="x", spec=STAFF)
    with pytest.raises(TooLarge, match="too_many_sheets"):
        read_table(workbook(STAFF_HEADINGS, more=[f"s{n}" for n in range(40)]), filename="x", spec=STAFF)


def test_a_text_file_of_endless_columns_or_fields_is_refused():
    with pytest.raises(TooLarge):
        read_table(b"," * 1000, filename="x.csv", spec=STAFF)
    with pytest.raises(BadInput):
        read_table(b'"' + b"x" * 200_000, filename="x.csv", spec=STAFF)
