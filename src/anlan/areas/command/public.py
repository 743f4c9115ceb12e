"""The door of command: what pages, surfaces and the demo use."""

from anlan.areas.command.events import (
    DirectiveAcknowledged,
    DirectiveFulfilled,
    DirectiveIssued,
    DirectiveObjected,
    DirectiveRelayed,
    DirectiveSuperseded,
    DirectiveWithdrawn,
    MinutesImported,
)
from anlan.areas.command.rules.filling import Ground, Lack
from anlan.areas.command.rules.status import Contribution, Status, Verdict, Word, roll_up, tally
from anlan.areas.command.selectors.by_unit import UnitFacts, facts_by_unit
from anlan.areas.command.selectors.cards import DraftCard, HeadingCard
from anlan.areas.command.selectors.checking import CheckPage, check_page
from anlan.areas.command.selectors.confirmation import (
    Confirmation,
    OpenReading,
    confirmation,
    draft_card,
    draft_sets,
    open_readings,
)
from anlan.areas.command.selectors.contributions import register_contribution
from anlan.areas.command.selectors.inbox import (
    Inbox,
    Pressing,
    inbox,
    owed_answers,
    pressing,
    units_below,
    waiting_count,
)
from anlan.areas.command.selectors.inbox_filters import InboxFilters
from anlan.areas.command.selectors.measuring import Gauge, gauges
from anlan.areas.command.selectors.measuring import contribution as contribution_of_indicators
from anlan.areas.command.selectors.meetings import (
    MeetingPage,
    RelayGap,
    meeting,
    meetings,
    meetings_on,
    not_relayed,
)
from anlan.areas.command.selectors.papers import PaperPage, paper, papers
from anlan.areas.command.selectors.register import RegisterGroup, RegisterPage, register
from anlan.areas.command.selectors.register_filters import RegisterFilters
from anlan.areas.command.selectors.register_headings import HeadingLine, heading_lines, minuted_meeting
from anlan.areas.command.selectors.register_options import RegisterOptions, register_options, saved_views
from anlan.areas.command.selectors.register_query import due_today
from anlan.areas.command.selectors.register_rows import RegisterRow
from anlan.areas.command.selectors.requirement import RequirementPage, requirement
from anlan.areas.command.selectors.rulebook import limits, unit_groups
from anlan.areas.command.selectors.sight import source_seen
from anlan.areas.command.selectors.telling import (
    DirectiveTold,
    RelayOwed,
    RelayTold,
    directive_told,
    first_for,
    relay_told,
    relays_owed,
)
from anlan.areas.command.selectors.units import campuses
from anlan.areas.command.selectors.verdicts import status_of_directives
from anlan.areas.command.services.answering import acknowledge, acknowledge_all, change, keep, object_to
from anlan.areas.command.services.cascading import add_local, relay, waive_relay
from anlan.areas.command.services.confirming import Confirmed, confirm_as_suggested
from anlan.areas.command.services.correcting import supersede, withdraw
from anlan.areas.command.services.drafting import (
    DraftConflict,
    accept_suggestion,
    apply_to_selected,
    autosave,
    autosave_heading,
    confirm_draft,
    drop_draft_set,
    reopen_draft,
)
from anlan.areas.command.services.exporting import export_register
from anlan.areas.command.services.fulfilling import fulfil, fulfil_all
from anlan.areas.command.services.importing import (
    attach_meeting,
    import_file,
    import_text,
    meeting_from_minutes,
)
from anlan.areas.command.services.issuing import issue_drafts, issue_headings
from anlan.areas.command.services.keeping import read_original
from anlan.areas.command.services.meeting import (
    accept_slip,
    call_positions,
    close_meeting,
    decline_slip,
    hold_meeting,
    move_agenda_item,
    plan_meeting,
    record_attendance,
    set_agenda,
    submit_slip,
)
from anlan.areas.command.services.personal import ASK, MASK, PersonalNumbers
from anlan.areas.command.services.presence import heartbeat
from anlan.areas.command.services.rearranging import (
    add_draft,
    dismiss_draft,
    merge_drafts,
    split_draft,
    undo_step,
)
from anlan.areas.command.services.saving import forget_view, save_view
from anlan.areas.command.services.sentences import dismiss_sentences, restore_sentence
from anlan.areas.command.services.sheets import SheetReport, check_sheet, import_sheet, sheet_template
from anlan.areas.command.services.upstream import (
    file_paper,
    link_demand,
    register_paper,
    reply_to_paper,
    unlink_demand,
)
from anlan.areas.command.words import STATUS_WORDS, ground_word, word_of

