"""How disputes end for the money, and how their timers act at their exact moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.disputes.choices import DisputeMove, DisputeTimer, Outcome
from marketplace.disputes.events import AnswerReminded, DisputeDecided, DisputeSettled
from marketplace.disputes.models import Decision, Dispute
from marketplace.disputes.policies import acting_part
from marketplace.disputes.queries.doors import get_dispute_for, open_dispute_of
from marketplace.disputes.queries.splits import default_refund
from marketplace.disputes.services.acting import TIMER, Actor, facts, lock_row, transition
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import settle_split

log = structlog.get_logger(__name__)


def settle(
    locked: Dispute,
    move: DisputeMove,
    refund_amount: int,
    outcome: Outcome,
    *,
    by: Actor,
    now: datetime,
    payer: Member | None = None,
    reason: str = "",
) -> None:
    """End the locked dispute: the escrow is split, and nothing can be added any more.

    `payer` settles it in the order's books: the side that agreed, the member of support who
    decided, nobody for the stated rule. Locks the order, then the accounts.
    """
    transition(
        locked,
        move,
        by=by,
        now=now,
        changes={"refund_amount": refund_amount, "outcome": outcome.value},
        params={"refund": refund_amount, "outcome": outcome.value},
    )
    settle_split(
        order=locked.order,
        actor=payer,
        refund_amount=refund_amount,
        reason=reason,
        now=now,
        agreed=outcome == Outcome.AGREEMENT,
    )
    publish(
        DisputeSettled(**facts(locked, by), refund_amount=refund_amount, outcome=outcome), now=now
    )


def enforce(locked: Dispute, *, by: Actor, now: datetime) -> None:
    """Carry out the decision that holds on the locked dispute."""
    decision = locked.decisions.order_by("-number")[0]
    outcome = Outcome.UNANSWERED if decision.decided_by is None else Outcome.DECISION
    settle(
        locked,
        DisputeMove.ENFORCE,
        decision.refund_amount,
        outcome,
        by=by,
        now=now,
        payer=still_support(decision),
        reason=decision.reason,
    )


def still_support(decision: Decision) -> Member | None:
    """Return who decided, in whose name the money moves; None if they left support meanwhile."""
    member = decision.decided_by
    return member if has_role(member, Role.SUPPORT) else None


def note_decision(
    locked: Dispute,
    move: DisputeMove,
    refund_amount: int,
    *,
    by: Actor,
    reason: str,
    now: datetime,
) -> None:
    """Write the first decision on the locked dispute; an appeal is possible from now on."""
    appeal_due_at = now + timedelta(days=rules().dispute_appeal_days)
    Decision.objects.create(
        dispute=locked,
        number=1,
        decided_by=by.member,
        refund_amount=refund_amount,
        reason=reason,
        at=now,
    )
    transition(
        locked,
        move,
        by=by,
        now=now,
        changes={"appeal_due_at": appeal_due_at},
        params={"refund": refund_amount, "number": 1},
    )
    publish(
        DisputeDecided(
            **facts(locked, by),
            refund_amount=refund_amount,
            appeal_due_at=appeal_due_at.isoformat(),
        ),
        now=now,
    )


def _remind(locked: Dispute, at: datetime) -> None:
    transition(locked, DisputeMove.REMIND, by=TIMER, now=at, changes={"reminded_at": at})
    due_at = locked.answer_due_at.isoformat()
    publish(AnswerReminded(**facts(locked, TIMER), answer_due_at=due_at), now=at)


def _decide_as_asked(locked: Dispute, at: datetime) -> None:
    """Nobody answered: what was asked for is decided. The silent side may still appeal."""
    note_decision(locked, DisputeMove.LAPSE, locked.wanted_refund, by=TIMER, reason="", now=at)


def _settle_by_rule(locked: Dispute, at: datetime) -> None:
    refund = default_refund(locked)
    settle(locked, DisputeMove.DEFAULT, refund, Outcome.DEFAULT, by=TIMER, now=at)


def _carry_out(locked: Dispute, at: datetime) -> None:
    enforce(locked, by=TIMER, now=at)


_ACTS: Final[dict[DisputeTimer, Callable[[Dispute, datetime], None]]] = {
    DisputeTimer.REMINDER: _remind,
    DisputeTimer.UNANSWERED: _decide_as_asked,
    DisputeTimer.DEFAULT: _settle_by_rule,
    DisputeTimer.APPEAL_OVER: _carry_out,
    DisputeTimer.APPEAL_UNDECIDED: _carry_out,
}


def _overtake(locked: Dispute, now: datetime) -> bool:
    """End an open dispute whose order ended without it: the payment was taken back."""
    order = locked.order
    if locked.is_closed or order.state == OrderState.DISPUTED:
        return False
    refund = min(locked.stake, order.refunded_amount)
    transition(
        locked,
        DisputeMove.OVERTAKE,
        by=TIMER,
        now=order.closed_at or now,
        changes={"refund_amount": refund, "outcome": Outcome.OVERTAKEN.value},
        params={"outcome": Outcome.OVERTAKEN.value},
    )
    publish(
        DisputeSettled(**facts(locked, TIMER), refund_amount=refund, outcome=Outcome.OVERTAKEN),
        now=now,
    )
    return True


def settle_timers(locked: Dispute, now: datetime) -> int:
    """Let every timer that ran out by `now` act, each at its own moment. The dispute is locked.

    Returns how many acted. A timer that falls due exactly now has run out. A dispute whose order
    ended otherwise ends with it.
    """
    acted = int(_overtake(locked, now))
    while locked.timer_at is not None and locked.timer_at <= now:
        _ACTS[DisputeTimer(locked.timer_kind)](locked, locked.timer_at)
        acted += 1
    return acted


def enter(dispute: Dispute, member: Member, *, now: datetime) -> tuple[Dispute, Actor]:
    """Lock and settle the dispute, and find the member's part in it; NotFound for strangers."""
    locked = lock_row(dispute.pk)
    settle_timers(locked, now)
    return locked, Actor(acting_part(member, locked), member)


