"""Relayed word for word to units below; one's own stays apart; who has not relayed is a list."""

from datetime import timedelta

import pytest

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.tests.domain.conftest import NOW
from anlan.core.kernel.errors import BadInput, Conflict, NotVisible, NotYours
from anlan.foundation.bus.models import OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(cast, item):
    """The college's answer to the laboratory requirement, acknowledged."""
    row = Addressee.objects.get(directive=item("安全检查"), unit__code="cs")
    return public.acknowledge(row.pk, by=cast.actor("dean"))


@pytest.fixture
def dated(cast, item):
    """Logistics' answer to the requirement with a deadline, acknowledged."""
    row = Addressee.objects.get(directive=item("排水井"), unit__code="logistics")
    return public.acknowledge(row.pk, by=cast.actor("logistics_head"))


def test_a_requirement_is_relayed_word_for_word(cast, taken):
    units = [cast.units["software"].pk, cast.units["networks"].pk]
    relayed = public.relay(taken.pk, unit_ids=units, by=cast.actor("dean"))
    assert [getattr(one.lead_unit, "code", "") for one in relayed] == ["software", "networks"]
    for one in relayed:
        assert one.text == taken.directive.text
        assert one.text_hash == taken.directive.text_hash
        assert (one.origin, one.relayed_from, one.issuer_unit) == (
            "relayed",
            taken.directive,
            cast.units["cs"],
        )
    assert OutboxEvent.objects.filter(name="command.DirectiveRelayed").count() == 2
    head = cast.actor("department_head")
    row = Addressee.objects.get(directive=relayed[0])
    assert public.acknowledge(row.pk, by=head).state == "acknowledged"
    assert public.requirement(head, relayed[0].code).directive == relayed[0]


def test_relayed_and_local_stay_apart(cast, taken):
    public.relay(taken.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("dean"))
    local = public.add_local(
        by=cast.actor("dean"),
        text="实验室钥匙双人保管",
        unit_id=cast.units["software"].pk,
        under_id=taken.directive_id,
    )
    page = public.requirement(cast.actor("dean"), taken.directive.code)
    assert [one.origin for one, _ in page.relayed] == ["relayed"]
    assert [one for one, _ in page.local] == [local]
    assert local.source is None
    alone = public.add_local(by=cast.actor("dean"), text="本院自查", unit_id=cast.units["cs"].pk)
    assert (alone.relayed_from, alone.origin) == (None, "local")


def test_it_is_acknowledged_before_it_is_relayed_and_once_a_unit(cast, item):
    row = Addressee.objects.get(directive=item("安全检查"), unit__code="cs")
    units = [cast.units["software"].pk]
    with pytest.raises(BadInput) as refused:
        public.relay(row.pk, unit_ids=units, by=cast.actor("dean"))
    assert refused.value.code == "command.acknowledge_first"
    public.acknowledge(row.pk, by=cast.actor("dean"))
    public.relay(row.pk, unit_ids=units, by=cast.actor("dean"))
    with pytest.raises(Conflict):
        public.relay(row.pk, unit_ids=units, by=cast.actor("dean"))


def test_a_relayed_deadline_is_not_later_without_a_reason(cast, dated):
    late = dated.directive.due_at + timedelta(days=1)
    head, units = cast.actor("logistics_head"), [cast.units["canteen-1"].pk]
    with pytest.raises(BadInput) as refused:
        public.relay(dated.pk, unit_ids=units, by=head, due_at=late)
    assert refused.value.code == "command.relay_later_than_parent"
    relayed = public.relay(dated.pk, unit_ids=units, by=head, due_at=late, later_reason="等设备到货")
    assert relayed[0].later_reason == "等设备到货"


def test_without_a_date_of_its_own_the_parents_deadline_holds(cast, dated):
    relayed = public.relay(dated.pk, unit_ids=[cast.units["canteen-1"].pk], by=cast.actor("logistics_head"))
    assert relayed[0].due_at == dated.directive.due_at


@pytest.mark.parametrize("code", ["chem", "cs", "hq", "canteen-1"])
def test_only_units_below_are_relayed_to(cast, taken, code):
    with pytest.raises(BadInput):
        public.relay(taken.pk, unit_ids=[cast.units[code].pk], by=cast.actor("dean"))
    with pytest.raises(BadInput):
        public.relay(taken.pk, unit_ids=[], by=cast.actor("dean"))


def test_another_college_cannot_relay_or_add(cast, taken):
    with pytest.raises(NotVisible):
        public.relay(taken.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("chem_dean"))
    with pytest.raises(BadInput):
        public.add_local(by=cast.actor("chem_dean"), text="x", unit_id=cast.units["software"].pk)
    with pytest.raises(NotYours):
        public.add_local(by=cast.actor("inspector"), text="x", unit_id=cast.units["inspection"].pk)


def test_who_has_not_relayed_is_a_list(cast, issued, taken, dated):
    gaps = public.not_relayed(cast.actor("hq_head"), issued.meeting_id)
    assert {gap.unit.name: gap.missing for gap in gaps} == {
        "计算机学院": (taken.directive.code,),
        "后勤": (dated.directive.code,),
    }
    public.relay(taken.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("dean"))
    public.waive_relay(dated.pk, reason="由部里直接做", by=cast.actor("logistics_head"))
    assert public.not_relayed(cast.actor("hq_head"), issued.meeting_id) == []


def test_what_is_to_relay_stands_in_the_inbox_until_it_is(cast, taken):
    assert [row.addressee.pk for row in public.inbox(cast.actor("dean")).to_relay] == [taken.pk]
    assert {chip.name for chip in public.units_below(cast.actor("dean"))} == {"软件工程系", "网络工程系"}
    public.relay(taken.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("dean"))
    assert public.inbox(cast.actor("dean")).to_relay == ()


def test_an_objection_below_is_the_colleges_to_answer(cast, taken):
    relayed = public.relay(taken.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("dean"))[0]
    row = Addressee.objects.get(directive=relayed)
    public.object_to(row.pk, reason="没有实验室", by=cast.actor("department_head"))
    assert [one.addressee.pk for one in public.inbox(cast.actor("dean")).objections] == [row.pk]
    assert public.inbox(cast.actor("hq_head")).objections == ()
    kept = public.keep(row.pk, answer="有两间公用", by=cast.actor("dean"))
    assert kept.state == "kept"
    withdrawn = public.withdraw(relayed.pk, reason="转错了", by=cast.actor("dean"))
    assert withdrawn.state == "withdrawn"


def test_a_relay_shows_that_its_origin_was_withdrawn(cast, taken):
    relayed = public.relay(taken.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("dean"))[0]
    public.withdraw(taken.directive_id, reason="取消", by=cast.actor("hq_head"))
    assert Directive.objects.get(pk=relayed.pk).state == "issued"
    page = public.requirement(cast.actor("dean"), relayed.code)
    assert getattr(page.origin, "state", "") == "withdrawn"


def test_the_relayed_counts_its_own_time(cast, dated):
    own = NOW + timedelta(days=2)
    relayed = public.relay(
        dated.pk, unit_ids=[cast.units["canteen-1"].pk], by=cast.actor("logistics_head"), due_at=own
    )[0]
    verdict = public.status_of_directives([relayed.pk], at=own + timedelta(days=1))[relayed.pk]
    assert (verdict.status, verdict.days) == (public.Status.NOT_MET, 1)
