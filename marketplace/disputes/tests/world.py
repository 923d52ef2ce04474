"""Disputes in every state, made by the verbs themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member
from marketplace.disputes.choices import DisputeReason, DisputeState
from marketplace.disputes.models import Dispute
from marketplace.disputes.services import (
    Evidence,
    answer_dispute,
    appeal_decision,
    decide_dispute,
    open_dispute,
    settle_dispute,
    withdraw_dispute,
)
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import TOTAL, order_in

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
WANTED = 20_000
SAID = Evidence(text="The logo isn't what we agreed: three colours, not two.")
ANSWERED = Evidence(text="Two colours, as ordered; the third is a shade.")


def dispute_on(
    client: Member,
    seller: Member,
    *,
    now: datetime,
    by: Member | None = None,
    state: OrderState = OrderState.DELIVERED,
    wanted: int = WANTED,
    **terms: Any,
) -> Dispute:
    """Return a dispute that the client (or `by`) has just opened about an order in this state."""
    order = order_in(state, client, seller, now=now, **terms)
    return open_dispute(
        order=order,
        actor=by or client,
        reason=DisputeReason.NOT_AS_AGREED,
        wanted_refund=wanted,
        evidence=SAID,
        now=now,
    )


def answered(dispute: Dispute, *, now: datetime) -> Dispute:
    """Let the other side answer."""
    return answer_dispute(dispute=dispute, actor=dispute.other, evidence=ANSWERED, now=now)


def decided(
    dispute: Dispute, support: Member, *, now: datetime, refund: int = TOTAL // 2
) -> Dispute:
    """Let the other side answer and support decide."""
    return decide_dispute(
        dispute=answered(dispute, now=now),
        actor=support,
        refund_amount=refund,
        reason="Half the work can be used.",
        now=now,
    )


def appealed(dispute: Dispute, support: Member, *, now: datetime) -> Dispute:
    """Let the other side appeal support's decision."""
    found = decided(dispute, support, now=now)
    return appeal_decision(
        dispute=found, actor=found.other, evidence=Evidence(text="All of it is used."), now=now
    )


def dispute_in(
    state: DisputeState, client: Member, seller: Member, support: Member, *, now: datetime
) -> Dispute:
    """Return a dispute that came to this state at `now`."""
    dispute = dispute_on(client, seller, now=now)
    if state == DisputeState.AWAITING_ANSWER:
        return dispute
    if state == DisputeState.WITHDRAWN:
        return withdraw_dispute(dispute=dispute, actor=client, now=now)
    if state == DisputeState.WITH_SUPPORT:
        return answered(dispute, now=now)
    if state == DisputeState.APPEALED:
        return appealed(dispute, support, now=now)
    found = decided(dispute, support, now=now)
    if state == DisputeState.SETTLED:
        return settle_dispute(dispute=found, now=found.appeal_due_at or now)
    return found
