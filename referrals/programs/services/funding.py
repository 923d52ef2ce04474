"""A programme's fund: paid in out of marketing, and back what isn't promised."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.ledger.services import move_fund
from referrals.programs.choices import ProgramState
from referrals.programs.errors import NothingToReturn, ProgramStateRefuses
from referrals.programs.events import ReferralFundPaidIn, ReferralFundReturned
from referrals.programs.models import Program
from referrals.programs.queries.funds import fund_account
from referrals.programs.services.acting import as_admin, lock_program

PAID_IN: Final = "referral_fund_paid_in"
RETURNED: Final = "referral_fund_returned"


@transaction.atomic
def pay_in_fund(*, program: Program, actor: Member, amount: int, now: datetime) -> Program:
    """Move a sum in minor units from marketing into the fund. Locks the programme, then the fund.

    Raises NotFound for others, ProgramStateRefuses for one that has ended.
    """
    by = as_admin(actor)
    if amount <= 0:
        raise ValueError("a fund is paid in with more than nothing")
    row = lock_program(program.pk)
    if row.state == ProgramState.ENDED:
        raise ProgramStateRefuses(state=row.get_state_display())
    _move(row, amount, by=by, now=now)
    return row


@transaction.atomic
def return_left(*, program: Program, actor: Member, now: datetime) -> Program:
    """Move back to marketing what isn't promised; not while the programme runs.

    Raises NotFound for others, ProgramStateRefuses, NothingToReturn.
    """
    by = as_admin(actor)
    row = lock_program(program.pk)
    if row.state == ProgramState.RUNNING:
        raise ProgramStateRefuses(state=row.get_state_display())
    if not return_left_of(row, by=by, now=now):
        raise NothingToReturn
    return row


def return_left_of(program: Program, *, by: Member, now: datetime) -> int:
    """Move back what a locked programme hasn't promised; returns how much that was."""
    left = program.left
    if left > 0:
        _move(program, -left, by=by, now=now)
    return left


def _move(program: Program, amount: int, *, by: Member, now: datetime) -> None:
    """Move a sum into the fund, or a negative one out of it. Each has a number of its own."""
    program.fund_count += 1
    program.funded += amount
    if amount > 0:
        program.short_at = None
    program.save(update_fields=["fund_count", "funded", "short_at"])
    move_fund(
        fund=fund_account(program),
        amount=amount,
        number=program.fund_count,
        kind=PAID_IN if amount > 0 else RETURNED,
        actor=by.public_id,
        now=now,
    )
    event = ReferralFundPaidIn if amount > 0 else ReferralFundReturned
    publish(
        event(program_id=program.public_id, currency=program.currency, amount=abs(amount)),
        now=now,
    )
