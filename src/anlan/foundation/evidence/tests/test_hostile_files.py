"""What comes in is judged by its bytes; what is kept carries nothing but pixels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from anlan.core.kernel.errors import AnlanError, BadInput, TooLarge
from anlan.foundation.evidence import storage
from anlan.foundation.evidence.exif import spot_of
from anlan.foundation.evidence.pictures import rewrite
from anlan.foundation.evidence.preparing import plain_name, prepare, read_all
from anlan.foundation.evidence.public import add_file
from anlan.foundation.evidence.rulebook import largest, limits
from anlan.foundation.evidence.sniffing import sniff
from anlan.foundation.evidence.tests import files


def judged(content: bytes, name: str) -> str:
    return sniff(content, name=name, unpacked_most=limits().unpacked_most)


def code_of(act: Callable[[], object]) -> str:
    """How an act was refused; anything but a refusal in words goes on."""
    try:
        act()
    except AnlanError as error:
        return error.code
    return "evidence.taken"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (files.EXE, "photo.jpg", "evidence.type_refused"),
        (files.EXE, "notes.txt", "evidence.type_refused"),
        (files.SVG, "drawing.svg", "evidence.type_refused"),
        (files.SVG, "photo.jpg", "evidence.type_refused"),
        (files.SVG, "notes.txt", "evidence.type_refused"),
        (files.HTML, "page.html", "evidence.type_refused"),
        (b"\xef\xbb\xbf  " + files.HTML, "notes.txt", "evidence.type_refused"),
        (b"GIF89a" + files.PAYLOAD, "photo.gif", "evidence.type_refused"),
        (b"", "photo.jpg", "evidence.empty"),
        (files.HEIC, "IMG_0042.HEIC", "evidence.heic"),
        (files.MP4, "clip.mp4", "evidence.video"),
        (b"PK\x03\x04broken", "list.xlsx", "evidence.unreadable"),
        (files.office("ppt/slides.xml"), "slides.pptx", "evidence.type_refused"),
        (files.office(more={"word/vbaProject.bin": b"x"}), "paper.docx", "evidence.macros"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_the_way_out(content, name, code):
    with pytest.raises(BadInput) as told:
        judged(content, name)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (files.jpeg(), "x.exe", "image/jpeg"),
        (files.png(), "x", "image/png"),
        (files.webp(), "x.webp", "image/webp"),
        (files.PDF, "x.jpg", "application/pdf"),
        ("温度,时间\n4.5,8:00\n".encode("gb18030"), "log.csv", "text/csv"),
        ("已锁门".encode("utf-16"), "note.txt", "text/plain"),
    ],
)
def test_a_file_is_what_its_bytes_say(content, name, kind):
    assert judged(content, name) == kind


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_unopened():
    bomb = files.office("xl/workbook.xml", more={"xl/sheet.xml": b"\x00" * (30 * 1024 * 1024)})
    with pytest.raises(TooLarge):
        sniff(bomb, name="x.xlsx", unpacked_most=10 * 1024 * 1024)


def test_a_few_kilobytes_that_claim_four_hundred_million_pixels_are_refused_before_unpacking():
    with pytest.raises(TooLarge) as told:
        rewrite(files.bomb(), media_type="image/png", name="x.png", limits=limits())
    assert told.value.code == "evidence.too_many_pixels"
    with pytest.raises(TooLarge):
        rewrite(files.bomb(8000), media_type="image/png", name="x.png", limits=limits())


def test_a_cut_off_photo_is_refused():
    with pytest.raises(BadInput):
        rewrite(files.jpeg(size=(400, 400))[:900], media_type="image/jpeg", name="x.jpg", limits=limits())


def test_a_page_hidden_in_a_photo_does_not_survive(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    dirty = files.polyglot()
    assert files.PAYLOAD in dirty
    kept = prepare(dirty, name="x.jpg")
    for path in (storage.path_of(kept.blob.sha256), storage.thumb_of(kept.blob.sha256)):
        assert b"script" not in path.read_bytes()


def test_nothing_of_the_camera_stays_but_time_and_place(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    lat, lon = files.SOUTH_GATE
    photo = files.jpeg(
        taken="2022:05:23 14:11:00", spot=(files.degrees(lat), files.degrees(lon)), offset="+08:00"
    )
    kept = prepare(photo, name="x.jpg")
    assert kept.capture.at == datetime(2022, 5, 23, 6, 11, tzinfo=UTC)
    assert kept.capture.spot is not None
    assert (round(kept.capture.spot.lat, 4), round(kept.capture.spot.lon, 4)) == (lat, lon)
    content = storage.path_of(kept.blob.sha256).read_bytes()
    assert b"Lanphone" not in content
    assert b"SN-0042" not in content
    with Image.open(BytesIO(content)) as image:
        assert not image.getexif()


def test_a_photo_held_sideways_is_kept_upright():
    photo = files.jpeg(size=(80, 40), orientation=6)
    kept = rewrite(photo, media_type="image/jpeg", name="x.jpg", limits=limits())
    assert (kept.width, kept.height) == (40, 80)
    with Image.open(BytesIO(kept.content)) as image:
        assert min(image.convert("RGB").crop((37, 1, 39, 3)).tobytes()) > 200


def test_a_large_photo_is_scaled_down():
    photo = files.jpeg(size=(6000, 3000))
    kept = rewrite(photo, media_type="image/jpeg", name="x.jpg", limits=limits())
    assert (kept.width, kept.height) == (4096, 2048)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_kept(mode):
    kept = rewrite(files.png(mode=mode), media_type="image/png", name="x.png", limits=limits())
    assert kept.width == 32


@pytest.mark.parametrize(
    "spot",
    [("91", "0"), ("nan", "1"), ("inf", "1"), ("", ""), (None, None), ("0", "0"), ("1", "181"), ((), {})],
)
def test_a_spot_that_is_not_on_earth_is_no_spot(spot):
    assert spot_of(*spot) is None


def test_nonsense_in_the_gps_of_a_photo_is_left_out():
    for spot in (((999.0, 0.0, 0.0), (1.0, 0.0, 0.0)), ((1.0,), (2.0,)), ((1.0, 2.0), (95.0, 1.0))):
        photo = files.jpeg(taken="not a time", spot=spot)
        kept = rewrite(photo, media_type="image/jpeg", name="x.jpg", limits=limits())
        assert kept.capture.spot is None
        assert kept.capture.at is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\x\\photo.jpg", "photo.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\r\n.jpg", "ab.jpg"),
        ("...", ""),
        ("x" * 500 + ".jpg", "x" * 91 + ".jpg"),
    ],
)
def test_a_name_is_a_plain_name(name, plain):
    assert plain_name(name) == plain


def test_the_name_tells_what_the_file_really_is(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    assert prepare(files.PDF, name="photo.jpg").name == "photo.pdf"
    assert prepare(files.jpeg(), name="").name == "file.jpg"
    assert prepare(files.jpeg(), name="现场.JPEG").name == "现场.JPEG"


def test_a_file_larger_than_any_type_is_not_read_to_its_end():
    with pytest.raises(TooLarge):
        read_all(BytesIO(b"x" * (largest() + 10)), name="x.pdf")


@given(st.binary(max_size=400), st.sampled_from(["x.jpg", "x.txt", "x.docx", "x"]))
def test_any_bytes_are_judged_or_refused_in_words(content, name):
    assert code_of(lambda: judged(content, name)).startswith("evidence.")


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(st.integers(0, 2**16), st.binary(min_size=1, max_size=8))
def test_a_photo_with_bytes_turned_is_kept_or_refused_in_words(place, noise):
    photo = bytearray(files.jpeg(taken="2022:05:23 14:11:00", spot=((1.0, 2.0, 3.0), (4.0, 5.0, 6.0))))
    start = place % len(photo)
    photo[start : start + len(noise)] = noise
    act = partial(rewrite, bytes(photo), media_type="image/jpeg", name="x.jpg", limits=limits())
    assert code_of(act).startswith("evidence.")


@pytest.mark.django_db
def test_time_and_place_of_the_photo_become_fields(cast, college):
    photo = files.jpeg(taken="2022:05:23 14:11:00", spot=((43.0, 49.0, 36.0), (125.0, 16.0, 51.0)))
    row = add_file(subject=college, data=photo, name="x.jpg", by=cast.actor("dean"), client_id=uuid4())
    assert row.taken_at == datetime(2022, 5, 23, 6, 11, tzinfo=UTC)
    assert row.time_source == "file"
    assert row.lat == pytest.approx(43.8267, abs=1e-3)
    assert row.lon == pytest.approx(125.2808, abs=1e-3)
