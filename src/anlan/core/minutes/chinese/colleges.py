"""Texts of a college inside a university, to which the university itself is a body above."""

from __future__ import annotations

import re

_HEAD = 2_000
_HEARS_THE_UNIVERSITY = re.compile(r"传达(?:学习)?(?:了)?(?:学校|校党委|全校)|党政联席")
_NAMES_A_COLLEGE = re.compile(r"[\u3400-\u9fff]{1,12}(?:学院|学系)(?!路|楼)")
_IS_THE_UNIVERSITY = re.compile(
    r"大学(?:召开|举行|办公室|党委|校长)|我校|全校(?!性)|学校(?:召开|举行|决定)|(?<!高)校(?:长|领导)(?!办)"
)
UNIVERSITY = re.compile(r"(?:学校|校党委|校)(?:[\u3400-\u9fff]{2,8}(?:处|部|办|办公室|委|中心|领导小组))?")


def is_of_a_college(body: str) -> bool:
    """Tell a college's own text: its title names a college and nothing in it speaks as the university."""
    head = body[:_HEAD]
    if _HEARS_THE_UNIVERSITY.search(head):
        return True
    lines = head.lstrip("\ufeff \n\u3000").split("\n", 1)
    return _NAMES_A_COLLEGE.search(lines[0]) is not None and _IS_THE_UNIVERSITY.search(head) is None
