"""Words that are sent: every free text comes with a decision about the numbers in it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from anlan.areas.command.models.choices import Obligation
from anlan.areas.command.public import ASK, MASK, PersonalNumbers
from anlan.foundation.ui.wire import Given, Reason, example

KEY = "01989a5e-7c11-7b52-9d4e-3f0c5a1b2c3d"
OTHER_KEY = "01989a5e-7c12-7d10-8a6f-0b1c2d3e4f50"

Choice = Annotated[
    str,
    Field(
        pattern="^(ask|mask|keep)$",
        description="What to do with phone and identity numbers: refuse and ask, mask, or keep.",
    ),
]
Fields = Annotated[dict[str, Any], Field(min_length=1, max_length=40)]


class Spoken(Given):
    """Free text is on its way: what becomes of phone and identity numbers in it."""

    numbers: Choice = "ask"
    numbers_reason: str = Field("", max_length=300, description="Why they stay readable, with `keep`.")

    def decided(self) -> PersonalNumbers:
        """The decision as the services take it."""
        known = {"mask": MASK, "keep": PersonalNumbers("keep", self.numbers_reason)}
        return known.get(self.numbers, ASK)


class ReasonIn(Spoken):
    """A reason in words."""

    model_config = example(reason="要等用人单位把信息报齐，建议推迟 3 天。")

    reason: Reason


class AnswerIn(Spoken):
    """What the issuer answers to an objection."""

    model_config = example(answer="期限不变，人手由后勤保障部补足。")

    answer: Reason


class CorrectIn(ReasonIn):
    """Fields of the corrected requirement, as in a draft; what is not named stays as it was."""

    model_config = example(reason="水位退得慢，期限顺延。", fields={"due_at": "2022-06-05T18:00:00+08:00"})

    fields: Fields


class ChangeIn(AnswerIn):
    """An answer that gives way, with the corrected fields."""

    model_config = example(answer="同意顺延。", fields={"due_at": "2022-06-05T18:00:00+08:00"})

    fields: Fields


class LocalIn(Spoken):
    """A requirement of one's own unit, alone or beside one that it was given."""

    model_config = example(text="每晚十点清点在楼人数", unit=KEY, beside="", due_at=None)

    text: str = Field(min_length=1, max_length=4000)
    unit: UUID
    beside: str = Field("", max_length=40, description="The code of a requirement that it stands beside.")
    due_at: AwareDatetime | None = None
    obligation: Obligation = Obligation.STANDING
