"""The register of requirements: look, narrow, keep a view, take it along, print it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from anlan.areas.command import public
from anlan.areas.command.forms.acts import ViewForm
from anlan.areas.command.models.choices import DIRECTIVE_STATES, Obligation, Origin
from anlan.areas.command.selectors.own_answers import own_waiting
from anlan.areas.command.selectors.register import EVERY_ROW, ROWS_A_PAGE, RegisterGroup
from anlan.areas.command.selectors.register_filters import EVERY_ORIGIN, OTHER_ORIGINS, STATES
from anlan.areas.command.states import LIVE
from anlan.areas.command.views.asking import asks_about_numbers, decided
from anlan.areas.command.views.showing import blame, key_in, on, page_of, shown
from anlan.areas.command.words import STATUS_WORDS, WINDOW_WORDS
from anlan.core.kernel.errors import BadInput, Conflict
from anlan.foundation.people.public import Request, require_held, signed_in
from anlan.foundation.ui.marks import Mark
from anlan.foundation.ui.parts import Choice

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW_GROUPS = 3
LOUD = (public.Status.NOT_MET, public.Status.AT_RISK)


@signed_in
def register(request: Request) -> HttpResponse:
    """All requirements in force, grouped; the filters stand in the address."""
    require_held(request.actor, "command.read")
    filters = public.RegisterFilters.from_query(request.GET)
    page = public.register(request.actor, filters)
    options = public.register_options(request.actor)
    rows = [row.directive.pk for group in page.groups for row in group.rows]
    context = {
        "page": page,
        "filters": filters,
        "meeting": next((one for one in options.meetings if one.pk == filters.meeting), None),
        "groups": [_drawn(group, page, opened="open" in request.GET) for group in page.groups],
        "pages": page_of(page.matched, number=page.page, size=ROWS_A_PAGE),
        "own": own_waiting(request.actor, rows),
        "bar": {status.value: count for status, count in page.counts.items()},
        "may_import": request.actor.holds("command.draft"),
        "may_export": request.actor.holds("command.export"),
        **_narrowing(request, page, options),
    }
    return render(request, "command/register.html", context)


@require_POST
@signed_in
def acknowledge_many(request: Request) -> HttpResponse:
    """Acknowledge what is ticked, for the viewer's own unit; all or none."""
    keys = {key_in(key) for value in request.POST.getlist("addressee") for key in value.split()}
    here = f"{reverse('command:register')}?{request.POST.get('query', '')[:500]}"
    if request.POST.get("from") == "inbox":
        here = f"{reverse('command:inbox')}?{request.POST.get('query', '')[:500]}"
    if not keys:
        return on(request, here)
    count = public.acknowledge_all(keys, by=request.actor)
    told = ngettext("已签收 %(count)s 条", "已签收 %(count)s 条", count) % {"count": count}
    return on(request, here, told=told)


@signed_in
def export(request: Request) -> HttpResponse:
    """The same columns, filters and time as on the page, as a workbook."""
    filters = public.RegisterFilters.from_query(request.GET)
    answer = HttpResponse(public.export_register(request.actor, filters), content_type=XLSX)
    stamp = f"{localtime():%Y%m%d-%H%M}"
    answer["Content-Disposition"] = f'attachment; filename="requirements-{stamp}.xlsx"'
    return answer


@signed_in
def report(request: Request) -> HttpResponse:
    """The report on paper: the facts in a paragraph, then the table, then what waits for a decision."""
    require_held(request.actor, "command.read")
    filters = public.RegisterFilters.from_query(request.GET)
    page = public.register(request.actor, filters, page_size=EVERY_ROW)
    options = public.register_options(request.actor)
    rows = [row for group in page.groups for row in group.rows]
    context = {
        "page": page,
        "meeting": next((one for one in options.meetings if one.pk == filters.meeting), None),
        "groups": [_drawn(group, page, opened=True) for group in page.groups if group.rows],
        "objected": [row for row in rows if row.objected],
        "unanswered": [row for row in rows if row.answered < row.addressed and row.directive.state in LIVE],
        "late": [row for row in rows if row.verdict.status == public.Status.NOT_MET],
        "query": filters.to_query(),
    }
    return render(request, "command/report.html", context)


@require_POST
@signed_in
@asks_about_numbers
def keep_view(request: Request) -> HttpResponse:
    """Keep what the register shows now under a name."""
    form = ViewForm(request.POST)
    if form.is_valid():
        try:
            view = public.save_view(by=request.actor, numbers=decided(request), **form.cleaned_data)
            url = f"{reverse('command:register')}?{view.query}"
            return on(request, url, told=_("已存为“%(name)s”") % {"name": view.name})
        except (BadInput, Conflict) as trouble:
            blame(form, trouble)
    return shown(request, "command/keep_view.html", {"form": form}, form)


