"""Invented names, numbers and phones, the same for the same seed."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段"
)
FIRST = "一子雨思宇嘉浩梓欣佳俊晓文明志海春若清语星书景沐锦安知亦承云泽亚可乐新立成凯诗婉静雅玉天"
SECOND = "然涵轩怡泽彤宸阳琪宁博妍晨曦瑶辰航洁睿萱霖悦岚舟远铭桐颖筠墨川越彬菲帆朗翔萌恺婷楠琳昕越"


class Inventor:
    """Draws names and phones from one seed."""

    def __init__(self, seed: int) -> None:
        self._draw = Random(seed)  # noqa: S311 — invented people, not secrets

    def name(self) -> str:
        """Two or three characters; one in five has two."""
        draw = self._draw
        given = draw.choice(SECOND) if draw.random() < 0.2 else draw.choice(FIRST) + draw.choice(SECOND)
        return draw.choice(SURNAMES) + given

    def pick(self, weights: dict[str, float]) -> str:
        """A key, as often as its weight says."""
        return self._draw.choices(list(weights), list(weights.values()))[0]

    def number(self, low: int, high: int) -> int:
        """A whole number between the two, both included."""
        return self._draw.randint(low, high)

    def happens(self, share: float) -> bool:
        """True in this share of the draws."""
        return self._draw.random() < share


def phone_of(order: int) -> str:
    """An 11-digit number in a series that no operator gives out (1000…)."""
    return f"1000{order:07d}"
