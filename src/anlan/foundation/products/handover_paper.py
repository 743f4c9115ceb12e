"""交接班记录: what one shift hands to the next, with both signatures and the record's fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlan.core.access import Actor
from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.foundation.duty.public import HandOver, handover_for
from anlan.foundation.duty.services.handing import digest
from anlan.foundation.duty.states import OrderState
from anlan.foundation.duty.words import roster_words, stretch_words
from anlan.foundation.ledger.words import verb_word
from anlan.foundation.people.public import visible
from anlan.foundation.products.kinds import About, Facts, Param, Params, ProductKind
from anlan.foundation.products.paper import (
    Blanks,
    Block,
    Cell,
    Heading,
    Paper,
    Paragraph,
    Quotation,
    Table,
    row,
)
from anlan.foundation.ui.dates import full

CODE = "duty_handover"
OFFERED = 60


def facts(viewer: Actor, at: datetime, params: Params) -> Facts:
    """The record as it was signed. Raises Conflict when it no longer gives its fingerprint."""
    record = _record(viewer, params)
    if record.sha256 and digest(record) != record.sha256:
        raise Conflict("products.tampered", code=stretch_words(record.shift))
    roster, body = record.shift.roster, record.body
    return {
        "at": full(at),
        "roster": roster_words(roster),
        "issuer": roster.position.unit.name,
        "desk": body.get("position", ""),
        "stretch": stretch_words(record.shift),
        "version": record.version,
        "correction": record.correction,
        "state": str(record.get_state_display()),
        "drafted": full(record.drafted_at),
        "clocks": [_matter(one) for one in body.get("clocks", ())],
        "matters": [_matter(one) for one in body.get("matters", ())],
        "left_off": body.get("left_off", 0),
        "orders": [_order(one) for one in body.get("orders", ())],
        "events": [f"{verb_word(one['verb'])} {one['count']} 次" for one in body.get("events", ())],
        "remarks": record.remarks,
        "hash": record.sha256,
        "signatures": [
            _signature("交班人", record.outgoing, record.outgoing_at),
            _signature("接班人", record.incoming, record.incoming_at),
        ],
    }


def paper(told: Facts) -> Paper:
    """Running clocks, open matters, oral orders, what was done, what else to know, both signatures."""
    return Paper(
        issuer=told["issuer"],
        title=f"{told['roster'].removesuffix('表').removesuffix('值班')}交接班记录",
        dated=f"{told['stretch']}，起草于 {told['drafted']}",
        blocks=tuple(_blocks(told)),
    )


def _blocks(told: Facts) -> Iterator[Block]:
    yield Paragraph(f"记录第 {told['version']} 版，{told['state']}。")
    if told["correction"]:
        yield Paragraph(f"这一版改了：{told['correction']}")
    yield Heading("一、马上到期的")
    yield _matters(told["clocks"], none="下一班没有到期的事。")
    yield Heading("二、没办完的")
    yield _matters(told["matters"], none="没有别的未办事项。")
    if told["left_off"]:
        yield Paragraph(f"另有 {told['left_off']} 项，见待办。")
    yield Heading("三、口头指示")
    yield from (Quotation(one["words"], one["cite"]) for one in told["orders"])
    if not told["orders"]:
        yield Paragraph("没有口头指示。")
    yield Heading("四、这一班办了什么")
    yield Paragraph("；".join(told["events"]) + "。" if told["events"] else "账本里没有要交代的大事。")
    yield Heading("五、其他要交代的")
    yield from (Paragraph(line) for line in (told["remarks"] or "没有。").splitlines() if line.strip())
    yield Heading("六、签字")
    yield from _signed(told)


def _signed(told: Facts) -> Iterator[Block]:
    """Who signed and when; a line to sign on for who has not."""
    done = [one for one in told["signatures"] if one["name"]]
    if done:
        rows = tuple(row(one["as"], one["name"], one["at"]) for one in done)
        yield Table("签字", ("签字", "姓名", "时间"), rows, widths=(2, 3, 4))
    if len(done) < len(told["signatures"]):
        yield Blanks(tuple(f"{one['as']}签字" for one in told["signatures"] if not one["name"]))
    if told["hash"]:
        yield Paragraph(f"记录指纹 {told['hash'][:16]}。")


def _matters(rows: list[dict[str, Any]], *, none: str) -> Block:
    if not rows:
        return Paragraph(none)
    told = tuple(
        row(one["title"], one["where"], one["due"], Cell(one["word"], mark="not_met" if one["late"] else ""))
        for one in rows
    )
    return Table("事项", ("事项", "在哪", "期限", "状态"), told, widths=(7, 4, 5, 3))


def _matter(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("title", "where", "word", "late")} | {"due": _moment(one["due"])}


def _order(one: dict[str, Any]) -> dict[str, str]:
    words = {OrderState.CONFIRMED: "已书面确认", OrderState.DENIED: "本人说没有这样指示"}
    state = words.get(one["state"], "未书面确认")
    cite = f"{one['by']} {_moment(one['at'])} 指示，{one['heard_by']} 记，{state}"
    return {"words": one["words"], "cite": cite}


def _signature(role: str, person: Any, at: datetime | None) -> dict[str, str]:
    return {"as": role, "name": person.name if person else "", "at": full(at) if at else ""}


def _moment(text: str) -> str:
    return full(datetime.fromisoformat(text)) if text else ""


def _record(viewer: Actor, params: Params) -> HandOver:
    try:
        key = UUID(str(params["handover"]))
    except ValueError:
        raise NotVisible from None
    return handover_for(viewer, key)


def _records(viewer: Actor) -> list[tuple[str, str]]:
    rows = visible(HandOver.objects.all(), viewer, "duty.read").select_related("shift__roster")
    return [
        (str(one.pk), f"{roster_words(one.shift.roster)} {stretch_words(one.shift)} v{one.version}")
        for one in rows[:OFFERED]
    ]


def _about(viewer: Actor, params: Params) -> About:
    return About("duty.handover", _record(viewer, params).pk)


HANDOVER_KIND = ProductKind(
    code=CODE,
    label=_("交接班记录"),
    hint=_("没办完的事、走着的时限、口头指示、两个人的签字。"),
    facts=facts,
    paper=paper,
    params=(Param("handover", _("哪一班"), of="choice", choices=_records),),
    about=_about,
    independent=False,
    needs="duty.read",
    order=31,
)
