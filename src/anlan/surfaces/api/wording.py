"""Words of what can go wrong on the way in."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

WORDS = {
    "api.signed_out": Words(
        _("还没有登录"), _("这个接口只对登录的岗位开放。"), _("先登录，再带着会话 Cookie 重新请求。")
    ),
    "api.csrf": Words(
        _("没有带防冒用标记"),
        _("会改动数据的请求，要在 X-CSRFToken 里带上 csrftoken 这个 Cookie 的值。"),
        _("先请求一次 /api/v1/accounts/me，再带上标记重新发送。"),
    ),
    "api.password_to_change": Words(
        _("先换掉一次性密码"),
        _("这个账号的密码是别人告诉你的，换掉之前什么都不能办。"),
        _("在浏览器里登录，换一个自己的密码，再带着新的会话请求。"),
    ),
    "api.not_json": Words(_("内容不是 JSON"), _("正文读不成一份 JSON。"), _("改好格式，再发一次。")),
    "api.bad_fields": Words(
        _("有 %(count)s 处填得不对"), _("每一处的位置和原因在 facts 里。"), _("改好再发一次。")
    ),
    "api.unknown_fields": Words(
        _("有不认识的项：%(fields)s"),
        _("多出来的项一律拒收，免得以为它起了作用。"),
        _("对照 /api/ 的说明改好，再发一次。"),
    ),
    "api.unusable_sign": Words(
        _("文字里有看不见的坏字符"), _("空字符和残缺的字符存不下来。"), _("去掉它们，再发一次。")
    ),
    "api.no_such_address": Words(
        _("没有这个地址"), _("路径或版本不对。"), _("对照 /api/ 的说明改好，再发一次。")
    ),
    "api.wrong_method": Words(
        _("这个地址不收 %(method)s 请求"), _("它收：%(allowed)s。"), _("换一种方法，再发一次。")
    ),
    "api.fault": Words(
        _("平台出错了，对不起"),
        _("不是请求的问题。已经记下，编号 %(number)s。"),
        _("再试一次；仍不行就打值班电话，报这个编号。"),
    ),
    "api.ledger_too_long": Words(
        _("账本太长，这里核验不完"),
        _("有 %(rows)s 条，这里一次最多核验 %(limit)s 条。"),
        _("在服务器上运行 anlan ledger verify。"),
    ),
}
