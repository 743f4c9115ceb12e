import pytest

from anlan.foundation.ui import navigation
from anlan.foundation.ui.navigation import NavItem


class Viewer:
    def __init__(self, *verbs: str, others: bool = True) -> None:
        self.verbs, self.others = verbs, others

    def holds(self, verb: str) -> bool:
        return verb in self.verbs

    def holds_for_others(self, verb: str) -> bool:
        return self.holds(verb) and self.others


PARTS = NavItem("零件", "ui:vocabulary", "eye", order=2)
SHEET = NavItem("样张", "ui:report", "printer", verb="ui.print", order=1)
GONE = NavItem("没有", "nowhere:at-all", "x", order=3)


@pytest.fixture(autouse=True)
def rail(monkeypatch):
    monkeypatch.setattr(navigation, "_items", [])
    navigation.register(PARTS, SHEET, GONE, PARTS)


def labels(viewer: Viewer | None) -> list[str]:
    return [str(link.item.label) for link in navigation.links_for(viewer, path="/ui/")]


def test_a_viewer_sees_only_items_whose_verb_they_hold():
    assert labels(Viewer()) == ["零件"]
    assert labels(Viewer("ui.print")) == ["样张", "零件"]


def test_a_stranger_sees_only_what_is_open_to_all():
    assert labels(None) == ["零件"]


def test_an_item_is_registered_once_and_in_order():
    assert navigation.items() == (SHEET, PARTS, GONE)


def test_an_address_that_does_not_exist_is_left_out():
    assert "没有" not in labels(Viewer("ui.print"))


@pytest.mark.parametrize(
    ("path", "current"), [("/ui/", "零件"), ("/ui/report/", "样张"), ("/ui/report/x/", "样张"), ("/", None)]
)
def test_the_longest_matching_address_is_current(path, current):
    shown = [
        str(link.item.label) for link in navigation.links_for(Viewer("ui.print"), path=path) if link.current
    ]
    assert shown == ([current] if current else [])


def test_an_item_may_be_for_those_who_see_others_or_for_those_who_see_only_themselves():
    navigation.register(
        NavItem("名单", "ui:report", "users", verb="ui.print", whom="others", order=4),
        NavItem("我的", "ui:report", "user", verb="ui.print", whom="self", order=5),
    )
    assert labels(Viewer("ui.print")) == ["样张", "零件", "名单"]
    assert labels(Viewer("ui.print", others=False)) == ["样张", "零件", "我的"]
    assert labels(Viewer(others=False)) == ["零件"]


def _links(*orders: int, foot: bool = False, current: int = 0) -> list[navigation.NavLink]:
    return [
        navigation.NavLink(
            NavItem(f"第{order}项", "ui:report", "x", order=order, foot=foot), "/", order == current
        )
        for order in orders
    ]


def test_a_short_rail_shows_everything():
    rail = navigation.rail_for(_links(10, 20, 60))
    assert [link.item.order for link in rail.daily + rail.rest] == [10, 20, 60]
    assert not rail.folded


def test_a_long_rail_folds_what_is_looked_up_now_and_then():
    rail = navigation.rail_for([*_links(*range(10, 22)), *_links(85, foot=True), *_links(60)])
    assert [link.item.order for link in rail.daily] == list(range(10, 22))
    assert [link.item.order for link in rail.rest] == [60, 85]
    assert rail.folded
    assert not rail.inside


def test_the_folded_part_is_open_on_its_own_pages():
    assert navigation.rail_for(_links(*range(10, 24), 60, current=60)).inside
