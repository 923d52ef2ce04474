"""Sharing one's biggest deal with everybody, taking it back, and what moderators do to a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.orders.models import Order
from marketplace.relationships.errors import DealNotYours, NothingShared, ReasonMissing
from marketplace.relationships.models import SharedDeal
from marketplace.relationships.policies import can_moderate_wall
from marketplace.relationships.queries.bands import band_of
from marketplace.relationships.queries.wall import find_story, order_to_share

REASON_LIMIT: Final = 300


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


@transaction.atomic
def hide_reported_story(ref: str, *, actor: Member, reason: str, now: datetime) -> str | None:
    """Take a story off the wall that was reported, in the form in which reports are decided.

    `ref` is its public id. Returns what `show_reported_story` needs, None where it isn't in view.
    Raises NotFound, ReasonMissing.
    """
    if find_story(ref).hidden_at is not None:
        return None
    hide_story(public_id=ref, actor=actor, reason=reason[:REASON_LIMIT], now=now)
    return now.isoformat()


@transaction.atomic
def show_reported_story(ref: str, *, memo: str, reason: str, now: datetime) -> bool:
    """Show a story again whose hiding was taken back; locks it.

    False where it is gone, or was hidden at another time.
    """
    rows = SharedDeal.objects.select_for_update(no_key=True, of=("self",))
    row = rows.filter(public_id=ref, withdrawn_at=None).exclude(story="").first()
    if row is None or row.hidden_at is None or row.hidden_at.isoformat() != memo:
        return False
    row.hidden_at, row.hidden_because = None, ""
    row.save(update_fields=["hidden_at", "hidden_because"])
    record_audit(
        actor=SYSTEM,
        action="shared_deal_shown",
        subject=f"shared_deal:{row.public_id}",
        reason=reason,
        now=now,
    )
    return True
