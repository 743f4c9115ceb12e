"""What I may see as a list and what I may see one by one agree; every read passes the footing."""

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlan.areas.command import public
from anlan.areas.command.models import Addressee, Directive, DraftSet, Meeting, Source, UpstreamPaper
from anlan.areas.command.selectors.sight import directives, own_unit
from anlan.core.access import Actor, Grant
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.public import allowed, visible

pytestmark = pytest.mark.django_db

PATHS = (
    "",
    "anlan/",
    "anlan/cs/",
    "anlan/cs/software/",
    "anlan/security/",
    "anlan/hq/hq-office/",
    "anlan/none/",
)
READS: dict[type[Model], str] = {
    Directive: "command.read",
    Addressee: "command.read",
    Meeting: "command.read",
    Source: "command.read",
    UpstreamPaper: "command.read",
    DraftSet: "command.draft",
}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["command.read", "command.draft"]), st.sampled_from(PATHS)), max_size=3
    )
)
def test_lists_and_checks_agree_for_whatever_is_granted(cast, issued, granted):
    if not Directive.objects.filter(origin="relayed").exists():
        row = Addressee.objects.get(unit__code="cs")
        public.acknowledge(row.pk, by=cast.actor("dean"))
        public.relay(row.pk, unit_ids=[cast.units["software"].pk], by=cast.actor("dean"))
    actor = Actor(label="x", grants=tuple(Grant(verb, unit=path) for verb, path in granted))
    for model, verb in READS.items():
        rows = list(model._default_manager.all())
        assert set(visible(model._default_manager.all(), actor, verb)) == {
            row for row in rows if allowed(actor, verb, row)
        }


def test_nobody_sees_nothing(cast, issued):
    nobody = Actor.nobody()
    assert not directives(nobody).exists()
    assert public.register(nobody, public.RegisterFilters()).total == 0
    assert public.meetings(nobody) == []
    assert public.inbox(nobody).count == 0
    with pytest.raises(NotVisible):
        own_unit(nobody)


def test_a_unit_sees_the_heading_of_what_it_got_and_not_its_neighbours(cast, issued):
    seen = set(directives(cast.actor("dean")).values_list("no", flat=True))
    assert seen == {"2", "2-1"}


def test_a_unit_does_not_read_the_whole_minutes(cast, issued):
    with pytest.raises(NotVisible):
        public.source_seen(cast.actor("dean"), issued.source_id)
    assert public.source_seen(cast.actor("clerk"), issued.source_id) == issued.source


def test_an_inspector_reads_requirements_but_no_drafts(cast, issued):
    assert directives(cast.actor("inspector")).count() == 8
    assert public.draft_sets(cast.actor("inspector")) == []
