"""Forms of sign-in and accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """Username and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
        error_messages={"required": _("写上用户名，一般是工号或学号")},
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("写上密码")},
    )


class CodeForm(forms.Form):
    """A one-time code or a recovery code."""

    code = forms.CharField(
        label=_("动态码"),
        max_length=20,
        help_text=_("验证器里的 6 位数字；手机不在身边时，写一个恢复码"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "class": "w-code",
                "autofocus": True,
                "autocapitalize": "none",
            }
        ),
        error_messages={"required": _("写上 6 位动态码")},
    )


class FirstCodeForm(CodeForm):
    """The code that turns a new second factor on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("扫完以后，验证器里的 6 位数字")


class PasswordForm(forms.Form):
    """One's own new password."""

    old = forms.CharField(
        label=_("现在的密码"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("写上现在的密码")},
    )
    new = forms.CharField(
        label=_("新密码"),
        max_length=256,
        strip=False,
        help_text=_("至少 10 位，不要和姓名、用户名相近；一句话也可以"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("写上新密码")},
    )


class NewAccountForm(forms.Form):
    """An account for a person, found by their number."""

    number = forms.CharField(
        label=_("工号或学号"), max_length=40, error_messages={"required": _("写上这个人的工号或学号")}
    )
    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        required=False,
        help_text=_("不填就用工号或学号"),
    )


class ReasonForm(forms.Form):
    """Why something was done."""

    note = forms.CharField(
        label=_("原因"),
        max_length=200,
        help_text=_("写清谁、什么时候、怎样核实过本人"),
        error_messages={"required": _("写上原因，账本里会留下")},
    )
