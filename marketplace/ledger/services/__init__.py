"""What can be done with money."""

from marketplace.ledger.services.clearing import clear_due_lots
from marketplace.ledger.services.escrow import hold_in_escrow, refund_escrow, release_escrow
from marketplace.ledger.services.posting import (
    Draft,
    Posting,
    post_transfer,
    post_transfers,
    reverse_transfer,
)

__all__ = [
    "Draft",
    "Posting",
    "clear_due_lots",
    "hold_in_escrow",
    "post_transfer",
    "post_transfers",
    "refund_escrow",
    "release_escrow",
    "reverse_transfer",
]
