"""What can be done with money."""

from marketplace.ledger.services.batches import (
    export_payouts,
    mark_batch_paid,
    mark_payout_failed,
    mark_payout_paid,
    mark_payout_unknown,
    resolve_payout,
)
from marketplace.ledger.services.clearing import clear_due_lots
from marketplace.ledger.services.commissions import pay_commission, take_back_commission
from marketplace.ledger.services.credit import expire_credit, give_credit, grant_credit
from marketplace.ledger.services.destinations import add_destination, remove_destination
from marketplace.ledger.services.doubting import PAYOUTS_SWITCH, distrust_payouts
from marketplace.ledger.services.escrow import (
    Sources,
    hold_in_escrow,
    pay_tip,
    refund_escrow,
    release_escrow,
)
from marketplace.ledger.services.funds import move_fund
from marketplace.ledger.services.leaving import forget_destinations
from marketplace.ledger.services.payments import (
    TOP_UP,
    approve_payment,
    decline_payment,
    expire_payments,
    start_payment,
)
from marketplace.ledger.services.payouts import (
    approve_payout,
    cancel_payout,
    decline_payout,
    request_payout,
)
from marketplace.ledger.services.posting import (
    Draft,
    Posting,
    post_transfer,
    post_transfers,
    reverse_transfer,
)
from marketplace.ledger.services.receipts import submit_receipt
from marketplace.ledger.services.returns import (
    Bearers,
    Returned,
    free_clearing,
    hold_clearing,
    return_earning,
)
from marketplace.ledger.services.sandbox import deliver_sandbox_messages, use_sandbox_card
from marketplace.ledger.services.sending import reconcile_payouts, send_due_payouts
from marketplace.ledger.services.snapshots import take_snapshots
from marketplace.ledger.services.statements import (
    make_statement_files,
    request_statement_file,
    statement_csv,
    statement_pdf,
)
from marketplace.ledger.services.webhooks import receive_webhook, settle_gateway_event

__all__ = [
    "PAYOUTS_SWITCH",
    "TOP_UP",
    "Bearers",
    "Draft",
    "Posting",
    "Returned",
    "Sources",
    "add_destination",
    "approve_payment",
    "approve_payout",
    "cancel_payout",
    "clear_due_lots",
    "decline_payment",
    "decline_payout",
    "deliver_sandbox_messages",
    "distrust_payouts",
    "expire_credit",
    "expire_payments",
    "export_payouts",
    "forget_destinations",
    "free_clearing",
    "give_credit",
    "grant_credit",
    "hold_clearing",
    "hold_in_escrow",
    "make_statement_files",
    "mark_batch_paid",
    "mark_payout_failed",
    "mark_payout_paid",
    "mark_payout_unknown",
    "move_fund",
    "pay_commission",
    "pay_tip",
    "post_transfer",
    "post_transfers",
    "receive_webhook",
    "reconcile_payouts",
    "refund_escrow",
    "release_escrow",
    "remove_destination",
    "request_payout",
    "request_statement_file",
    "resolve_payout",
    "return_earning",
    "reverse_transfer",
    "send_due_payouts",
    "settle_gateway_event",
    "start_payment",
    "statement_csv",
    "statement_pdf",
    "submit_receipt",
    "take_back_commission",
    "take_snapshots",
    "use_sandbox_card",
]
