"""Forms of channels, hours and one's own address."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.notices.channels import WAYS
from anlan.foundation.notices.models import Channel, ChannelKind
from anlan.foundation.notices.rules.figures import Hours
from anlan.foundation.notices.services.channels import ChannelFields

SECURITIES = [("starttls", "STARTTLS"), ("tls", "TLS"), ("none", _("不加密，只限校内"))]
FORGETS = {"autocomplete": "off", "spellcheck": "false"}
NEEDS = {
    ChannelKind.EMAIL: ("address", "user", "sender", "sender_name", "security", "password"),
    ChannelKind.SMS: (),
    ChannelKind.WEBHOOK: ("address", "key"),
    ChannelKind.WECOM: ("address", "key"),
    ChannelKind.DINGTALK: ("address", "key", "sign"),
    ChannelKind.INAPP: (),
}
SECRETS = ("key", "sign", "password")
HINTS = {
    ChannelKind.EMAIL: _("邮件服务器，写成 主机:端口"),
    ChannelKind.WEBHOOK: _("接收方的网址，以 https 开头；校内地址可以用 http"),
    ChannelKind.WECOM: _("空着就用企业微信的地址"),
    ChannelKind.DINGTALK: _("空着就用钉钉的地址"),
}


def _secret(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={**FORGETS, "autocomplete": "new-password"}),
        help_text=_("只写不读。空着就不改。"),
    )


class ChannelForm(forms.Form):
    """A channel of one kind; secrets are written and never shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=pgettext_lazy("channel", "名称"), max_length=60)
    address = forms.CharField(label=_("地址"), max_length=300, required=False)
    user = forms.CharField(label=_("登录名"), max_length=120, required=False)
    sender = forms.EmailField(label=_("发件地址"), max_length=200, required=False)
    sender_name = forms.CharField(label=_("发件人名称"), max_length=60, required=False)
    security = forms.ChoiceField(label=_("加密方式"), choices=SECURITIES, required=False)
    key = _secret(_("密钥"))
    sign = _secret(_("加签密钥"))
    password = _secret(pgettext_lazy("channel", "密码"))
    timeout_seconds = forms.FloatField(
        label=_("最长等待（秒）"),
        min_value=0.1,
        max_value=60,
        initial=8,
        help_text=_("超过就先放下，稍后重试。"),
    )
    drills = forms.BooleanField(label=_("演练也发"), required=False)
    enabled = forms.BooleanField(label=_("启用"), required=False, initial=True)

    def __init__(self, *args: Any, kind: str, channel: Channel | None = None, **kwargs: Any) -> None:
        self.kind, self.channel = kind, channel
        if channel is not None:
            kwargs["initial"] = _initial(channel)
        super().__init__(*args, **kwargs)
        needed = NEEDS[ChannelKind(kind)]
        for name in ("address", "user", "sender", "sender_name", "security", *SECRETS):
            if name not in needed:
                del self.fields[name]
        if "address" in self.fields:
            self.fields["address"].help_text = HINTS.get(ChannelKind(kind), "")

    def channel_fields(self) -> ChannelFields:
        """What the service takes."""
        data = self.cleaned_data
        named = {"from": "sender", "from_name": "sender_name", "user": "user", "security": "security"}
        settings = {name: data[field] for name, field in named.items() if data.get(field)}
        return ChannelFields(
            kind=self.kind,
            name=data["name"],
            address=data.get("address", ""),
            settings=settings,
            secrets={name: data[name] for name in WAYS[self.kind].secrets if data.get(name)},
            enabled=data["enabled"],
            drills=data["drills"],
            timeout_seconds=data["timeout_seconds"],
        )


class HoursForm(forms.Form):
    """When people may be interrupted, and when digests go out."""

    digest_hours = forms.CharField(
        label=_("汇总时间"), max_length=80, help_text=_("每天几点，用空格分开，比如 08:00 12:00 17:30")
    )
    quiet_from = forms.TimeField(
        label=_("免打扰从"), widget=forms.TimeInput(attrs={"type": "time", "class": "w-code"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("免打扰到"), widget=forms.TimeInput(attrs={"type": "time", "class": "w-code"}, format="%H:%M")
    )
    interrupts_a_day = forms.IntegerField(
        label=_("每人每天最多打断几次"),
        min_value=0,
        max_value=50,
        help_text=_("超过的等下次汇总；特别严重、严重且要立即行动的不受限，照样计数。"),
    )
    site_url = forms.URLField(
        label=_("平台的网址"), required=False, max_length=200, assume_scheme="https",
        help_text=_("写进邮件和群消息里的链接用它开头。"),
    )  # fmt: skip

    def __init__(self, *args: Any, hours: Hours, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "digest_hours": " ".join(f"{hour:%H:%M}" for hour in hours.digest_hours),
            "quiet_from": hours.quiet_from,
            "quiet_until": hours.quiet_until,
            "interrupts_a_day": hours.interrupts_a_day,
            "site_url": hours.site_url,
        }
        super().__init__(*args, **kwargs)

    def clean_digest_hours(self) -> list[time]:
        """Hours of a day."""
        try:
            return [time.fromisoformat(part) for part in self.cleaned_data["digest_hours"].split()]
        except ValueError:
            raise forms.ValidationError(_("时间写成 08:00 这样")) from None


class AddressForm(forms.Form):
    """One's own address for e-mail."""

    address = forms.EmailField(
        label=_("我的邮箱"),
        required=False,
        max_length=200,
        help_text=_("立即送达的消息和汇总会发到这里。空着就不发。"),
    )


class TryForm(forms.Form):
    """Where a test message goes; a telephone or an address."""

    to = forms.CharField(label=_("发给谁"), max_length=200, required=False)


class ReasonForm(forms.Form):
    """Why a notice goes back."""

    reason = forms.CharField(label=_("退回的理由"), max_length=300)


def _initial(channel: Channel) -> dict[str, Any]:
    settings = channel.settings
    return {
        "version": channel.version,
        "name": channel.name,
        "address": channel.address,
        "user": settings.get("user", ""),
        "sender": settings.get("from", ""),
        "sender_name": settings.get("from_name", ""),
        "security": settings.get("security", "starttls"),
        "timeout_seconds": channel.timeout_seconds,
        "drills": channel.drills,
        "enabled": channel.enabled,
    }
