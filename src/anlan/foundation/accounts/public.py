"""The door of accounts: what rooms above use."""

from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.selectors import ReadyRole, demo_code, must_have_factor, ready_roles
from anlan.foundation.accounts.services.accounts import (
    create_account,
    deactivate,
    reactivate,
    reset_password,
)
from anlan.foundation.accounts.services.factors import drop_factor, give_demo_factor
from anlan.foundation.accounts.signing import HeldRequest, safe_next
from anlan.foundation.people.requests import Request, lead_to, signed_in, to_sign_in

__all__ = [
    "Account",
    "HeldRequest",
    "ReadyRole",
    "Request",
    "create_account",
    "deactivate",
    "demo_code",
    "drop_factor",
    "give_demo_factor",
    "lead_to",
    "must_have_factor",
    "reactivate",
    "ready_roles",
    "reset_password",
    "safe_next",
    "signed_in",
    "to_sign_in",
]
