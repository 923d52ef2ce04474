"""Words that money is described with."""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# The mark that a proof of the books leaves when they hold.
BOOKS: Final = "books"


class AccountKind(models.TextChoices):
    """What an account is for. The owner says whose it is."""

    AVAILABLE = "available", _("Available")
    CLEARING = "clearing", _("Clearing")
    PAYOUT_HOLD = "payout_hold", _("Being withdrawn")
    CREDIT = "credit", _("Platform credit")
    ESCROW = "escrow", _("Escrow")
    PRIZE_FUND = "prize_fund", _("Prize fund")
    FEES = "fees", _("Platform fees")
    MARKETING = "marketing", _("Marketing")
    CASH = "cash", _("Bank")
    REFUND_RESERVE = "refund_reserve", _("Refund reserve")
    GATEWAY = "gateway", _("Payment provider")


# Accounts of the platform are only ever appended to: no stored balance, no lock, no limit below.
PLATFORM_KINDS: Final = (
    AccountKind.FEES,
    AccountKind.MARKETING,
    AccountKind.CASH,
    AccountKind.REFUND_RESERVE,
    AccountKind.GATEWAY,
)
# Money that has left or has not come yet: what these hold is the mirror of what is held inside.
OUTSIDE_KINDS: Final = (AccountKind.CASH, AccountKind.GATEWAY)
MEMBER_KINDS: Final = (
    AccountKind.AVAILABLE,
    AccountKind.CLEARING,
    AccountKind.PAYOUT_HOLD,
    AccountKind.CREDIT,
)


class TransferKind(models.TextChoices):
    """Why money moved, as a statement says it; apps above the ledger register their own kinds."""

    DEPOSIT = "deposit", _("Top-up")
    DEPOSIT_REFUND = "deposit_refund", _("Payment returned to its sender")
    CHARGEBACK = "chargeback", _("Payment taken back by the bank")
    ESCROW_HOLD = "escrow_hold", _("Paid into escrow")
    ESCROW_RELEASE = "escrow_release", _("Earned")
    ESCROW_REFUND = "escrow_refund", _("Refund from escrow")
    CLEARED = "cleared", _("Cleared")
    EARNING_RETURNED = "earning_returned", _("Refund")
    TIP = "tip", _("Tip")
    CREDIT_GRANTED = "credit_granted", _("Credit given")
    CREDIT_EXPIRED = "credit_expired", _("Credit that ran out")
    PAYOUT_HOLD = "payout_hold", _("Withdrawal requested")
    PAYOUT_PAID = "payout_paid", _("Withdrawal paid")
    PAYOUT_RETURNED = "payout_returned", _("Withdrawal returned")
    FUNDING = "funding", _("Funded by the platform")
    REVERSAL = "reversal", _("Correction")


class Actor(models.TextChoices):
    """Who moves a payment or a payout on."""

    MEMBER = "member"
    FINANCE = "finance"
    GATEWAY = "gateway"
    CLOCK = "clock"
    RECONCILER = "reconciler"


class PaymentState(models.TextChoices):
    """Where a payment stands."""

    CREATED = "created", _("Being prepared")
    PENDING = "pending", _("Waiting for your payment")
    SUBMITTED = "submitted", _("Receipt is being checked")
    REVIEW = "review", _("Being looked at by a person")
    PAID = "paid", _("Paid")
    FAILED = "failed", _("Not paid")
    EXPIRED = "expired", _("Expired")
    REFUNDED = "refunded", _("Returned")
    CHARGED_BACK = "charged_back", _("Taken back by the bank")


Moves = Mapping[str, Mapping[str, frozenset[Actor]]]
_GATEWAY: Final = frozenset({Actor.GATEWAY})
_FINANCE: Final = frozenset({Actor.FINANCE})
_MEMBER: Final = frozenset({Actor.MEMBER})
_CLOCK: Final = frozenset({Actor.CLOCK})

# {from: {to: who}}. A gateway may say late that it was paid: that money is never lost.
_LATE: Final[dict[str, frozenset[Actor]]] = {
    PaymentState.PAID: _GATEWAY,
    PaymentState.REVIEW: _GATEWAY,
}
PAYMENT_MOVES: Final[Moves] = {
    PaymentState.CREATED: {
        **_LATE,
        PaymentState.PENDING: _GATEWAY,
        PaymentState.FAILED: _GATEWAY,
        PaymentState.EXPIRED: _CLOCK,
    },
    PaymentState.PENDING: {
        **_LATE,
        PaymentState.SUBMITTED: _MEMBER,
        PaymentState.FAILED: _GATEWAY,
        PaymentState.EXPIRED: _CLOCK,
    },
    PaymentState.SUBMITTED: {
        PaymentState.PAID: _FINANCE,
        PaymentState.REVIEW: _FINANCE,
        PaymentState.FAILED: _FINANCE,
    },
    PaymentState.REVIEW: {PaymentState.PAID: _FINANCE, PaymentState.FAILED: _FINANCE},
    PaymentState.FAILED: {**_LATE, PaymentState.SUBMITTED: _MEMBER},
    PaymentState.EXPIRED: {**_LATE, PaymentState.SUBMITTED: _MEMBER},
    PaymentState.PAID: {
        PaymentState.REFUNDED: _GATEWAY,
        PaymentState.CHARGED_BACK: _GATEWAY,
    },
    PaymentState.REFUNDED: {},
    PaymentState.CHARGED_BACK: {},
}


