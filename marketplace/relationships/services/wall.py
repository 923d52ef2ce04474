"""Sharing one's biggest deal with everybody, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.orders.models import Order
from marketplace.relationships.errors import DealNotYours, NothingShared, ReasonMissing
from marketplace.relationships.models import SharedDeal
from marketplace.relationships.policies import can_moderate_wall
from marketplace.relationships.queries.bands import band_of
from marketplace.relationships.queries.wall import order_to_share


@dataclass(frozen=True, kw_only=True)
class Story:
    """What a member tells about a deal. `order_id` proves it, `amount` only says it."""

    source: str
    text: str
    language: str
    is_named: bool
    order_id: str = ""
    amount: Money | None = None


@transaction.atomic
def share_deal(*, member: Member, story: Story, now: datetime) -> SharedDeal:
    """Put one's biggest deal on the wall; an earlier one of the same member makes room.

    Only its band is kept, never its amount. Locks the earlier one. Raises DealNotYours.
    """
    order: Order | None = None
    worth = story.amount
    if story.order_id:
        order = order_to_share(member, story.order_id)
        worth = Money(order.kept_amount, order.currency) if order else None
    if worth is None or worth.amount <= 0:
        raise DealNotYours(field="order" if story.order_id else "amount")
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    SharedDeal.objects.filter(member=member, withdrawn_at=None).update(withdrawn_at=now)
    return SharedDeal.objects.create(
        member=member,
        order=order,
        band=band_of(worth),
        source=story.source,
        story=story.text.strip(),
        language=story.language,
        is_named=story.is_named,
        shared_at=now,
    )


@transaction.atomic
def withdraw_deal(*, member: Member, now: datetime) -> None:
    """Take one's deal off the wall, its story with it. Raises NothingShared."""
    taken = SharedDeal.objects.filter(member=member, withdrawn_at=None).update(
        withdrawn_at=now, story=""
    )
    if not taken:
        raise NothingShared


@transaction.atomic
def hide_story(*, public_id: str, actor: Member, reason: str, now: datetime) -> SharedDeal:
    """Take a story off the wall, as a moderator, with the reason that the member reads.

    The figure stays counted. Locks the deal. Raises NotFound for everybody else, ReasonMissing.
    """
    if not can_moderate_wall(actor):
        raise NotFound
    rows = SharedDeal.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(public_id=public_id, withdrawn_at=None).first()
    if row is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing(field="reason")
    row.hidden_at, row.hidden_because = now, reason.strip()
    row.save(update_fields=["hidden_at", "hidden_because"])
    record_audit(
        actor=actor.public_id,
        action="shared_deal_hidden",
        subject=f"shared_deal:{row.public_id}",
        reason=row.hidden_because,
        now=now,
    )
    return row
