"""Earlier requirements of similar wording are found, and the same way every time."""

from hypothesis import given
from hypothesis import strategies as st

from anlan.areas.command.rules.likeness import Earlier, Wordings, grams

EARLIER = (
    Earlier("a", "校外车辆进校全面消杀，每车留痕"),
    Earlier("b", "物资发放前再次消杀，并静置满规定时长"),
    Earlier("c", "围墙每两小时巡查一次"),
    Earlier("d", "汛期前完成排水井清淤"),
)


def test_the_likest_comes_first_and_the_unlike_not_at_all():
    near = Wordings(EARLIER).nearest("校外车辆进入校园要全面消杀", floor=0.3, most=3)
    assert [one.key for one in near] == ["a"]


def test_at_most_so_many_are_named():
    same = [Earlier(str(number), "汛期前完成排水井清淤") for number in range(9)]
    near = Wordings(same).nearest("汛期前完成排水井清淤", floor=0.3, most=3)
    assert [one.key for one in near] == ["0", "1", "2"]
    assert all(one.score > 0.999 for one in near)


def test_nothing_is_like_nothing():
    assert Wordings(()).nearest("任何要求", floor=0.1, most=3) == ()
    assert Wordings(EARLIER).nearest("，。", floor=0.1, most=3) == ()


@given(st.text(max_size=40))
def test_scores_are_between_the_floor_and_one_and_repeatable(text):
    once = Wordings(EARLIER).nearest(text, floor=0.2, most=3)
    assert once == Wordings(EARLIER).nearest(text, floor=0.2, most=3)
    assert all(0.2 <= one.score <= 1 for one in once)


@given(st.text(min_size=3, max_size=30))
def test_a_text_is_wholly_like_itself(text):
    near = Wordings([Earlier("x", text)]).nearest(text, floor=0.5, most=1)
    assert [one.key for one in near] == (["x"] if grams(text) else [])


def test_punctuation_and_width_do_not_count():
    assert grams("ＡＢ，c d") == grams("abcd")
