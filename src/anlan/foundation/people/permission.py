"""Who may do what to which object: one definition, read for one object and for a whole list.

``check`` judges an object's footing with ``core.access.ground``; ``visible`` says the same in the
database's words. A property test holds the two together on random worlds.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from anlan.core.access import VERBS, Actor, Facts, Footing, Grant, Ground, Tie, ground
from anlan.core.kernel.errors import NotVisible, NotYours
from anlan.foundation.people.ties import kind_of, paths_q, persons_q, values

Row = TypeVar("Row", bound=Model)

NOWHERE = Footing()
EVERY_ROW = Q(pk__isnull=False)  # an empty Q would vanish in an OR


def footing_of(model: type[Model]) -> Footing:
    """The declared footing of a model; one without is reached by house-wide grants only."""
    footing = getattr(model, "footing", NOWHERE)
    return footing if isinstance(footing, Footing) else NOWHERE


def facts_of(obj: Model) -> Facts:
    """The object's footing read out, now."""
    footing = footing_of(type(obj))
    return Facts(
        units=_all_values(obj, footing.units),
        places=_all_values(obj, footing.places),
        persons=_all_values(obj, footing.persons),
        compartment=str(getattr(obj, footing.compartment) or "") if footing.compartment else "",
        everywhere=footing.everywhere,
    )


def check(actor: Actor, verb: str, obj: Model) -> Ground:
    """Whether the actor may, and by which grant and path, or what lacks; the second factor is not judged."""
    return ground(actor, verb, kind=kind_of(type(obj)), facts=facts_of(obj))


def allowed(actor: Actor, verb: str, obj: Model) -> bool:
    """Whether the actor may do this to the object; ``require`` also asks the second factor.

    Without a compartment a footing can only widen the reach, so it is read when nothing else reaches.
    """
    footing = footing_of(type(obj))
    if not footing.compartment:
        bare = Facts(everywhere=footing.everywhere)
        if ground(actor, verb, kind=kind_of(type(obj)), facts=bare).allowed:
            return True
    return check(actor, verb, obj).allowed


def visible(queryset: QuerySet[Row], actor: Actor, verb: str) -> QuerySet[Row]:
    """The rows on which the actor holds the verb: no duplicates, no query of its own."""
    known = VERBS.get(verb)
    if known is None or not known.covers(kind_of(queryset.model)):
        return queryset.none()
    reach = None
    for grant in actor.grants_of(verb):
        one = _grant_q(grant, actor, queryset.model)
        if one is not None:
            reach = one if reach is None else reach | one
    return queryset.none() if reach is None else queryset.filter(reach)


def require(actor: Actor, verb: str, obj: Model, *, read: str | None = None) -> None:
    """Let the act go on or raise: NotVisible when the actor may not even read the object, else NotYours.

    ``read`` is the verb of reading; by default the model's ``read_verb`` or ``<app>.read``.
    """
    if allowed(actor, verb, obj):
        require_second_factor(actor, verb)
        return
    reading = read or str(getattr(type(obj), "read_verb", f"{obj._meta.app_label}.read"))
    if not allowed(actor, reading, obj):
        raise NotVisible
    raise NotYours(verb=verb)


def require_at(actor: Actor, verb: str, *, kind: str, facts: Facts) -> None:
    """The same for something that does not exist yet, at the footing it would have. Raises NotYours."""
    if not ground(actor, verb, kind=kind, facts=facts).allowed:
        raise NotYours(verb=verb)
    require_second_factor(actor, verb)


def require_held(actor: Actor, verb: str) -> None:
    """For pages without an object: held at some reach, or the page does not exist for the actor."""
    if not actor.holds(verb):
        raise NotVisible


def require_second_factor(actor: Actor, verb: str) -> None:
    """An enacting verb asks for a second factor given within the hours the site allows."""
    known = VERBS.get(verb)
    if known is not None and known.enacts and not actor.second_factor:
        raise NotYours("act.second_factor_needed", verb=verb)


def _all_values(obj: Model, ties: tuple[Tie, ...]) -> frozenset[str]:
    return frozenset(value for tie in ties for value in values(obj, tie))


def _grant_q(grant: Grant, actor: Actor, model: type[Model]) -> Q | None:
    """The rows that one grant reaches; None when it reaches none."""
    reach = _reach_q(grant, actor, model)
    name = footing_of(model).compartment
    if reach is None or name is None:
        return reach
    admitted = Q(**{name: ""}) | Q(**{f"{name}__in": sorted(grant.compartments)})
    if model._meta.get_field(name).null:
        admitted |= Q(**{f"{name}__isnull": True})
    return reach & admitted


def _reach_q(grant: Grant, actor: Actor, model: type[Model]) -> Q | None:
    """As ``ground`` reads a grant: everything, or any tie that lies under it, or one's own."""
    footing = footing_of(model)
    somewhere = grant.unit is not None or grant.place is not None
    if "" in (grant.unit, grant.place) or (footing.everywhere and somewhere):
        return EVERY_ROW
    parts: list[Q] = []
    for scope, ties in ((grant.unit, footing.units), (grant.place, footing.places)):
        parts += [paths_q(model, tie, scope) for tie in ties if scope is not None]
    if grant.own and actor.person_id is not None:
        parts += [persons_q(model, tie, actor.person_id) for tie in footing.persons]
    return _any(parts)


def _any(parts: list[Q]) -> Q | None:
    found: Q | None = None
    for part in parts:
        found = part if found is None else found | part
    return found
