"""The ledger's tables. Nothing outside this app may import them.

Books: an *account* belongs to an owner (a member's or order's public id, a provider's name) in one
currency; a *transfer* is one movement of money, made of two or more *entries* that sum to zero for
each currency; a *snapshot* is the sum of a platform account up to an entry; a *clearing lot* is
earned money that waits for its day.
"""

from marketplace.ledger.models.books import (
    Account,
    AccountSnapshot,
    ClearingLot,
    Entry,
    Transfer,
)

__all__ = ["Account", "AccountSnapshot", "ClearingLot", "Entry", "Transfer"]
