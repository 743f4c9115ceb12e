"""Files as bytes for the tests of reading: Word, PDF and packages."""

import io
import zipfile
from collections.abc import Sequence

import docx
import pypdf

TEXT = "会议要求，后勤处要消毒教室。\n会议强调，保卫处要核验身份。"


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def package(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in entries.items():
            written.writestr(name, content)
    return stream.getvalue()


def pdf(*pages: Sequence[str]) -> bytes:
    """A smallest PDF: a page for each sequence of lines in a plain Latin font."""
    writer = pypdf.PdfWriter()
    for page in pages:
        _add_page(writer, page)
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def locked_pdf(*, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["The Registrar shall publish the list."])))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    return written(writer)


def _add_page(writer: pypdf.PdfWriter, lines: Sequence[str]) -> None:
    page = writer.add_blank_page(width=595, height=842)
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(f"BT /F1 11 Tf 50 780 Td 16 TL {shown}ET".encode("latin-1"))
    name = pypdf.generic.NameObject
    font = pypdf.generic.DictionaryObject(
        {
            name("/Type"): name("/Font"),
            name("/Subtype"): name("/Type1"),
            name("/BaseFont"): name("/Helvetica"),
        }
    )
    fonts = pypdf.generic.DictionaryObject({name("/F1"): writer._add_object(font)})
    page[name("/Resources")] = pypdf.generic.DictionaryObject({name("/Font"): fonts})
    page[name("/Contents")] = writer._add_object(stream)
