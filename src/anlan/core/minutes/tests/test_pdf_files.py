"""PDF files: the text layer with its lines joined; locks, pictures, damage and endless files refused."""

import io

import pypdf
import pytest
import typst

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.core.minutes import read_minutes
from anlan.core.minutes.extract import extract_text
from anlan.core.minutes.formats import pdf as reader
from anlan.core.minutes.formats.limits import Limits
from anlan.core.minutes.tests.files import locked_pdf, pdf, written

ORDER = "会议要求，后勤处要每日消毒教室，保卫处要核验进校人员身份。"


def refusal(data: bytes, *, limits: Limits | None = None) -> BadInput:
    with pytest.raises(BadInput) as refused:
        extract_text(data, name="a.pdf", limits=limits)
    return refused.value


@pytest.fixture(scope="module")
def chinese() -> bytes:
    if not any("CJK" in family for family in typst.Fonts().families()):
        pytest.skip("no Chinese font here")
    source = f'#set page(width: 10cm)\n#set text(font: "Noto Serif CJK SC", lang: "zh")\n{ORDER}\n\n{ORDER}'
    return typst.compile(source.encode(), format="pdf")


def test_chinese_lines_broken_by_the_page_are_joined(chinese):
    text = extract_text(chinese, name="a.pdf")
    assert text.count(ORDER) == 2
    assert [p.text for r in read_minutes(text).requirements for p in r.parts] == [
        "每日消毒教室",
        "核验进校人员身份",
    ] * 2


def test_pages_follow_one_another():
    text = extract_text(
        pdf(["The Registrar shall act."], ["The Librarian must close the annex."]), name="a.pdf"
    )
    assert [line for line in text.split("\n") if line] == [
        "The Registrar shall act.",
        "The Librarian must close the annex.",
    ]


def test_full_english_lines_are_joined_with_a_space():
    lines = [
        "The Registrar shall publish the timetable of the",
        "summer term before the end of the month. It is",
        "short.",
    ]
    text = extract_text(pdf(lines), name="a.pdf")
    assert "timetable of the summer term" in text


def test_short_lines_stay_apart():
    assert extract_text(pdf(["Agenda", "Flood", "Fire"]), name="a.pdf").split() == ["Agenda", "Flood", "Fire"]


def test_a_page_that_ends_with_a_full_line_keeps_it():
    line = "The Registrar shall publish the timetable of the summer term"
    assert extract_text(pdf([line]), name="a.pdf").strip() == line


def test_a_pdf_without_text_is_told_from_an_empty_file():
    refused = refusal(pdf([], []))
    assert (refused.code, refused.facts) == ("minutes.pdf.no_text", {"pages": 2})


def test_a_pdf_without_pages_has_no_text():
    assert refusal(written(pypdf.PdfWriter())).code == "minutes.pdf.no_text"


def test_a_pdf_that_asks_for_a_password_is_refused():
    assert refusal(locked_pdf(user="secret")).code == "minutes.pdf.encrypted"


def test_a_pdf_that_only_forbids_printing_is_read():
    assert extract_text(locked_pdf(user=""), name="a.pdf").strip() == "The Registrar shall publish the list."


def test_a_lock_that_nobody_here_can_open_is_refused(monkeypatch):
    def fail(*_):
        raise pypdf.errors.DependencyError

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", fail)
    assert refusal(locked_pdf(user="")).code == "minutes.pdf.encrypted"


def test_too_many_pages_are_refused():
    refused = refusal(pdf(["a"], ["b"], ["c"]), limits=Limits(pages=2))
    assert isinstance(refused, TooLarge)
    assert (refused.code, refused.facts) == ("minutes.pdf.too_many_pages", {"pages": 3, "limit": 2})


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\ntrailer\n<<>>\nstartxref\n0\n%%EOF", pdf(["text"])[:200]],
    ids=["head", "head and end", "no root", "cut"],
)
def test_a_damaged_pdf_is_refused(data):
    refused = refusal(data)
    assert (refused.code, refused.facts) == ("minutes.file.corrupt", {"kind": "pdf"})


@pytest.mark.parametrize("error", [RecursionError, KeyError, TypeError, pypdf.errors.PdfReadError])
def test_whatever_a_damaged_page_raises_is_a_damaged_file(monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(pypdf.PageObject, "extract_text", fail)
    assert refusal(pdf(["text"])).code == "minutes.file.corrupt"


def test_words_before_the_mark_do_not_hide_a_pdf():
    assert extract_text(b"\n\n" + pdf(["text"]), name="a.pdf").strip() == "text"


def test_ideographs_count_two_columns_when_lines_are_measured():
    broken = "后勤处要每日消毒全部教室并清运楼道内的垃圾\n和杂物，保卫处要核验身份。"
    assert list(reader._unfolded(broken)) == [broken.replace("\n", "")]


def test_an_empty_page_between_two_is_no_paragraph():
    assert io.StringIO(extract_text(pdf(["a"], [], ["b"]), name="a.pdf")).read().split() == ["a", "b"]
