"""Accounts of others, for those who hold accounts.manage."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anlan.core.kernel.errors import AnlanError, NotVisible
from anlan.foundation.accounts.forms import NewAccountForm, ReasonForm
from anlan.foundation.accounts.models import Account
from anlan.foundation.accounts.selectors import account_for, accounts_for, confirmed_factor
from anlan.foundation.accounts.services import accounts, factors
from anlan.foundation.ledger.public import history, lines_of
from anlan.foundation.people.public import Request, person_by_number, require_held, signed_in
from anlan.foundation.ui.wording import words_for

PER_PAGE = 50
SHOWN_LINES = 50
UNPROCESSABLE = 422


@signed_in
def administration(request: Request) -> HttpResponse:
    """Every account that one manages."""
    require_held(request.actor, "accounts.manage")
    search = request.GET.get("q", "")
    rows = accounts_for(request.actor, search=search)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/administration.html", {"page": page, "search": search})


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def new_account(request: Request) -> HttpResponse:
    """An account for a person; the one-time password is shown once."""
    require_held(request.actor, "accounts.manage")
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            account = accounts.open_account(
                username=form.cleaned_data["username"] or number,
                person=person_by_number(request.actor, number),
                by=request.actor,
            )
        except NotVisible:
            form.add_error("number", _("没有这个工号或学号，先在“人员”里登记这个人"))
        except AnlanError as error:
            form.add_error(None, str(words_for(error).title))
        else:
            return _password_page(request, *account)
    failed = request.method == "POST"
    facts = {"form": form, "has_errors": failed}
    return render(request, "accounts/new.html", facts, status=UNPROCESSABLE if failed else 200)


@signed_in
def account_page(request: Request, account_id: UUID) -> HttpResponse:
    """One account: its state and its history."""
    account = account_for(request.actor, account_id)
    facts = {
        "account": account,
        "factor": confirmed_factor(account.pk),
        "own": request.actor.account_id == account.pk,
        "form": ReasonForm(),
        "lines": lines_of(history("accounts.account", account.pk)[:SHOWN_LINES]),
    }
    return render(request, "accounts/account.html", facts)


@never_cache
@require_POST
@signed_in
def reset(request: Request, account_id: UUID) -> HttpResponse:
    """A new one-time password, shown once."""
    account = account_for(request.actor, account_id)
    password = accounts.reset_password(account_id=account.pk, by=request.actor)
    return _password_page(request, account, password)


@require_POST
@signed_in
def activity(request: Request, account_id: UUID) -> HttpResponse:
    """Switch an account off or on."""
    account = account_for(request.actor, account_id)
    act: Callable[..., Account] = accounts.deactivate if account.is_active else accounts.reactivate
    act(account_id=account.pk, by=request.actor, note=request.POST.get("note", ""))
    messages.success(request, _("账户已停用") if account.is_active else _("账户已启用"))
    return redirect("accounts:account", account_id=account.pk)


@require_POST
@signed_in
def lost_factor(request: Request, account_id: UUID) -> HttpResponse:
    """Take a lost factor off, with the reason."""
    account = account_for(request.actor, account_id)
    factors.drop_factor(account_id=account.pk, by=request.actor, note=request.POST.get("note", ""))
    messages.success(request, _("动态码已停用，本人下次登录时重新设置"))
    return redirect("accounts:account", account_id=account.pk)


def _password_page(request: Request, account: Account, password: str) -> HttpResponse:
    """Shown in the answer itself and kept nowhere."""
    return render(request, "accounts/one_time_password.html", {"account": account, "password": password})
