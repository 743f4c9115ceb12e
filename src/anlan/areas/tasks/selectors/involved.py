"""Who did a task and who made its evidence."""

from __future__ import annotations

from anlan.areas.tasks.models import Task
from anlan.areas.tasks.rules.independence import Involved
from anlan.areas.tasks.selectors import proof
from anlan.foundation.people.models import Appointment


def involved_in(task: Task) -> Involved:
    """The owner's seat and those who hold it, whoever made a step of the doer, and the evidence's authors."""
    rows = task.steps.filter(side="do").values_list("position_id", "person_id")
    held = Appointment.objects.in_force().filter(position=task.owner_position_id)
    seats, persons = proof.authors(task.pk)
    done = list(rows)
    return Involved(
        doer_positions=frozenset({task.owner_position_id, *(seat for seat, _ in done if seat)}),
        doer_persons=frozenset(
            {*held.values_list("person_id", flat=True), *(person for _, person in done if person)}
        ),
        author_positions=seats,
        author_persons=persons,
    )
