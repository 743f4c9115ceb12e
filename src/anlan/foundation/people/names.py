"""Chinese names in pinyin, for order and for search by letters."""

from __future__ import annotations

import re
from functools import lru_cache

from anlan.core.kernel.loading import library

# Characters that read differently as a surname, and two-character surnames that would be misread.
SURNAMES = {
    "万俟": "moqi", "尉迟": "yuchi", "长孙": "zhangsun", "单于": "chanyu", "澹台": "tantai", "令狐": "linghu",
    "单": "shan", "解": "xie", "仇": "qiu", "曾": "zeng", "查": "zha", "区": "ou", "朴": "piao", "任": "ren",
    "盖": "ge", "华": "hua", "缪": "miao", "员": "yun", "乐": "yue", "翟": "zhai", "折": "she", "召": "shao",
    "洗": "xian", "冼": "xian", "覃": "qin", "繁": "po", "逄": "pang", "乜": "nie", "黑": "he", "秘": "bi",
    "祭": "zhai", "呙": "guo", "谌": "chen", "隗": "wei", "种": "chong", "纪": "ji", "车": "che", "过": "guo",
    "葛": "ge", "应": "ying", "都": "du", "行": "xing", "盛": "sheng", "句": "gou", "宁": "ning", "燕": "yan",
    "曲": "qu", "那": "na", "长": "chang", "宿": "su", "粘": "nian", "藏": "zang", "石": "shi", "沈": "shen",
}  # fmt: skip

_CHINESE = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")
_LETTERS = re.compile(r"[^a-z]+")


def sort_key(name: str) -> str:
    """``单雄信`` → ``shan xiong xin``; a Latin name in lower case, its words kept."""
    text = name.strip()
    if not _CHINESE.search(text):
        return " ".join(text.lower().split())[:160]
    surname = text[:2] if text[:2] in SURNAMES else text[:1]
    read = SURNAMES.get(surname) or "".join(_syllables(surname))
    return " ".join((read, *_syllables(text[len(surname) :])))[:160]


@lru_cache(maxsize=20_000)
def _syllables(text: str) -> tuple[str, ...]:
    pinyin = library("pypinyin")
    return tuple(pinyin.lazy_pinyin(text, style=pinyin.Style.NORMAL, v_to_u=False)) if text else ()


def letters_pattern(typed: str) -> str | None:
    """A pattern over sort keys for typed letters: whole syllables (``shanxiong``) or initials (``sxx``).

    None when something other than letters was typed.
    """
    if not typed.strip() or not typed.isascii():
        return None
    letters = _LETTERS.sub("", typed.lower())
    if not letters or any(sign.isdigit() for sign in typed):
        return None
    joined = " ?".join(letters)
    initials = "[a-z]* ".join(letters)
    return f"^({joined}|{initials})"
