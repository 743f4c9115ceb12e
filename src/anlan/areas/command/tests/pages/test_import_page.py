import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

from anlan.areas.command.models import DraftSet, Source
from anlan.areas.command.tests.pages.desk import TEXT, clerk, signed_in_as
from tests.support.cast import Cast, sign_in

URL = "/command/import/"


def _empty_pdf() -> bytes:
    """One page without a word."""
    writer, held = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(held)
    return held.getvalue()


def _upload(name: str, data: bytes) -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, data), "belongs_to": "later"}


def test_size_and_kinds_are_said_before_anything_is_chosen(cast: Cast):
    page = clerk(cast).get(URL).content.decode()
    assert ".txt、.docx、.pdf" in page
    assert "20 MB" in page


def test_a_pasted_text_leads_to_its_meeting_with_name_and_number_filled_in(cast: Cast):
    client = clerk(cast)
    answer = client.post(
        URL, {"text": TEXT.replace("防汛专题会议", "防汛第九次专题会议"), "belongs_to": "later"}
    )
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.context["form"].initial["title"] == "澜江大学召开防汛第九次专题会议"
    assert page.context["form"].initial["number"] == 9


def test_the_meeting_is_entered_and_the_drafts_open(cast: Cast):
    client = clerk(cast)
    where = client.post(URL, {"text": TEXT, "belongs_to": "later"}).url
    given = {
        "title": "防汛会议",
        "held_on": "2022-05-19",
        "series": "专题会议",
        "number": 1,
        "kind": "special",
    }
    answer = client.post(where, given)
    assert answer.status_code == 302
    assert str(DraftSet.objects.get().meeting) == "防汛会议"
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("virus.exe", b"MZ\x90\x00" + b"\x00" * 200, "不是能读的文件"),
        ("minutes.docx", b"MZ\x90\x00" + b"\x00" * 200, "这不是文字文件"),
        ("minutes.pdf", _empty_pdf(), "这个 PDF 里没有文字"),
        ("minutes.txt", b"", "提交的是空文件"),
        ("minutes.txt", b"   \n", "里面没有文字"),
        ("minutes.docx", b"PK\x03\x04broken", "文件坏了"),
        ("minutes.txt", b"%PDF-1.4 and so on", "文件名和内容对不上"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_plain_answer_at_its_field(
    cast: Cast, name: str, data: bytes, words: str
):
    answer = clerk(cast).post(URL, _upload(name, data))
    assert answer.status_code == 422
    told = " ".join(answer.context["form"].errors["file"])
    assert words in told or "空" in told
    assert not Source.objects.exists()


def test_a_text_file_in_the_old_chinese_encoding_is_read(cast: Cast):
    answer = clerk(cast).post(URL, _upload("minutes.txt", TEXT.encode("gb18030")))
    assert answer.status_code == 302
    assert Source.objects.get().body.startswith("澜江大学")


def test_a_word_file_is_read(cast: Cast):
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    answer = clerk(cast).post(URL, _upload("minutes.docx", held.getvalue()))
    assert answer.status_code == 302


def test_a_bomb_in_a_word_file_is_refused(cast: Cast):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"0" * 60_000_000)
    answer = clerk(cast).post(URL, _upload("minutes.docx", held.getvalue()))
    assert answer.status_code == 422
    assert not Source.objects.exists()


def test_three_hundred_megabytes_are_refused_by_their_announced_length(cast: Cast):
    answer = clerk(cast).post(URL, {"text": "a"}, CONTENT_LENGTH=str(300 * 1024 * 1024))
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "这个文件太大" in page
    assert "粘贴" in page


def test_a_length_without_a_token_is_refused_before_the_token_is_asked_for(cast: Cast):
    client = sign_in(Client(enforce_csrf_checks=True), cast["clerk"])
    assert client.post(URL, {"text": "a"}, CONTENT_LENGTH=str(300 * 1024 * 1024)).status_code == 413
    assert client.post(URL, {"text": TEXT}).status_code == 403


def test_neither_text_nor_file_is_said_at_the_text(cast: Cast):
    answer = clerk(cast).post(URL, {"text": "  ", "belongs_to": "later"})
    assert answer.status_code == 422
    assert "text" in answer.context["form"].errors


def test_text_and_file_together_are_refused(cast: Cast):
    answer = clerk(cast).post(URL, {**_upload("a.txt", TEXT.encode()), "text": TEXT})
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors


def test_numbers_are_shown_masked_and_masking_goes_on(cast: Cast):
    client = clerk(cast)
    text = TEXT + "有事找值班室 13812342210。"
    answer = client.post(URL, {"text": text, "belongs_to": "later"})
    page = client.get(answer.url)
    said = page.content.decode()
    assert "13812342210" not in said
    assert "138" in said
    assert not Source.objects.exists()
    token = page.context["form"].initial["token"]
    assert client.post("/command/import/numbers/", {"choice": "mask", "token": token}).status_code == 302
    assert "13812342210" not in Source.objects.get().body


def test_keeping_numbers_needs_a_reason(cast: Cast):
    client = clerk(cast)
    answer = client.post(URL, {"text": TEXT + "值班室 13812342210。", "belongs_to": "later"})
    token = client.get(answer.url).context["form"].initial["token"]
    url = "/command/import/numbers/"
    assert client.post(url, {"choice": "keep", "token": token}).status_code == 422
    kept = client.post(url, {"choice": "keep", "token": token, "reason": "值班电话要公布"})
    assert kept.status_code == 302
    assert "13812342210" in Source.objects.get().body


def test_what_waits_for_a_decision_belongs_to_one_session(cast: Cast):
    client = clerk(cast)
    answer = client.post(URL, {"text": TEXT + "13812342210", "belongs_to": "later"})
    assert signed_in_as(cast, "clerk2").get(answer.url).status_code == 404


def test_the_page_does_not_exist_for_a_college(cast: Cast):
    assert signed_in_as(cast, "dean").get(URL).status_code == 404
    assert signed_in_as(cast, "student").get(URL).status_code == 404
    assert Client().get(URL).status_code == 302


def test_another_persons_meeting_key_is_no_choice(cast: Cast):
    answer = clerk(cast).post(URL, {"text": TEXT, "belongs_to": "meeting:not-a-key"})
    assert answer.status_code == 422
