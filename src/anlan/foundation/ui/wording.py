"""Words for error codes: what happened, why, what to do. Each app brings its own in its ``wording.py``."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlan.core.kernel.errors import AnlanError, Fact


@dataclass(frozen=True, slots=True)
class Words:
    """Three sentences about one code; placeholders name the error's facts."""

    title: str | Promise
    why: str | Promise = ""
    do: str | Promise = ""

    def filled(self, facts: Mapping[str, Fact]) -> "Words":
        """The same words with the facts put in."""
        known = _Facts(facts)
        return Words(*(str(text) % known if "%(" in str(text) else str(text) for text in self._texts()))

    def _texts(self) -> tuple[str | Promise, str | Promise, str | Promise]:
        return self.title, self.why, self.do


class _Facts(dict[str, Fact]):
    """Facts for a format string; one that is missing reads ``--`` instead of failing the page."""

    def __missing__(self, key: str) -> str:
        return "--"


WORDS: dict[str, Words] = {
    "input.bad": Words(
        _("这次填的用不上"), _("有一处读不懂或不合要求。"), _("改好再交一次，填过的内容还在。")
    ),
    "input.too_large": Words(_("文件太大"), _("超过了这里能收的大小。"), _("分成几份，或者去掉图片再传。")),
    "object.not_visible": Words(
        _("没有找到这一页"),
        _("地址不对，或者它不在你能看的范围里。"),
        _("回到首页，从目录重新进入；需要看的话，找所在单位的负责人。"),
    ),
    "act.not_yours": Words(
        _("这一步由别人来做"),
        _("你能看到它，但现在的岗位办不了这件事。"),
        _("换一个岗位再试，或者转给负责的单位。"),
    ),
    "act.second_factor_needed": Words(
        _("这一步要再确认一次身份"),
        _("下发、启用这类事要用动态码确认是你本人。"),
        _("到“账号安全”输入动态码，再回来办。"),
    ),
    "act.illegal_move": Words(
        _("现在还不能这样办"), _("它已经不在这一步了。"), _("刷新看看现在到了哪一步。")
    ),
    "act.conflict": Words(
        _("有人刚改过"),
        _("你打开之后，另一个人改了同一处。两个人的内容都在。"),
        _("对照一遍，再决定留哪一个。"),
    ),
    "part.unavailable": Words(
        _("这一部分暂时没有回应"), _("其他页面照常能用。"), _("过一分钟再试；急事打值班电话。")
    ),
    "anlan.error": Words(
        _("没有办成"), _("平台遇到一个没有料到的情况。"), _("再试一次；仍不行就打值班电话。")
    ),
}

STATUS_WORDS: dict[int, Words] = {
    400: Words(_("这个请求看不懂"), _("地址或提交的内容不完整。"), _("回到上一页，重新打开再试。")),
    403: Words(_("这一页你现在打不开"), _("它只对特定岗位开放。"), _("换一个岗位，或者找所在单位的负责人。")),
    404: WORDS["object.not_visible"],
    405: Words(_("这个地址不能这样打开"), _("它只接受页面上的按钮。"), _("回到上一页，用页面上的按钮。")),
    409: WORDS["act.conflict"],
    413: WORDS["input.too_large"],
    422: WORDS["input.bad"],
    429: Words(_("试得太频繁"), _("为了账号安全，先停一会儿。"), _("15 分钟后再试；急用就打值班电话。")),
    500: Words(
        _("平台出错了，对不起"),
        _("不是你的操作有问题。已经记下，会有人处理。"),
        _("再试一次；仍不行就打值班电话，报下面的编号。"),
    ),
    503: WORDS["part.unavailable"],
}

CSRF_WORDS = Words(
    _("这个页面放得太久了"),
    _("为防止别人冒用，提交前要核对页面是否还新。"),
    _("回到上一页，刷新后再交一次。"),
)


def register(words: Mapping[str, Words]) -> None:
    """Add an app's words; a code belongs to one app only."""
    for code, told in words.items():
        if WORDS.get(code, told) != told:
            raise ValueError(f"two apps word the code {code}")
        WORDS[code] = told


def words_for(error: AnlanError) -> Words:
    """The words of its code, else of the nearest kind of error, with the facts filled in."""
    codes = (error.code, *(kind.code for kind in type(error).__mro__ if issubclass(kind, AnlanError)))
    return next(WORDS[code] for code in codes if code in WORDS).filled(error.facts)
