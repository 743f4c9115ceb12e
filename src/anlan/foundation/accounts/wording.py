"""Words for the errors of accounts."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.wording import Words

WORDS = {
    "accounts.already_founded": Words(
        _("已经有系统管理员"), _("第一个管理员只能开一次。"), _("由现任系统管理员开账户、任命。")
    ),
    "accounts.taken": Words(
        _("这个用户名或这个人已经有账户"),
        _("一个人一个账户，用户名也不重复。"),
        _("换一个用户名，或者找到原来的账户重置密码。"),
    ),
    "accounts.wrong_password": Words(_("现在的密码不对"), "", _("再写一次；忘了就找系统管理员重置。")),
    "accounts.weak_password": Words(_("新密码太容易猜"), "%(why)s", _("换一个长一点的，一句话也可以。")),
    "accounts.wrong_code": Words(
        _("动态码不对"), _("动态码每 30 秒换一次，手机时间要准。"), _("看验证器上现在的 6 位数字，再写一次。")
    ),
    "accounts.already_enrolled": Words(
        _("动态码已经设过"), _("一个账户只用一个验证器。"), _("要换手机，先在“账号安全”里停用，再重新设置。")
    ),
    "accounts.own_account": Words(
        _("自己的账户由别人来管"), _("管理员不能重置、停用自己的账户。"), _("找另一位系统管理员。")
    ),
    "accounts.reason_missing": Words(
        _("还没写原因"), _("停用别人的动态码，账本里要留原因。"), _("写上怎样核实过本人。")
    ),
    "accounts.not_a_ready_role": Words(
        _("只有演示角色能这样"), _("真实账户的动态码由本人设置。"), _("让本人登录后在“账号安全”里设置。")
    ),
    "accounts.seal_broken": Words(
        _("动态码读不出来"),
        _("平台的密钥换过，原来的动态码打不开了。"),
        _("找系统管理员停用动态码，再重新设置。"),
    ),
}

ACTS = {
    "accounts.create": _("开账户"),
    "accounts.sign_in": _("登录"),
    "accounts.reset_password": _("重置密码"),
    "accounts.change_password": _("改密码"),
    "accounts.deactivate": _("停用账户"),
    "accounts.reactivate": _("启用账户"),
    "accounts.enrol_second_factor": _("设置动态码"),
    "accounts.drop_second_factor": _("停用动态码"),
    "accounts.renew_recovery_codes": _("换恢复码"),
    "accounts.end_session": _("退出设备"),
}

KINDS = {"accounts.account": _("账户"), "accounts.secondfactor": _("动态码")}

FIELDS = {"accounts.username": _("用户名"), "accounts.second_factor": _("动态码")}
