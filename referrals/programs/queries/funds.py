"""What lies in a programme's fund."""

from __future__ import annotations

from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance
from referrals.programs.models import Program


def fund_account(program: Program) -> AccountRef:
    """Return the account of the programme's fund."""
    return AccountRef(AccountKind.PRIZE_FUND, program.reference, program.currency)


def fund_held(program: Program) -> Money:
    """Return what lies in the fund by the books."""
    return Money(account_balance(fund_account(program)), program.currency)