class EventOutcome(models.TextChoices):
    """What became of a gateway's message."""

    APPLIED = "applied", _("Applied")
    NOTHING_NEW = "nothing_new", _("Said nothing new")
    IGNORED = "ignored", _("Of no concern here")
    UNMATCHED = "unmatched", _("Belongs to no payment")
    MISMATCH = "mismatch", _("Another sum than expected")
    UNEXPECTED = "unexpected", _("Doesn't fit the payment's state")


class GatewayName(models.TextChoices):
    """Payment providers, as payers see them. Which are open is the setting PAYMENT_GATEWAYS."""

    SANDBOX = "sandbox", _("Test payment")
    BANK_TRANSFER = "bank_transfer", _("Bank transfer")
    STRIPE = "stripe", _("Card")


class SandboxCard(models.TextChoices):
    """What a payer may try in the sandbox's checkout."""

    PAY = "pay", _("A card that pays at once")
    SLOW = "slow", _("A card that pays after a while")
    DECLINE = "decline", _("A card that is declined")
    CLOSE = "close", _("Close the page without paying")


class SandboxState(models.TextChoices):
    """Where a checkout of the sandbox stands."""

    OPEN = "open"
    PAID = "paid"
    DECLINED = "declined"


SANDBOX_MOVES: Final[Moves] = {
    SandboxState.OPEN: {SandboxState.PAID: _MEMBER, SandboxState.DECLINED: _MEMBER},
    SandboxState.PAID: {},
    SandboxState.DECLINED: {},
}


class PayoutState(models.TextChoices):
    """Where a withdrawal stands."""

    REQUESTED = "requested", _("Waiting for approval")
    AWAITING_SECOND = "awaiting_second", _("Waiting for a second approval")
    INTENT = "intent", _("Approved")
    SENDING = "sending", _("On its way")
    UNKNOWN = "unknown", _("Being checked with the bank")
    PAID = "paid", _("Paid")
    FAILED = "failed", _("Failed, money returned")
    DECLINED = "declined", _("Declined, money returned")
    CANCELLED = "cancelled", _("Cancelled, money returned")


_RECONCILER: Final = frozenset({Actor.RECONCILER})
_SENDERS: Final = frozenset({Actor.GATEWAY, Actor.FINANCE})
_BEFORE_APPROVAL: Final[dict[str, frozenset[Actor]]] = {
    PayoutState.INTENT: _FINANCE,
    PayoutState.DECLINED: _FINANCE,
    PayoutState.CANCELLED: _MEMBER,
}
# {from: {to: who}}. Nobody but the reconciler says what became of an unknown one.
PAYOUT_MOVES: Final[Moves] = {
    PayoutState.REQUESTED: {**_BEFORE_APPROVAL, PayoutState.AWAITING_SECOND: _FINANCE},
    PayoutState.AWAITING_SECOND: _BEFORE_APPROVAL,
    PayoutState.INTENT: {PayoutState.SENDING: _SENDERS, PayoutState.DECLINED: _FINANCE},
    PayoutState.SENDING: {
        PayoutState.PAID: _SENDERS,
        PayoutState.FAILED: _SENDERS,
        PayoutState.UNKNOWN: _SENDERS | _RECONCILER,
    },
    PayoutState.UNKNOWN: {
        PayoutState.PAID: _RECONCILER,
        PayoutState.FAILED: _RECONCILER,
        PayoutState.SENDING: _RECONCILER,
    },
    PayoutState.PAID: {},
    PayoutState.FAILED: {},
    PayoutState.DECLINED: {},
    PayoutState.CANCELLED: {},
}
RETURNED_STATES: Final = (PayoutState.FAILED, PayoutState.DECLINED, PayoutState.CANCELLED)
OPEN_PAYOUT_STATES: Final = (
    PayoutState.REQUESTED,
    PayoutState.AWAITING_SECOND,
    PayoutState.INTENT,
    PayoutState.SENDING,
    PayoutState.UNKNOWN,
)


class PayoutMethod(models.TextChoices):
    """Where money can be sent, by the gateway that sends it."""

    BANK = "bank_transfer", _("Bank account")
    SANDBOX = "sandbox", _("Test account")


class StatementFileState(models.TextChoices):
    """Where the making of a long statement stands."""

    WAITING = "waiting", _("Waiting for its turn")
    WORKING = "working", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Didn’t work")
    EXPIRED = "expired", _("Deleted after its time")


STATEMENT_FILE_OPEN: Final = (StatementFileState.WAITING, StatementFileState.WORKING)
STATEMENT_FILE_MOVES: Final[Moves] = {
    StatementFileState.WAITING: {StatementFileState.WORKING: frozenset({Actor.CLOCK})},
    StatementFileState.WORKING: {
        StatementFileState.WORKING: frozenset({Actor.CLOCK}),
        StatementFileState.READY: frozenset({Actor.CLOCK}),
        StatementFileState.FAILED: frozenset({Actor.CLOCK}),
    },
    StatementFileState.READY: {StatementFileState.EXPIRED: frozenset({Actor.CLOCK})},
}
