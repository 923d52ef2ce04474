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
from marketplace.ledger.queries.payments import (
    GatewayInfo,
    events_at_desk,
    get_payment,
    get_payment_for,
    get_sandbox_checkout_for,
    list_gateways,
    payments_at_desk,
    payments_of,
)

__all__ = [
    "AccountRef",
    "GatewayInfo",
    "WalletBalance",
    "account_balance",
    "available_balance",
    "escrow_balance",
    "events_at_desk",
    "get_payment",
    "get_payment_for",
    "get_sandbox_checkout_for",
    "list_gateways",
    "member_account",
    "payments_at_desk",
    "payments_of",
    "wallet_of",
]
