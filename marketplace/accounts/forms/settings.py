"""Forms of the settings pages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import COLLECTIONS, Digits, Language
from marketplace.accounts.models import Member, Profile
from marketplace.accounts.services import ProfileText
from marketplace.core.places import countries, time_zones

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SEPARATORS = re.compile(r"[,،;؛\n]")
SKILL_LENGTH = 40


class ProfileForm(forms.Form):
    """What others read on a member's page."""

    display_name = forms.CharField(
        label=_("Your name, as others will see it"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    headline = forms.CharField(
        label=_("What you do, in one line"),
        max_length=120,
        required=False,
        help_text=_("For example: I write shop texts that sell coffee."),
    )
    bio = forms.CharField(
        label=_("About you"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you have done, how you work. Markdown is welcome."),
    )
    skills = forms.CharField(
        label=_("Skills"),
        max_length=700,
        required=False,
        help_text=_("Up to 15, with commas between them."),
    )
    country = forms.ChoiceField(label=_("Country"), help_text=_("Its weekend counts in deadlines."))
    timezone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = (translation.get_language() or "ar")[:2]
        self.fields["country"].choices = countries(lang)  # type: ignore[attr-defined]
        self.fields["timezone"].choices = time_zones(now)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(member: Member, profile: Profile) -> dict[str, str]:
        """Return what the form shows at first."""
        return {
            "display_name": member.display_name,
            "headline": profile.headline,
            "bio": profile.bio_source,
            "skills": ", ".join(profile.skills),
            "country": member.country,
            "timezone": member.timezone,
        }

    def clean_skills(self) -> list[str]:
        """Split at commas of either script; a name that comes twice counts once."""
        names = [" ".join(name.split()) for name in SEPARATORS.split(self.cleaned_data["skills"])]
        skills = list(dict.fromkeys(name for name in names if name))
        long = next((name for name in skills if len(name) > SKILL_LENGTH), "")
        if long:
            raise forms.ValidationError(
                _("Shorten this skill: %(skill)s"), code="too_long", params={"skill": long}
            )
        return skills

    def text(self) -> ProfileText:
        """Return what was written."""
        return ProfileText(**self.cleaned_data)


class PictureForm(forms.Form):
    """A new picture of the member."""

    picture = forms.FileField(
        label=_("A picture of you"),
        help_text=_(
            "JPEG, PNG or WebP, up to 8 MB. We draw it anew: nothing else in the file stays."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class PreferencesForm(forms.Form):
    """Language of mails, digits of pages."""

    language = forms.ChoiceField(
        label=_("Language of mails and notices"), choices=Language.choices, widget=forms.RadioSelect
    )
    digits = forms.ChoiceField(
        label=_("Digits in pages and mails"), choices=Digits.choices, widget=forms.RadioSelect
    )


class TakingWorkForm(forms.Form):
    """Open for new work, or not."""

    is_taking_work = forms.BooleanField(required=False)


class LanguageForm(forms.Form):
    """The language that somebody switches to."""

    language = forms.ChoiceField(choices=Language.choices)


LASTS = (
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("A year")),
    ("0", _("Until I revoke it")),
)


def scope_choices() -> list[tuple[str, StrPromise]]:
    """Return every scope in the order of COLLECTIONS, reading before changing."""
    rights = (("read", _("read")), ("write", _("change")))
    return [(f"{name}:{right}", word) for name, _label in COLLECTIONS for right, word in rights]


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=60,
        help_text=_("For example: the bookkeeping of my shop."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"), choices=scope_choices, widget=forms.CheckboxSelectMultiple
    )
    lasts = forms.ChoiceField(
        label=_("How long?"), choices=LASTS, initial="90", widget=forms.RadioSelect
    )

    def expires_at(self, now: datetime) -> datetime | None:
        """Return when the token ends; None for never."""
        days = int(self.cleaned_data["lasts"])
        return now + timedelta(days=days) if days else None
