"""Small drawn photos for the demo's evidence, the same for the same words: ground, sky, a fence, a board."""

from __future__ import annotations

import io
from hashlib import sha256

from PIL import Image, ImageDraw

SIZE = (480, 320)
HORIZON = 190
SKIES = ("#c9d6df", "#dfe7ea", "#b8c7d3", "#e8e2d4")
GROUNDS = ("#8c8f86", "#9a9486", "#7f8a7a", "#a39c8f")
PAINTS = ("#c23b2e", "#2f6f4f", "#2b5a87", "#b98a1d")


def photo(words: str) -> bytes:
    """A JPEG of a place with a few shapes that depend on the words alone."""
    draw_from = sha256(words.encode()).digest()
    picture = Image.new("RGB", SIZE, SKIES[draw_from[0] % len(SKIES)])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, HORIZON, *SIZE), fill=GROUNDS[draw_from[1] % len(GROUNDS)])
    paint = PAINTS[draw_from[2] % len(PAINTS)]
    _fence(pen, paint, posts=5 + draw_from[3] % 6)
    _board(pen, left=40 + draw_from[4], paint=paint)
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=82)
    return held.getvalue()


def _fence(pen: ImageDraw.ImageDraw, paint: str, *, posts: int) -> None:
    gap = SIZE[0] // posts
    for post in range(posts + 1):
        pen.rectangle((post * gap, 130, post * gap + 8, 250), fill=paint)
    for rail in (150, 200):
        pen.rectangle((0, rail, SIZE[0], rail + 6), fill=paint)


def _board(pen: ImageDraw.ImageDraw, *, left: int, paint: str) -> None:
    pen.rectangle((left, 90, left + 120, 170), fill="#f7f5ee", outline=paint, width=4)
    for line in range(3):
        pen.rectangle((left + 14, 106 + line * 18, left + 104 - line * 20, 114 + line * 18), fill="#5b6470")
    pen.rectangle((left + 54, 170, left + 64, 260), fill="#6a6f75")
