"""Tables of inspection."""

from anlan.areas.inspection.models.checklists import Checklist, DraftEdit
from anlan.areas.inspection.models.conclusions import Conclusion, Objection
from anlan.areas.inspection.models.findings import CodeCounter, Finding, FindingStep
from anlan.areas.inspection.models.protected import ProtectedMessage, ProtectedReport, ProtectedSeal
from anlan.areas.inspection.models.rechecks import Draw, Recheck
from anlan.areas.inspection.models.runs import Judgement, Run, Supplement
from anlan.areas.inspection.models.samples import Sample, SampleItem

__all__ = [
    "Checklist",
    "CodeCounter",
    "Conclusion",
    "DraftEdit",
    "Draw",
    "Finding",
    "FindingStep",
    "Judgement",
    "Objection",
    "ProtectedMessage",
    "ProtectedReport",
    "ProtectedSeal",
    "Recheck",
    "Run",
    "Sample",
    "SampleItem",
    "Supplement",
]
