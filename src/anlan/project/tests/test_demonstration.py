"""The demo is loaded into an empty database only; a loading that was cut off is begun anew."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from anlan.foundation.accounts.models import Account
from anlan.project import demonstration
from anlan.project.commands import demo, prepare
from anlan.project.serving.preparation import READY_WITH_DEMO

pytestmark = pytest.mark.django_db


class Loader:
    """Stands in for the demo's own command and remembers how it was called."""

    def __init__(self, *, status: int = 0, leaves: str = "") -> None:
        self.calls: list[list[str]] = []
        self.status = status
        self.leaves = leaves

    def __call__(self, _target: str, words: Sequence[str]) -> int:
        self.calls.append(list(words))
        if self.leaves:
            Account.objects.create(username=f"made{len(self.calls)}", password="!", demo_role=self.leaves)
        return self.status


@pytest.fixture
def loader(home: Path, monkeypatch: pytest.MonkeyPatch) -> Loader:
    one = Loader(leaves="hq_clerk")
    monkeypatch.setattr(demo, "call", one)
    return one


def somebody() -> None:
    get_user_model().objects.create(username="somebody", password="!")


def test_an_empty_database_gets_the_demo_and_says_so(loader: Loader, capsys: pytest.CaptureFixture[str]):
    assert prepare.main(["--demo", "small"]) == READY_WITH_DEMO
    assert loader.calls == [["load", "--scale", "small"]]
    assert "Demo campus ready" in capsys.readouterr().out
    assert not demonstration.was_cut_off()


def test_a_second_start_loads_nothing(loader: Loader):
    prepare.main(["--demo", "small"])
    assert prepare.main(["--demo", "small"]) == READY_WITH_DEMO
    assert len(loader.calls) == 1


def test_data_of_somebodys_own_are_left_alone(loader: Loader, capsys: pytest.CaptureFixture[str]):
    somebody()
    assert prepare.main(["--demo", "campus"]) == 0
    assert loader.calls == []
    assert "data of its own" in capsys.readouterr().out


def test_a_loading_that_was_cut_off_is_begun_anew(loader: Loader):
    demonstration.begin()
    somebody()
    assert prepare.main(["--demo", "small"]) == READY_WITH_DEMO
    assert loader.calls == [["load", "--scale", "small", "--replace"]]


def test_a_loading_cut_off_in_another_database_replaces_nothing_here(
    loader: Loader, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(demonstration, "_this_database", lambda: "elsewhere:1/anlan")
        demonstration.begin()
    somebody()
    assert prepare.main(["--demo", "small"]) == 0
    assert loader.calls == []


def test_serving_without_the_demo_makes_the_data_somebodys_own(loader: Loader):
    demonstration.begin()
    somebody()
    assert prepare.main([]) == 0
    assert prepare.main(["--demo", "small"]) == 0
    assert loader.calls == []


def test_a_loading_that_failed_half_way_is_remembered(loader: Loader):
    loader.status = 1
    assert prepare.main(["--demo", "small"]) == 1
    assert demonstration.was_cut_off()


def test_a_loading_that_failed_before_it_left_anything_is_forgotten(loader: Loader):
    loader.status, loader.leaves = 2, ""
    assert demo.main(["load", "--seed", "x"]) == 2
    assert not demonstration.was_cut_off()


def test_a_refusal_of_the_demo_itself_is_handed_on(loader: Loader):
    loader.status = 1
    somebody()
    assert demo.main(["load"]) == 1
    assert not demonstration.was_cut_off()


def test_other_words_go_to_the_demo_as_they_are(loader: Loader):
    demo.main(["load", "--help"])
    demo.main([])
    assert loader.calls == [["load", "--help"], []]
