"""The work of inspection in the queue."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from anlan.areas.inspection import public
from anlan.core.access import Actor
from anlan.foundation.jobs.public import job


@job("inspection.late", label=_("记下逾期的发现，重新打开到期的风险"), cron="*/5 * * * *")
def late() -> None:
    """Findings that turned late, accepted risks that ran out, re-checks that nobody made."""
    by = Actor.system("inspection.late")
    public.mark_late(by=by)
    public.expire_risks(by=by)
    public.lapse_rechecks()


@job("inspection.draw", label=_("抽取盲查的题"), cron="10 21 * * *")
def draw() -> None:
    """Once a day (05:10 on the campus) draw from what was judged since the last time."""
    public.draw_rechecks(by=Actor.system("inspection.draw"))


@job("inspection.sample", label=_("抽取随机抽查的记录"), cron="10 2 * * *")
def sample() -> None:
    """Once a day (10:10 on the campus, when the watches of the day run) for every re-check that is due."""
    public.draw_samples(by=Actor.system("inspection.sample"))


@job("inspection.seal", label=_("封记保护渠道"), cron="30 15 * * *")
def seal() -> None:
    """Once a day (23:30 on the campus), whether anything happened or not."""
    public.seal_day(by=Actor.system("inspection.seal"))


@job("inspection.load", label=_("装入自带的督查清单"), cron="40 21 * * *")
def load() -> None:
    """Publish checklists that ship and are not here yet."""
    public.load_shipped(by=Actor.system("inspection.load"))
