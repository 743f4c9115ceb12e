"""Words of what can go wrong with measurements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.wording import Words

WORDS: dict[str, Words] = {
    "indicators.unknown": Words(
        _("没有这个指标"), _("目录里没有“%(code)s”。"), _("从指标目录里选一个，或者只写文字。")
    ),
    "indicators.from_the_future": Words(
        _("时间在后头"), _("数据截至的时间还没到。"), _("核对采集设备的时钟。")
    ),
}
KINDS = {"indicators.indicator": pgettext_lazy("indicators", "指标"), "indicators.observation": _("观测值")}
ACTS = {"indicators.export": _("导出指标的数")}
