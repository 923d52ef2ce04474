"""The doors to introductions and what they earned."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import OuterRef, Q, QuerySet, Subquery

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.ledger.queries import ReferenceLabel
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.relationships.choices import IntroductionState
from marketplace.relationships.models import Commission, Introduction


def _of(member: Member) -> QuerySet[Introduction]:
    mine = Q(introducer=member) | Q(client=member) | Q(seller=member)
    return Introduction.objects.filter(mine).select_related("introducer", "client", "seller")


def get_introduction_for(member: Member, public_id: str) -> Introduction:
    """Return an introduction for one of the three; raises NotFound for everybody else."""
    found = _of(member).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def introductions_of(member: Member) -> QuerySet[Introduction]:
    """Return the introductions that the member made or is part of, newest first. Lazy.

    Each has what it earned last: `earned`, in minor units of `earned_currency`, None for nothing.
    """
    last = Commission.objects.filter(introduction=OuterRef("pk")).order_by("-id")
    rows = _of(member).annotate(
        earned=Subquery(last.values("amount")[:1]),
        earned_currency=Subquery(last.values("currency")[:1]),
    )
    return rows.order_by("-id")


def introductions_in(public_ids: Sequence[str], member: Member) -> dict[str, Introduction]:
    """Return those of the introductions that the member may see, by public id, in one query."""
    return {row.public_id: row for row in _of(member).filter(public_id__in=public_ids)}


def commissions_of(introduction: Introduction) -> list[Commission]:
    """Return what the introduction earned, by one order after the other. One query."""
    return list(Commission.objects.filter(introduction=introduction).order_by("id"))


def first_kept_order(client_id: int, seller_id: int) -> Order | None:
    """Return the first order that the two completed, that is kept and earned nothing yet."""
    rows = Order.objects.kept().filter(
        client_id=client_id, seller_id=seller_id, state=OrderState.COMPLETED, commission=None
    )
    return rows.order_by("completed_at", "id").first()


def awaits_thanks(introduction: Introduction) -> bool:
    """Whether an order completed in the introduction's time will still earn, once the news come."""
    order = first_kept_order(introduction.client_id, introduction.seller_id)
    if order is None or order.completed_at is None or introduction.due_at is None:
        return False
    return order.completed_at < introduction.due_at


def introduction_labels(references: Sequence[str], member: Member) -> dict[str, ReferenceLabel]:
    """Name the introductions behind references of the books, for the introducer. One query."""
    ids = [reference.partition(":")[2] for reference in references]
    rows = _of(member).filter(public_id__in=ids, introducer=member)
    return {
        row.reference: ReferenceLabel(
            f"{row.client.display_name} · {row.seller.display_name}", row.get_absolute_url()
        )
        for row in rows
    }


def introducer_between(*, client_id: int, seller_id: int) -> tuple[Member, str] | None:
    """Return who introduced these two to each other, and the introduction's public id."""
    rows = Introduction.objects.select_related("introducer").filter(
        client_id=client_id,
        seller_id=seller_id,
        state__in=(IntroductionState.ACCEPTED, IntroductionState.EARNED, IntroductionState.LAPSED),
    )
    found = rows.order_by("id").first()
    return (found.introducer, found.public_id) if found else None
