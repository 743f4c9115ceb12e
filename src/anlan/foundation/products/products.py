"""The products of this room itself: duty papers, a superior's form filled, who has reported of the day."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput
from anlan.foundation.people.models import Unit
from anlan.foundation.products.handover_paper import HANDOVER_KIND
from anlan.foundation.products.kinds import Facts, Param, Params, ProductKind
from anlan.foundation.products.models import SuperiorForm, Window
from anlan.foundation.products.outputs.workbook import filled
from anlan.foundation.products.paper import Heading, Paper, Paragraph, Table, figure, row
from anlan.foundation.products.roster_paper import ROSTER_KIND
from anlan.foundation.products.selectors.binding import newest, value_of
from anlan.foundation.products.selectors.reports import telling_of
from anlan.foundation.products.selectors.sight import form_seen, forms_seen, own_unit
from anlan.foundation.ui.dates import full


def form_facts(viewer: Actor, at: datetime, params: Params) -> Facts:
    """The bound cells of a form with their values of now."""
    form = form_seen(viewer, UUID(str(params["form"])))
    binding = newest(form.pk)
    if binding is None:
        raise BadInput("products.not_bound", field="form")
    names = dict(
        Unit.objects.filter(pk__in=[one["scope"] for one in binding.cells if one["scope"]]).values_list(
            "pk", "name"
        )
    )
    return {
        "form": str(form.pk),
        "form_hash": form.sha256,
        "name": form.name,
        "sender": form.sender,
        "binding": binding.version,
        "issuer": own_unit(viewer).name,
        "at": full(at),
        "cells": [
            value_of(one, viewer=viewer, at=at)
            | {
                "label": one.get("label", ""),
                "unit": names.get(UUID(one["scope"]), "") if one["scope"] else "全校",
            }
            for one in binding.cells
        ],
    }


def form_paper(told: Facts) -> Paper:
    """A list of what stands in which cell, to check the filled form by."""
    rows = tuple(
        row(f"{one['sheet']}!{one['cell']}", one["label"] or one["what"], one["unit"], figure(one["text"]))
        for one in told["cells"]
    )
    return Paper(
        issuer=told["issuer"],
        title=f"{told['name']}填报核对表",
        dated=f"数据截至 {told['at']}",
        to=told["sender"],
        blocks=(
            Paragraph(f"按第 {told['binding']} 版填报规则填 {len(rows)} 格，原表的格式和公式不变。"),
            Heading("一、填了什么"),
            Table("格", ("格", "填什么", "范围", "数值"), rows),
        ),
    )


def form_workbook(told: Facts) -> bytes:
    """The superior's own file with the values in it."""
    form = SuperiorForm.objects.get(pk=told["form"])
    cells = ((one["sheet"], one["cell"], one["text"], one["number"]) for one in told["cells"])
    return filled(bytes(form.data), cells)


def day_facts(viewer: Actor, at: datetime, params: Params) -> Facts:
    """What the units told of a day."""
    window = Window.objects.filter(day=params["day"]).first()
    if window is None:
        raise BadInput("products.no_window", field="day")
    told = telling_of(viewer, window)
    return {
        "issuer": own_unit(viewer).name,
        "at": full(at),
        "day": str(window.day),
        "asked": len(told.rows),
        "silent": [one.unit.name for one in told.rows if one.report is None],
        "nothing": sum(one.report is not None and not one.report.matters for one in told.rows),
        "matters": [
            {"unit": one.unit.name, "text": matter["text"]}
            for one in told.rows
            if one.report is not None
            for matter in one.report.matters
        ],
    }


def day_paper(told: Facts) -> Paper:
    """Who has nothing, who told what, who has not told."""
    blocks: list[Any] = [
        Paragraph(
            f"应报 {told['asked']} 个单位，已报 {told['asked'] - len(told['silent'])} 个，"
            f"其中零报告 {told['nothing']} 个；没报的 {len(told['silent'])} 个。"
        ),
        Heading("一、报了情况的"),
        Table("单位", ("单位", "情况"), tuple(row(one["unit"], one["text"]) for one in told["matters"]))
        if told["matters"]
        else Paragraph("没有。"),
        Heading("二、没报的"),
        Paragraph(
            "、".join(told["silent"]) + "。没报不等于没有情况，按无数据计。" if told["silent"] else "没有。"
        ),
    ]
    return Paper(
        issuer=told["issuer"],
        title=f"{told['day']} 零报告汇总",
        dated=f"数据截至 {told['at']}",
        blocks=tuple(blocks),
    )


def _forms(viewer: Actor) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in forms_seen(viewer)]


def _days(_viewer: Actor) -> list[tuple[str, str]]:
    return [(str(day), str(day)) for day in Window.objects.values_list("day", flat=True)[:31]]


PRODUCT_KINDS = (
    ROSTER_KIND,
    HANDOVER_KIND,
    ProductKind(
        code="superior_form",
        label=_("上级表格填报"),
        hint=_("按填报规则把现在的数填进上级的 .xlsx，格式和公式不变。"),
        facts=form_facts,
        paper=form_paper,
        params=(Param("form", _("哪张表"), of="choice", choices=_forms),),
        workbook=form_workbook,
        order=40,
    ),
    ProductKind(
        code="daily_reports",
        label=_("零报告汇总"),
        hint=_("哪些单位报了、报了什么、哪些没报。"),
        facts=day_facts,
        paper=day_paper,
        params=(Param("day", _("哪一天"), of="choice", choices=_days),),
        order=41,
    ),
)
