"""Rules as data, ``anlan.rules/1``: documents are checked, requests judged with every reason, changes shown.

``usable(json)`` loads a document, ``Court(document)`` judges requests, ``check(json)`` tells what is wrong,
``replay`` tells what a change would change. ``interpreter.decide`` defines what a document means.
"""

from anlan.core.policy.court import Court, UnknownPolicy
from anlan.core.policy.decision import Decision, Fired, Nearest
from anlan.core.policy.document import Document
from anlan.core.policy.faults import Fault, UnusableDocument
from anlan.core.policy.linting import check
from anlan.core.policy.loading import usable
from anlan.core.policy.replay import Tally, replay
from anlan.core.policy.requests import UnusableRequest

__all__ = [
    "Court",
    "Decision",
    "Document",
    "Fault",
    "Fired",
    "Nearest",
    "Tally",
    "UnknownPolicy",
    "UnusableDocument",
    "UnusableRequest",
    "check",
    "replay",
    "usable",
]
