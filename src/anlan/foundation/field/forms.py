"""Why numbers never came."""

from __future__ import annotations

from django import forms


class ExplainForm(forms.Form):
    """What became of the numbers up to one."""

    upto = forms.IntegerField(min_value=1, max_value=2_000_000_000)
    reason = forms.CharField(max_length=300)
