"""What can be done to accounts."""

from django.utils.translation import gettext_noop as _

from anlan.core.access import Verb

VERBS = (Verb("accounts.manage", "accounts.account", _("管理登录账户")),)
