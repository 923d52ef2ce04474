"""What a member may spend on orders beside money."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from marketplace.accounts.models import Member
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