@transaction.atomic
def settle_dispute(*, dispute: Dispute, now: datetime) -> Dispute:
    """Return the dispute as it stands at `now`, with every due timer carried out.

    Takes no lock when nothing is due.
    """
    if dispute.timer_at is None or dispute.timer_at > now:
        return dispute
    locked = lock_row(dispute.pk)
    settle_timers(locked, now)
    return locked


def open_dispute_page(*, member: Member, public_id: str, now: datetime) -> Dispute:
    """Return a side's dispute as it stands at `now`: the door of every page. Raises NotFound."""
    return settle_dispute(dispute=get_dispute_for(member, public_id), now=now)


@transaction.atomic
def overtake_dispute(*, order: Order, now: datetime) -> Dispute | None:
    """End the order's open dispute if the order ended without it; None where there is none.

    Locks the dispute.
    """
    dispute = open_dispute_of(order)
    if dispute is None:
        return None
    locked = lock_row(dispute.pk)
    settle_timers(locked, now)
    return locked


def settle_for_order(order: Order, now: datetime) -> None:
    """Let the dispute's timers act before somebody reads the disputed order."""
    dispute = open_dispute_of(order)
    if dispute is not None:
        settle_dispute(dispute=dispute, now=now)


def settle_disputes_of(*, member: Member, now: datetime) -> int:
    """Settle whatever is due among a member's disputes, before a list of them is shown.

    One that fails is logged, and the list shows it as it stands.
    """
    due = list(Dispute.objects.of_party(member.pk).due(now)[:50])
    for dispute in due:
        try:
            settle_dispute(dispute=dispute, now=now)
        except Exception:
            log.exception("dispute_not_settled", dispute=dispute.pk)
    return len(due)


def settle_due_disputes(*, now: datetime, limit: int) -> int:
    """Settle up to `limit` disputes whose timer has run out; safe to run twice at once.

    Each is its own transaction, locked with skip_locked. One that fails is logged and doesn't keep
    the others waiting.
    """
    due = list(Dispute.objects.due(now).values_list("pk", flat=True)[:limit])
    return sum(_settle_alone(pk, now=now) for pk in due)


def _settle_alone(pk: int, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = (
                Dispute.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
                .select_related("order__client", "order__seller", "opener", "other")
                .filter(pk=pk, timer_at__lte=now)
                .first()
            )
            return bool(row is not None and settle_timers(row, now))
    except Exception:
        log.exception("dispute_not_settled", dispute=pk)
        return False
