"""Opening a dispute, for oneself or for support; answering one, taking one back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core import worktime
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.disputes.choices import DisputeMove, DisputeReason, Outcome, Part
from marketplace.disputes.errors import NotYourStep, SplitOutOfRange, TextMissing
from marketplace.disputes.events import DisputeAnswered, DisputeBegun, DisputeTakenBack
from marketplace.disputes.models import Dispute, Proposal
from marketplace.disputes.queries.doors import sides_of_referral
from marketplace.disputes.services.acting import (
    Actor,
    facts,
    refuse,
    transition,
    write_line,
)
from marketplace.disputes.services.evidence import Evidence, keep_evidence, refuse_evidence
from marketplace.disputes.services.proposals import offer_split, refuse_split
from marketplace.disputes.services.settling import enter
from marketplace.disputes.services.timers import next_timer
from marketplace.orders import services as orders
from marketplace.orders.choices import ActorKind
from marketplace.orders.errors import NotYourMove
from marketplace.orders.models import Order
from marketplace.orders.policies import party_kind


def answer_deadline(other: Member, opened_at: datetime) -> datetime:
    """Return when the other side must have answered: so many working days, in their country."""
    return worktime.add_delivery_days(
        opened_at, rules().dispute_answer_days, country=other.country, timezone=other.timezone
    )


@transaction.atomic
def open_dispute(
    *,
    order: Order,
    actor: Member,
    reason: DisputeReason,
    wanted_refund: int,
    evidence: Evidence,
    now: datetime,
) -> Dispute:
    """Open a dispute: the order freezes, and the other side has its working days to answer.

    `wanted_refund` (minor units) is what is to go back to the client; it stands as the first
    proposal, which the other side may accept at once. Locks the order. Raises NotFound for
    strangers, NotYourMove for support (see `refer_order`), TextMissing, SplitOutOfRange, the
    refusals of evidence, and those of the order's state (OrderAlreadyCompleted …).
    """
    if party_kind(actor, order) is None and has_role(actor, Role.SUPPORT):
        raise NotYourMove
    if not evidence.text.strip():
        raise TextMissing(field="text")
    frozen = orders.open_dispute(order=order, actor=actor, reason=evidence.text.strip(), now=now)
    refuse_evidence(frozen, evidence)
    stake = frozen.kept_amount
    if not 0 <= wanted_refund <= stake:
        most = Money(stake, frozen.currency)
        raise SplitOutOfRange(field="wanted_refund", maximum=str(most))

    dispute = _begin(frozen, actor, reason, wanted_refund, now)

    by = Actor(Part.OPENER, actor)
    line = write_line(dispute, "open", by=by, now=now, params={"refund": wanted_refund})
    keep_evidence(line, evidence, by=by, now=now)

    publish(_begun(dispute, by), now=now)
    return dispute


@transaction.atomic
def refer_order(
    *, order: Order, actor: Member, reason: DisputeReason, evidence: Evidence, now: datetime
) -> Dispute:
    """Make a dispute, for support, of a request to call an order off or of a late order.

    It is opened for the side that asked; for the client where nobody did, as the order was only
    late. What is asked for is what calling off means: everything back. Both sides are told, and
    whoever it was opened for may withdraw it. Locks the order. Raises NotYourStep for everybody
    but support and for a side of the order, TextMissing, the refusals of evidence,
    CancellationNotWithSupport and the refusals by the order's state.
    """
    if party_kind(actor, order) is not None or not has_role(actor, Role.SUPPORT):
        raise NotYourStep
    if not evidence.text.strip():
        raise TextMissing(field="text")
    refuse_evidence(order, evidence)
    frozen = orders.open_dispute(order=order, actor=actor, reason=evidence.text.strip(), now=now)
    opener, _other = sides_of_referral(frozen)

    dispute = _begin(frozen, opener, reason, frozen.kept_amount, now, is_referred=True)

    by = Actor(Part.SUPPORT, actor)
    line = write_line(dispute, "open", by=by, now=now, params={"refund": dispute.wanted_refund})
    keep_evidence(line, evidence, by=by, now=now)

    publish(_begun(dispute, by), now=now)
    return dispute


def _begun(dispute: Dispute, by: Actor) -> DisputeBegun:
    return DisputeBegun(
        **facts(dispute, by),
        reason=dispute.reason,
        refund_amount=dispute.wanted_refund,
        answer_due_at=dispute.answer_due_at.isoformat(),
    )


def _begin(
    order: Order,
    opener: Member,
    reason: DisputeReason,
    wanted_refund: int,
    now: datetime,
    *,
    is_referred: bool = False,
) -> Dispute:
    """Write the dispute with its clock; what the opener wants stands as the first proposal."""
    is_client = opener.pk == order.client_id
    other = order.seller if is_client else order.client
    dispute = Dispute(
        order=order,
        opener=opener,
        other=other,
        opened_by=ActorKind.CLIENT if is_client else ActorKind.SELLER,
        is_referred=is_referred,
        reason=reason,
        stake=order.kept_amount,
        wanted_refund=wanted_refund,
        opened_at=now,
        answer_due_at=answer_deadline(other, now),
        default_at=now + timedelta(days=rules().dispute_default_days),
    )
    dispute.timer_kind, dispute.timer_at = next_timer(dispute)
    dispute.save()
    Proposal.objects.create(dispute=dispute, part=Part.OPENER, refund_amount=wanted_refund, at=now)
    return dispute


@transaction.atomic
def answer_dispute(
    *,
    dispute: Dispute,
    actor: Member,
    evidence: Evidence,
    now: datetime,
    refund_amount: int | None = None,
) -> Dispute:
    """Give the other side's answer, with a split of its own if it likes; support takes over.

    Locks the dispute. Raises NotFound for strangers, TextMissing, SplitOutOfRange, the refusals of
    evidence and by state (AlreadyAnswered, AlreadyDecided …).
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.ANSWER, by)
    refuse_evidence(locked.order, evidence)
    if refund_amount is not None:
        refuse_split(locked, refund_amount)

    line = transition(
        locked,
        DisputeMove.ANSWER,
        by=by,
        now=now,
        changes={
            "answered_at": now,
            "waiting_since": now,
            "decision_due_at": now + timedelta(days=rules().dispute_decision_days),
        },
    )
    keep_evidence(line, evidence, by=by, now=now)
    publish(DisputeAnswered(**facts(locked, by)), now=now)

    if refund_amount is not None:
        offer_split(locked, refund_amount, note="", by=by, now=now)
    return locked


@transaction.atomic
def withdraw_dispute(*, dispute: Dispute, actor: Member, now: datetime) -> Dispute:
    """Take one's dispute back before it is decided: the order goes on where it was.

    Locks the dispute, then the order. Raises NotFound for strangers, NotYourStep, the refusals by
    state.
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.WITHDRAW, by)

    transition(
        locked,
        DisputeMove.WITHDRAW,
        by=by,
        now=now,
        changes={"outcome": Outcome.WITHDRAWN.value},
    )
    orders.leave_dispute(order=locked.order, actor=actor, now=now)

    publish(DisputeTakenBack(**facts(locked, by)), now=now)
    return locked