@require_POST
@signed_in
def forget_view(request: Request, view_id: UUID) -> HttpResponse:
    """Drop a view."""
    public.forget_view(view_id, by=request.actor)
    return on(request, reverse("command:register"), told=_("视图已删"))


def _narrowing(
    request: Request, page: public.RegisterPage, options: public.RegisterOptions
) -> dict[str, Any]:
    """Everything that narrows or rearranges the register, and the views that are kept."""
    query = page.filters.to_query()
    return {
        "options": options,
        "chips": status_chips(page),
        "groupings": groupings(page),
        "narrowed": narrowed_by(page, options),
        "states": [(key, word) for key, word in DIRECTIVE_STATES if key in STATES],
        "kinds": Obligation.choices,
        "origins": origins_of(page),
        "windows": WINDOW_WORDS,
        "views": public.saved_views(request.actor),
        "view_form": ViewForm(initial={"query": query}),
        "query": query,
    }


def status_chips(page: public.RegisterPage) -> list[Choice]:
    """All, then the states that occur, with counts."""
    base, here = reverse("command:register"), page.filters
    every = Choice(_("全部"), f"{base}?{here.to_query(status='')}", not here.status, page.total)
    return [
        every,
        *(
            Choice(
                STATUS_WORDS[status],
                f"{base}?{here.to_query(status=status.value)}",
                here.status == status,
                page.counts[status],
                mark=Mark(status.value),
            )
            for status in public.Status
            if page.counts[status] or here.status == status
        ),
        *_others_chip(page),
    ]


def _others_chip(page: public.RegisterPage) -> list[Choice]:
    """The way to what units passed on or added, where the register leaves it out; and back."""
    here, chosen = page.filters, page.filters.origin == OTHER_ORIGINS
    if not chosen and (page.origin != Origin.CENTRAL or not page.others):
        return []
    url = here.to_query(origin="" if chosen else OTHER_ORIGINS, status="")
    return [Choice(_("转达与自定"), f"{reverse('command:register')}?{url}", chosen, page.others)]


def origins_of(page: public.RegisterPage) -> list[tuple[str, str]]:
    """Whose requirements can be asked for; first what is shown unasked."""
    words = {**dict(Origin.choices), OTHER_ORIGINS: _("转达与自定"), EVERY_ORIGIN: _("全部")}
    unasked = page.unasked_origin
    return [("", str(words.pop(unasked))), *((key, str(word)) for key, word in words.items())]


def groupings(page: public.RegisterPage) -> list[Choice]:
    """By requirement, by unit, by deadline."""
    base, here = reverse("command:register"), page.filters
    rows = (
        ("requirement", _("按要求"), "list-tree"),
        ("unit", _("按单位"), "building"),
        ("deadline", _("按期限"), "calendar"),
    )
    return [
        Choice(label, f"{base}?{here.to_query(group=key)}", here.group == key, icon=symbol)
        for key, label, symbol in rows
    ]


def narrowed_by(page: public.RegisterPage, options: public.RegisterOptions) -> list[Choice]:
    """The filters that are on, in words, each a link that takes it off."""
    here, base = page.filters, reverse("command:register")
    units, places = ({chip.id: chip.name for chip in rows} for rows in (options.units, options.campuses))
    words: dict[str, Any] = {
        "unit": units.get(here.unit, "") if here.unit else "",
        "campus": places.get(here.campus, "") if here.campus else "",
        "speaker": here.speaker,
        "state": str(dict(DIRECTIVE_STATES).get(here.state, "")),
        "kind": dict(Obligation.choices).get(here.kind, ""),
        "due": WINDOW_WORDS.get(here.due, ""),
        "origin": dict(origins_of(page)).get(here.origin, "") if here.origin else "",
        "q": f"“{here.q}”" if here.q else "",
        "mine": _("和我有关") if here.mine else "",
        "ended": _("含已更正、已撤回") if here.ended else "",
    }
    plain = public.RegisterFilters()
    return [
        Choice(text, f"{base}?{here.to_query(**{name: getattr(plain, name)})}")
        for name, text in words.items()
        if text
    ]


def _drawn(group: RegisterGroup, page: public.RegisterPage, *, opened: bool) -> dict[str, Any]:
    """A group as it is drawn: open when asked, when there are few, or when something is wrong in it."""
    label = group.label or str(dict(Origin.choices).get(group.key, "")) or _("其他")
    if page.filters.group == "deadline":
        label = str(WINDOW_WORDS.get(group.key, label))
    few = len(page.groups) <= FEW_GROUPS or (page.filters.narrowed and page.filters.meeting is None)
    counts = [(status.value, group.counts[status]) for status in public.Status if group.counts[status]]
    leads = dict.fromkeys(row.lead_label for row in group.rows if row.lead_label)
    return {
        "group": group,
        "label": label,
        "open": opened or few or group.status in LOUD or bool(page.filters.status),
        "counts": counts,
        "leads": list(leads)[:3],
        "more_leads": max(0, len(leads) - 3),
    }
