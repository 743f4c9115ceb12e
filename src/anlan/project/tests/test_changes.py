"""What a commit tells the processes that serve: named topics, nothing personal, nothing for a rollback."""

import asyncio
import threading

import pytest
from django.db import connection, transaction

from anlan.core.kernel.ids import new_id
from anlan.foundation.bus.public import tell_changed, tell_changed_for, topic_for
from anlan.project.serving.changes import Changes
from tests.support.aio import run_alone

pytestmark = pytest.mark.django_db(transaction=True)


def heard_while(act: object) -> Changes:
    """The changes of a listener that hears while the act runs in another thread."""

    async def run() -> Changes:
        changes = Changes()
        listening = asyncio.create_task(changes.listen(connection.settings_dict))
        ready = changes._all
        while changes._all == ready:
            await asyncio.sleep(0.01)
        worker = threading.Thread(target=act)  # type: ignore[arg-type]
        worker.start()
        await asyncio.sleep(0.5)
        worker.join()
        listening.cancel()
        return changes

    return run_alone(run())


def closing(act: object) -> object:
    def inner() -> None:
        try:
            act()  # type: ignore[operator]
        finally:
            connection.close()

    return inner


def test_a_commit_is_heard_and_a_rollback_is_not():
    def act() -> None:
        with transaction.atomic():
            tell_changed("tasks", "command")
        with transaction.atomic():
            tell_changed("inspection")
            transaction.set_rollback(True)

    changes = heard_while(closing(act))
    assert set(changes._at) == {"tasks", "command"}


def test_persons_are_told_under_names_that_only_the_house_makes_and_a_crowd_as_one():
    few, crowd = [new_id(), new_id()], [new_id() for _number in range(60)]

    def act() -> None:
        with transaction.atomic():
            tell_changed_for("letters", few)
            tell_changed_for("news", crowd)
            tell_changed_for("nothing", [])

    heard = set(heard_while(closing(act))._at)
    assert heard == {"news", *(topic_for("letters", one) for one in few)}
    assert not any(str(one) in topic for one in few for topic in heard)


def test_a_lost_connection_is_made_again_and_counts_as_a_change_of_all():
    async def run() -> bool:
        changes = Changes()
        listening = asyncio.create_task(changes.listen(connection.settings_dict))
        first = changes._all
        while changes._all == first:
            await asyncio.sleep(0.01)
        heard = changes._all
        await asyncio.to_thread(closing(cut))  # type: ignore[arg-type]
        for _turn in range(300):
            await asyncio.sleep(0.01)
            if changes._all != heard:
                break
        listening.cancel()
        return changes._all != heard

    assert run_alone(run())


def cut() -> None:
    """End the listener's connection from outside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'anlan live' "
            "AND datname = current_database()"
        )
