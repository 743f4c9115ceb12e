"""A short invented text with what a reader finds in it, so that tests of drafts need no grammar."""

from __future__ import annotations

from anlan.core.minutes.body import Span
from anlan.core.minutes.model import Announced, Deadline, Minutes, Part, Requirement, Sentence

BODY = (
    "会议提出两点要求。\n"
    "一是要做好夏季防汛。后勤保障部要在6月1日前完成排水井清淤，保卫处要每日巡查地下车库，"
    "坚决防止配电房进水、电缆浸泡。\n"
    "二是要管好实验室。各学院要在开放前完成安全检查，教务处要告知实习安排。\n"
    "会议由办公室承办。"
)


def span_of(words: str, *, body: str = BODY) -> Span:
    """Where words stand in the body."""
    start = body.index(words)
    return Span(start, start + len(words))


def _part(no: str, words: str, *, kind: str = "once", **more: object) -> Part:
    return Part(no=no, text=words, span=span_of(words), kind=kind, **more)  # type: ignore[arg-type]


def _requirement(no: str, marker: str, heading: str, *, until: str, parts: tuple[Part, ...]) -> Requirement:
    start, end = BODY.index(marker), BODY.index(until) + len(until)
    return Requirement(
        no=no,
        speaker="石青",
        speaker_role="党委书记",
        marker=marker,
        heading=heading,
        span=Span(start, end),
        parts=parts,
    )


MINUTES = Minutes(
    body=BODY,
    title="防汛专题会议纪要",
    held_on="2022-05-19",
    requirements=(
        _requirement(
            "1",
            "一是",
            "要做好夏季防汛",
            until="电缆浸泡。",
            parts=(
                _part(
                    "1-1",
                    "在6月1日前完成排水井清淤",
                    owners=("后勤保障部",),
                    deadline=Deadline(text="6月1日前", span=span_of("6月1日前"), due="2022-06-01"),
                ),
                _part(
                    "1-2",
                    "每日巡查地下车库",
                    kind="standing",
                    owners=("保卫处",),
                    deadline=Deadline(text="每日", span=span_of("每日"), repeats="daily"),
                ),
                _part("1-3", "配电房进水", kind="prohibition", lead=span_of("坚决防止")),
                _part("1-4", "电缆浸泡", kind="prohibition", lead=span_of("坚决防止")),
            ),
        ),
        _requirement(
            "2",
            "二是",
            "要管好实验室",
            until="实习安排。",
            parts=(
                _part("2-1", "在开放前完成安全检查", owners=("各学院",), kind="conditional"),
                _part("2-2", "告知实习安排", owners=("教务处",)),
            ),
        ),
    ),
    announced=(Announced(speaker=None, count=2, found=2),),
    sentences=tuple(
        Sentence(span=span_of(words))
        for words in (
            "会议提出两点要求。",
            "一是要做好夏季防汛。",
            "后勤保障部要在6月1日前完成排水井清淤，保卫处要每日巡查地下车库，坚决防止配电房进水、电缆浸泡。",
            "二是要管好实验室。",
            "各学院要在开放前完成安全检查，教务处要告知实习安排。",
            "会议由办公室承办。",
        )
    ),
)
