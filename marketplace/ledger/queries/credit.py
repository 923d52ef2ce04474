"""What a member may spend on orders beside money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from marketplace.accounts.models import Member
from marketplace.accounts.queries import members_by_public_id
from marketplace.ledger.models import CreditLot


def credit_lots(member: Member, currency: str, *, now: datetime) -> list[CreditLot]:
    """Return the member's lots that can still be spent, what ends first first."""
    rows = CreditLot.objects.filter(
        owner=member.public_id, currency=currency, left__gt=0, expires_at__gt=now
    )
    return list(rows.order_by("expires_at", "id"))


def spendable_credit(member: Member, currency: str, *, now: datetime) -> int:
    """Return what the member's credit comes to now, in minor units.

    What has run out doesn't count, whether or not a sweep has taken it back yet.
    """
    rows = CreditLot.objects.filter(
        owner=member.public_id, currency=currency, left__gt=0, expires_at__gt=now
    )
    found: int | None = rows.aggregate(sum=Sum("left"))["sum"]
    return found or 0


@dataclass(frozen=True, slots=True)
class GivenCredit:
    """A lot of credit with whose it is."""

    member: Member | None
    lot: CreditLot


def recent_credit(*, limit: int) -> list[GivenCredit]:
    """Return the lots that were given last, newest first, in two queries."""
    lots = list(CreditLot.objects.order_by("-id")[:limit])
    people = members_by_public_id([lot.owner for lot in lots])
    return [GivenCredit(people.get(lot.owner), lot) for lot in lots]
