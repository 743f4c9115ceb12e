"""Invented rows for the page that shows every part; nothing here is real."""

from datetime import timedelta

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.kernel import clock
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.parts import (
    Answer,
    Change,
    Choice,
    DayEvent,
    Entry,
    Need,
    PhaseCell,
    Quote,
    Step,
    TaskGroup,
    TaskRow,
    Tile,
)
from anlan.foundation.ui.trends import Trend


class Places(forms.CheckboxSelectMultiple):
    """Boxes side by side."""

    inline = True


class SpecimenForm(forms.Form):
    """One field of every kind."""

    leaving = forms.CharField(
        label=_("什么时候出发"), help_text=_("最早可约明天，每半小时一段"), max_length=40
    )
    phone = forms.RegexField(
        r"^1\d{10}$",
        label=_("紧急联系人手机号"),
        error_messages={"required": _("写上紧急联系人的手机号，11 位"), "invalid": _("手机号是 11 位数字")},
        widget=forms.TextInput(attrs={"class": "w-code", "autocomplete": "tel", "inputmode": "tel"}),
    )
    unit = forms.ChoiceField(
        label=_("牵头单位"),
        choices=[("", _("还没选")), ("a", _("后勤保障部")), ("b", _("保卫处"))],
        required=False,
    )
    places = forms.MultipleChoiceField(
        label=_("适用校区"),
        choices=[("c", _("中心校区")), ("s", _("南苑校区")), ("e", _("东湖校区"))],
        widget=Places(),
        error_messages={"required": _("至少选一个校区")},
    )
    note = forms.CharField(label=_("需要帮忙吗"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.BooleanField(
        label=_("已看过新受限的名单"), error_messages={"required": _("先看过名单，再勾这一项")}
    )


PHASES = (
    PhaseCell(_("中心校区"), 2, _("有序离返"), (_("在校 7,420 人，第 6 天"), _("5-27 复评")), url="#phases"),
    PhaseCell(
        _("南苑校区"), 3, _("逐步解封"), (_("在校 4,180 人，第 12 天"),), _("调整方案待审"), url="#phases"
    ),
    PhaseCell(_("东湖校区"), 4, _("封闭管理"), (_("在校 2,350 人，第 2 天"), _("5-25 复评")), url="#phases"),
    PhaseCell(_("西河校区"), 1, _("常态防控"), (_("在校 1,202 人，第 9 天"), _("6-02 复评")), url="#phases"),
)
TILES = (
    Tile(_("在校学生"), "17,962", _("人"), _("今日离校 286 / 412"), values=(30, 30, 29, 26, 20, 15, 12, 9)),
    Tile(
        _("近 7 日新增阳性"), "3", _("例"), _("均在隔离管控中发现"),
        values=(2, 1, 0, 2, 1, 1, 2, 0, 1, 0, 1), bars=True,
    ),
    Tile(
        _("再次消杀与静置合格率"), "96.2", "%", _("目标 ≥ 98%，连降 3 天"), Mark.AT_RISK,
        (98.6, 99, 98.7, 98.9, 98.3, 98.8, 98.2, 97.4, 96.9, 96.2), 98,
    ),
    Tile(
        _("违规接收外卖"), "3", pgettext_lazy("count", "起"), _("目标 0 起，7 天内 3 次"), Mark.NOT_MET,
        (0, 1, 0, 1, 2, 3), 0,
    ),
)  # fmt: skip
ROWS = (
    ("1", _("科学精准研判防控形势"), _("校医院"), "100%", 100, 100, Mark.MET, 0),
    ("2", _("严格规范做好消毒消杀"), _("后勤保障部"), "96.2%", 62, 80, Mark.AT_RISK, 2),
    ("3", _("坚持不懈抓好校园管控"), _("保卫处"), _("3 起"), 38, 0, Mark.NOT_MET, 3),
    ("5", _("积极稳妥推进实验室有序开放"), _("实验设备处"), _("46 间"), 22, 100, Mark.ON_TRACK, 1),
    ("9", _("提早谋划暑假和秋季学期工作"), _("教务处"), "--", None, 70, Mark.NO_DATA, 0),
)
QUOTE = Quote(
    before="“校外车辆、物资进入校园先消杀，",
    phrase="发放前再消杀一次并静置满时长",
    after="，人、物、环境一起防。”",
    cite=_("书记讲话第二点，纪要第 2 段第 2 句"),
    url="#quote",
)
CHANGES = (
    Change(_("学生出校"), _("急事逐人审批"), _("按离校预约，单次有效"), "looser"),
    Change(_("单次进校"), _("三个门均可"), _("只走东门，提前一天预约"), "tighter"),
    Change(_("接收外卖"), _("不允许"), _("不允许"), "same"),
)
LOOP = (
    Step(_("原文与要求"), "done", _("已确认")),
    Step(_("任务"), "current", "3 / 5"),
    Step(_("督查发现"), "bad", _("2 未销号")),
    Step(_("核验达标"), "todo", _("0 / 3 天")),
)
WAY = (
    Step(_("上传原文"), "done", url="#way"),
    Step(_("识别要求"), "done"),
    Step(_("逐条确认"), "current"),
    Step(_("核对并下发")),
)
NEEDS = (
    Need(
        _("围墙 3 号段又有违规接收外卖"), "#needs", _("派单"), _("7 天内第 3 次，保卫处，13:50"), Mark.NOT_MET
    ),
    Need(_("配电室水泵未修好，明晚大雨"), "#needs", _("督办"), _("后勤保障部，已逾期 2 天")),
)
ANSWERS = (
    Answer(_("出发"), _("5 月 24 日 14:00–14:30，东门"), "#answers"),
    Answer(_("联系人"), _("母亲，138 **** 2210"), "#answers"),
    Answer(_("需要帮忙"), "", "#answers"),
)
TASKS = (
    TaskGroup(
        _("先说清开放什么"),
        (
            TaskRow(_("开放范围与分区"), "done", _("3 区 12 间，同时在岗不超过 41 人"), "#tasks"),
            TaskRow(_("安全检查到位"), "problem", _("12 条，已具备 11 条"), "#tasks"),
            TaskRow(_("学院责任书"), "todo", _("院长、书记两人签"), "#tasks"),
            TaskRow(_("核对并送审"), "blocked", _("前面都完成后才能开始")),
        ),
    ),
)
CHIPS = (
    Choice(_("全部"), "?", current=True, count=41),
    Choice(_("达标"), "?state=met", count=12, mark=Mark.MET),
    Choice(_("有风险"), "?state=at_risk", count=8, mark=Mark.AT_RISK),
    Choice(_("未达标"), "?state=not_met", count=1, mark=Mark.NOT_MET),
    Choice(_("无数据"), "?state=no_data", count=1, mark=Mark.NO_DATA),
)
VIEWS = (
    Choice(_("按要求"), "?by=requirement", current=True, icon="list-tree"),
    Choice(_("按单位"), "?by=unit", icon="building"),
    Choice(_("按期限"), "?by=due", icon="calendar"),
)
TREND = Trend(
    values=(98.6, 99, 98.7, 98.9, 98.3, 98.8, 98.5, 98.9, 98.6, 98.2, 97.4, 96.9, 96.2),
    labels=tuple(f"5-{day}" for day in range(11, 24)),
    label="再次消杀与静置合格率，5 月 23 日 96.2%，目标不低于 98%",
    low=94, high=100, unit="%", target=98, target_label="≥ 98%", last_label="5-23",
)  # fmt: skip
REPORT_ROWS = tuple(
    (f"{no} {name}", unit, value, mark, left) for no, name, unit, value, _v, _t, mark, left in ROWS
)
SIMULATIONS = (
    ("", _("常人")), ("deutan", _("绿色弱")), ("protan", _("红色弱")),
    ("tritan", _("蓝色弱")), ("grey", _("黑白打印")),
)  # fmt: skip
COUNTS = {Mark.MET: 12, Mark.ON_TRACK: 19, Mark.AT_RISK: 8, Mark.NOT_MET: 1, Mark.NO_DATA: 1}


def _moments() -> dict[str, object]:
    now = clock.now()
    return {
        "now": now,
        "soon": now + timedelta(hours=5),
        "overdue": now - timedelta(days=2),
        "long_ago": now - timedelta(days=500),
        "entries": (
            Entry(now - timedelta(minutes=21), _("督查组发现批次被移动，登记 F-118"), "bad"),
            Entry(now - timedelta(hours=5), _("研判简报点名：连续 3 天低于目标"), "info", _("校医院")),
            Entry(now - timedelta(days=3), _("要求下发，后勤保障部签收"), "done", url="#entries"),
            Entry(now - timedelta(days=4), _("由纪要确认为 2-4"), "ok"),
        ),
        "events": (
            DayEvent(now - timedelta(minutes=190), _("南苑校区阶段调整送审")),
            DayEvent(now + timedelta(minutes=28), _("校外物资 3 车到南门"), "#events"),
            DayEvent(now + timedelta(minutes=210), _("日调度会")),
        ),
    }


def context(form: SpecimenForm) -> dict[str, object]:
    """Everything the page shows."""
    return {
        "form": form,
        "has_errors": bool(form.is_bound and form.errors),
        "phases": PHASES, "tiles": TILES, "rows": ROWS, "quote": QUOTE, "changes": CHANGES,
        "loop": LOOP, "way": WAY,
        "needs": NEEDS, "answers": ANSWERS, "tasks": TASKS, "chips": CHIPS, "views": VIEWS, "trend": TREND,
        "counts": COUNTS, "marks": tuple(Mark), "page": Paginator(range(1287), 50).page(3),
        "simulations": SIMULATIONS,
        **_moments(),
    }  # fmt: skip
