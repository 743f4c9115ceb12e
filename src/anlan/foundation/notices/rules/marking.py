"""Words that part a drill from the real thing, wherever a text goes."""

from __future__ import annotations

MARK_ZH, MARK_EN = "【演练】", "[DRILL] "
TAIL_ZH, TAIL_EN = "这是演练，不是真实情况。", "This is a drill. It is not real."


def marked(text: str, *, drill: bool, english: bool = False) -> str:
    """A title with the mark of a drill before it, once."""
    mark = MARK_EN if english else MARK_ZH
    return text if not drill or text.startswith(mark.strip()) else f"{mark}{text}"


def marked_text(text: str, *, drill: bool, english: bool = False) -> str:
    """A text that says first and last that it is a drill."""
    if not drill:
        return text
    tail = TAIL_EN if english else TAIL_ZH
    return f"{marked(text, drill=True, english=english)}\n{tail}"
