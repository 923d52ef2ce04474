"""Shapes of contests in the API. Amounts are minor units; moments ISO 8601."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contests.calls.choices import (
    PLACES_MAX,
    SUMMARY_MAX,
    TERMS_MAX,
    TITLE_MAX,
    ContestKind,
    ContestState,
    Label,
    PrizeKind,
    Rights,
)
from contests.calls.models import Contest, Prize
from contests.calls.queries import VOUCHES, Complaint, Told, fund_needed, prizes_of
from contests.calls.services import Dates, Eligibility, PrizeDraft, Words
from marketplace.accounts.choices import Language
from marketplace.core.money import CURRENCIES

NAME_MAX = 120


class ContestTextOut(serializers.Serializer[Any]):
    language = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    terms = serializers.CharField()


class ContestPrizeOut(serializers.Serializer[Prize]):
    id = serializers.IntegerField(source="pk")
    first_rank = serializers.IntegerField()
    last_rank = serializers.IntegerField()
    kind = serializers.CharField()
    amount = serializers.IntegerField()
    names = serializers.DictField(child=serializers.CharField())
    needs_label = serializers.CharField()


class ContestOut(serializers.Serializer[Contest]):
    """A contest in a list; `total` is promised in money and credit, `fund` is what lies there."""

    id = serializers.CharField(source="public_id")
    slug = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.CharField()
    currency = serializers.CharField()
    total = serializers.SerializerMethodField()
    fund = serializers.IntegerField(source="funded_amount")
    texts = ContestTextOut(many=True)
    announces_at = serializers.DateTimeField(allow_null=True)
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    judged_by = serializers.DateTimeField(allow_null=True)
    results_by = serializers.DateTimeField(allow_null=True)
    announced_at = serializers.DateTimeField(allow_null=True)
    cancelled_at = serializers.DateTimeField(allow_null=True)
    cancel_reason = serializers.CharField()

    def get_total(self, contest: Contest) -> int:
        """Return what all prizes in money and credit cost together."""
        return fund_needed(contest).amount


class ToldOut(serializers.Serializer[Told]):
    """One step of the timeline; `next` for what is still to come."""

    kind = serializers.CharField()
    state = serializers.CharField()
    at = serializers.DateTimeField()
    quote = serializers.CharField()
    moved_to = serializers.DateTimeField(allow_null=True)


class IneligibleOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()


class ContestPageOut(ContestOut):
    """A contest with its prizes, rules and timeline; `against_you` says why you may not enter."""

    prizes = serializers.SerializerMethodField()
    rights = serializers.CharField()
    countries = serializers.ListField(child=serializers.CharField())
    min_account_days = serializers.IntegerField()
    needs_verified_email = serializers.BooleanField()
    country = serializers.CharField()
    licence_number = serializers.CharField()
    licence_authority = serializers.CharField()
    delivery_days = serializers.IntegerField()
    vouched = serializers.ListField(child=serializers.CharField())
    timeline = serializers.SerializerMethodField()
    is_followed = serializers.SerializerMethodField()
    against_you = serializers.SerializerMethodField()

    def get_prizes(self, contest: Contest) -> list[dict[str, Any]]:
        """Return the prizes, the first rank first."""
        return [dict(ContestPrizeOut(one).data) for one in prizes_of(contest)]

    def get_timeline(self, contest: Contest) -> list[dict[str, Any]]:  # noqa: ARG002  DRF's signature
        """Return what happened and what comes."""
        return [dict(ToldOut(one).data) for one in self.context["timeline"]]

    def get_is_followed(self, contest: Contest) -> bool:  # noqa: ARG002  DRF's signature
        """Tell whether the asking member follows it."""
        return bool(self.context["is_followed"])

    def get_against_you(self, contest: Contest) -> list[dict[str, Any]]:  # noqa: ARG002  DRF's signature
        """Return why the asking member may not enter."""
        return [dict(IneligibleOut(one).data) for one in self.context["against"]]


class ContestLinkOut(serializers.Serializer[Any]):
    """A member's own address of a contest, and what it has brought."""

    code = serializers.CharField()
    path = serializers.CharField()
    visits = serializers.IntegerField()
    arrivals = serializers.IntegerField()


