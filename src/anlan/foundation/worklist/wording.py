"""Words of the worklist's errors."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

WORDS: dict[str, Words] = {
    "worklist.too_many_at_once": Words(
        _("一次选得太多"), _("选了 %(count)s 项，最多 %(limit)s 项。"), _("分几次办。")
    ),
    "worklist.nothing_chosen": Words(
        _("还没有选"), _("选中的事项里没有能一起办的。"), _("先选几项，再一起办。")
    ),
}
