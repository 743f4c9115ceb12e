"""Reading a tie of a footing: from one object, and as a condition over a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Manager, Model, Q

from anlan.core.access import Through, Tie
from anlan.core.kernel import clock
from anlan.foundation.people.models.lasting import in_force_q


def kind_of(model: type[Model]) -> str:
    """The kind that verbs name: the model's lower label."""
    return model._meta.label_lower


def values(obj: Model, tie: Tie) -> Iterator[str]:
    """The values at the end of a tie, as text; missing links give none."""
    if isinstance(tie, Through):
        lookup = f"{tie.relation}__{tie.field}"
        rows = (
            type(obj)
            ._base_manager.filter(in_force_q(clock.now(), f"{tie.relation}__"), pk=obj.pk)
            .values_list(lookup, flat=True)
        )
        return (str(value) for value in rows if value is not None)
    return _walk(obj, tie.split("__"))


def paths_q(model: type[Model], tie: Tie, scope: str) -> Q:
    """Rows one of whose paths lies under the scope."""
    return _tied(model, tie, {"startswith": scope})


def persons_q(model: type[Model], tie: Tie, person_id: UUID) -> Q:
    """Rows that concern the person."""
    return _tied(model, tie, {"exact": person_id})


def _tied(model: type[Model], tie: Tie, test: dict[str, Any]) -> Q:
    if isinstance(tie, Through):
        lookup = f"{tie.relation}__{tie.field}"
        condition = Q(in_force_q(clock.now(), f"{tie.relation}__"), _test(lookup, test))
        return Q(pk__in=model._base_manager.filter(condition).values("pk"))
    if _is_many(model, tie):
        return Q(pk__in=model._base_manager.filter(_test(tie, test)).values("pk"))
    return _test(tie, test)


def _test(lookup: str, test: dict[str, Any]) -> Q:
    return Q(**{f"{lookup}__{name}": value for name, value in test.items()})


def _is_many(model: type[Model], lookup: str) -> bool:
    """Whether the lookup crosses a relation with several ends."""
    at: Any = model
    for name in lookup.split("__"):
        if at is None:
            return False
        named = {field.name: field for field in at._meta.get_fields()}
        field = named.get(name)
        if field is None or not field.is_relation:
            return False
        if field.many_to_many or field.one_to_many:
            return True
        at = field.related_model
    return False


def _walk(at: Any, names: list[str]) -> Iterator[str]:
    """Follow attributes; where a relation has several ends, one query reads them all."""
    for index, name in enumerate(names):
        if at is None:
            return
        step = getattr(at, name, None)
        if isinstance(step, Manager):
            rest = "__".join(names[index + 1 :]) or "pk"
            yield from (str(value) for value in step.values_list(rest, flat=True) if value is not None)
            return
        at = step
    if at is not None:
        yield str(at)
