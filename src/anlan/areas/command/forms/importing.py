"""What comes in: a pasted text or a file, and what it belongs to."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anlan.areas.command.forms.drafts import DAY
from anlan.areas.command.models.choices import MeetingKind
from anlan.areas.command.selectors.picking import meeting_picks, paper_picks
from anlan.core.access import Actor
from anlan.foundation.ui.figures import file_size

SUFFIXES = (".txt", ".docx", ".pdf")
LATER, MEETING, PAPER = "later", "meeting:", "paper:"


class ImportForm(forms.Form):
    """One text, pasted or as a file, and the meeting or paper it belongs to."""

    text = forms.CharField(
        label=_("粘贴原文"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "lang": "zh-Hans"}),
        help_text=_("从会议纪要、新闻稿或通知里整段复制，段落和编号照原样。"),
    )
    file = forms.FileField(
        label=_("或者上传文件"), required=False, widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)})
    )
    belongs_to = forms.ChoiceField(label=_("这是哪一次的"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, viewer: Actor, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("只收 .txt、.docx、.pdf，不超过 %(limit)s。") % {
            "limit": file_size(settings.ANLAN_UPLOAD_LIMIT)
        }
        belongs: Any = self.fields["belongs_to"]
        belongs.choices = [(LATER, _("新的会议，读完后按原文里的名称和日期登记")), *_known(viewer)]
        belongs.initial = chosen or LATER

    def clean_file(self) -> Any:
        """A file of a kind that is read; whether it really is one the reader tells."""
        file = self.cleaned_data.get("file")
        if file and PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(
                _("“%(name)s”不是能读的文件。换成 .txt、.docx 或 .pdf，或者把文字粘贴进来")
                % {"name": file.name[-60:]}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two, with the key of what it belongs to."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("text", _("粘贴原文，或者选一个文件"))
        if given.get("file") and (given.get("text") or "").strip():
            self.add_error("file", _("粘贴和文件只要一样。留下哪个，就清空另一个"))
        belongs = given.get("belongs_to") or LATER
        return given | {
            "meeting_id": belongs.removeprefix(MEETING) if belongs.startswith(MEETING) else None,
            "paper_id": belongs.removeprefix(PAPER) if belongs.startswith(PAPER) else None,
        }


class NumbersForm(forms.Form):
    """What is to happen to phone and identity numbers that were found."""

    choice = forms.ChoiceField(
        label=_("这些号码怎么办"),
        widget=forms.RadioSelect,
        initial="mask",
        choices=(("mask", _("遮住中间几位")), ("keep", _("照原样保留"))),
    )
    reason = forms.CharField(
        label=_("保留的理由"),
        required=False,
        max_length=300,
        help_text=_("选“照原样保留”时要写，会记进账本。"),
    )

    def clean(self) -> dict[str, Any]:
        """Keeping asks for a reason."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("choice") == "keep" and not (given.get("reason") or "").strip():
            self.add_error("reason", _("写明为什么要保留"))
        return given


class WaitingTextForm(NumbersForm):
    """The same for a text that waits on the server."""

    token = forms.CharField(widget=forms.HiddenInput)


class MinutedMeetingForm(forms.Form):
    """The meeting that minutes speak of."""

    title = forms.CharField(label=_("会议名称"), max_length=200)
    held_on = forms.DateField(label=_("哪天开的"), widget=DAY)
    series = forms.CharField(
        label=_("会议系列"), max_length=80, help_text=_("同一系列的会议连着编号，例如“应急期间专题会议”。")
    )
    number = forms.IntegerField(label=_("第几次"), min_value=1, max_value=9999)
    kind = forms.ChoiceField(label=_("会议种类"), choices=MeetingKind.choices, initial=MeetingKind.SPECIAL)


def _known(viewer: Actor) -> list[tuple[str, object]]:
    """Meetings and papers that a text may belong to."""
    held = [(f"{MEETING}{one.pk}", f"{one.title}（{one.held_on:%Y-%m-%d}）") for one in meeting_picks(viewer)]
    papers = [
        (f"{PAPER}{one.pk}", f"{one.issuer} {one.number} {one.title}")
        for one in (paper_picks(viewer) if viewer.holds("command.upstream") else ())
    ]
    return [*held[:8], *papers[:8]]
