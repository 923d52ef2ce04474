"""The budget of a posted brief in the ledger: held once, and free again or spent exactly once.

While a brief is open or awarded, `held_amount` is what lies in the escrow `brief:<public_id>`;
in every other state that escrow is empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.hiring.errors import BudgetAlreadyHeld, NothingToHold
from marketplace.hiring.events import BriefBudgetHeld
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.services.states import lock_posted, refuse_unless_open
from marketplace.ledger.services import hold_in_escrow, refund_escrow, start_payment
from marketplace.orders.services.payment import StartedPayment

HOLD_PURPOSE: Final = "brief_hold"


@transaction.atomic
def hold_budget(
    *, brief: PostedBrief, actor: Member, now: datetime, paid_with: str = ""
) -> PostedBrief:
    """Hold the brief's budget, the highest it names, from the client's available money.

    Locks the brief, then the accounts. Raises NotFound for others, PostedStateRefuses,
    NothingToHold, BudgetAlreadyHeld, InsufficientFunds.
    """
    row = lock_posted(brief.pk)

    if actor.pk != row.client_id:
        raise NotFound
    refuse_unless_open(row, now)
    if not row.budget_max:
        raise NothingToHold
    if row.held_amount:
        raise BudgetAlreadyHeld

    row.hold_count += 1
    transfer = hold_in_escrow(
        key=f"{row.reference}:hold:{row.hold_count}",
        payer=row.client,
        reference=row.reference,
        amount=Money(row.budget_max, row.currency),
        now=now,
    )
    row.held_amount, row.held_transfer = row.budget_max, transfer.pk
    row.paid_with, row.updated_at = paid_with, now
    row.save(
        update_fields=["hold_count", "held_amount", "held_transfer", "paid_with", "updated_at"]
    )

    _record_hold(row, actor=actor, now=now)
    return row


def _record_hold(row: PostedBrief, *, actor: Member, now: datetime) -> None:
    """Write down and announce what was held."""
    transfer = row.held_transfer or 0
    record_audit(
        actor=actor.public_id,
        action="brief.budget_held",
        subject=row.reference,
        after={"amount": row.held_amount, "currency": row.currency, "transfer": transfer},
        now=now,
    )
    publish(
        BriefBudgetHeld(
            posted_id=row.public_id,
            client_id=row.client.public_id,
            title=row.title,
            amount=row.held_amount,
            currency=row.currency,
            transfer=transfer,
        ),
        now=now,
    )


def start_hold_payment(
    *, brief: PostedBrief, actor: Member, gateway: str, request_key: str = "", now: datetime
) -> StartedPayment:
    """Ask a gateway for the budget; what arrives is held by `receive_brief_payment`.

    Must not run inside a transaction. Raises as `hold_budget` and `start_payment` do.
    """
    with transaction.atomic():
        row = lock_posted(brief.pk)
        if actor.pk != row.client_id:
            raise NotFound
        refuse_unless_open(row, now)
        if not row.budget_max:
            raise NothingToHold
        if row.held_amount:
            raise BudgetAlreadyHeld
    return start_payment(
        member=actor,
        amount=Money(max(row.budget_max, rules().deposit_minimum_minor), row.currency),
        gateway=gateway,
        purpose_kind=HOLD_PURPOSE,
        purpose_ref=row.public_id,
        return_path=reverse("hiring:payment_back", args=[row.public_id]),
        request_key=f"{row.reference}:{request_key}" if request_key else None,
        now=now,
    )


def release_budget(row: PostedBrief, *, actor: str, now: datetime) -> int:
    """Give what a locked brief holds back to its client; returns how much that was.

    Each hold is given back once: its number is part of the key. Saves nothing but the books; the
    caller saves the row.
    """
    amount = row.held_amount
    if not amount:
        return 0
    refund_escrow(
        key=f"{row.reference}:release:{row.hold_count}",
        reference=row.reference,
        payer=row.client,
        amount=row.held,
        now=now,
    )
    row.held_amount, row.held_transfer = 0, None
    record_audit(
        actor=actor,
        action="brief.budget_released",
        subject=row.reference,
        before={"amount": amount, "currency": row.currency},
        now=now,
    )
    return amount
