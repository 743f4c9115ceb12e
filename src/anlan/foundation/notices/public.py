"""The door of notices."""

from anlan.foundation.notices.models import Level
from anlan.foundation.notices.rules.audience import AudienceSpec
from anlan.foundation.notices.selectors.bell import Bell, bell
from anlan.foundation.notices.selectors.cap import cap_xml, validate_cap
from anlan.foundation.notices.services.drafting import (
    all_clear,
    cancel,
    change_draft,
    draft_notice,
    update_notice,
)
from anlan.foundation.notices.services.sending import approve, drop, reopen, send, send_back, submit
from anlan.foundation.notices.services.settling import acknowledge, retry
from anlan.foundation.notices.services.telling import notify

__all__ = [
    "AudienceSpec",
    "Bell",
    "Level",
    "acknowledge",
    "all_clear",
    "approve",
    "bell",
    "cancel",
    "cap_xml",
    "change_draft",
    "draft_notice",
    "drop",
    "notify",
    "reopen",
    "retry",
    "send",
    "send_back",
    "submit",
    "update_notice",
    "validate_cap",
]
