from datetime import timedelta

from anlan.areas.tasks.jobs import slips
from anlan.areas.tasks.tests.office import Office, due_of, held_clock
from anlan.core.kernel import clock
from anlan.foundation.products.models import Product
from anlan.foundation.products.public import sign
from tests.support.cast import Cast

__all__ = ["held_clock"]


def test_an_overdue_task_gets_one_drafted_slip_that_a_person_signs(held_clock, cast: Cast):
    task = Office(cast).give()
    slips()
    assert not Product.objects.exists()
    with clock.hold(due_of(task) + timedelta(days=2)):
        slips()
        slips()
        slip = Product.objects.get()
        assert (slip.state, slip.by_system, slip.about_id) == ("draft", True, task.pk)
        assert slip.fact_values["days_late"] == 2
        done = sign(slip.pk, by=cast.actor("hq_head"), seen_hash=slip.content_hash)
        assert done.shared_with == task.owner_unit
