"""Coming in, going out, the second factor, and switching positions."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anlan.core.kernel.errors import NotVisible
from anlan.foundation.accounts import signing
from anlan.foundation.accounts.forms import CodeForm, SignInForm
from anlan.foundation.accounts.models import Account, normal_username
from anlan.foundation.accounts.selectors import (
    asked_at_sign_in,
    confirmed_factor,
    demo_code,
    must_have_factor,
    ready_roles,
)
from anlan.foundation.accounts.services.factors import accept_code
from anlan.foundation.accounts.services.sessions import note_sign_in
from anlan.foundation.people.public import positions_of, rulebook, signed_in

UNPROCESSABLE = 422


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Username and password; an unknown name and a wrong password get the same answer."""
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            account = authenticate(
                request,
                username=normal_username(form.cleaned_data["username"]),
                password=form.cleaned_data["password"],
            )
            if isinstance(account, Account):
                return _onward(request, account)
            form.add_error(None, _("用户名或密码不对。连错 8 次，要停 15 分钟"))
        status = UNPROCESSABLE
    facts = {
        "form": form,
        "next": signing.safe_next(request, ""),
        "demo": settings.DEMO,
        "has_errors": status != 200,
    }
    return render(request, "accounts/sign_in.html", facts, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: signing.HeldRequest) -> HttpResponse:
    """The code after the password, or once more before an act that binds others."""
    waiting = signing.pending_account(request)
    account = waiting or (request.user if isinstance(request.user, Account) else None)
    if account is None:
        return redirect("accounts:sign-in")
    if confirmed_factor(account.pk) is None:
        return _back(request, "accounts:enrol")
    form = CodeForm(request.POST or None, initial={"code": demo_code(account)})
    if request.method == "POST" and form.is_valid():
        if accept_code(account_id=account.pk, code=form.cleaned_data["code"]):
            return _accepted(request, waiting)
        form.add_error(
            "code", _("动态码不对，或者已经用过。看验证器上现在的 6 位数字；连错 5 次要停 15 分钟")
        )
    failed = request.method == "POST"
    facts = {
        "form": form,
        "next": signing.safe_next(request, ""),
        "demo_code": demo_code(account),
        "for_act": waiting is None,
        "has_errors": failed,
    }
    return render(request, "accounts/second_factor.html", facts, status=UNPROCESSABLE if failed else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return HttpResponseRedirect(str(settings.LOGOUT_REDIRECT_URL))


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "POST"])
def session(request: signing.HeldRequest) -> HttpResponse:
    """The seconds that the session still lasts, with a form token; POST prolongs it. Nobody's lasts none."""
    is_known = request.actor.account_id is not None
    if request.method == "POST" and is_known:
        signing.prolong(request)
        if "application/json" not in request.headers.get("Accept", ""):
            return HttpResponseRedirect(signing.safe_next(request))
    return JsonResponse({"seconds": signing.seconds_left(request) if is_known else 0})


@require_POST
@signed_in
def switch(request: signing.HeldRequest) -> HttpResponse:
    """Act in another of one's positions."""
    signing.switch(request, request.POST.get("appointment", ""))
    return HttpResponseRedirect(signing.safe_next(request))


@signed_in
def positions(request: signing.HeldRequest) -> HttpResponse:
    """One's positions and what each may do."""
    roles = rulebook().roles
    rows = [(held, roles.get(held.appointment.position.role)) for held in request.held]
    return render(request, "accounts/positions.html", {"rows": rows})


@never_cache
def demo_roles(request: HttpRequest) -> HttpResponse:
    """The ready roles of the demo and what each can do; no such page elsewhere."""
    if not settings.DEMO:
        raise Http404
    return render(request, "accounts/demo_roles.html", {"rows": ready_roles()})


@require_POST
def demo_enter(request: HttpRequest) -> HttpResponse:
    """Sign in as a ready role by one button, through the ordinary session; never for an ordinary account."""
    if not settings.DEMO:
        raise Http404
    wanted = request.POST.get("account", "")
    account = next((row.account for row in ready_roles() if str(row.account.pk) == wanted), None)
    if account is None:
        raise NotVisible
    return _onward(request, account)


def _onward(request: HttpRequest, account: Account) -> HttpResponse:
    """After the password: to the code if it is asked now, to enrolment if there must be a factor, else in."""
    held = positions_of(account.person) if account.person else []
    if confirmed_factor(account.pk) is not None and asked_at_sign_in(held):
        signing.hold_pending(request, account)
        return _back(request, "accounts:second-factor")
    signing.enter(request, account, factor_given=False)
    note_sign_in(account=account, factor_given=False)
    if must_have_factor(held):
        return _back(request, "accounts:enrol")
    return HttpResponseRedirect(signing.safe_next(request))


def _accepted(request: HttpRequest, waiting: Account | None) -> HttpResponse:
    if waiting is None:
        signing.mark_factor(request)
    else:
        signing.enter(request, waiting, factor_given=True)
        note_sign_in(account=waiting, factor_given=True)
    return HttpResponseRedirect(signing.safe_next(request))


def _back(request: HttpRequest, url_name: str) -> HttpResponse:
    """On to the next step, keeping where one wanted to go."""
    wanted = signing.safe_next(request, "")
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return HttpResponseRedirect(reverse(url_name) + query)
