"""What managers type when they set a campaign up and look at its work."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import RTL_LANGUAGES, Language, SellerLevel
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.form_fields import NumberField, ZonedDateTimeField
from marketplace.core.money import CURRENCIES, LARGEST_TYPED_AMOUNT
from marketplace.core.places import countries, time_zones
from referrals.campaigns.choices import BlockKind
from referrals.campaigns.choices.campaigns import (
    BLOCK_TEXT_MAX,
    REASON_MAX,
    SUMMARY_MAX,
    TITLE_MAX,
)
from referrals.campaigns.choices.missions import NAME_MAX
from referrals.campaigns.choices.work import NOTE_MAX
from referrals.campaigns.models import Campaign, CampaignPicture, Segment
from referrals.campaigns.services import FIELDS, Plan, Words


def _direction(language: str) -> str:
    return "rtl" if language in RTL_LANGUAGES else "ltr"


class NewCampaignForm(forms.Form):
    """What a draft begins with."""

    language = forms.ChoiceField(label=_("Language you begin with"), choices=Language.choices)
    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        required=False,
        help_text=_("Latin letters, digits and hyphens, as in spring-walk. Empty: we choose one."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency of the rewards"), help_text=_("It can't be changed later.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = rules().default_currency
        codes = [first, *sorted(code for code in CURRENCIES if code != first)]
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = self.cleaned_data
        words = Words(language=sent["language"], title=sent["title"])
        return {"words": words, "slug": sent["slug"], "currency": sent["currency"]}


class WordsForm(forms.Form):
    """Title and summary in one language, written in its own direction."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_MAX,
        required=False,
        help_text=_("Without a title this language is taken away."),
    )
    summary = forms.CharField(
        label=_("In one or two sentences"),
        max_length=SUMMARY_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for field in self.fields.values():
            field.widget.attrs |= {"lang": language, "dir": _direction(language)}

    @property
    def words(self) -> Words:
        """What was typed, for the verb."""
        return Words(language=self.language, **self.cleaned_data)


class PlanForm(forms.Form):
    """Days, the person who answers, and what is expected."""

    timezone = forms.ChoiceField(
        label=_("Clock of the campaign"),
        help_text=_("Days and shifts are typed by it; everybody reads them by their own."),
    )
    begins_at = ZonedDateTimeField(label=_("Begins"))
    ends_at = ZonedDateTimeField(label=_("Ends"))
    contact = forms.CharField(
        label=_("Who answers questions?"),
        max_length=30,
        required=False,
        help_text=_("The member's name as it stands in their address."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    expected_answers = NumberField(
        label=_("How many finished works do you expect?"), min_value=0, max_value=100_000
    )
    answers_per_day = NumberField(
        label=_("How many can be looked at a day?"), min_value=0, max_value=100_000
    )
    has_matching = forms.BooleanField(
        label=_("Bring newcomers together with local hosts"), required=False
    )

    def __init__(self, zone: ZoneInfo, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["timezone"].choices = time_zones(clock.now())  # type: ignore[attr-defined]
        for name in ("begins_at", "ends_at"):
            self.fields[name].zone = zone  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """Return the plan as it stands."""
        names = set(PlanForm.base_fields) - {"contact"}
        contact = campaign.support_contact
        known = {name: getattr(campaign, name) for name in names}
        return {**known, "contact": contact.username if contact else ""}

    @property
    def plan(self) -> Plan:
        """What was typed, for the verb."""
        return Plan(**self.cleaned_data)


class BlockForm(forms.Form):
    """One block of a page; of its fields those count that its kind has."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BlockKind.choices)
    title = forms.CharField(
        label=_("Heading"),
        max_length=TITLE_MAX,
        required=False,
        help_text=_("For a picture: what it shows, for who can't see it."),
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=BLOCK_TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("For texts and calls. Markdown."),
    )
    items = forms.CharField(
        label=_("Pairs"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "A line each, with | between: question | answer, or figure | what it counts. Figures "
            "without lines show the campaign's own numbers."
        ),
    )
    picture = forms.ChoiceField(label=_("Picture"), required=False)

    def __init__(
        self, language: str, pictures: list[CampaignPicture], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (one.public_id, f"{number} · {one.width} × {one.height}")
            for number, one in enumerate(pictures, 1)
        ]
        self.fields["picture"].choices = [("", "–"), *named]  # type: ignore[attr-defined]
        for name in ("title", "text", "items"):
            attrs = {"lang": language, "dir": _direction(language)}
            self.fields[name].widget.attrs |= attrs

    @staticmethod
    def initial_of(block: dict[str, Any]) -> dict[str, Any]:
        """Return a block as it is typed."""
        lines = [" | ".join(pair) for pair in block.get("items", [])]
        return {**block, "items": "\n".join(lines)}

    @property
    def block(self) -> dict[str, Any]:
        """What was typed, as a block: the verb checks it."""
        sent = self.cleaned_data
        kind = BlockKind(sent["kind"])
        made: dict[str, Any] = {"kind": kind.value}
        for name in FIELDS[kind]:
            made[name] = _pairs(sent["items"]) if name == "items" else sent[name]
        return made


def _pairs(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [[part.strip() for part in line.split("|", 1)] for line in lines]


class PictureForm(forms.Form):
    """A picture for the page."""

    picture = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class CancelForm(forms.Form):
    """Why a campaign is called off."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=REASON_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Everybody who takes part reads it. A draft needs no reason."),
    )


class DecideForm(forms.Form):
    """What a manager writes beside a decision."""

    note = forms.CharField(
        label=_("Note"),
        max_length=NOTE_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Its doer reads it. Needed for sending back and refusing."),
    )


class SegmentForm(forms.Form):
    """Who is called."""

    name = forms.CharField(label=_("Name of the segment"), max_length=NAME_MAX)
    skills = forms.CharField(
        label=_("Skills"),
        max_length=400,
        required=False,
        help_text=_("Set apart by commas; one of them is enough."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    least_level = forms.TypedChoiceField(
        label=_("Level at least"),
        choices=[(0, _("Any")), *SellerLevel.choices[1:]],
        coerce=int,
        required=False,
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    active_days = NumberField(
        label=_("Was here within so many days"), min_value=1, max_value=730, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = (get_language() or "ar")[:2]
        self.fields["countries"].choices = countries(lang)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """The rules as the verb takes them."""
        sent = self.cleaned_data
        typed = sent["skills"].replace("،", ",")
        return {
            "skills": [one.strip() for one in typed.split(",") if one.strip()],
            "least_level": sent["least_level"] or 0,
            "countries": sent["countries"],
            "languages": sent["languages"],
            "active_days": sent["active_days"] or 0,
        }


class CallForm(forms.Form):
    """Which segment a campaign calls."""

    segment = forms.ChoiceField(label=_("Segment"))

    def __init__(self, known: list[Segment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.public_id, one.name) for one in known]
        self.fields["segment"].choices = choices  # type: ignore[attr-defined]


class CauseForm(forms.Form):
    """A cause that rewards can be given to."""

    url = forms.URLField(label=_("Its page"), required=False, assume_scheme="https", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in Language.choices:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": name},
                max_length=NAME_MAX,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": _direction(code)}),
            )

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = self.cleaned_data
        names = {code: sent[f"name_{code}"] for code in Language.values}
        return {"names": names, "url": sent["url"]}


class HandOverForm(forms.Form):
    """What was sent to a cause, in minor units as the page showed it, and the bank's reference."""

    amount = forms.IntegerField(min_value=1, max_value=LARGEST_TYPED_AMOUNT)
    note = forms.CharField(label=_("Reference of the bank transfer"), max_length=200)
