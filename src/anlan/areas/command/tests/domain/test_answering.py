"""Addressed units acknowledge or object, late or in time; the issuer answers."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, Directive
from anlan.areas.command.tests.domain.conftest import NOW
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.models import OutboxEvent

pytestmark = pytest.mark.django_db


def answer(directive: Directive, code: str) -> Addressee:
    return Addressee.objects.get(directive=directive, unit__code=code)


def test_a_requirement_is_acknowledged_once_all_leads_have(cast, item):
    directive = item("安全检查")
    for who, code in (("dean", "cs"), ("chem_dean", "chem")):
        public.acknowledge(answer(directive, code).pk, by=cast.actor(who))
    directive.refresh_from_db()
    assert directive.state == "issued"
    public.acknowledge(answer(directive, "med").pk, by=cast.actor("med_dean"))
    directive.refresh_from_db()
    assert directive.state == "acknowledged"
    assert OutboxEvent.objects.filter(name="command.DirectiveAcknowledged").count() == 3


def test_acknowledging_twice_changes_nothing(cast, item):
    row = answer(item("地下车库"), "security")
    first = public.acknowledge(row.pk, by=cast.actor("security_head"))
    with clock.hold(NOW + timedelta(hours=2)):
        again = public.acknowledge(row.pk, by=cast.actor("security_head"))
    assert first.acknowledged_at == again.acknowledged_at


def test_late_stays_late(cast, item):
    row = answer(item("地下车库"), "security")
    with clock.hold(NOW + timedelta(hours=25)):
        late = public.acknowledge(row.pk, by=cast.actor("security_head"))
    assert late.was_late
    assert Addressee.objects.filter(Addressee.late()).get() == row
    with pytest.raises(IntegrityError), transaction.atomic():
        Addressee.objects.filter(pk=row.pk).update(acknowledged_at=NOW)


def test_several_are_acknowledged_at_once_or_none(cast, issued):
    rows = list(Addressee.objects.filter(unit__code="security").values_list("pk", flat=True))
    assert public.acknowledge_all(rows, by=cast.actor("security_head")) == len(rows) == 3
    assert public.acknowledge_all(rows, by=cast.actor("security_head")) == 0
    foreign = Addressee.objects.get(unit__code="logistics").pk
    more = [foreign, Addressee.objects.get(unit__code="cs").pk]
    with pytest.raises((NotVisible, NotYours)), transaction.atomic():
        public.acknowledge_all(more, by=cast.actor("logistics_head"))
    assert Addressee.objects.get(pk=foreign).state == "waiting"
    with pytest.raises(NotVisible):
        public.acknowledge_all([new_id()], by=cast.actor("security_head"))


def test_an_objection_needs_a_reason_and_waits_for_the_issuer(cast, item):
    directive = item("地下车库")
    row = answer(directive, "security")
    with pytest.raises(BadInput):
        public.object_to(row.pk, reason=" ", by=cast.actor("security_head"))
    public.object_to(row.pk, reason="人手不够", by=cast.actor("security_head"))
    verdict = public.status_of_directives([directive.pk])[directive.pk]
    assert (verdict.status, verdict.word) == (public.Status.NO_DATA, public.Word.OBJECTED)
    assert [one.addressee.pk for one in public.inbox(cast.actor("hq_head")).objections] == [row.pk]
    assert public.inbox(cast.actor("security_head")).objections == ()
    with pytest.raises(IllegalMove):
        public.acknowledge(row.pk, by=cast.actor("security_head"))


def test_the_issuer_keeps_it_and_the_unit_acknowledges_then(cast, item):
    row = answer(item("地下车库"), "security")
    public.object_to(row.pk, reason="人手不够", by=cast.actor("security_head"))
    with pytest.raises(NotYours):
        public.keep(row.pk, answer="照办", by=cast.actor("security_head"))
    kept = public.keep(row.pk, answer="可调后勤人员支援", by=cast.actor("hq_head"))
    assert (kept.state, kept.answer) == ("kept", "可调后勤人员支援")
    assert [one.addressee.pk for one in public.inbox(cast.actor("security_head")).kept] == [row.pk]
    assert public.acknowledge(row.pk, by=cast.actor("security_head")).state == "acknowledged"


def test_the_issuer_gives_way_by_a_corrected_requirement(cast, item):
    directive = item("地下车库")
    row = answer(directive, "security")
    public.object_to(row.pk, reason="人手不够", by=cast.actor("security_head"))
    new = public.change(
        row.pk,
        answer="改为每周",
        fields={"repeats": "weekly", "text": "每周巡查地下车库"},
        by=cast.actor("hq_head"),
    )
    assert new.supersedes == directive
    assert answer(new, "security").state == "waiting"
    assert Addressee.objects.get(pk=row.pk).state == "changed"
    with pytest.raises(Conflict):
        public.acknowledge(row.pk, by=cast.actor("security_head"))


@pytest.mark.parametrize("who", ["dean", "logistics_head", "student"])
def test_nobody_answers_for_another_unit(cast, item, who):
    row = answer(item("地下车库"), "security")
    with pytest.raises(NotVisible):
        public.acknowledge(row.pk, by=cast.actor(who))
    with pytest.raises(NotVisible):
        public.object_to(row.pk, reason="x", by=cast.actor(who))


def test_a_unit_does_not_see_what_others_answered(cast, item):
    page = public.requirement(cast.actor("dean"), item("安全检查").code)
    assert [one.addressee.unit.code for one in page.answers] == ["cs"]
    assert page.answers[0].acts == ("acknowledge", "object")
    whole = public.requirement(cast.actor("hq_head"), item("安全检查").code)
    assert len(whole.answers) == 3


def test_the_inbox_lists_what_waits_with_its_lateness(cast, issued):
    box = public.inbox(cast.actor("security_head"))
    assert len(box.waiting) == 3
    assert public.waiting_count(cast.actor("security_head")) == 3
    assert not any(row.late for row in box.waiting)
    with clock.hold(NOW + timedelta(days=2)):
        assert all(row.late for row in public.inbox(cast.actor("security_head")).waiting)
    assert public.waiting_count(cast.actor("student")) == 0
    assert public.inbox(cast.actor("student")).count == 0


def test_withdrawn_requirements_wait_for_nobody(cast, item):
    public.withdraw(item("地下车库").pk, reason="x", by=cast.actor("hq_head"))
    assert public.waiting_count(cast.actor("security_head")) == 2
    assert Directive.objects.filter(state="withdrawn").count() == 1
