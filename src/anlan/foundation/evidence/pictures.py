"""Pictures written anew from their pixels: whatever else a file carried does not survive."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageOps

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.evidence.exif import Capture, capture_of
from anlan.foundation.evidence.rulebook import Limits

_FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_FAULTS = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, EOFError)
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: its bytes, its thumbnail, its size, and what it said of itself."""

    content: bytes
    thumb: bytes
    width: int
    height: int
    capture: Capture


def rewrite(content: bytes, *, media_type: str, name: str, limits: Limits) -> Picture:
    """Decode, turn upright, scale down, encode. Raises BadInput for broken pictures, TooLarge for bombs.

    The size is read from the head before anything is unpacked; one picture a process at a time bounds memory.
    """
    with _ONE_AT_A_TIME:
        try:
            with Image.open(BytesIO(content), formats=(_FORMATS[media_type],)) as image:
                return _rewritten(image, media_type=media_type, name=name, limits=limits)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
            raise _too_many_pixels(name, limits) from error
        except _FAULTS as error:
            raise BadInput("evidence.unreadable", name=name) from error


def _rewritten(image: Image.Image, *, media_type: str, name: str, limits: Limits) -> Picture:
    if image.width * image.height > limits.pixels_most:
        raise _too_many_pixels(name, limits)
    capture = capture_of(image)
    side = limits.kept_side
    image.draft("RGB", (side, side))
    image.load()
    clean = _pixels(_upright(image), flat=media_type == "image/jpeg")
    clean.thumbnail((side, side), Image.Resampling.LANCZOS)
    thumb = _pixels(clean, flat=True)
    thumb.thumbnail((limits.thumb_side, limits.thumb_side), Image.Resampling.LANCZOS)
    return Picture(
        content=_encoded(clean, _FORMATS[media_type], quality=limits.kept_quality),
        thumb=_encoded(thumb, "JPEG", quality=80),
        width=clean.width,
        height=clean.height,
        capture=capture,
    )


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; as it lies where the EXIF is broken."""
    try:
        return ImageOps.exif_transpose(image)
    except _FAULTS:
        return image


def _too_many_pixels(name: str, limits: Limits) -> TooLarge:
    return TooLarge("evidence.too_many_pixels", name=name, limit=limits.pixels_most // 1_000_000)


def _pixels(image: Image.Image, *, flat: bool) -> Image.Image:
    """The pixels alone in a plain mode; ``flat`` lays transparency on white."""
    see_through = image.mode in {"LA", "PA", "RGBA", "RGBa", "La"} or "transparency" in image.info
    plain = image.convert("RGBA" if see_through else "L" if image.mode in {"1", "L"} else "RGB")
    if see_through and flat:
        ground = Image.new("RGB", plain.size, "white")
        ground.paste(plain, mask=plain.getchannel("A"))
        return ground
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


def _encoded(image: Image.Image, form: str, *, quality: int) -> bytes:
    out = BytesIO()
    told: dict[str, Any] = {"optimize": True} if form == "PNG" else {"quality": quality}
    image.save(out, form, **told)
    return out.getvalue()
