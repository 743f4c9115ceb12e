"""Files as they come in, good and hostile, made on the spot."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

SOUTH_GATE = (43.8268, 125.2811)


def jpeg(
    *,
    size: tuple[int, int] = (64, 48),
    colour: str = "teal",
    taken: str = "",
    offset: str = "",
    spot: tuple[object, object] | None = None,
    orientation: int = 1,
) -> bytes:
    """A photo as a phone writes it."""
    image = Image.new("RGB", size, colour)
    image.paste("white", (0, 0, size[0] // 4, size[1] // 4))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Lanphone", "SN-0042", orientation
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    if spot:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", spot[0], "E", spot[1]
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, quality=90)
    return out.getvalue()


def png(*, size: tuple[int, int] = (32, 32), mode: str = "RGBA") -> bytes:
    """A screenshot."""
    out = BytesIO()
    Image.new(mode, size).save(out, "PNG")
    return out.getvalue()


def webp() -> bytes:
    """A picture saved from a chat."""
    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "WEBP")
    return out.getvalue()


def bomb(side: int = 20_000) -> bytes:
    """A few kilobytes that claim to be ``side`` x ``side`` pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * (1024 * 1024), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def degrees(value: float) -> tuple[float, float, float]:
    """Degrees, minutes, seconds as EXIF writes them."""
    whole = int(value)
    minutes = int((value - whole) * 60)
    return float(whole), float(minutes), round(((value - whole) * 60 - minutes) * 60, 4)


def office(entry: str = "word/document.xml", *, more: dict[str, bytes] | None = None) -> bytes:
    """The shell of a Word or Excel file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(entry, "<x/>")
        for name, content in (more or {}).items():
            packed.writestr(name, content)
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200 + b"This program cannot be run in DOS mode."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 64
PAYLOAD = b"<script>alert('still here')</script>"


def polyglot() -> bytes:
    """A good photo that carries a page: in a comment, and behind its end."""
    photo = jpeg()
    comment = b"\xff\xfe" + struct.pack(">H", len(PAYLOAD) + 2) + PAYLOAD
    return photo[:2] + comment + photo[2:] + PAYLOAD
