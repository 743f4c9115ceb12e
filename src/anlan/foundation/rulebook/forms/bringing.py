"""Forms of bringing a file in and of deciding."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.foundation.rulebook.rules.loading import MOST_BYTES


class BringForm(forms.Form):
    """A file of rules, at first only judged."""

    file = forms.FileField(
        label=_("规则文件（.json 或 .xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".json,.xlsx"}),
        help_text=_("从“导出”得到的文件改起，不超过 2 MB。"),
    )
    dry_run = forms.BooleanField(label=_("只试读，先不提出"), required=False, initial=True)
    reason = forms.CharField(
        label=_("为什么改"),
        max_length=500,
        required=False,
        help_text=_("正式导入时要写，批准的人要看。"),
    )

    def clean_file(self) -> object:
        """The file, if it is small enough to be read at once."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 2 MB。分成几个再导入。"))
        return given


class DecideForm(forms.Form):
    """A word on a decision."""

    note = forms.CharField(label=_("意见"), max_length=500, required=False)
