"""The check before issuing: what blocks, what a person should know, and what each unit will read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from anlan.areas.command.models import DraftSet
from anlan.areas.command.rules.coverage import Cover
from anlan.areas.command.rules.filling import Lack
from anlan.areas.command.selectors.cards import DraftCard, HeadingCard
from anlan.areas.command.selectors.confirmation import Confirmation, Progress, confirmation
from anlan.areas.command.selectors.rulebook import limits
from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.minutes.privacy import personal_data


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one draft or the whole reading, as a code with facts; blocking or not."""

    code: str
    blocks: bool
    draft_id: UUID | None = None
    no: str = ""
    detail: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class UnitShare:
    """What one lead unit (or group of units) will be addressed."""

    label: str
    drafts: tuple[DraftCard, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything the check page shows; a heading is issuable when nothing in it blocks."""

    draft_set: DraftSet
    progress: Progress
    headings: tuple[HeadingCard, ...]
    blocking: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    shares: tuple[UnitShare, ...]
    issuable: frozenset[UUID]
    answer_hours: int

    @property
    def ready(self) -> bool:
        """Whether the whole reading can be issued now."""
        return not self.blocking and self.progress.confirmed > 0


def check_page(viewer: Actor, draft_set_id: UUID) -> CheckPage:
    """What stands between this reading and its issue. Raises NotVisible."""
    page = confirmation(viewer, draft_set_id)
    problems = [*_of_drafts(page), *_of_text(page)]
    blocked = {problem.draft_id for problem in problems if problem.blocks}
    return CheckPage(
        draft_set=page.draft_set,
        progress=page.progress,
        headings=page.headings,
        blocking=tuple(problem for problem in problems if problem.blocks),
        warnings=tuple(problem for problem in problems if not problem.blocks),
        shares=_shares(page.drafts),
        issuable=frozenset(one.id for one in page.headings if _issuable(one, blocked=blocked)),
        answer_hours=limits().answer_hours,
    )


def _issuable(heading: HeadingCard, *, blocked: set[UUID | None]) -> bool:
    confirmed = [draft for draft in heading.drafts if draft.state == "confirmed"]
    return bool(confirmed) and not any(draft.id in blocked for draft in heading.drafts)


def _of_drafts(page: Confirmation) -> Iterator[Problem]:
    for draft in page.drafts:
        if draft.state in {"waiting", "lacking"}:
            yield Problem("command.check.undecided", blocks=True, draft_id=draft.id, no=draft.no)
        if draft.state not in {"waiting", "lacking", "confirmed"}:
            continue
        if Lack.LEAD in draft.lacks:
            yield Problem("command.check.no_lead", blocks=True, draft_id=draft.id, no=draft.no)
        if draft.state == "confirmed":
            yield from _of_confirmed(draft)


def _of_confirmed(draft: DraftCard) -> Iterator[Problem]:
    values = draft.values
    if values["no_deadline"] or Lack.DEADLINE in draft.lacks:
        yield Problem("command.check.no_deadline", blocks=False, draft_id=draft.id, no=draft.no)
    elif draft.due_at is not None and draft.due_at <= clock.now():
        yield Problem("command.check.deadline_passed", blocks=False, draft_id=draft.id, no=draft.no)
    if values["no_target"] or Lack.TARGET in draft.lacks:
        yield Problem("command.check.no_target", blocks=False, draft_id=draft.id, no=draft.no)
    if Lack.VERIFIER in draft.lacks:
        yield Problem("command.check.no_verifier", blocks=False, draft_id=draft.id, no=draft.no)
    if draft.relayed:
        yield Problem("command.check.relayed", blocks=False, draft_id=draft.id, no=draft.no)
    numbers = personal_data(f"{values['text']} {values['condition']} {values['indicator_name']}")
    if numbers:
        yield Problem(
            "command.check.personal_numbers",
            blocks=False,
            draft_id=draft.id,
            no=draft.no,
            detail=numbers[0].masked,
        )


def _of_text(page: Confirmation) -> Iterator[Problem]:
    open_sentences = page.covers[Cover.OPEN]
    if open_sentences:
        yield Problem("command.check.sentences_open", blocks=False, count=open_sentences)
    for announced in page.draft_set.announced:
        if announced["count"] != announced["found"]:
            yield Problem(
                "command.check.count_differs",
                blocks=False,
                detail=announced["speaker"] or "",
                count=int(announced["count"]),
                no=str(announced["found"]),
            )
    if page.draft_set.meeting_id is None and page.draft_set.upstream_paper_id is None:
        yield Problem("command.check.no_meeting", blocks=False)


def _shares(drafts: Sequence[DraftCard]) -> tuple[UnitShare, ...]:
    held: defaultdict[str, list[DraftCard]] = defaultdict(list)
    for draft in drafts:
        if draft.state == "confirmed":
            held[draft.lead_label].append(draft)
    return tuple(UnitShare(label, tuple(rows)) for label, rows in sorted(held.items()))
