"""One's own account: password, second factor, sessions."""

from __future__ import annotations

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anlan.core.kernel.errors import BadInput
from anlan.foundation.accounts import onetime, signing
from anlan.foundation.accounts.forms import FirstCodeForm, PasswordForm
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.selectors import (
    confirmed_factor,
    must_have_factor,
    recovery_codes_left,
    secret_of,
    sessions_of,
)
from anlan.foundation.accounts.services import accounts, factors, sessions
from anlan.foundation.people.public import positions_of, signed_in
from anlan.foundation.ui.wording import words_for

UNPROCESSABLE = 422


@never_cache
@signed_in
def security(request: signing.HeldRequest) -> HttpResponse:
    """Password, second factor and sessions on one page."""
    account = _account(request)
    facts = {
        "account": account,
        "factor": confirmed_factor(account.pk),
        "codes_left": recovery_codes_left(account.pk),
        "must_have": must_have_factor([held.appointment for held in request.held]),
        "sessions": sessions_of(account.pk),
        "session_key": request.session.session_key,
    }
    return render(request, "accounts/security.html", facts)


@never_cache
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
@signed_in
def password(request: signing.HeldRequest) -> HttpResponse:
    """Change one's password; the other sessions end."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = accounts.change_password(
                account_id=_account(request).pk,
                session_key=request.session.session_key,
                by=request.actor,
                **form.cleaned_data,
            )
        except BadInput as error:
            told = words_for(error)
            form.add_error(
                "old" if error.code == "accounts.wrong_password" else "new", f"{told.title}。{told.why}"
            )
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("密码改好了，其他设备都已退出"))
            return redirect("accounts:security")
    failed = request.method == "POST"
    facts = {"form": form, "forced": _account(request).must_change_password, "has_errors": failed}
    return render(request, "accounts/password.html", facts, status=UNPROCESSABLE if failed else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def enrol(request: signing.HeldRequest) -> HttpResponse:
    """Scan the code, type the first six digits, write the recovery codes down."""
    account = _account(request)
    if confirmed_factor(account.pk) is not None:
        return redirect("accounts:security")
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = factors.confirm_enrolment(
                account_id=account.pk, code=form.cleaned_data["code"], by=request.actor
            )
        except BadInput as error:
            form.add_error("code", str(words_for(error).title))
        else:
            signing.mark_factor(request)
            return _codes_page(request, codes)
    secret = secret_of(factors.begin_enrolment(account_id=account.pk, by=request.actor))
    failed = request.method == "POST"
    facts = {
        "form": form,
        "qr": _qr(onetime.provisioning_uri(secret, username=account.username, issuer=_issuer())),
        "secret": onetime.typed_secret(secret),
        "must_have": account.person is not None and must_have_factor(positions_of(account.person)),
        "next": signing.safe_next(request, ""),
        "has_errors": failed,
    }
    return render(request, "accounts/enrol.html", facts, status=UNPROCESSABLE if failed else 200)


@never_cache
@require_POST
@signed_in
def recovery_codes(request: signing.HeldRequest) -> HttpResponse:
    """Ten new recovery codes."""
    codes = factors.renew_recovery_codes(account_id=_account(request).pk, by=request.actor)
    return _codes_page(request, codes)


@require_POST
@signed_in
def drop_factor(request: signing.HeldRequest) -> HttpResponse:
    """Take one's factor off."""
    factors.drop_own_factor(account_id=_account(request).pk, by=request.actor)
    messages.success(request, _("动态码已停用"))
    return redirect("accounts:security")


@require_POST
@signed_in
def end_sessions(request: signing.HeldRequest) -> HttpResponse:
    """End one session, or all others."""
    account, mark = _account(request), request.POST.get("session", "")
    if mark:
        sessions.end_session(account_id=account.pk, mark=mark, by=request.actor)
    else:
        sessions.end_other_sessions(account_id=account.pk, keep=request.session.session_key, by=request.actor)
    messages.success(request, _("已退出"))
    return redirect("accounts:security")


def _account(request: signing.HeldRequest) -> Account:
    account = request.user
    if not isinstance(account, Account):
        raise TypeError("a view behind signed_in")
    return account


def _codes_page(request: signing.HeldRequest, codes: list[str]) -> HttpResponse:
    """Shown in the answer itself and kept nowhere."""
    facts = {"codes": codes, "next": signing.safe_next(request, "")}
    return render(request, "accounts/recovery_codes.html", facts)


def _qr(text: str) -> str:
    """The code as a drawing within the page; its content is made here, not typed by anybody."""
    drawn = segno.make(text, error="m").svg_inline(
        scale=5, border=4, light="white", svgclass=None, lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308


def _issuer() -> str:
    return f"Anlan {settings.ANLAN_INSTITUTION}"
