"""The door of inspection: what pages, surfaces and rooms above use."""

from anlan.areas.inspection.events import (
    ConclusionIssued,
    FindingAssigned,
    FindingClosed,
    FindingLate,
    FindingRaised,
    FindingReopened,
    FindingSubmitted,
    FindingVerified,
    ObjectionDecided,
    ObjectionFiled,
    RunSubmitted,
)
from anlan.areas.inspection.rules.drift import Drift
from anlan.areas.inspection.selectors.by_unit import open_by_unit
from anlan.areas.inspection.selectors.contributions import contribution
from anlan.areas.inspection.selectors.drifting import DriftPage, drift_page, drift_rows
from anlan.areas.inspection.selectors.filters import FindingFilters
from anlan.areas.inspection.selectors.finding import FindingPage, finding_page
from anlan.areas.inspection.selectors.listing import FindingList, FindingRow, findings, pressing_first
from anlan.areas.inspection.selectors.of_directive import FindingsOf, findings_of
from anlan.areas.inspection.selectors.overview import Overview, open_rechecks, overview
from anlan.areas.inspection.selectors.pack import checklist_told, pack
from anlan.areas.inspection.selectors.place import PlaceCheck, current_checklists, place_check
from anlan.areas.inspection.selectors.rulebook import limits
from anlan.areas.inspection.selectors.running import RunPage, due_runs, run_page
from anlan.areas.inspection.selectors.samples import SamplePage, agreement, draw_told, open_samples, samples
from anlan.areas.inspection.selectors.tasking import finding_of_task, may_make_task, tasks_of_finding
from anlan.areas.inspection.selectors.telling import (
    ConclusionTold,
    FindingTold,
    ObjectionTold,
    conclusion_told,
    finding_told,
    objection_told,
)
from anlan.areas.inspection.services.checklists import (
    import_checklist,
    load_shipped,
    publish_checklist,
    read_file,
    retire_checklist,
)
from anlan.areas.inspection.services.concluding import (
    change_conclusion,
    issue_conclusion,
    keep_conclusion,
    object_to,
)
from anlan.areas.inspection.services.drafting import (
    begin_draft,
    change_draft,
    checklist_workbook,
    mark_of,
    new_checklist,
    undo_edit,
)
from anlan.areas.inspection.services.exporting import export_findings
from anlan.areas.inspection.services.lateness import lapse_rechecks, mark_late
from anlan.areas.inspection.services.protecting import (
    add_by_reporter,
    answer_report,
    follow,
    move_report,
    read_report,
    report_hidden,
    seal_day,
    verify_chain,
)
from anlan.areas.inspection.services.raising import raise_finding
from anlan.areas.inspection.services.rechecking import draw_holds, draw_rechecks, judge_recheck
from anlan.areas.inspection.services.rectifying import assign, start, submit
from anlan.areas.inspection.services.risk import accept_risk, end_risk, expire_risks
from anlan.areas.inspection.services.running import (
    Found,
    Sheet,
    Witness,
    add_supplement,
    keep_answers,
    review_run,
    start_run,
    submit_run,
)
from anlan.areas.inspection.services.sampling import draw_samples, judge_sample, sample_page
from anlan.areas.inspection.services.scheduling import cancel_run, schedule_run
from anlan.areas.inspection.services.sending import hand_in
from anlan.areas.inspection.services.tasking import make_task
from anlan.areas.inspection.services.verifying import close, reopen, return_, verify

__all__ = [
    "ConclusionIssued",
    "ConclusionTold",
    "Drift",
    "DriftPage",
    "FindingAssigned",
    "FindingClosed",
    "FindingFilters",
    "FindingLate",
    "FindingList",
    "FindingPage",
    "FindingRaised",
    "FindingReopened",
    "FindingRow",
    "FindingSubmitted",
    "FindingTold",
    "FindingVerified",
    "FindingsOf",
    "Found",
    "ObjectionDecided",
    "ObjectionFiled",
    "ObjectionTold",
    "Overview",
    "PlaceCheck",
    "RunPage",
    "RunSubmitted",
    "SamplePage",
    "Sheet",
    "Witness",
    "accept_risk",
    "add_by_reporter",
    "add_supplement",
    "agreement",
    "answer_report",
    "assign",
    "begin_draft",
    "cancel_run",
    "change_conclusion",
    "change_draft",
    "checklist_told",
    "checklist_workbook",
    "close",
    "conclusion_told",
    "contribution",
    "current_checklists",
    "draw_holds",
    "draw_rechecks",
    "draw_samples",
    "draw_told",
    "drift_page",
    "drift_rows",
    "due_runs",
    "end_risk",
    "expire_risks",
    "export_findings",
    "finding_of_task",
    "finding_page",
    "finding_told",
    "findings",
    "findings_of",
    "follow",
    "hand_in",
    "import_checklist",
    "issue_conclusion",
    "judge_recheck",
    "judge_sample",
    "keep_answers",
    "keep_conclusion",
    "lapse_rechecks",
    "limits",
    "load_shipped",
    "make_task",
    "mark_late",
    "mark_of",
    "may_make_task",
    "move_report",
    "new_checklist",
    "object_to",
    "objection_told",
    "open_by_unit",
    "open_rechecks",
    "open_samples",
    "overview",
    "pack",
    "place_check",
    "pressing_first",
    "publish_checklist",
    "raise_finding",
    "read_file",
    "read_report",
    "reopen",
    "report_hidden",
    "retire_checklist",
    "return_",
    "review_run",
    "run_page",
    "sample_page",
    "samples",
    "schedule_run",
    "seal_day",
    "start",
    "start_run",
    "submit",
    "submit_run",
    "tasks_of_finding",
    "undo_edit",
    "verify",
    "verify_chain",
]
