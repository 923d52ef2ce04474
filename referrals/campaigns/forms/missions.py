"""What managers type about missions and shifts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import RTL_LANGUAGES, Language
from marketplace.core.form_fields import AmountField, NumberField, ZonedDateTimeField
from marketplace.core.places import spoken_languages
from referrals.campaigns.choices import MissionKind, ProofKind, RewardKind
from referrals.campaigns.choices.campaigns import REASON_MAX, TITLE_MAX
from referrals.campaigns.choices.missions import BRIEF_MAX, NAME_MAX, PLACE_MAX, PLACES_MAX
from referrals.campaigns.models import Campaign
from referrals.campaigns.queries import cause_name, causes
from referrals.campaigns.services import MissionDraft, Reward

PERCENT = 100


class MissionForm(forms.Form):
    """A mission with its reward; words in each language that the campaign is told in."""

    kind = forms.ChoiceField(label=_("What is to be done?"), choices=MissionKind.choices)
    language = forms.ChoiceField(label=_("In which language?"), required=False)
    place = forms.CharField(
        label=_("Where?"),
        max_length=PLACE_MAX,
        required=False,
        help_text=_("Empty: anywhere."),
    )
    proof = forms.ChoiceField(label=_("How is it shown?"), choices=ProofKind.choices)
    has_slots = forms.BooleanField(
        label=_("It is done in shifts, which members book"),
        required=False,
        help_text=_("Then the shifts say how many can do it."),
    )
    places = NumberField(
        label=_("How many can do it?"), min_value=1, max_value=PLACES_MAX, initial=10
    )
    is_posting = forms.BooleanField(
        label=_("It is about telling others in public"),
        required=False,
        help_text=_("Then members must tell their readers that they are rewarded."),
    )
    reward_kind = forms.ChoiceField(label=_("What is it thanked with?"), choices=RewardKind.choices)
    amount = AmountField(
        label=_("Sum for each"),
        required=False,
        help_text=_("For money, credit, a donation, or a code that takes a fixed sum off."),
    )
    coupon_percent = NumberField(
        label=_("Percent that a code takes off"), min_value=1, max_value=100, required=False
    )
    coupon_days = NumberField(
        label=_("Days that a code can be used"), min_value=1, max_value=730, required=False
    )
    badge = forms.CharField(label=_("Name of the badge"), max_length=NAME_MAX, required=False)
    cause = forms.ChoiceField(label=_("Cause that is given to"), required=False)
    reward_reason = forms.CharField(
        label=_("Why is it rewarded otherwise than missions of the same kind?"),
        max_length=REASON_MAX,
        required=False,
        help_text=_(
            "Everybody reads it. Equal work has equal reward, so leave it empty if you can."
        ),
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = (get_language() or "ar")[:2]
        self.languages = [text.language for text in campaign.texts.all()] or [lang]
        self._causes = {cause.public_id: cause for cause in causes()}
        choices: Any = self.fields
        choices["language"].choices = [("", _("Any")), *spoken_languages(lang)]
        choices["cause"].choices = [
            ("", "–"),
            *((key, cause_name(cause)) for key, cause in self._causes.items()),
        ]
        choices["amount"].currency = campaign.currency
        for code in self.languages:
            attrs = {"lang": code, "dir": "rtl" if code in RTL_LANGUAGES else "ltr"}
            name = Language(code).label
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": name},
                max_length=TITLE_MAX,
                required=code == self.languages[0],
                widget=forms.TextInput(attrs=attrs),
            )
            self.fields[f"brief_{code}"] = forms.CharField(
                label=_("What to do, step by step (%(language)s)") % {"language": name},
                max_length=BRIEF_MAX,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6, **attrs}),
            )

    @property
    def words(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The title and the text of each language."""
        return [(self[f"title_{code}"], self[f"brief_{code}"]) for code in self.languages]

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields that aren't words."""
        return [one for one in self if not one.name.startswith(("title_", "brief_"))]

    @property
    def draft(self) -> MissionDraft:
        """What was typed, for the verb: of a reward only what belongs to its kind."""
        sent = self.cleaned_data
        kind = sent["reward_kind"]
        percent = sent["coupon_percent"] if kind == RewardKind.COUPON else None
        is_sum = kind != RewardKind.BADGE and not percent
        language = (get_language() or "ar")[:2]
        reward = Reward(
            kind=kind,
            amount=sent["amount"] or 0 if is_sum else 0,
            coupon_bp=(percent or 0) * PERCENT,
            coupon_days=(sent["coupon_days"] or 0) if kind == RewardKind.COUPON else 0,
            badge_names={language: sent["badge"]} if kind == RewardKind.BADGE else {},
            cause=self._causes.get(sent["cause"]) if kind == RewardKind.DONATION else None,
            reason=sent["reward_reason"],
        )
        names = ("kind", "language", "place", "proof", "has_slots", "places", "is_posting")
        return MissionDraft(
            **{name: sent[name] for name in names},
            titles={code: sent[f"title_{code}"] for code in self.languages},
            briefs={code: sent[f"brief_{code}"] for code in self.languages},
            reward=reward,
        )


class SlotForm(forms.Form):
    """One shift, or the same on several days, by the clock of the campaign."""

    begins_at = ZonedDateTimeField(label=_("Begins"))
    ends_at = ZonedDateTimeField(label=_("Ends"))
    capacity = NumberField(label=_("Places"), min_value=1, max_value=500, initial=2)
    days = NumberField(label=_("On how many days in a row?"), min_value=1, max_value=60, initial=1)
    deal_hours = NumberField(
        label=_("Deal places out so many hours before"),
        min_value=1,
        max_value=336,
        required=False,
        help_text=_("Until then wishes gather. Empty: who asks first has the place."),
    )

    def __init__(self, zone: ZoneInfo, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        for name in ("begins_at", "ends_at"):
            self.fields[name].zone = zone  # type: ignore[attr-defined]

    @property
    def shifts(self) -> list[dict[str, Any]]:
        """Each shift as the verb takes it: the same hours by the clock, whatever it does."""
        sent = self.cleaned_data
        hours = sent["deal_hours"]
        made = []
        for number in range(sent["days"]):
            begins = self._later(sent["begins_at"], number)
            made.append(
                {
                    "begins_at": begins,
                    "ends_at": self._later(sent["ends_at"], number),
                    "capacity": sent["capacity"],
                    "deal_at": begins - timedelta(hours=hours) if hours else None,
                }
            )
        return made

    def _later(self, moment: datetime, days: int) -> datetime:
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        # Where time ends a shift lies outside of every campaign all the same.
        left = date.max.toordinal() - wall.toordinal()
        return (wall + timedelta(days=min(days, left))).replace(tzinfo=self.zone)
