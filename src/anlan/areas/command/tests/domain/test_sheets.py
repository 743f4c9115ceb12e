"""Excel in and out: the same columns and filters; a verdict for each row."""

import io
from typing import Any

import pytest
import python_calamine
import xlsxwriter

from anlan.areas.command import public
from anlan.areas.command.models import DraftItem, Source
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.services.sheets import COLUMNS
from anlan.core.kernel.errors import BadInput, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.ledger.models import Event

pytestmark = pytest.mark.django_db


def rows_of(data: bytes) -> list[list[Any]]:
    found: list[list[Any]] = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return found


def sheet(*rows: tuple[str, ...], heads: tuple[str, ...] = COLUMNS) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    page = book.add_worksheet()
    for number, cells in enumerate((heads, *rows)):
        for column, cell in enumerate(cells):
            page.write_string(number, column, str(cell))
    book.close()
    return held.getvalue()


GOOD = (
    "防汛",
    "每周检查水泵",
    "后勤保障部",
    "保卫处、教务处",
    "2022-06-01",
    "每周",
    "检查次数",
    "1",
    "次",
    "长期",
    "",
)


def test_the_workbook_has_what_the_page_has_and_says_when(cast, issued):
    filters = RegisterFilters(kind="prohibition")
    lines = rows_of(public.export_register(cast.actor("clerk"), filters))
    assert "2022-05-20 09:00" in lines[0][0]
    assert "2 条" in lines[0][0]
    assert "kind=prohibition" in lines[1][0]
    assert lines[2][:4] == ["编号", "序号", "要求", "牵头单位"]
    assert [line[2] for line in lines[4:]] == ["坚决防止配电房进水", "坚决防止电缆浸泡"]
    assert Event.objects.filter(verb="command.export").get().count == 2


def test_a_formula_in_a_text_stays_text(cast, item):
    new = public.supersede(item("地下车库").pk, fields={"text": "=1+1"}, reason="x", by=cast.actor("hq_head"))
    lines = rows_of(public.export_register(cast.actor("clerk"), RegisterFilters(q=new.code)))
    assert lines[-1][2] == "=1+1"


def test_exporting_asks_for_its_verb(cast, issued):
    with pytest.raises(NotVisible):
        public.export_register(cast.actor("student"), RegisterFilters())


def test_a_unit_exports_only_what_it_sees(cast, issued):
    lines = rows_of(public.export_register(cast.actor("dean"), RegisterFilters()))
    assert [line[2] for line in lines if str(line[1]) == "2-1"] == ["在开放前完成安全检查"]
    assert len(lines) == 5


def test_a_good_row_becomes_a_draft(cast, held_clock):
    report = public.import_sheet(by=cast.actor("clerk"), data=sheet(GOOD), name="要求.xlsx")
    assert (report.usable, report.refused) == (1, 0)
    item = DraftItem.objects.get()
    assert report.draft_set is not None
    assert (item.text, item.lead_unit, item.repeats) == ("每周检查水泵", cast.units["logistics"], "weekly")
    assert set(item.helper_ids) == {cast.units["security"].pk, cast.units["academic"].pk}
    assert item.heading.text == "防汛"
    assert report.draft_set.source.body == "每周检查水泵"
    confirmed = public.confirm_draft(item.pk, version=1, by=cast.actor("clerk"))
    batch = public.issue_drafts(report.draft_set.pk, client_id=new_id(), by=cast.actor("clerk"))
    assert batch.directives.get(kind="item").text == confirmed.text


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("要求", "", "command.sheet.text_missing"),
        ("牵头单位", "不存在的单位", "command.sheet.lead_unknown"),
        ("配合单位", "保卫处、无此单位", "command.sheet.helper_unknown"),
        ("期限", "下周", "command.sheet.deadline_unreadable"),
        ("重复", "每分钟", "command.sheet.repeat_unknown"),
        ("类别", "随便", "command.sheet.kind_unknown"),
        ("前提", "电话13900001234", "command.sheet.personal_numbers"),
        ("指标", "长" * 201, "command.sheet.cell_too_long"),
    ],
)
def test_each_fault_is_told_on_its_row(cast, column, value, code):
    faulty = tuple(value if head == column else cell for head, cell in zip(COLUMNS, GOOD, strict=True))
    report = public.check_sheet(by=cast.actor("clerk"), data=sheet(GOOD, faulty), name="a.xlsx")
    assert [row.line for row in report.rows] == [2, 3]
    assert code in report.rows[1].errors
    assert report.rows[0].errors == ()


def test_a_dry_run_writes_nothing(cast):
    public.check_sheet(by=cast.actor("clerk"), data=sheet(GOOD), name="a.xlsx")
    assert not Source.objects.exists()


def test_groups_missing_leads_and_repeats_are_known(cast):
    group = tuple("各学院" if head == "牵头单位" else cell for head, cell in zip(COLUMNS, GOOD, strict=True))
    nobody = ("", "没有牵头", "", "", "", "", "", "", "", "", "")
    report = public.import_sheet(by=cast.actor("clerk"), data=sheet(group, nobody, nobody), name="a.xlsx")
    assert DraftItem.objects.get(text="每周检查水泵").lead_group == "colleges"
    assert "command.sheet.lead_missing" in report.rows[1].warnings
    assert "command.sheet.repeated" in report.rows[2].warnings


@pytest.mark.parametrize(
    "data", [b"", b"not a workbook", b"PK\x03\x04broken", sheet(("x",), heads=("别的",))]
)
def test_what_is_no_such_sheet_is_refused(cast, data):
    with pytest.raises(BadInput):
        public.check_sheet(by=cast.actor("clerk"), data=data, name="a.xlsx")


def test_a_sheet_without_a_usable_row_is_refused(cast):
    with pytest.raises(BadInput) as refused:
        public.import_sheet(by=cast.actor("clerk"), data=sheet(("", "", "x")), name="a.xlsx")
    assert refused.value.code == "command.sheet_no_usable_row"


def test_the_template_passes_its_own_check(cast):
    report = public.check_sheet(by=cast.actor("clerk"), data=public.sheet_template(), name="模板.xlsx")
    assert list(rows_of(public.sheet_template())[0]) == list(COLUMNS)
    assert set(report.rows[0].errors) <= {"command.sheet.lead_unknown"}


def test_a_unit_cannot_import(cast):
    with pytest.raises(NotYours):
        public.import_sheet(by=cast.actor("dean"), data=sheet(GOOD), name="a.xlsx")
