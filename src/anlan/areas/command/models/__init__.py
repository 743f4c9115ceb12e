"""The tables of command."""

from anlan.areas.command.models.addressing import Addressee
from anlan.areas.command.models.directives import CodeCounter, Directive, Indicator, IssueBatch
from anlan.areas.command.models.drafts import (
    DraftHeading,
    DraftItem,
    DraftPresence,
    DraftSentence,
    DraftSet,
    DraftStep,
    DraftSuggestion,
)
from anlan.areas.command.models.meetings import AgendaItem, Attendance, Meeting, TopicSlip
from anlan.areas.command.models.saved import SavedView
from anlan.areas.command.models.sources import Demand, DemandLink, Source, UpstreamPaper

__all__ = [
    "Addressee",
    "AgendaItem",
    "Attendance",
    "CodeCounter",
    "Demand",
    "DemandLink",
    "Directive",
    "DraftHeading",
    "DraftItem",
    "DraftPresence",
    "DraftSentence",
    "DraftSet",
    "DraftStep",
    "DraftSuggestion",
    "Indicator",
    "IssueBatch",
    "Meeting",
    "SavedView",
    "Source",
    "TopicSlip",
    "UpstreamPaper",
]
