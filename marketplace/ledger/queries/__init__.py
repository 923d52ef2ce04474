"""Named reads of money."""

from marketplace.ledger.queries.accounts import (
    AccountRef,
    WalletBalance,
    account_balance,
    available_balance,
    escrow_balance,
    member_account,
    wallet_of,
)

__all__ = [
    "AccountRef",
    "WalletBalance",
    "account_balance",
    "available_balance",
    "escrow_balance",
    "member_account",
    "wallet_of",
]
