"""What is said of a parcel."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verdict(models.TextChoices):
    """``duplicate`` and ``again`` are only answered, never kept: the first one's verdict stays."""

    ACCEPTED = "accepted", pgettext_lazy("parcel", "已办")
    REFUSED = "refused", _("没办成")
    DUPLICATE = "duplicate", _("早就收到")
    AGAIN = "again", _("再送一次")
