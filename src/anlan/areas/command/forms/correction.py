"""The correction of a requirement in force."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.forms.drafts import DRAFT_FIELDS, SHARED_FIELDS, DraftForm
from anlan.areas.command.selectors.picking import Picks

ONLY_IN_DRAFTS = ("no_deadline", "no_target", "note", "version")


class CorrectionForm(DraftForm):
    """What a corrected requirement will say; the reason stays in the history."""

    reason = forms.CharField(
        label=_("为什么更正"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("写上为什么更正")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ONLY_IN_DRAFTS:
            del self.fields[name]

    @classmethod
    def of(cls, values: Any, *, picks: Picks, version: int = 1) -> CorrectionForm:
        """The form as it shows what is in force."""
        form = super().of(values, version=version, picks=picks)
        assert isinstance(form, cls)  # noqa: S101 - made by the same class
        return form

    @staticmethod
    def own_fields() -> tuple[str, ...]:
        """The fields that can be corrected."""
        return tuple(name for name in (*SHARED_FIELDS, *DRAFT_FIELDS) if name not in ONLY_IN_DRAFTS)
