"""What a later version of a paper says otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anlan.foundation.products.paper import (
    Blanks,
    Block,
    Heading,
    Paper,
    Paragraph,
    Quotation,
    Table,
    figure,
    row,
)
from anlan.foundation.products.rules.differences import MOST, differences

HEAD = ("单位", "状态", "件")
WORDS = st.text("甲乙丙 ", max_size=4)
BLOCKS = st.one_of(
    st.builds(Heading, WORDS),
    st.builds(Paragraph, WORDS),
    st.builds(Quotation, WORDS, WORDS),
    st.builds(Blanks, st.tuples(WORDS)),
    st.builds(
        Table, WORDS, st.just(HEAD), st.lists(st.tuples(*[WORDS.map(figure)] * 3), max_size=3).map(tuple)
    ),
)


def paper(*blocks: Block, title: str = "日报", to: str = "各单位", dated: str = "八点") -> Paper:
    """A paper of these blocks."""
    return Paper("办公室", title, dated, blocks, to=to)


def table(*rows: tuple[str, ...]) -> Table:
    """A table with these rows."""
    return Table("表", HEAD, tuple(row(*cells) for cells in rows))


@given(blocks=st.lists(BLOCKS, max_size=6))
def test_a_paper_does_not_differ_from_itself_even_at_another_time(blocks: list[Block]):
    assert differences(paper(*blocks), paper(*blocks, dated="九点")) == []


@given(before=st.lists(BLOCKS, max_size=6), after=st.lists(BLOCKS, max_size=6))
def test_any_two_papers_can_be_compared(before: list[Block], after: list[Block]):
    assert all(differences(paper(*before), paper(*after)))


def test_title_and_addressee_are_told_as_they_were_and_are():
    assert differences(paper(), paper(title="晚报", to="全体")) == [
        "标题：由“日报”改为“晚报”",
        "主送：由“各单位”改为“全体”",
    ]


def test_one_paragraph_for_another_is_a_change_and_more_are_struck_and_written():
    head = Heading("一、情况")
    assert differences(paper(head, Paragraph("旧")), paper(head, Paragraph("新"))) == [
        "一、情况：由“旧”改为“新”"
    ]
    assert differences(paper(head, Paragraph("旧")), paper(head, Paragraph("甲"), Quotation("乙", "源"))) == [
        "一、情况：删去“旧”",
        "一、情况：写入“甲”",
        "一、情况：写入“乙”",
    ]


def test_what_stands_before_the_first_head_is_the_beginning():
    assert differences(paper(), paper(Paragraph("新"))) == ["开头：写入“新”"]


def test_rows_that_come_and_go_are_told_with_what_they_say():
    before, after = table(("食堂", "达标", "3")), table(("宿舍", "", "4"), ("车队", "", ""))
    assert differences(paper(before), paper(after)) == [
        "开头：删去“食堂”一行",
        "开头：增加“宿舍”一行（4）",
        "开头：增加“车队”一行",
    ]


def test_a_changed_cell_is_named_by_its_row_and_its_column():
    before, after = table(("食堂", "达标", "3")), table(("食堂", "达标", "5"))
    assert differences(paper(before), paper(after)) == ["开头：“食堂”的件由“3”改为“5”"]


def test_rows_of_one_name_are_told_apart_by_their_turn():
    before = table(("食堂", "达标", "3"), ("食堂", "达标", "4"))
    after = table(("食堂", "达标", "3"), ("食堂", "未达标", "4"))
    assert differences(paper(before), paper(after)) == ["开头：“食堂”的状态由“达标”改为“未达标”"]


def test_a_table_that_is_gone_or_new_is_told_row_by_row():
    one = table(("食堂", "达标", "3"))
    assert differences(paper(one), paper()) == ["开头：删去“食堂”一行"]
    assert differences(paper(), paper(one)) == ["开头：增加“食堂”一行（达标，3）"]
    assert differences(paper(Table("空", (), ((),))), paper()) == ["开头：删去“”一行"]


def test_lines_to_fill_in_by_hand_make_no_difference():
    assert differences(paper(Blanks(("签名",))), paper(Blanks(("签名", "日期")))) == []


def test_long_texts_are_shortened_and_many_differences_counted():
    (told,) = differences(paper(), paper(Paragraph("长" * 100)))
    assert told == f"开头：写入“{'长' * 80}…”"
    many = differences(paper(), paper(*(Paragraph(f"第{n}段") for n in range(MOST + 5))))
    assert (len(many), many[-1]) == (MOST + 1, "还有 5 处不同")
