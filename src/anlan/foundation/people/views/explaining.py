"""Who may do what to an object, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlan.core.access import VERBS, Ground, Reason
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.permission import require_held
from anlan.foundation.people.requests import Request, signed_in
from anlan.foundation.people.selectors.explaining import (
    Answer,
    object_to_explain,
    verbs_about,
    who_may,
    why,
)
from anlan.foundation.people.selectors.persons import person_by_number
from anlan.foundation.people.selectors.units import unit_for

REASONS = {
    Reason.UNIT: gettext_lazy("在这个单位范围内"),
    Reason.PLACE: gettext_lazy("在这个场所范围内"),
    Reason.OWN: gettext_lazy("是本人的"),
    Reason.EVERYWHERE: gettext_lazy("全校共用的资料"),
    Reason.UNKNOWN_VERB: gettext_lazy("没有这件事"),
    Reason.WRONG_KIND: gettext_lazy("这件事不是对它办的"),
    Reason.NO_GRANT: gettext_lazy("岗位不带这件事"),
    Reason.OUT_OF_REACH: gettext_lazy("带这件事，但不在范围内"),
    Reason.COMPARTMENT: gettext_lazy("在范围内，但内容对这个岗位不开放"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An answer in words."""

    answer: Answer
    allowed: bool
    words: str
    reach: str


@signed_in
def explain(request: Request) -> HttpResponse:
    """For a verb, an object and perhaps a person: the grant and path that allow it, or what lacks."""
    require_held(request.actor, "people.explain")
    asked = {name: request.GET.get(name, "").strip() for name in ("verb", "kind", "id", "unit", "number")}
    facts: dict[str, object] = {"asked": asked, "verbs": [(v.code, _(v.label)) for v in VERBS], "rows": None}
    if asked["verb"] and (asked["unit"] or asked["id"]):
        try:
            facts |= _answered(request, asked)
        except NotVisible:
            facts["missing"] = True
    return render(request, "people/explain.html", facts)


def _answered(request: Request, asked: dict[str, str]) -> dict[str, object]:
    if asked["id"]:
        obj = object_to_explain(request.actor, asked["kind"], asked["id"])
    else:
        obj = unit_for(request.actor, asked["unit"])
    verb = asked["verb"]
    answers = (
        why(verb, obj, person=person_by_number(request.actor, asked["number"]))
        if asked["number"]
        else who_may(verb, obj)
    )
    return {
        "object": obj,
        "rows": [_row(answer) for answer in answers],
        "about": verbs_about(obj._meta.label_lower),
        "enacts": (known := VERBS.get(verb)) is not None and known.enacts,
    }


def _row(answer: Answer) -> Row:
    ground = answer.ground
    return Row(answer, ground.allowed, str(REASONS[ground.reason]), _reach(ground))


def _reach(ground: Ground) -> str:
    """The grant's scope in words."""
    if ground.grant is None:
        return ""
    scope = ground.grant.unit if ground.grant.unit is not None else ground.grant.place
    return _("全校") if scope == "" else scope or _("本人")
