"""Pictures and their descriptions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.gigs.services.images import ALT_LENGTH


class AltForm(forms.Form):
    """What a picture shows."""

    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=ALT_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Read aloud to those who don't see it."),
    )


class PictureForm(AltForm):
    """A new picture."""

    image = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 8 MB. At least 1200 points wide looks best."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    field_order = ("image", "alt")
