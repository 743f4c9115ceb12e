"""The form that adds files, and the one that strikes out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anlan.foundation.evidence.rulebook import limits


class AddForm(forms.Form):
    """What comes with the files; the files themselves are judged one by one."""

    subject_kind = forms.CharField(max_length=60)
    subject_id = forms.UUIDField()
    client_id = forms.UUIDField()
    note = forms.CharField(max_length=500, required=False)
    lat = forms.CharField(max_length=30, required=False)
    lon = forms.CharField(max_length=30, required=False)
    accuracy_m = forms.CharField(max_length=30, required=False)

    def __init__(self, data: Any, files: MultiValueDict[str, UploadedFile[bytes]]) -> None:
        super().__init__(data, files)
        self.given = [*files.getlist("camera"), *files.getlist("files")]

    def clean(self) -> dict[str, Any]:
        """At least one file, not more than one press may send."""
        most = limits().files_most
        if not self.given:
            raise forms.ValidationError(gettext("先拍一张照片，或者选文件。"))
        if len(self.given) > most:
            raise forms.ValidationError(
                ngettext("一次最多传 %(most)s 个，分几次传。", "一次最多传 %(most)s 个，分几次传。", most)
                % {"most": most}
            )
        return dict(self.cleaned_data)


class StrikeForm(forms.Form):
    """Why a piece of evidence no longer counts."""

    reason = forms.CharField(
        label=_("为什么划去"),
        max_length=300,
        help_text=_("写清哪里错了，如“拍错了地点”。划去以后仍能看到，只是不再计数。"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("写上为什么划去。")},
    )
