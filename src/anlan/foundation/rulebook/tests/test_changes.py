from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.foundation.ledger.models import Event
from anlan.foundation.rulebook import public
from anlan.foundation.rulebook.models import RuleArea, RuleChange, RuleVersion
from anlan.foundation.rulebook.public import State, Why, minutes_on, value_on
from anlan.foundation.rulebook.states import ChangeAct
from tests.support.cast import Cast

from .book import DAY, plan, take_trial

BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def house(cast: Cast) -> Cast:
    """The small university with the small book."""
    take_trial()
    return cast


def proposed(house: Cast, who: str = "clerk", **more) -> RuleChange:
    change = public.draft_change(plan(**more), by=house.actor(who))
    return public.propose(change.pk, by=house.actor(who))


def approved(house: Cast, **more) -> RuleChange:
    return public.approve(proposed(house, **more).pk, by=house.actor("commander"))


def test_an_empty_value_stays_empty_until_two_people_confirm_one(house: Cast):
    assert value_on("trial.hold", DAY).state is State.NOT_CONFIRMED
    assert minutes_on("trial.hold", DAY) is None
    change = proposed(house, act=ChangeAct.CONFIRM)
    assert value_on("trial.hold", DAY).state is State.NOT_CONFIRMED
    public.approve(change.pk, by=house.actor("commander"))
    answer = value_on("trial.hold", DAY)
    assert (answer.state, answer.value, answer.minutes) == (State.IN_FORCE, 24, 24 * 60)
    assert answer.version is not None
    assert answer.version.confirmed_by == house.actor("commander").title
    assert answer.version.starts == DAY
    assert value_on("trial.hold", BEFORE).state is State.NOT_CONFIRMED


def test_another_value_from_a_day_leaves_the_days_before_as_they_were(house: Cast):
    approved(house, rule="trial.cases", value=3, area="school")
    assert value_on("trial.cases", BEFORE).value == 10
    assert (value_on("trial.cases", DAY).value, value_on("trial.cases", DAY).why) == (3, Why.NEARER)
    approved(house, rule="trial.cases", value=2, area="school", starts=DAY + timedelta(days=9))
    assert value_on("trial.cases", DAY).value == 3
    assert value_on("trial.cases", DAY + timedelta(days=9)).value == 2


def test_what_was_known_at_an_earlier_hour_can_be_asked(house: Cast):
    earlier = clock.now()
    approved(house, rule="trial.cases", value=3, area="school")
    assert value_on("trial.cases", DAY).value == 3
    assert value_on("trial.cases", DAY, known_at=earlier).value == 10


def test_an_end_leaves_a_gap_and_no_value(house: Cast):
    approved(house, rule="trial.cases", act=ChangeAct.END, value=None, area="CN", source=None)
    assert value_on("trial.cases", BEFORE).value == 10
    assert (value_on("trial.cases", DAY).state, value_on("trial.cases", DAY).value) == (State.NONE, None)


def test_nobody_approves_what_they_proposed(house: Cast):
    change = proposed(house, who="hq_head")
    with pytest.raises(NotYours):
        public.approve(change.pk, by=house.actor("hq_head"))
    with pytest.raises(NotYours):
        public.reject(change.pk, by=house.actor("hq_head"), note="不行")
    with pytest.raises(NotYours):
        public.approve(change.pk, by=Actor.system("job"))
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleChange.objects.update(
            state="approved", decider=house.person("hq_head"), decided_at=clock.now(), decision_note="x"
        )


def test_an_approval_asks_for_a_second_factor(house: Cast):
    change = proposed(house)
    with pytest.raises(NotYours) as refused:
        public.approve(change.pk, by=house.actor("commander", second_factor=False))
    assert refused.value.code == "act.second_factor_needed"


def test_a_clerk_and_an_inspector_cannot_approve(house: Cast):
    change = proposed(house)
    with pytest.raises(NotYours):
        public.approve(change.pk, by=house.actor("clerk2"))
    with pytest.raises(NotVisible):
        public.approve(change.pk, by=house.actor("inspector"))


def test_a_student_and_another_unit_see_no_change(house: Cast):
    change = public.draft_change(plan(), by=house.actor("dean"))
    for who in ("student", "chem_dean", "auditor"):
        with pytest.raises(NotVisible):
            public.propose(change.pk, by=house.actor(who))
    with pytest.raises(NotYours):
        public.draft_change(plan(), by=house.actor("student"))
    with pytest.raises(NotYours):
        public.draft_change(plan(), by=Actor.nobody())


def test_what_changed_meanwhile_is_proposed_anew(house: Cast):
    first, second = proposed(house, value=24), proposed(house, who="clerk2", value=48)
    public.approve(first.pk, by=house.actor("commander"))
    with pytest.raises(Conflict):
        public.approve(second.pk, by=house.actor("commander"))
    assert value_on("trial.hold", DAY).value == 24


def test_a_decided_change_moves_no_more(house: Cast):
    change = approved(house)
    for act in (public.approve, public.propose, public.withdraw):
        with pytest.raises(IllegalMove):
            act(change.pk, by=house.actor("commander"))
    with pytest.raises(IllegalMove):
        public.reject(change.pk, by=house.actor("deputy"), note="晚了")


def test_a_rejection_says_why_and_changes_nothing(house: Cast):
    change = proposed(house)
    with pytest.raises(BadInput):
        public.reject(change.pk, by=house.actor("commander"), note="  ")
    public.reject(change.pk, by=house.actor("commander"), note="没有来源")
    assert value_on("trial.hold", DAY).value is None