__all__ = [
    "ASK",
    "MASK",
    "STATUS_WORDS",
    "CheckPage",
    "Confirmation",
    "Confirmed",
    "Contribution",
    "DirectiveAcknowledged",
    "DirectiveFulfilled",
    "DirectiveIssued",
    "DirectiveObjected",
    "DirectiveRelayed",
    "DirectiveSuperseded",
    "DirectiveTold",
    "DirectiveWithdrawn",
    "DraftCard",
    "DraftConflict",
    "Gauge",
    "Ground",
    "HeadingCard",
    "HeadingLine",
    "Inbox",
    "InboxFilters",
    "Lack",
    "MeetingPage",
    "MinutesImported",
    "OpenReading",
    "PaperPage",
    "PersonalNumbers",
    "Pressing",
    "RegisterFilters",
    "RegisterGroup",
    "RegisterOptions",
    "RegisterPage",
    "RegisterRow",
    "RelayGap",
    "RelayOwed",
    "RelayTold",
    "RequirementPage",
    "SheetReport",
    "Status",
    "UnitFacts",
    "Verdict",
    "Word",
    "accept_slip",
    "accept_suggestion",
    "acknowledge",
    "acknowledge_all",
    "add_draft",
    "add_local",
    "apply_to_selected",
    "attach_meeting",
    "autosave",
    "autosave_heading",
    "call_positions",
    "campuses",
    "change",
    "check_page",
    "check_sheet",
    "close_meeting",
    "confirm_as_suggested",
    "confirm_draft",
    "confirmation",
    "contribution_of_indicators",
    "decline_slip",
    "directive_told",
    "dismiss_draft",
    "dismiss_sentences",
    "draft_card",
    "draft_sets",
    "drop_draft_set",
    "due_today",
    "export_register",
    "facts_by_unit",
    "file_paper",
    "first_for",
    "forget_view",
    "fulfil",
    "fulfil_all",
    "gauges",
    "ground_word",
    "heading_lines",
    "heartbeat",
    "hold_meeting",
    "import_file",
    "import_sheet",
    "import_text",
    "inbox",
    "issue_drafts",
    "issue_headings",
    "keep",
    "limits",
    "link_demand",
    "meeting",
    "meeting_from_minutes",
    "meetings",
    "meetings_on",
    "merge_drafts",
    "minuted_meeting",
    "move_agenda_item",
    "not_relayed",
    "object_to",
    "open_readings",
    "owed_answers",
    "paper",
    "papers",
    "plan_meeting",
    "pressing",
    "read_original",
    "record_attendance",
    "register",
    "register_contribution",
    "register_options",
    "register_paper",
    "relay",
    "relay_told",
    "relays_owed",
    "reopen_draft",
    "reply_to_paper",
    "requirement",
    "restore_sentence",
    "roll_up",
    "save_view",
    "saved_views",
    "set_agenda",
    "sheet_template",
    "source_seen",
    "split_draft",
    "status_of_directives",
    "submit_slip",
    "supersede",
    "tally",
    "undo_step",
    "unit_groups",
    "units_below",
    "unlink_demand",
    "waiting_count",
    "waive_relay",
    "withdraw",
    "word_of",
]
