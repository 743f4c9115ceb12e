"""Who may plan the roster, stand a watch, answer for a secretary, and look at all of it."""

from anlan.core.access import Verb

ROSTER = "duty.roster"
PARTS = ("duty.shift", "duty.watch", "duty.swap", "duty.call", "duty.handover", "duty.oralorder")

VERBS = (
    Verb("duty.read", ROSTER, "看值班表", also=PARTS),
    Verb("duty.stand", ROSTER, "值班：到岗、换班、交接、记口头指示", also=PARTS),
    Verb("duty.plan", ROSTER, "排班、发布值班表、调换值班人", also=(*PARTS, "duty.absence")),
    Verb("duty.confirm", "duty.proxyact", "确认秘书代办"),
    Verb("duty.oversee", "duty.proxyact", "看谁代办了什么、确认了没有", also=("duty.absence",)),
)
