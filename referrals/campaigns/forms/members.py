"""What members type: proofs, appeals, cards, questions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.core.form_fields import NumberField
from marketplace.core.places import countries, spoken_languages
from referrals.campaigns.choices import CardSide, ProofKind
from referrals.campaigns.choices.people import CITY_MAX, WORDS_MAX
from referrals.campaigns.choices.tickets import MESSAGE_MAX, SUBJECT_MAX
from referrals.campaigns.choices.work import NOTE_MAX, PROOF_MAX
from referrals.campaigns.models import Card, Task
from referrals.campaigns.services import CardDraft


class ProofForm(forms.Form):
    """The proof that a mission asks for, and who may see it."""

    text = forms.CharField(
        label=_("What you did, in a few sentences"),
        max_length=PROOF_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    url = forms.CharField(
        label=_("Address where it can be seen"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    discloses = forms.BooleanField(
        label=_("My readers are told that I am rewarded for it"), required=False
    )
    shows_work = forms.BooleanField(
        label=_("Everybody may see it in the showcase, with my name, once it is accepted"),
        required=False,
        help_text=_("You can take this back at any time."),
    )

    def __init__(self, task: Task, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            ProofKind.TEXT.value: "text",
            ProofKind.LINK.value: "url",
            ProofKind.PICTURE.value: "picture",
        }[task.mission.proof]
        self.fields[asked].required = asked != "picture" or not task.stored_as
        if asked != "picture":
            del self.fields["picture"]
        if asked != "url":
            del self.fields["url"]
        if not task.mission.needs_disclosure:
            del self.fields["discloses"]
        known = {"text": task.text, "url": task.url, "shows_work": task.shows_work}
        self.initial.update(known)


class AppealForm(forms.Form):
    """Why a refusal is wrong."""

    text = forms.CharField(
        label=_("Why should somebody else look again?"),
        max_length=NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class TicketForm(forms.Form):
    """A question."""

    subject = forms.CharField(label=_("What is it about?"), max_length=SUBJECT_MAX)
    text = forms.CharField(
        label=_("Your question"),
        max_length=MESSAGE_MAX,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class WriteForm(forms.Form):
    """One more message on a question."""

    text = forms.CharField(
        label=_("Message"),
        max_length=MESSAGE_MAX,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class CardForm(forms.Form):
    """Whom a newcomer or a host would like to meet."""

    side = forms.ChoiceField(
        label=_("Which of the two are you?"), choices=CardSide.choices, widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("One of them must be shared with whoever you meet."),
    )
    country = forms.ChoiceField(label=_("Country"))
    city = forms.CharField(label=_("City"), max_length=CITY_MAX, required=False)
    interests = forms.CharField(
        label=_("Interests"),
        max_length=300,
        required=False,
        help_text=_("Set apart by commas: coffee, calligraphy, running."),
    )
    words = forms.CharField(
        label=_("A sentence about you"),
        max_length=WORDS_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Shown once both have agreed."),
    )
    room = NumberField(
        label=_("How many people can you host?"), min_value=1, max_value=20, initial=1
    )

    def __init__(self, member: Member, card: Card | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = (get_language() or "ar")[:2]
        self.fields["country"].choices = countries(lang)  # type: ignore[attr-defined]
        self.fields["languages"].choices = spoken_languages(lang)  # type: ignore[attr-defined]
        self.initial.update(country=member.country, languages=[member.language])
        self.initial.update(side=CardSide.NEWCOMER.value)
        if card is not None:
            names = ("side", "languages", "country", "city", "words", "room")
            self.initial.update({name: getattr(card, name) for name in names})
            self.initial["interests"] = ", ".join(card.interests)

    @property
    def draft(self) -> CardDraft:
        """What was typed, for the verb."""
        sent = dict(self.cleaned_data)
        typed = sent.pop("interests").replace("،", ",").replace("؛", ",")
        return CardDraft(**sent, interests=[one for one in typed.split(",") if one.strip()])
