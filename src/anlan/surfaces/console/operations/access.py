"""Who may look after the queue."""

from django.utils.translation import gettext_noop as _

from anlan.core.access import Verb

KIND = "jobs.queued"

VERBS = (
    Verb("jobs.read", KIND, _("看后台任务"), also=("bus.delivery",)),
    Verb("jobs.retry", KIND, _("重试或放弃后台任务"), also=("bus.delivery",)),
)