class ComplaintOut(serializers.Serializer[Complaint]):
    code = serializers.CharField()
    text = serializers.CharField()
    step = serializers.CharField()
    is_warning = serializers.BooleanField()


class ContestFilterIn(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=ContestState.choices, required=False, default="")
    kind = serializers.ChoiceField(choices=ContestKind.choices, required=False, default="")


class ContestWordsIn(serializers.Serializer[Any]):
    language = serializers.ChoiceField(choices=Language.choices)
    title = serializers.CharField(max_length=TITLE_MAX, allow_blank=True)
    summary = serializers.CharField(max_length=SUMMARY_MAX, allow_blank=True, default="")
    terms = serializers.CharField(max_length=TERMS_MAX, allow_blank=True, default="")

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"words": Words(**self.validated_data)}


class ContestIn(ContestWordsIn):
    """A new contest; without terms it begins with the template's."""

    title = serializers.CharField(max_length=TITLE_MAX)
    kind = serializers.ChoiceField(choices=ContestKind.choices)
    slug = serializers.SlugField(max_length=60, allow_blank=True, default="")
    currency = serializers.ChoiceField(choices=sorted(CURRENCIES), default="USD")

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = dict(self.validated_data)
        plain = {name: sent.pop(name) for name in ("kind", "slug", "currency")}
        return {**plain, "words": Words(**sent)}


class ContestDatesIn(serializers.Serializer[Any]):
    announces_at = serializers.DateTimeField(allow_null=True, default=None)
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    judged_by = serializers.DateTimeField()
    results_by = serializers.DateTimeField()

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"dates": Dates(**self.validated_data)}


class ContestEligibilityIn(serializers.Serializer[Any]):
    countries = serializers.ListField(
        child=serializers.RegexField("^[A-Z]{2}$"), max_length=300, default=list
    )
    min_account_days = serializers.IntegerField(min_value=0, max_value=3_650, default=0)
    needs_verified_email = serializers.BooleanField(default=True)
    rights = serializers.ChoiceField(choices=Rights.choices, default=Rights.STAY)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        sent = dict(self.validated_data)
        rights = sent.pop("rights")
        return {"eligibility": Eligibility(**sent), "rights": rights}


class ContestCountryIn(serializers.Serializer[Any]):
    country = serializers.RegexField("^([A-Z]{2})?$", allow_blank=True)
    licence_number = serializers.CharField(max_length=60, allow_blank=True, default="")
    licence_authority = serializers.CharField(max_length=120, allow_blank=True, default="")
    delivery_days = serializers.IntegerField(min_value=1, max_value=90, default=7)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)


class ContestVouchIn(serializers.Serializer[Any]):
    codes = serializers.ListField(child=serializers.ChoiceField(choices=VOUCHES), allow_empty=True)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"codes": self.validated_data["codes"]}


class ContestPrizeIn(serializers.Serializer[Any]):
    first_rank = serializers.IntegerField(min_value=1, max_value=PLACES_MAX)
    last_rank = serializers.IntegerField(min_value=1, max_value=PLACES_MAX)
    kind = serializers.ChoiceField(choices=PrizeKind.choices)
    amount = serializers.IntegerField(min_value=0, max_value=10**12, default=0)
    names = serializers.DictField(child=serializers.CharField(max_length=NAME_MAX), default=dict)
    needs_label = serializers.ChoiceField(choices=Label.choices, allow_blank=True, default="")

    def validate_names(self, names: dict[str, str]) -> dict[str, str]:
        """Hold the languages of the platform."""
        if not set(names) <= set(Language.values):
            raise serializers.ValidationError("ar, en, he, ur")
        return names

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"prize": PrizeDraft(**self.validated_data)}


class ContestExtendIn(serializers.Serializer[Any]):
    closes_at = serializers.DateTimeField()
    reason = serializers.CharField(max_length=500)

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)


class ContestCancelIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")

    @property
    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        return dict(self.validated_data)
