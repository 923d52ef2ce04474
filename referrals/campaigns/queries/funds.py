"""What the rewards cost, and what lies there for them."""

from __future__ import annotations

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
    if not mission.has_slots:
        return mission.places
    known = Slot.objects.filter(mission=mission).aggregate(total=Sum("capacity"))["total"]
    return int(known or 0)


def fund_needed(campaign: Campaign) -> Money:
    """Return what all rewards from the fund cost together if every place is used."""
    missions = Mission.objects.filter(campaign=campaign).select_related("campaign")
    total = sum(mission.value.amount * places_of(mission) for mission in missions)
    return Money(total, campaign.currency)
