"""The catalogue, and values of its parameters."""

from typing import Any

import pytest

from anlan.core.kernel.errors import BadInput
from anlan.foundation.posture.rules.catalogue import Subject, read
from anlan.foundation.posture.rules.values import cleaned, kept, plain

from .book import SHIPPED, SMALL, options, param, row, written


def test_the_shipped_catalogue_holds_what_gates_labs_rounds_goods_and_notices_need():
    assert len(SHIPPED.measures) >= 24
    assert all(SHIPPED.deciding(subject) for subject in Subject)
    assert all(
        one.title.zh and one.title.en and one.about.zh and one.about.en for one in SHIPPED.measures.values()
    )


def test_a_shipped_default_names_source_and_grade():
    defaults = [p for m in SHIPPED.measures.values() for p in m.params if p.default is not None]
    assert defaults
    assert all(p.source and p.grade for p in defaults)


def test_only_two_measures_can_refuse_an_exit_and_both_say_they_need_an_order():
    refusing = [one for one in SHIPPED.measures.values() if one.refuses_exit]
    assert [one.key for one in refusing] == ["exit_closed", "isolation_stay"]
    assert all("主管机关" in one.about.zh and not one.oral for one in refusing)


@pytest.mark.parametrize(
    "faulty",
    [
        {"schema": "other"},
        written(row("a"), row("a")),
        written(row("a", lighter=["b"])),
        written(row("a", lighter=["a"])),
        written(row("a", refuses_exit=True, oral=True)),
        written(row("a", refuses_exit=True, restricts=False)),
        written(row("a", param("p", "count", min=0, max=1), param("p", "count", min=0, max=1))),
        written(row("a", param("p", "count", min=0, max=1, default=1))),
        written(row("a", param("p", "count", min=0))),
        written(row("a", param("p", "choice", options=options("one")))),
    ],
)
def test_a_faulty_catalogue_is_refused(faulty: dict[str, Any]):
    with pytest.raises(ValueError, match=r".+"):
        read(faulty)


def test_a_measure_and_a_parameter_are_found_by_their_keys():
    quota = SMALL.measure("quota")
    assert quota is not None
    assert quota.param("most") is not None
    assert quota.param("least") is None
    assert SMALL.measure("nothing") is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"nothing": {}}, "posture.unknown_measure"),
        ({"quota": {"most": 3, "least": 1}}, "posture.unknown_param"),
        ({"quota": {}}, "posture.param_missing"),
        ({"quota": {"most": 10}}, "posture.param_unusable"),
        ({"quota": {"most": True}}, "posture.param_unusable"),
        ({"quota": {"most": "3"}}, "posture.param_unusable"),
        ({"level": {"by": "higher"}}, "posture.param_unusable"),
        ({"level": {"by": 1}}, "posture.param_unusable"),
        ({"hours": {"open": "8-9"}}, "posture.param_unusable"),
        ({"hours": {"open": [540]}}, "posture.param_unusable"),
        ({"hours": {"open": [540, 480]}}, "posture.param_unusable"),
        ({"hours": {"open": [0, 1440]}}, "posture.param_unusable"),
        ({"closed": {"classes": []}}, "posture.param_unusable"),
        ({"closed": {"classes": ["a", "a"]}}, "posture.param_unusable"),
        ({"closed": {"classes": ["a", "x"]}}, "posture.param_unusable"),
    ],
)
def test_a_value_that_does_not_fit_is_named(given: dict[str, Any], code: str):
    with pytest.raises(BadInput) as error:
        cleaned(SMALL, given)
    assert error.value.code == code


def test_values_are_kept_in_one_form_and_written_as_json():
    clean = cleaned(SMALL, {"closed": {"classes": ["c", "a"]}, "hours": {"open": [480, 540]}})
    assert clean == {"closed": {"classes": ("a", "c")}, "hours": {"open": (480, 540)}}
    assert plain(clean) == {"closed": {"classes": ["a", "c"]}, "hours": {"open": [480, 540]}}


def test_what_was_enacted_stands_though_bounds_changed_but_not_though_parameters_did():
    quota = SMALL.measures["quota"]
    assert kept(quota, {"most": 99}) == {"most": 99}
    assert kept(SMALL.measures["closed"], {"classes": ["a"]}) == {"classes": ("a",)}
    assert kept(quota, {}) is None
