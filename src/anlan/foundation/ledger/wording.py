"""Words for the ledger's errors."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

WORDS = {
    "ledger.bad_value": Words(
        _("有一处内容记不进账本"),
        _("文字里有看不见的坏字符，或者数值没有确定的写法。"),
        _("把这一处重新输入一遍，不要从别处粘贴。"),
    ),
    "ledger.shred_without_reason": Words(
        _("销毁要写明理由"), _("账本里会留下销毁了几条、为什么。"), _("写一句理由，再销毁。")
    ),
}
