"""The check over plain facts."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlan.core.access import (
    Actor,
    Facts,
    Grant,
    Ground,
    Reason,
    Registry,
    Verb,
    ground,
    lies_under,
    register,
)

READ = Verb("trial.read", "trial.paper", "read", also=("trial.page",))
register(READ, Verb("trial.enact", "trial.*", "enact", enacts=True))
COLLEGE = Facts(units=frozenset({"u/college/", "u/lab/"}))


def judged(
    grant: Grant,
    facts: Facts,
    *,
    verb: str = "trial.read",
    kind: str = "trial.paper",
    person: UUID | None = None,
) -> Ground:
    return ground(Actor(person_id=person, grants=(grant,)), verb, kind=kind, facts=facts)


def test_a_grant_reaches_what_lies_under_its_unit_and_says_by_which_path():
    found = judged(Grant("trial.read", unit="u/college/"), COLLEGE)
    assert (found.allowed, found.reason, found.path) == (True, Reason.UNIT, "u/college/")


def test_a_sibling_whose_code_begins_alike_is_out_of_reach():
    found = judged(Grant("trial.read", unit="u/coll/"), COLLEGE)
    assert (found.allowed, found.reason) == (False, Reason.OUT_OF_REACH)


def test_the_empty_path_reaches_everything_and_none_reaches_nothing():
    assert judged(Grant("trial.read", unit=""), Facts()).allowed
    assert judged(Grant("trial.read", place=""), Facts()).allowed
    assert not judged(Grant("trial.read"), COLLEGE).allowed


def test_a_place_reaches_as_a_unit_does():
    facts = Facts(places=frozenset({"main/gate/east/"}))
    assert judged(Grant("trial.read", place="main/gate/"), facts).reason is Reason.PLACE


def test_an_unknown_verb_is_denied_even_to_who_was_given_it():
    found = judged(Grant("trial.unheard", unit=""), COLLEGE, verb="trial.unheard")
    assert (found.allowed, found.reason) == (False, Reason.UNKNOWN_VERB)


def test_a_verb_is_denied_on_a_kind_it_is_not_about():
    found = judged(Grant("trial.read", unit=""), COLLEGE, kind="trial.other")
    assert (found.allowed, found.reason) == (False, Reason.WRONG_KIND)
    assert judged(Grant("trial.read", unit=""), COLLEGE, kind="trial.page").allowed
    assert judged(Grant("trial.enact", unit=""), COLLEGE, verb="trial.enact", kind="trial.any").allowed


def test_one_s_own_needs_the_grant_and_the_person():
    person = uuid4()
    facts = Facts(persons=frozenset({str(person)}))
    assert judged(Grant("trial.read", own=True), facts, person=person).reason is Reason.OWN
    assert not judged(Grant("trial.read", own=True), facts, person=uuid4()).allowed
    assert not judged(Grant("trial.read", own=True), facts).allowed
    assert not judged(Grant("trial.read"), facts, person=person).allowed


def test_a_closed_compartment_needs_a_grant_that_opens_it():
    closed = Facts(units=frozenset({"u/"}), compartment="care")
    assert judged(Grant("trial.read", unit=""), closed).reason is Reason.COMPARTMENT
    assert judged(Grant("trial.read", unit="u/", compartments=frozenset({"care"})), closed).allowed
    assert judged(Grant("trial.read", unit="x/", compartments=frozenset({"care"})), closed).reason is (
        Reason.OUT_OF_REACH
    )


def test_reference_data_are_reached_from_any_unit_but_not_by_own_alone():
    shared = Facts(everywhere=True)
    assert judged(Grant("trial.read", unit="u/x/"), shared).reason is Reason.EVERYWHERE
    assert judged(Grant("trial.read", place="m/"), shared).allowed
    assert not judged(Grant("trial.read", own=True), shared, person=uuid4()).allowed


def test_nobody_holds_nothing_and_the_system_holds_every_verb_but_no_compartment():
    assert not Actor.nobody().holds("trial.read")
    assert Actor.nobody().is_nobody
    job = Actor.system("nightly")
    assert job.holds("trial.enact")
    assert not job.is_nobody
    assert ground(job, "trial.read", kind="trial.paper", facts=COLLEGE).allowed
    assert not ground(job, "trial.read", kind="trial.paper", facts=Facts(compartment="care")).allowed


def test_an_actor_does_not_hold_a_verb_that_nobody_registered():
    given_it = Actor(grants=(Grant("trial.unheard", unit=""),))
    assert not given_it.holds("trial.unheard")
    assert list(given_it.grants_of("trial.unheard")) == []


def test_a_path_without_its_slash_is_refused():
    with pytest.raises(ValueError, match="slash"):
        Grant("trial.read", unit="u/college")


def test_two_different_verbs_cannot_share_a_code():
    book = Registry()
    book.register(READ, READ)
    with pytest.raises(ValueError, match=r"trial\.read"):
        book.register(Verb("trial.read", "trial.other", "read"))
    assert [verb.code for verb in book] == ["trial.read"]
    assert book.codes() == {"trial.read"}


@given(st.lists(st.sampled_from("abc"), max_size=4), st.lists(st.sampled_from("abc"), max_size=4))
def test_lying_under_is_the_same_as_beginning_with_the_steps(path, scope):
    written = "".join(f"{step}/" for step in path)
    above = "".join(f"{step}/" for step in scope)
    assert lies_under(written, above) == (path[: len(scope)] == scope)


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_more_grants_never_take_anything_away(given_flags):
    grants = (
        Grant("trial.read", unit="u/lab/"),
        Grant("trial.read", unit="x/"),
        Grant("trial.enact", unit=""),
    )
    some = tuple(grant for grant, taken in zip(grants, given_flags, strict=True) if taken)
    fewer = ground(Actor(grants=some), "trial.read", kind="trial.paper", facts=COLLEGE)
    more = ground(Actor(grants=grants), "trial.read", kind="trial.paper", facts=COLLEGE)
    assert more.allowed >= fewer.allowed
