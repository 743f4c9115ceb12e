"""What evidence may be about. Whoever sees the subject sees its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from anlan.core.access import Actor
from anlan.core.kernel.errors import NotVisible, NotYours
from anlan.foundation.ledger.public import Ref

Visible = Callable[[Actor, set[UUID]], set[UUID]]
MayAdd = Callable[[Actor, UUID], bool]


@dataclass(frozen=True, slots=True)
class Link:
    """What a subject is called and where its page is."""

    title: str
    url: str


Links = Callable[[Actor, set[UUID]], Mapping[UUID, Link]]


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of object that evidence may be about."""

    kind: str
    visible: Visible
    may_add: MayAdd
    links: Links | None = None


_subjects: dict[str, Subject] = {}


def register_subject(kind: str, visible: Visible, may_add: MayAdd, links: Links | None = None) -> None:
    """Let evidence be about a kind of object. ``visible`` takes keys and returns those the actor may see."""
    _subjects[kind] = Subject(kind, visible, may_add, links)


def key_of(subject: Ref) -> UUID:
    """The subject's key. Raises NotVisible for one that is no UUID."""
    if isinstance(subject.id, UUID):
        return subject.id
    try:
        return UUID(str(subject.id))
    except ValueError:
        raise NotVisible from None


def ref_of(subject: Ref) -> Ref:
    """The same subject with its key as a UUID. Raises NotVisible."""
    return Ref(subject.kind, key_of(subject))


def seen(viewer: Actor, subjects: Iterable[Ref]) -> set[Ref]:
    """Those of the subjects that the viewer may see; one question a kind. Unknown kinds are hidden."""
    by_kind: dict[str, dict[UUID, Ref]] = {}
    for given in subjects:
        key = key_of(given)
        by_kind.setdefault(given.kind, {})[key] = Ref(given.kind, key)
    found: set[Ref] = set()
    for kind, refs in by_kind.items():
        subject = _subjects.get(kind)
        if subject is not None:
            found |= {refs[key] for key in subject.visible(viewer, set(refs)) if key in refs}
    return found


def require_seen(viewer: Actor, subject: Ref) -> Ref:
    """The subject, if the viewer may see it. Raises NotVisible."""
    ref = ref_of(subject)
    if ref not in seen(viewer, (ref,)):
        raise NotVisible
    return ref


def may_add(viewer: Actor, subject: Ref) -> bool:
    """Whether the viewer may add evidence; for a button, never as the check of an act."""
    known = _subjects.get(subject.kind)
    return known is not None and known.may_add(viewer, key_of(subject))


def require_may_add(by: Actor, subject: Ref) -> Ref:
    """The subject, if evidence may be added to it. Raises NotVisible or NotYours."""
    ref = require_seen(by, subject)
    if not may_add(by, ref):
        raise NotYours("evidence.not_yours_to_add", verb="evidence.add")
    return ref


def link_of(viewer: Actor, subject: Ref) -> Link | None:
    """What a visible subject is called, where its room says so."""
    known, key = _subjects.get(subject.kind), key_of(subject)
    if known is None or known.links is None:
        return None
    return known.links(viewer, {key}).get(key)
