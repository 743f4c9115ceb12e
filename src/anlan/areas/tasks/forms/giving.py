"""The form that gives a task, and the one that splits a requirement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.areas.command.forms.pickers import ManyPicker, Picker, offer
from anlan.areas.command.selectors.picking import Pick
from anlan.areas.tasks.forms.acts import DueFields
from anlan.areas.tasks.models.choices import Rhythm, TaskObligation
from anlan.areas.tasks.public import NewTask

MOST_PARTS = 12


class PartForm(DueFields):
    """One task: what, who, by when, how one sees that it is done, who looks."""

    field_order = (
        "client_id",
        "title",
        "owner_position",
        "due_date",
        "due_time",
        "acceptance_test",
        "note_suffices",
        "verifier_position",
        "detail",
        "helper_units",
        "obligation",
        "rhythm",
        "condition",
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=pgettext_lazy("task", "要办什么"),
        max_length=200,
        error_messages={"required": _("写上要办什么")},
    )
    owner_position = forms.ChoiceField(
        label=_("谁来办"), widget=Picker(), error_messages={"required": _("选一个岗位")}
    )
    acceptance_test = forms.CharField(
        label=_("怎样算办好"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如：东南两门都划线，拍照两张。"),
    )
    note_suffices = forms.BooleanField(label=_("写明情况就可以交，不要照片或文件"), required=False)
    verifier_position = forms.ChoiceField(
        label=_("谁来核验"), required=False, widget=Picker(), help_text=_("不选，由你的岗位核验。")
    )
    detail = forms.CharField(
        label=_("怎么办"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    helper_units = forms.MultipleChoiceField(label=_("配合单位"), required=False, widget=ManyPicker())
    obligation = forms.ChoiceField(label=_("类别"), choices=TaskObligation.choices)
    rhythm = forms.ChoiceField(
        label=_("多久核验一次"), required=False, choices=Rhythm.choices, help_text=_("长期任务才选。")
    )
    condition = forms.CharField(
        label=_("什么发生时开始办"), required=False, max_length=300, help_text=_("有前提的任务才写。")
    )

    def __init__(
        self,
        *args: Any,
        seats: Iterable[Pick] = (),
        verifiers: Iterable[Pick] = (),
        units: Iterable[Pick] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner_position", seats, empty=_("选一个岗位"))
        offer(self, "verifier_position", verifiers, empty=_("由我的岗位核验"))
        offer(self, "helper_units", units)

    @property
    def is_blank(self) -> bool:
        """Whether a further row was left empty."""
        return not any(self.data.get(self.add_prefix(name)) for name in ("title", "owner_position"))

    def new_task(self) -> NewTask:
        """The task that a valid form describes."""
        given = self.cleaned_data
        verifier = given["verifier_position"]
        return NewTask(
            client_id=given["client_id"],
            title=given["title"],
            owner_position_id=UUID(given["owner_position"]),
            due_at=given["due_at"],
            due_all_day=given["due_all_day"],
            detail=given["detail"],
            acceptance_test=given["acceptance_test"],
            note_suffices=given["note_suffices"],
            obligation=given["obligation"],
            rhythm=given["rhythm"],
            condition=given["condition"],
            helper_unit_ids=[UUID(key) for key in given["helper_units"]],
            verifier_position_id=UUID(verifier) if verifier else None,
        )
