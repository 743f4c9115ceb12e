"""Permission without a database: verbs, grants, actors, footings, and the one check over plain facts."""

from anlan.core.access.actor import Actor
from anlan.core.access.footing import Facts, Footing, Through, Tie
from anlan.core.access.grant import Grant, lies_under
from anlan.core.access.judge import Ground, Reason, ground
from anlan.core.access.verbs import VERBS, Registry, Verb, register

__all__ = [
    "VERBS",
    "Actor",
    "Facts",
    "Footing",
    "Grant",
    "Ground",
    "Reason",
    "Registry",
    "Through",
    "Tie",
    "Verb",
    "ground",
    "lies_under",
    "register",
]
