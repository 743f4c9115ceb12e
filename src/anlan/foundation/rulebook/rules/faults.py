"""What is wrong with a file of rules: what, where (file, rule, field), and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from anlan.core.kernel.errors import BadInput

WORDS = {
    "not_json": (
        "不是 JSON：%(value)s",
        "not JSON: %(value)s",
        "改好这一处再读",
        "mend this place and read again",
    ),
    "too_large": ("文件太大", "the file is too large", "分成几个规则集", "split it into several sets"),
    "not_an_object": ("要是一个对象", "must be an object", "写成 { … }", "write { … }"),
    "not_a_list": ("要是一列", "must be a list", "写成 [ … ]", "write [ … ]"),
    "schema": (
        "格式是“%(value)s”，这里只读 anlan.rulebook/1",
        'the format is "%(value)s"; only anlan.rulebook/1 is read here',
        "把 schema 写成 anlan.rulebook/1",
        "set schema to anlan.rulebook/1",
    ),
    "missing": ("没有写", "is missing", "补上这一项", "add it"),
    "unknown_key": (
        "没有这一项",
        "is not a known key",
        "去掉，或者改对拼写",
        "remove it or mend its spelling",
    ),
    "text": (
        "要是 1 到 500 个字的文字",
        "must be a text of 1 to 500 characters",
        "写成文字",
        "write a text",
    ),
    "code": (
        "“%(value)s”不能作编号",
        '"%(value)s" cannot be an id',
        "用字母、数字，中间可以有点、横线、下划线",
        "use letters and digits, with dots, hyphens or underscores between",
    ),
    "twice": ("“%(value)s”写了两次", '"%(value)s" stands twice', "去掉一处", "remove one"),
    "choice": (
        "没有“%(value)s”这个选项",
        '"%(value)s" is not among the choices',
        "从格式说明里选",
        "choose one named in the schema",
    ),
    "unit_kind": (
        "这一类的值不用单位“%(value)s”",
        'a value of this kind does not take the unit "%(value)s"',
        "时长用 min、h、d、week、month、year，文字和是非不写单位",
        "durations take min, h, d, week, month, year; texts and yes/no take none",
    ),
    "stricter": (
        "这一类的值排不出哪个更严",
        "values of this kind have no such stricter direction",
        "数和时长写 more 或 less，是非写 yes 或 no",
        "numbers and durations take more or less, yes/no takes yes or no",
    ),
    "hold": (
        "没有写哪个方向更严，不能只许更严",
        "without a stricter direction it cannot allow stricter values only",
        "补上 stricter，或者把 hold 改成 free、fixed",
        "add stricter, or set hold to free or fixed",
    ),
    "value_number": (
        "值要是不小于 0 的数",
        "the value must be a number from 0",
        "写一个数",
        "write a number",
    ),
    "value_range": (
        "值要是两个数，小的在前",
        "the value must be two numbers, the least first",
        "写成 [250, 500]",
        "write [250, 500]",
    ),
    "value_bool": (
        "值要是 true 或 false",
        "the value must be true or false",
        "改成 true 或 false",
        "write true or false",
    ),
    "value_text": (
        "值要有中文和英文",
        "the value must have zh and en",
        '写成 {"zh": …, "en": …}',
        'write {"zh": …, "en": …}',
    ),
    "value_list": (
        "值要是 1 到 60 项的一列数或文字",
        "the value must be a list of 1 to 60 numbers or texts",
        "一项一项写",
        "write it item by item",
    ),
    "date": ("“%(value)s”不是日期", '"%(value)s" is not a date', "写成 2022-05-19", "write it as 2022-05-19"),
    "window": (
        "止不在起之后",
        "it does not end after it starts",
        "改起止，止的那一天不算在内",
        "mend the window; its last day is out",
    ),
    "area": (
        "文件里没有范围“%(value)s”",
        'the file names no area "%(value)s"',
        "在 areas 里写上",
        "add it to areas",
    ),
    "source": (
        "文件里没有来源“%(value)s”",
        'the file names no source "%(value)s"',
        "在 sources 里写上",
        "add it to sources",
    ),
    "unsourced": (
        "有值，但来源是 D 级或没有来源，也没有人确认",
        "it has a value, but its source is of grade D or absent and nobody confirmed it",
        "把值空着（null），或者写上确认人",
        "leave the value empty (null), or name who confirmed it",
    ),
    "graded": (
        "有等级，没有来源",
        "it has a grade but no source",
        "写上来源，或者去掉等级",
        "name the source, or drop the grade",
    ),
    "address": (
        "来源里写了网址",
        "the source holds a network address",
        "写名称、出版者、日期、条款",
        "write title, publisher, date, article",
    ),
    "overlap": (
        "同一范围里和 %(value)s 起的一版重叠",
        "it overlaps the version from %(value)s in the same area",
        "改起止，让同一天只有一版",
        "mend the windows so that each day has one version",
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding: its code, the file, the rule's id ("" for the file), the field, and what stood there."""

    code: str
    file: str = ""
    rule: str = ""
    field: str = ""
    value: str = ""
    row: int | None = None

    def told(self, *, english: bool = True) -> str:
        """What is the case."""
        return WORDS[self.code][1 if english else 0] % {"value": self.value}

    def cure(self, *, english: bool = True) -> str:
        """What to do."""
        return WORDS[self.code][3 if english else 2]

    def line(self, *, english: bool = True) -> str:
        """Where, what and what to do, in one line."""
        where = ": ".join(part for part in (self.file, self.rule, self.field) if part)
        return f"{where}: {self.told(english=english)}; {self.cure(english=english)}"

    def as_json(self) -> dict[str, str]:
        """The finding as the command line prints it."""
        return {
            "code": self.code,
            "file": self.file,
            "rule": self.rule,
            "field": self.field,
            "text": self.told(),
            "do": self.cure(),
            "text_zh": self.told(english=False),
            "do_zh": self.cure(english=False),
        }


class UnusableBook(BadInput):
    """A file of rules that cannot be taken in: its findings in the order of the file."""

    code = "rulebook.unusable"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(
            file=first.file, rule=first.rule, field=first.field, count=len(self.faults), told=first.told()
        )
