"""What waits, as the list shows it and as the tabs count it."""

from __future__ import annotations

from datetime import datetime, timedelta

from anlan.areas.inspection import worklist
from anlan.areas.inspection.tests.ground import NOW, Ground
from anlan.core.kernel import clock
from anlan.foundation.worklist.public import Group


def test_what_is_late_is_among_mine_on_the_tab_as_in_the_list(held_clock: datetime, ground: Ground):
    ground.assigned()
    at = NOW + timedelta(days=60)
    with clock.hold(at):
        keeper = ground.actor("canteen_head")
        groups = [row.group for row in worklist.rows(keeper, at, 50)]
        counted = worklist.counts(keeper, at)
    assert counted.late == groups.count(Group.LATE) == 1
    assert counted.mine == groups.count(Group.LATE) + groups.count(Group.MINE)


def test_a_canteen_that_is_place_and_unit_is_named_once(held_clock: datetime, ground: Ground):
    finding = ground.assigned()
    found = worklist.rows(ground.actor("canteen_head"), NOW, 50)
    where = next(row.where for row in found if row.key.endswith(str(finding.pk)))
    assert where.startswith(finding.code)
    assert len(where.split()) == len(set(where.split()))
