"""Papers from above are confirmed the same way, and every demand finds its requirement."""

from datetime import UTC, date, datetime, timedelta

import pytest

from anlan.areas.command import public
from anlan.areas.command.models import Demand
from anlan.areas.command.tests.domain.conftest import NOW, confirm_all
from anlan.areas.command.tests.domain.texts import BODY
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.core.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(cast, known_text):
    return public.register_paper(
        by=cast.actor("clerk"),
        issuer="省教育厅",
        number="教安〔2022〕7号",
        title="关于做好防汛工作的通知",
        received_on=date(2022, 5, 18),
        reply_due_at=datetime(2022, 5, 25, 10, tzinfo=UTC),
    )


def test_a_paper_is_registered_once(cast, paper):
    with pytest.raises(BadInput):
        public.register_paper(
            by=cast.actor("clerk"),
            issuer="省教育厅",
            number=paper.number,
            title="x",
            received_on=date(2022, 5, 18),
        )
    with pytest.raises(NotYours):
        public.register_paper(
            by=cast.actor("dean"), issuer="x", number="x", title="x", received_on=date(2022, 5, 1)
        )


def test_its_demands_wait_and_are_answered_by_what_is_issued(cast, paper):
    clerk = cast.actor("clerk")
    reading = public.import_text(by=clerk, text=BODY, paper_id=paper.pk)
    assert Demand.objects.filter(paper=paper).count() == 6
    page = public.paper(clerk, paper.pk)
    assert (page.unanswered, page.paper.state, page.acts) == (6, "in_hand", ("reply", "file"))
    confirm_all(cast, reading)
    public.issue_drafts(reading.pk, client_id=new_id(), by=clerk)
    page = public.paper(clerk, paper.pk)
    assert page.unanswered == 0
    assert all(len(row.answers) == 1 for row in page.demands)
    assert public.reply_to_paper(paper.pk, note="", by=clerk).state == "replied"


def test_a_demand_is_answered_by_a_requirement_we_have_already(cast, paper, item):
    clerk = cast.actor("clerk")
    public.import_text(by=clerk, text=BODY, paper_id=paper.pk)
    demand = Demand.objects.filter(paper=paper)[0]
    directive = item("排水井")
    public.link_demand(demand.pk, directive_id=directive.pk, by=clerk)
    public.link_demand(demand.pk, directive_id=directive.pk, by=clerk)
    assert public.paper(clerk, paper.pk).unanswered == 5
    assert public.requirement(clerk, directive.code).demands == (demand,)
    new = public.supersede(directive.pk, fields={"text": "尽快清淤"}, reason="x", by=cast.actor("hq_head"))
    assert new.demands.get() == demand
    public.unlink_demand(demand.pk, directive_id=directive.pk, by=clerk)
    with pytest.raises(NotVisible):
        public.unlink_demand(demand.pk, directive_id=directive.pk, by=clerk)


def test_a_reply_with_open_demands_says_how(cast, paper):
    clerk = cast.actor("clerk")
    public.import_text(by=clerk, text=BODY, paper_id=paper.pk)
    with pytest.raises(BadInput) as refused:
        public.reply_to_paper(paper.pk, note=" ", by=clerk)
    assert refused.value.facts["count"] == 6
    public.reply_to_paper(paper.pk, note="已按原有预案落实", by=clerk)
    with pytest.raises(IllegalMove):
        public.file_paper(paper.pk, by=clerk)


def test_its_text_is_entered_once(cast, paper):
    public.import_text(by=cast.actor("clerk"), text=BODY, paper_id=paper.pk)
    with pytest.raises(Conflict):
        public.import_text(by=cast.actor("clerk"), text=BODY, paper_id=paper.pk)


def test_how_late_a_reply_is_stands_on_its_page(cast, paper):
    clerk = cast.actor("clerk")
    assert public.paper(clerk, paper.pk).left == 6
    with clock.hold(NOW + timedelta(days=8)):
        assert public.paper(clerk, paper.pk).late == 3
    assert public.papers(clerk) == [paper]


def test_a_paper_without_a_reply_is_filed(cast, paper):
    assert public.file_paper(paper.pk, by=cast.actor("clerk")).state == "filed"


@pytest.mark.parametrize("who", ["dean", "student"])
def test_papers_are_the_headquarters_own(cast, paper, who):
    assert public.papers(cast.actor(who)) == []
    with pytest.raises(NotVisible):
        public.paper(cast.actor(who), paper.pk)
