"""What an editor writes with a decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 2_000


class CommentForm(forms.Form):
    """What to change."""

    comment = forms.CharField(
        label=_("What to change, and why"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("The seller reads exactly this. One change a line is easiest to follow."),
    )


class ReasonForm(forms.Form):
    """Why the gig can't be offered."""

    reason = forms.CharField(
        label=_("The reason"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Name the rule and what breaks it. The seller may reopen the gig as a draft."),
    )
