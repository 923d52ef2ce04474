"""The ledger's tables. Nothing outside this app may import them.

Books: an *account* belongs to an owner (a member's or order's public id, a provider's name) in one
currency; a *transfer* is one movement of money, made of two or more *entries* that sum to zero for
each currency; a *snapshot* is the sum of a platform account up to an entry; a *clearing lot* is
earned money that waits for its day; a *credit lot* is credit that was given until a day.

In and out: a *payment* is one attempt to bring money in; a *gateway event* is a provider's verified
message about it; a *payout* is a withdrawal to a *destination*, often in a *batch* for the bank.
"""

from marketplace.ledger.models.books import (
    Account,
    AccountSnapshot,
    ClearingLot,
    Entry,
    Transfer,
)
from marketplace.ledger.models.credit import CreditLot
from marketplace.ledger.models.payments import GatewayEvent, Payment
from marketplace.ledger.models.payouts import Payout, PayoutBatch, PayoutDestination
from marketplace.ledger.models.sandbox import SandboxCheckout, SandboxPayout
from marketplace.ledger.models.statements import StatementFile

__all__ = [
    "Account",
    "AccountSnapshot",
    "ClearingLot",
    "CreditLot",
    "Entry",
    "GatewayEvent",
    "Payment",
    "Payout",
    "PayoutBatch",
    "PayoutDestination",
    "SandboxCheckout",
    "SandboxPayout",
    "StatementFile",
    "Transfer",
]
