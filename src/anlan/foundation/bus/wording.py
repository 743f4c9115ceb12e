"""Words for the bus's errors."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

WORDS = {
    "bus.moved_on": Words(
        _("这条送达已经变了"), _("它刚刚送达，或者别人已经处理。"), _("刷新看看现在的情况。")
    ),
    "bus.listener_unknown": Words(
        _("没有人接收这个事件了"),
        _("平台升级后，原来接收它的功能不在了。"),
        _("不再需要就放弃；还需要就交维护人员接回去。"),
    ),
    "bus.event_changed": Words(
        _("事件的内容和现在的格式对不上"),
        _("平台升级前发布的事件缺少 %(field)s 这一项。"),
        _("交维护人员处理，再重新送达。"),
    ),
}
