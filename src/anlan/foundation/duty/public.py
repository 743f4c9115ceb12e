"""The door of duty."""

from anlan.foundation.duty.events import HandOverSigned, RosterPublished, WatchSwapped
from anlan.foundation.duty.models import HandOver, OralOrder, ProxyAct, Roster, Shift, Swap, Watch
from anlan.foundation.duty.selectors.handing import next_shift, orders_of
from anlan.foundation.duty.selectors.mine import proxies_to_confirm, watches_ahead
from anlan.foundation.duty.selectors.rota import (
    DayRow,
    ShiftRow,
    WatchRow,
    gaps_between,
    running,
    week,
)
from anlan.foundation.duty.selectors.sight import handover_for, roster_for, rosters_for, shift_for
from anlan.foundation.duty.services.absences import record_absence, withdraw_absence
from anlan.foundation.duty.services.handing import (
    correct_handover,
    draft_handover,
    sign_in,
    sign_out,
    write_remarks,
)
from anlan.foundation.duty.services.ordering import confirm_order, deny_order, record_order
from anlan.foundation.duty.services.planning import add_person, plan_days, publish_days, replace
from anlan.foundation.duty.services.proxies import confirm_proxies, note_proxy, object_to_proxy
from anlan.foundation.duty.services.rosters import change_roster, open_roster, set_members
from anlan.foundation.duty.services.sheets import export_roster, import_roster
from anlan.foundation.duty.services.standing import acknowledge
from anlan.foundation.duty.services.swapping import accept_swap, ask_swap, reject_swap, withdraw_swap

__all__ = [
    "DayRow",
    "HandOver",
    "HandOverSigned",
    "OralOrder",
    "ProxyAct",
    "Roster",
    "RosterPublished",
    "Shift",
    "ShiftRow",
    "Swap",
    "Watch",
    "WatchRow",
    "WatchSwapped",
    "accept_swap",
    "acknowledge",
    "add_person",
    "ask_swap",
    "change_roster",
    "confirm_order",
    "confirm_proxies",
    "correct_handover",
    "deny_order",
    "draft_handover",
    "export_roster",
    "gaps_between",
    "handover_for",
    "import_roster",
    "next_shift",
    "note_proxy",
    "object_to_proxy",
    "open_roster",
    "orders_of",
    "plan_days",
    "proxies_to_confirm",
    "publish_days",
    "record_absence",
    "record_order",
    "reject_swap",
    "replace",
    "roster_for",
    "rosters_for",
    "running",
    "set_members",
    "shift_for",
    "sign_in",
    "sign_out",
    "watches_ahead",
    "week",
    "withdraw_absence",
    "withdraw_swap",
    "write_remarks",
]
