"""Facts about money. Amounts are minor units; references are opaque to the ledger."""

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EarningsCleared(Event):
    """Money that was clearing can now be withdrawn."""

    member_id: str
    reference: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class CreditGranted(Event):
    """A member was given credit to spend on orders until a day. `note` says what for."""

    member_id: str
    amount: int
    currency: str
    note: str
    expires_at: str


@dataclass(frozen=True, kw_only=True)
class CreditExpired(Event):
    """Credit that wasn't spent in time went back to the platform."""

    member_id: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PaymentSucceeded(Event):
    """A payment has reached the member's available money. It may come late, even after a drop.

    `purpose_kind` and `purpose_ref` are what the payment was started for; a person who accepts a
    payment of less than that makes it a plain top-up ("top_up", "").
    """

    payment_id: str
    member_id: str
    purpose_kind: str
    purpose_ref: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PaymentFailed(Event):
    """A payment was declined, refused by finance, or ran out. A late success may still follow."""

    payment_id: str
    member_id: str
    purpose_kind: str
    purpose_ref: str
    amount: int
    currency: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PaymentReturned(Event):
    """Money that was paid went back; with `is_chargeback` the payer's bank took it.

    `from_reserve` is the part that the platform laid out, because the member had spent it.
    """

    payment_id: str
    member_id: str
    purpose_kind: str
    purpose_ref: str
    amount: int
    currency: str
    is_chargeback: bool
    from_reserve: int = 0


@dataclass(frozen=True, kw_only=True)
class PaymentNeedsPerson(Event):
    """A payment waits for finance: a receipt to check, a sum that differs."""

    payment_id: str
    member_id: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PayoutRequested(Event):
    """A member asked for a withdrawal; the money is on hold."""

    payout_id: str
    member_id: str
    amount: int
    currency: str
    account: str


@dataclass(frozen=True, kw_only=True)
class PayoutPaid(Event):
    """A withdrawal has reached the bank. `account` is masked."""

    payout_id: str
    member_id: str
    amount: int
    currency: str
    account: str


@dataclass(frozen=True, kw_only=True)
class PayoutReturned(Event):
    """A withdrawal came to nothing; the money is available again. `state` says how."""

    payout_id: str
    member_id: str
    amount: int
    currency: str
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PayoutNeedsPerson(Event):
    """Nobody can tell by themselves whether a payout went out: finance has to find out."""

    payout_id: str
    member_id: str
    amount: int
    currency: str
