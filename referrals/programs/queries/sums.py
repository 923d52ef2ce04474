"""What rewards add up to for a member, and what is owed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum

from marketplace.accounts.models import Member
from referrals.programs.choices import PROMISED, RewardKind, RewardState
from referrals.programs.models import Reward


@dataclass(frozen=True)
class RewardSums:
    """Minor units of one currency and kind."""

    currency: str
    kind: str
    waiting: int
    held: int
    paid: int
    owed: int


def sums_of(member: Member) -> list[RewardSums]:
    """Return what the member's rewards come to, for each currency and kind. One query."""
    value = F("granted") - F("taken_back")
    debt = F("settled") - F("granted") + F("taken_back") - F("came_back")
    is_paid = Q(state=RewardState.PAID)
    rows = (
        Reward.objects.filter(member=member)
        .values_list("currency", "kind")
        .annotate(
            waiting=Sum(value, filter=Q(state__in=PROMISED), default=0),
            held=Sum(value, filter=Q(state=RewardState.HELD), default=0),
            paid=Sum(F("settled") - F("met"), filter=is_paid, default=0),
            debt=Sum(debt, filter=is_paid & Q(settled__gt=value + F("came_back")), default=0),
        )
    )
    return [RewardSums(*row) for row in rows.order_by("currency", "kind")]


def owing_rows(
    members: Collection[int], *, currency: str, kind: RewardKind | str
) -> QuerySet[Reward]:
    """Return paid rewards of these members of which something is still owed, oldest first."""
    rows = Reward.objects.filter(
        member__in=members,
        currency=currency,
        kind=kind,
        state=RewardState.PAID,
        settled__gt=F("granted") - F("taken_back") + F("came_back"),
    )
    return rows.order_by("id")


@dataclass(frozen=True)
class Owing:
    """What a member owes, in minor units."""

    amount: int
    currency: str
    kind: str


def owed_by(member: Member) -> list[Owing]:
    """Return what is met from the member's next rewards."""
    return [Owing(one.owed, one.currency, one.kind) for one in sums_of(member) if one.owed]
