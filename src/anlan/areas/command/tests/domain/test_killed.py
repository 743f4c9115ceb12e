"""A server that dies in the middle of an issue leaves nothing half-issued."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from anlan.areas.command.models import CodeCounter, Directive, DraftItem, IssueBatch
from anlan.areas.command.tests.domain.conftest import confirm_all, read_text
from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.models import OutboxEvent
from anlan.foundation.ledger.models import Event
from tests.support.cast import Cast, build_cast

pytestmark = pytest.mark.django_db(transaction=True)

SCRIPT = """
import os, signal, sys
from uuid import UUID
import django
django.setup()
from anlan.areas.command import public
from anlan.areas.command.services import issuing
from anlan.foundation.accounts.models import Account
from anlan.foundation.people.public import actor_of, positions_of

def die(items):
    os.kill(os.getpid(), signal.SIGKILL)

issuing._mark_issued = die
account = Account.objects.get(username="clerk")
by = actor_of(account, positions_of(account.person)[0], second_factor=True)
public.issue_drafts(UUID(sys.argv[1]), client_id=UUID(sys.argv[2]), by=by)
"""


@pytest.fixture
def cast(transactional_db: None, known_text: None) -> Cast:
    """The small university, committed."""
    return build_cast()


def test_a_killed_issue_leaves_nothing_behind(cast, process_environment, tmp_path: Path):
    reading = read_text(cast)
    confirm_all(cast, reading)
    issues_before = Event.objects.filter(verb="command.issue").count()
    script = tmp_path / "issue.py"
    script.write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, str(script), str(reading.pk), str(new_id())],
        env=process_environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert not Directive.objects.exists()
    assert not IssueBatch.objects.exists()
    assert not CodeCounter.objects.exists()
    assert not OutboxEvent.objects.filter(name="command.DirectiveIssued").exists()
    assert Event.objects.filter(verb="command.issue").count() == issues_before
    assert set(DraftItem.objects.values_list("state", flat=True)) == {"confirmed"}
