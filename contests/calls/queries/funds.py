"""What the prizes cost, and what lies there for them."""

from __future__ import annotations

from contests.calls.choices import FUNDED_KINDS
from contests.calls.models import Contest
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance


def fund_account(contest: Contest) -> AccountRef:
    """Return the account of the contest's fund."""
    return AccountRef(AccountKind.PRIZE_FUND, contest.reference, contest.currency)


def fund_needed(contest: Contest) -> Money:
    """Return what all prizes in money and credit cost together."""
    total = sum(
        prize.amount * prize.places for prize in contest.prizes.all() if prize.kind in FUNDED_KINDS
    )
    return Money(total, contest.currency)


def fund_held(contest: Contest) -> Money:
    """Return what lies in the fund by the books."""
    return Money(account_balance(fund_account(contest)), contest.currency)
