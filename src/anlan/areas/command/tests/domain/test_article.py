"""The reference text from beginning to end, where it lies beside the checkout."""

from pathlib import Path

import pytest
from django.conf import settings

from anlan.areas.command import public
from anlan.areas.command.models import Directive, DraftItem
from anlan.areas.command.rules.spans import overlap, pairs
from anlan.areas.command.tests.domain.conftest import confirm_all
from anlan.core.kernel.ids import new_id

ARTICLE = Path(settings.ROOT).parent / "shared" / "mission" / "article.txt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ARTICLE.exists(), reason="the reference text is not here"),
]


def test_ten_requirements_become_an_issued_register(cast):
    clerk = cast.actor("clerk")
    reading = public.import_file(by=clerk, data=ARTICLE.read_bytes(), name=ARTICLE.name)
    page = public.confirmation(clerk, reading.pk)
    assert len(page.headings) == 10
    assert 30 <= len(page.drafts) <= 48
    assert "".join(run.text for run in page.runs) == reading.source.body
    spans = [pairs(item.spans) for item in DraftItem.objects.filter(heading__draft_set=reading)]
    assert not any(overlap(one, other) for i, one in enumerate(spans) for other in spans[i + 1 :])
    confirm_all(cast, reading)
    public.issue_drafts(reading.pk, client_id=new_id(), by=clerk)
    assert Directive.objects.filter(kind="heading").count() == 10
    assert public.register(clerk, public.RegisterFilters()).total == len(page.drafts)
