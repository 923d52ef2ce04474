"""What the rewards cost, and what lies there for them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Sum

from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance
from referrals.campaigns.models import Campaign, Cause, Mission, Slot


def fund_account(campaign: Campaign) -> AccountRef:
    """Return the account of the campaign's fund."""
    return AccountRef(AccountKind.PRIZE_FUND, campaign.reference, campaign.currency)


def cause_account(cause: Cause, currency: str) -> AccountRef:
    """Return the account in which gifts to a cause gather until finance hands them over."""
    return AccountRef(AccountKind.PRIZE_FUND, cause.reference, currency)


def cause_gathered(cause: Cause, currency: str) -> Money:
    """Return what has gathered for a cause and wasn't handed over yet."""
    return Money(account_balance(cause_account(cause, currency)), currency)


def gathered_sums(cause: Cause) -> list[Money]:
    """Return what has gathered for a cause, in each currency in which something has."""
    known = Campaign.objects.filter(missions__cause=cause).values_list("currency", flat=True)
    sums = [cause_gathered(cause, currency) for currency in sorted(set(known))]
    return [one for one in sums if one.amount]


def fund_held(campaign: Campaign) -> Money:
    """Return what lies in the fund by the books."""
    return Money(account_balance(fund_account(campaign)), campaign.currency)


def places_of(mission: Mission) -> int:
    """Return how many can do a mission: those of its slots, where it has slots."""
    return places_by([mission])[mission.pk]


def places_by(missions: Sequence[Mission]) -> dict[int, int]:
    """Return by mission how many can do it. One query, or none without shifts."""
    shifts = [one.pk for one in missions if one.has_slots]
    rows = Slot.objects.filter(mission__in=shifts).values_list("mission_id")
    known = dict(rows.annotate(Sum("capacity")).order_by()) if shifts else {}
    return {one.pk: int(known.get(one.pk, 0)) if one.has_slots else one.places for one in missions}


def fund_needed(campaign: Campaign) -> Money:
    """Return what all rewards from the fund cost together if every place is used."""
    missions = list(Mission.objects.filter(campaign=campaign).select_related("campaign"))
    places = places_by(missions)
    total = sum(mission.value.amount * places[mission.pk] for mission in missions)
    return Money(total, campaign.currency)
