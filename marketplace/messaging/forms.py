"""Forms of messaging."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.core.ids import PUBLIC_ID_PATTERN


class ManyFilesInput(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; its value is a list."""

    widget = ManyFilesInput

    @override
    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in given if one]


class HeldFilesField(forms.MultipleChoiceField):
    """Public ids of files that wait to be sent; which of them exist is asked later."""

    @override
    def valid_value(self, value: str) -> bool:
        return len(value) <= 16 and value.isalnum()  # noqa: PLR2004  longer than any id


class MessageForm(forms.Form):
    """What a member writes into a conversation."""

    body = forms.CharField(
        label=_("Your message"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    uploads = ManyFilesField(label=_("Files"), required=False)
    held = HeldFilesField(required=False)
    # "Send it as it is": the writer's consent to this very text, see policies.consent_to.
    as_is = forms.CharField(max_length=64, required=False)
    client_key = forms.RegexField(rf"^{PUBLIC_ID_PATTERN}$", required=False)


class ReplyForm(forms.Form):
    """A text to be used again."""

    title = forms.CharField(label=_("A name for it, which only you see"), max_length=60)
    body = forms.CharField(
        label=_("The text"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_(
            "{name} becomes the other person's name, {me} your own, {title} what it is about."
        ),
    )
