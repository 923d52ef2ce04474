"""What can be done with money."""

from marketplace.ledger.services.clearing import clear_due_lots
from marketplace.ledger.services.escrow import hold_in_escrow, refund_escrow, release_escrow
from marketplace.ledger.services.payments import (
    approve_payment,
    decline_payment,
    expire_payments,
    start_payment,
)
from marketplace.ledger.services.posting import (
    Draft,
    Posting,
    post_transfer,
    post_transfers,
    reverse_transfer,
)
from marketplace.ledger.services.sandbox import deliver_sandbox_messages, use_sandbox_card
from marketplace.ledger.services.webhooks import receive_webhook, settle_gateway_event

__all__ = [
    "Draft",
    "Posting",
    "approve_payment",
    "clear_due_lots",
    "decline_payment",
    "deliver_sandbox_messages",
    "expire_payments",
    "hold_in_escrow",
    "post_transfer",
    "post_transfers",
    "receive_webhook",
    "refund_escrow",
    "release_escrow",
    "reverse_transfer",
    "settle_gateway_event",
    "start_payment",
    "use_sandbox_card",
]
