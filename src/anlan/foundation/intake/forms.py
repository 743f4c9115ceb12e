"""The upload of one file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anlan.foundation.intake.reading import MAX_BYTES


class UploadForm(forms.Form):
    """A file of one sheet."""

    file = forms.FileField(
        label=_("表格文件"),
        help_text=_(".xlsx、.xls、.ods 或 .csv，不超过 20 MB、200,000 行。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    whole = forms.BooleanField(
        label=_("这是全校的完整名单"),
        required=False,
        help_text=_("勾上：全校里没有出现的都会列出来；不勾：只比对文件里出现的单位。"),
    )

    def clean_file(self) -> Any:
        """Too large is told before anything is read."""
        given = self.cleaned_data["file"]
        if given.size > MAX_BYTES:
            raise forms.ValidationError(gettext("文件超过 20 MB。按单位分成几份再传。"))
        return given
