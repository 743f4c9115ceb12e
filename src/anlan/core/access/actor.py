"""Who acts: a person in a position, by an appointment in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from anlan.core.access.grant import Grant
from anlan.core.access.verbs import VERBS


@dataclass(frozen=True, slots=True)
class Actor:
    """Who looks or acts, with everything that permission needs; built once a request.

    ``acting_for`` is the position a named secretary stands in for. ``job`` names a background job.
    """

    account_id: UUID | None = None
    person_id: UUID | None = None
    position_id: UUID | None = None
    appointment_id: UUID | None = None
    label: str = ""
    title: str = ""
    unit_path: str = ""
    grants: tuple[Grant, ...] = ()
    second_factor: bool = False
    acting_for: UUID | None = None
    job: str = ""

    @classmethod
    def nobody(cls) -> Actor:
        """The one who has not signed in: sees nothing, may do nothing."""
        return cls()

    @classmethod
    def system(cls, job: str) -> Actor:
        """A background job: holds every registered verb everywhere, opens no closed compartment."""
        grants = tuple(Grant(verb=verb.code, unit="", place="") for verb in VERBS)
        return cls(label=job, grants=grants, second_factor=True, job=job)

    @property
    def is_nobody(self) -> bool:
        """Whether nobody stands behind it, neither a person nor a job."""
        return self.account_id is None and self.person_id is None and not self.job

    def holds(self, verb: str) -> bool:
        """Whether the verb is held at all, at any reach; for menus, never as a check of one object."""
        return verb in VERBS and any(grant.verb == verb for grant in self.grants)

    def holds_for_others(self, verb: str) -> bool:
        """Whether the verb reaches further than what concerns the actor in person; for menus."""
        return any(grant.unit is not None or grant.place is not None for grant in self.grants_of(verb))

    def grants_of(self, verb: str) -> Iterator[Grant]:
        """The grants of a registered verb; none for an unknown one."""
        if verb not in VERBS:
            return iter(())
        return (grant for grant in self.grants if grant.verb == verb)
