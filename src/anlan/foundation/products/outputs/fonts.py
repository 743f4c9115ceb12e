"""Fonts of official letters and what stands in for them."""

from __future__ import annotations

XIAOBIAOSONG = "方正小标宋简体"
FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"

FALLBACKS: dict[str, tuple[str, ...]] = {
    XIAOBIAOSONG: ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "宋体", "Noto Serif CJK SC"),
    FANGSONG: ("仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"),
    KAITI: ("楷体", "KaiTi", "STKaiti", "Noto Serif CJK SC"),
    HEITI: ("SimHei", "STHeiti", "Noto Sans CJK SC"),
    SONGTI: ("SimSun", "STSong", "Noto Serif CJK SC"),
}

IN_PDF: dict[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STSong", "SimSun"),
    "body": ("FangSong_GB2312", "FangSong", "STFangsong"),
    "quote": ("KaiTi_GB2312", "KaiTi", "STKaiti"),
    "head": ("SimHei", "STHeiti"),
}
"""Families of the machine that come first, by use."""

STAND_INS = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "STSong",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
"""Families with simplified Chinese that stand in for all of them, best first."""
HEAD_STAND_INS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    *STAND_INS,
)
