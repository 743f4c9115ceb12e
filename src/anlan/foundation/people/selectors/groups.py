"""Classes, courses and other groups, and who belongs to them, as far as the viewer may see."""

from __future__ import annotations

from django.db.models import Case, Count, Q, QuerySet, When

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import NotVisible
from anlan.foundation.people.models import Group, Membership, Person, Unit
from anlan.foundation.people.models.lasting import in_force_q
from anlan.foundation.people.permission import visible

LONGEST_SEARCH = 100
PARTS = (Membership.Part.LEAD, Membership.Part.TEACHER, Membership.Part.MEMBER)


def groups_for(
    viewer: Actor, *, search: str = "", kind: str = "", unit: Unit | None = None
) -> QuerySet[Group]:
    """Groups in force by a part of the name or the beginning of the code, with their ``size`` now."""
    rows = visible(Group.objects.in_force(), viewer, "people.read").select_related("unit")
    wanted = search.replace("\x00", "").strip()[:LONGEST_SEARCH]
    if wanted:
        named = Q(name__icontains=wanted) | Q(name_en__icontains=wanted)
        rows = rows.filter(named | Q(code__istartswith=wanted))
    if kind:
        rows = rows.filter(kind=kind)
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    now = in_force_q(clock.now(), "memberships__")
    return rows.annotate(size=Count("memberships", filter=now)).order_by("kind", "code")


def group_for(viewer: Actor, code: str) -> Group:
    """One group by its code, an ended one too. Raises NotVisible."""
    rows = visible(Group.objects.select_related("unit"), viewer, "people.read")
    group = rows.filter(code=code).first() if "\x00" not in code else None
    if group is None:
        raise NotVisible
    return group


def size_of(group: Group) -> int:
    """How many belong to the group now."""
    return group.memberships.filter(in_force_q(clock.now())).count()


def members_of(viewer: Actor, group: Group) -> QuerySet[Membership]:
    """Those who belong to the group now and whom the viewer may see, leads and teachers first."""
    rows = visible(Membership.objects.filter(in_force_q(clock.now())), viewer, "people.read_person")
    first = Case(*(When(part=part, then=place) for place, part in enumerate(PARTS)), default=len(PARTS))
    return (
        rows.filter(group=group)
        .select_related("person")
        .order_by(first, "person__sort_key", "person__number")
    )


def openable(viewer: Actor, members: list[Membership]) -> set[object]:
    """Keys of the members whose own page the viewer may open; one query."""
    keys = [one.person_id for one in members]
    rows = visible(Person.objects.filter(pk__in=keys), viewer, "people.read_person")
    return set(rows.values_list("pk", flat=True))
