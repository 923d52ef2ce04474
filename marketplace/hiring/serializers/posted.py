"""Shapes of posted briefs and proposals in the API. Amounts are minor units."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from marketplace.accounts.choices import Language
from marketplace.core.api import error_body
from marketplace.core.categories import CATEGORY_CHOICES
from marketplace.core.conf import rules
from marketplace.core.money import CURRENCIES, Money
from marketplace.hiring.choices import BudgetKind
from marketplace.hiring.errors import TextNeedsALook
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.queries import BriefFilters, skill_words
from marketplace.hiring.services import BriefText, Terms


class PostedOut(serializers.Serializer[Any]):
    """A posted brief. `held_transfer` is the number of the held budget in the books."""

    id = serializers.CharField(source="public_id")
    url = serializers.CharField(source="get_absolute_url")
    client = serializers.CharField(source="client.username")
    title = serializers.CharField()
    text = serializers.CharField(source="text_source")
    category = serializers.CharField()
    skills = serializers.ListField(child=serializers.CharField())
    language = serializers.CharField()
    budget_kind = serializers.CharField()
    budget_min = serializers.IntegerField(allow_null=True)
    budget_max = serializers.IntegerField(allow_null=True)
    currency = serializers.CharField()
    wanted_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()
    held_amount = serializers.IntegerField()
    held_transfer = serializers.IntegerField(allow_null=True)
    proposal_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()


class PostedIn(serializers.Serializer[Any]):
    """What a client needs. A fixed sum goes into both ends of the budget, an open one into none."""

    title = serializers.CharField(max_length=140)
    text = serializers.CharField(min_length=20, max_length=10_000)
    category = serializers.ChoiceField(choices=CATEGORY_CHOICES)
    language = serializers.ChoiceField(choices=Language.choices)
    skills = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=10, required=False, default=list
    )
    budget_kind = serializers.ChoiceField(choices=BudgetKind.choices)
    budget_min = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    budget_max = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    currency = serializers.ChoiceField(
        choices=sorted(CURRENCIES),
        required=False,
        help_text="By default the platform's, or as it is.",
    )
    wanted_on = serializers.DateField(required=False, allow_null=True)
    days = serializers.IntegerField(required=False, min_value=1)
    as_is = serializers.CharField(max_length=64, required=False, default="")

    def brief_text(self, *, currency: str = "") -> BriefText:
        """Return what was sent as a brief's text; `currency` is that of the brief it changes."""
        given = self.validated_data
        return BriefText(
            title=given["title"],
            text=given["text"],
            category=given["category"],
            language=given["language"],
            skills=skill_words(given["skills"]),
            budget_kind=given["budget_kind"],
            budget_min=given.get("budget_min"),
            budget_max=given.get("budget_max"),
            currency=given.get("currency") or currency or rules().default_currency,
            wanted_on=given.get("wanted_on"),
        )


class PostedFiltersIn(serializers.Serializer[Any]):
    """What the list of open briefs is narrowed to, as on the page."""

    category = serializers.CharField(required=False, allow_blank=True, default="", max_length=20)
    language = serializers.CharField(required=False, allow_blank=True, default="", max_length=2)
    skill = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)
    held = serializers.BooleanField(required=False, default=False)
    box = serializers.CharField(required=False, allow_blank=True, default="", max_length=10)

    def filters(self) -> BriefFilters:
        """Return what was read."""
        given = self.validated_data
        return BriefFilters(
            category=given["category"],
            language=given["language"],
            skill=given["skill"],
            is_held=given["held"],
        )


class DaysIn(serializers.Serializer[Any]):
    days = serializers.IntegerField(min_value=1)


class GatewayIn(serializers.Serializer[Any]):
    """How a sum is paid: `wallet`, or a gateway's name."""

    method = serializers.CharField(max_length=30, default="wallet")


class PaymentRef(serializers.Serializer[Any]):
    """Where a started payment goes on."""

    payment = serializers.CharField()
    checkout_url = serializers.CharField()


class InviteIn(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=30)
    note = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
    as_is = serializers.CharField(max_length=64, required=False, default="")


class InvitationOut(serializers.Serializer[Any]):
    freelancer = serializers.CharField(source="freelancer.username")
    note = serializers.CharField()
    created_at = serializers.DateTimeField()


class ProposalOut(serializers.Serializer[Any]):
    """A proposal, for its freelancer or the brief's client."""

    id = serializers.CharField(source="public_id")
    brief = serializers.CharField(source="brief.public_id")
    freelancer = serializers.CharField(source="freelancer.username")
    title = serializers.CharField()
    scope = serializers.CharField()
    questions = serializers.ListField(child=serializers.CharField())
    price_amount = serializers.IntegerField()
    currency = serializers.CharField()
    delivery_days = serializers.IntegerField()
    revisions = serializers.IntegerField()
    state = serializers.CharField()
    version = serializers.IntegerField()
    is_invited = serializers.BooleanField()
    decline_reason = serializers.CharField()
    sent_at = serializers.DateTimeField()


class ProposalIn(serializers.Serializer[Any]):
    """The terms of a proposal, in the brief's currency."""

    title = serializers.CharField(max_length=140)
    scope = serializers.CharField(max_length=5000)
    price_amount = serializers.IntegerField(min_value=1)
    delivery_days = serializers.IntegerField(min_value=1, max_value=180)
    revisions = serializers.IntegerField(min_value=0, max_value=20)
    questions = serializers.ListField(
        child=serializers.CharField(max_length=300), max_length=10, default=list
    )
    as_is = serializers.CharField(max_length=64, required=False, default="")

    def terms(self, brief: PostedBrief) -> Terms:
        """Return what was sent as terms for this brief."""
        given = self.validated_data
        return Terms(
            title=given["title"],
            scope=given["scope"],
            price=Money(given["price_amount"], brief.currency),
            delivery_days=given["delivery_days"],
            revisions=given["revisions"],
            valid_days=rules().offer_expiry_days,
            questions=tuple(given["questions"]),
        )


class ShortlistIn(serializers.Serializer[Any]):
    wanted = serializers.BooleanField(default=True)


class DeclineIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)


class AcceptIn(serializers.Serializer[Any]):
    """The version of the terms that was read."""

    version = serializers.IntegerField(min_value=1)


class AllowanceOut(serializers.Serializer[Any]):
    """How many proposals are left today, and when there are new ones."""

    limit = serializers.IntegerField()
    left = serializers.IntegerField()
    renews_at = serializers.DateTimeField()


def look_again_body(found: TextNeedsALook) -> dict[str, Any]:
    """Return what the writer is to look at, and the consent that sends the text as it is."""
    named = [f"{detail.kind.value}: {detail.text}" for detail in found.details]
    fields: dict[str, Any] = {"as_is": found.as_is, "contact_details": named}
    return error_body(found.code, str(found), fields | {"repeats": found.repeats})