def test_a_proposer_takes_a_change_back(house: Cast):
    change = public.withdraw(proposed(house).pk, by=house.actor("clerk"))
    assert change.state == "withdrawn"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"rule": "trial.keep", "value": 7}, "rulebook.lack_held_looser"),
        ({"rule": "trial.open", "value": False}, "rulebook.lack_held_fixed"),
        ({"value": "24"}, "rulebook.lack_value_number"),
        ({"source": None}, "rulebook.lack_no_source"),
        ({"ends": DAY}, "rulebook.lack_window"),
        ({"area": "nowhere"}, "rulebook.no_such_area"),
        ({"reason": " "}, "rulebook.reason_missing"),
        ({"act": ChangeAct.CONFIRM, "value": None}, "rulebook.lack_no_value"),
        (
            {"act": ChangeAct.CONFIRM, "rule": "trial.keep", "area": "CN", "value": 60},
            "rulebook.lack_other_value",
        ),
        ({"act": ChangeAct.END, "rule": "trial.keep", "value": None}, "rulebook.lack_nothing_stands"),
    ],
)
def test_a_change_that_cannot_stand_is_refused_with_its_reason(house: Cast, more, code):
    with pytest.raises(BadInput) as refused:
        public.draft_change(plan(**more), by=house.actor("clerk"))
    assert refused.value.code == code


def test_a_rule_that_nobody_knows_is_refused(house: Cast):
    with pytest.raises(NotVisible):
        public.draft_change(plan(rule="trial.nothing"), by=house.actor("clerk"))
    assert value_on("trial.nothing", DAY).why is Why.UNKNOWN


def test_every_act_leaves_its_line(house: Cast):
    approved(house)
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"rulebook.take_in", "rulebook.draft", "rulebook.propose", "rulebook.approve"} <= verbs


def test_versions_and_decisions_are_fixed_in_the_database(house: Cast):
    approved(house)
    row = RuleVersion.objects.filter(replaced_at=None).first()
    assert row is not None
    for act in (
        lambda: RuleVersion.objects.filter(pk=row.pk).update(value=1),
        row.delete,
        lambda: RuleChange.objects.update(reason="改"),
        lambda: RuleChange.objects.all().delete(),
        lambda: RuleVersion.objects.exclude(replaced_at=None).update(replaced_at=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_two_versions_of_one_day_cannot_stand(house: Cast):
    row = RuleVersion.objects.filter(rule__code="trial.keep").get()
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleVersion.objects.create(
            rule=row.rule, area=row.area, value=31, starts=DAY, source_title="x", grade="A"
        )


def test_a_value_without_source_cannot_stand(house: Cast):
    row = RuleVersion.objects.filter(rule__code="trial.hold").get()
    for grade, title in (("D", "抄件"), ("", ""), ("A", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            RuleVersion.objects.create(
                rule=row.rule,
                area=RuleArea.objects.get(code="far"),
                value=1,
                starts=DAY,
                grade=grade,
                source_title=title,
            )


def test_taking_the_sets_in_again_changes_nothing(house: Cast):
    before = RuleVersion.objects.count()
    take_trial()
    assert RuleVersion.objects.count() == before


def test_only_who_settles_may_take_sets_in(house: Cast):
    with pytest.raises(NotYours):
        public.take_in(public.shipped(), by=house.actor("clerk"))


def test_every_shipped_set_is_taken_in(cast: Cast):
    taken = public.take_in(public.shipped(), by=cast.actor("hq_head"))
    assert taken.versions == RuleVersion.objects.count() > 200
    answers = public.book_on(date(2022, 5, 19))
    assert answers["iso.close.central"].days == 14
    assert answers["goods.hold.parcel"].state is State.NOT_CONFIRMED
    assert answers["plan.campus"].value == {"zh": "第五版", "en": "Fifth edition"}
    assert answers["cl.noro.cases"].state is State.NONE


def test_an_area_becomes_ours_and_takes_the_place_of_another(house: Cast):
    by = house.actor("hq_head")
    public.settle_area("near", here=True, by=by)
    assert value_on("trial.cases", DAY).value == 6
    public.settle_area("far", here=True, by=by)
    assert value_on("trial.cases", DAY).value == 4
    public.settle_area("near", here=True, by=by, place_code="lake")
    assert value_on("trial.cases", DAY).value == 4
    assert value_on("trial.cases", DAY, house.campuses["lake"]).value == 6
    assert value_on("trial.cases", DAY, house.campuses["centre"]).value == 4
    public.settle_area("far", here=False, by=by)
    assert value_on("trial.cases", DAY).value == 10


def test_the_country_and_the_school_are_always_ours(house: Cast):
    for code in ("CN", "school"):
        with pytest.raises(BadInput):
            public.settle_area(code, here=False, by=house.actor("hq_head"))
    with pytest.raises(BadInput):
        public.settle_area("near", here=True, by=house.actor("hq_head"), place_code="nowhere")
    with pytest.raises(NotVisible):
        public.settle_area("nowhere", here=True, by=house.actor("hq_head"))
    with pytest.raises(NotYours):
        public.settle_area("near", here=True, by=house.actor("clerk"))


def test_typed_helpers_answer_in_their_units(house: Cast):
    assert public.days_on("trial.keep", DAY) == 30
    assert public.number_on("trial.cases", DAY) == 10
    assert public.number_on("trial.open", DAY) is None
    assert public.minutes_on("trial.cases", DAY) is None
