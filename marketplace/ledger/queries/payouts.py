"""Reads of withdrawals."""

from collections.abc import Collection

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, QuerySet, Sum

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.ledger.choices import OPEN_PAYOUT_STATES, PayoutMethod, PayoutState
from marketplace.ledger.models import Payout, PayoutBatch, PayoutDestination


def get_payout_for(member: Member, public_id: str) -> Payout:
    """Return a withdrawal to the one who asked for it. Raises NotFound for everybody else."""
    payout = Payout.objects.filter(member=member, public_id=public_id).first()
    if payout is None:
        raise NotFound
    return payout


def payouts_of(member: Member) -> QuerySet[Payout]:
    """Return the member's withdrawals, newest first."""
    return Payout.objects.filter(member=member).order_by("-id")


def open_payouts_of(member: Member) -> QuerySet[Payout]:
    """Return the member's withdrawals that are under way, newest first."""
    return payouts_of(member).filter(state__in=OPEN_PAYOUT_STATES)


def destinations_of(member: Member) -> QuerySet[PayoutDestination]:
    """Return the accounts that the member saved, in the order of saving."""
    return PayoutDestination.objects.filter(member=member, removed_at=None).order_by("id")


def shared_destinations(member_ids: Collection[int]) -> list[list[int]]:
    """Return the groups of these members who saved the same account, removed ones included.

    Accounts of the sandbox belong to one member each.
    """
    rows = PayoutDestination.objects.filter(member__in=member_ids)
    groups = (
        rows.values("method", "account")
        .annotate(people=ArrayAgg("member_id", distinct=True, order_by="member_id"))
        .order_by("method", "account")
        .values_list("people", flat=True)
    )
    return [people for people in groups if len(people) > 1]


def get_destination_for(member: Member, public_id: str) -> PayoutDestination:
    """Return an account on the member's own list. Raises NotFound."""
    found = destinations_of(member).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_payout(public_id: str) -> Payout:
    """Return a withdrawal to staff. Raises NotFound."""
    payout = Payout.objects.select_related("member", "batch").filter(public_id=public_id).first()
    if payout is None:
        raise NotFound
    return payout


def payouts_at_desk(*states: PayoutState) -> QuerySet[Payout]:
    """Return withdrawals in these states for finance, oldest first."""
    rows = Payout.objects.select_related("member", "batch").filter(state__in=states)
    return rows.order_by("id")


def get_batch(public_id: str) -> PayoutBatch:
    """Return a file for the bank to staff. Raises NotFound."""
    batch = PayoutBatch.objects.filter(public_id=public_id).first()
    if batch is None:
        raise NotFound
    return batch


def payouts_in_batch(batch: PayoutBatch) -> QuerySet[Payout]:
    """Return the withdrawals of a file, in its order."""
    return Payout.objects.select_related("member").filter(batch=batch).order_by("id")


def recent_batches(*, limit: int = 10) -> list[PayoutBatch]:
    """Return the latest files for the bank, newest first."""
    return list(PayoutBatch.objects.order_by("-id")[:limit])


def waiting_for_export() -> list[tuple[int, Money]]:
    """Return how many approved withdrawals by bank wait for a file, and their sum, by currency."""
    rows = (
        Payout.objects.filter(state=PayoutState.INTENT, method=PayoutMethod.BANK)
        .values_list("currency")
        .annotate(count=Count("id"), total=Sum("amount"))
        .order_by("currency")
    )
    return [(count, Money(int(total), currency)) for currency, count, total in rows]
