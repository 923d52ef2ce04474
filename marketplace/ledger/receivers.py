"""What members and finance are told about money."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.choices import Role
from marketplace.accounts.queries import get_member_by_public_id, members_with_role
from marketplace.core.events import subscribe
from marketplace.ledger.choices import PayoutState
from marketplace.ledger.events import (
    CreditExpired,
    CreditGranted,
    EarningsCleared,
    PaymentFailed,
    PaymentNeedsPerson,
    PaymentReturned,
    PaymentSucceeded,
    PayoutNeedsPerson,
    PayoutPaid,
    PayoutRequested,
    PayoutReturned,
)
from marketplace.ledger.services import TOP_UP
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

Params = Mapping[str, str | int]
_CANCELLED: Final = PayoutState.CANCELLED.value
# Why a payment failed, where it is a machine's word and no sentence for people.
_CODES: Final = frozenset({"declined", "expired", "unreachable"})

_KINDS: Final = (
    (
        "ledger.cleared",
        _("%(amount)s is available"),
        _("What you earned has cleared. You can spend it or withdraw it now."),
    ),
    (
        "ledger.payment_succeeded",
        _("%(amount)s has arrived in your wallet"),
        _("It is yours to spend, or to withdraw again."),
    ),
    (
        "ledger.payment_failed",
        _("Your payment of %(amount)s didn't go through"),
        _("Nothing was taken. You can try again, also in another way."),
    ),
    (
        "ledger.payment_declined",
        _("Your payment of %(amount)s was not accepted"),
        _("Finance wrote: %(reason)s"),
    ),
    (
        "ledger.payment_returned",
        _("%(amount)s went back to where it came from"),
        _("The payment provider has returned it to the card or account that paid."),
    ),
    (
        "ledger.payout_requested",
        _("You asked to withdraw %(amount)s"),
        _("It goes to %(account)s once finance has approved it. If it wasn't you, take it back."),
    ),
    (
        "ledger.payout_paid",
        _("%(amount)s is on its way to your bank"),
        _("Sent to %(account)s. Your bank may take a day to show it."),
    ),
    (
        "ledger.payout_returned",
        _("Your withdrawal of %(amount)s came back"),
        _("The money is in your wallet again. The reason: %(reason)s"),
    ),
    (
        "ledger.credit_granted",
        _("%(amount)s of credit for you"),
        _("%(note)s Spend it on any order before %(expires_at)s."),
    ),
    (
        "ledger.credit_expired",
        _("%(amount)s of your credit ran out"),
        _("It was not spent in time. Your money is untouched."),
    ),
    (
        "ledger.finance_payment",
        _("A payment of %(amount)s needs a decision"),
        _("A receipt waits, or another sum arrived than was asked for."),
    ),
    (
        "ledger.finance_payout",
        _("Find out what became of a withdrawal of %(amount)s"),
        _("The provider can't be believed. Ask it in another way, and write down the proof."),
    ),
)
for _kind, _title, _body in _KINDS:
    register_kind(_kind, group=NotificationGroup.MONEY, title=_title, body=_body)


def _tell(member_id: str, kind: str, params: Params, url: str, now: datetime) -> None:
    member = get_member_by_public_id(member_id)
    notify(member=member, kind=f"ledger.{kind}", params=params, url=url, now=now)


def _tell_finance(kind: str, params: Params, url: str, now: datetime) -> None:
    for member in members_with_role(Role.FINANCE):
        notify(member=member, kind=f"ledger.{kind}", params=params, url=url, now=now)


@subscribe(EarningsCleared, consumer="ledger.tell_of_cleared")
def tell_of_cleared(event: EarningsCleared, *, now: datetime) -> None:
    """Tell the member that earned money is available."""
    params: Params = {"amount": event.amount, "currency": event.currency}
    _tell(event.member_id, "cleared", params, reverse("ledger:wallet"), now)


@subscribe(CreditGranted, consumer="ledger.tell_of_credit")
def tell_of_credit(event: CreditGranted, *, now: datetime) -> None:
    """Tell the member of credit, what it is for and until when."""
    params: Params = {
        "amount": event.amount,
        "currency": event.currency,
        "note": event.note,
        "expires_at": event.expires_at,
    }
    _tell(event.member_id, "credit_granted", params, reverse("ledger:wallet"), now)


@subscribe(CreditExpired, consumer="ledger.tell_of_expired_credit")
def tell_of_expired_credit(event: CreditExpired, *, now: datetime) -> None:
    """Tell the member that credit ran out."""
    params: Params = {"amount": event.amount, "currency": event.currency}
    _tell(event.member_id, "credit_expired", params, reverse("ledger:wallet"), now)


@subscribe(PaymentSucceeded, consumer="ledger.tell_of_payment")
def tell_of_payment(event: PaymentSucceeded, *, now: datetime) -> None:
    """Tell the member that a top-up has arrived; what pays for something tells of itself."""
    if event.purpose_kind != TOP_UP:
        return
    params: Params = {"amount": event.amount, "currency": event.currency}
    url = reverse("ledger:payment", args=[event.payment_id])
    _tell(event.member_id, "payment_succeeded", params, url, now)


@subscribe(PaymentFailed, consumer="ledger.tell_of_failed_payment")
def tell_of_failed_payment(event: PaymentFailed, *, now: datetime) -> None:
    """Tell the member that a payment failed; nobody is told that they left a page open."""
    if event.reason == "expired":
        return
    params: Params = {"amount": event.amount, "currency": event.currency}
    url = reverse("ledger:payment", args=[event.payment_id])
    if event.reason in _CODES:
        _tell(event.member_id, "payment_failed", params, url, now)
    else:
        _tell(event.member_id, "payment_declined", {**params, "reason": event.reason}, url, now)


@subscribe(PaymentReturned, consumer="ledger.tell_of_returned_payment")
def tell_of_returned_payment(event: PaymentReturned, *, now: datetime) -> None:
    """Tell the member that a payment went back."""
    params: Params = {"amount": event.amount, "currency": event.currency}
    url = reverse("ledger:payment", args=[event.payment_id])
    _tell(event.member_id, "payment_returned", params, url, now)


@subscribe(PaymentNeedsPerson, consumer="ledger.tell_finance_of_payment")
def tell_finance_of_payment(event: PaymentNeedsPerson, *, now: datetime) -> None:
    """Tell finance that a payment waits for a decision."""
    params: Params = {"amount": event.amount, "currency": event.currency}
    url = reverse("ledger:desk_payment", args=[event.payment_id])
    _tell_finance("finance_payment", params, url, now)


@subscribe(PayoutRequested, consumer="ledger.tell_of_requested_payout")
def tell_of_requested_payout(event: PayoutRequested, *, now: datetime) -> None:
    """Tell the member that money is about to leave: if it wasn't them, it can still be stopped."""
    params: Params = {"amount": event.amount, "currency": event.currency, "account": event.account}
    url = reverse("ledger:payout", args=[event.payout_id])
    _tell(event.member_id, "payout_requested", params, url, now)


@subscribe(PayoutPaid, consumer="ledger.tell_of_paid_payout")
def tell_of_paid_payout(event: PayoutPaid, *, now: datetime) -> None:
    """Tell the member that a withdrawal was sent."""
    params: Params = {"amount": event.amount, "currency": event.currency, "account": event.account}
    url = reverse("ledger:payout", args=[event.payout_id])
    _tell(event.member_id, "payout_paid", params, url, now)


@subscribe(PayoutReturned, consumer="ledger.tell_of_returned_payout")
def tell_of_returned_payout(event: PayoutReturned, *, now: datetime) -> None:
    """Tell the member that a withdrawal came to nothing; not who took it back themselves."""
    if event.state == _CANCELLED:
        return
    params: Params = {
        "amount": event.amount,
        "currency": event.currency,
        "reason": event.reason or "-",
    }
    url = reverse("ledger:payout", args=[event.payout_id])
    _tell(event.member_id, "payout_returned", params, url, now)


@subscribe(PayoutNeedsPerson, consumer="ledger.tell_finance_of_payout")
def tell_finance_of_payout(event: PayoutNeedsPerson, *, now: datetime) -> None:
    """Tell finance that nobody knows what became of a withdrawal."""
    params: Params = {"amount": event.amount, "currency": event.currency}
    url = reverse("ledger:desk_payout", args=[event.payout_id])
    _tell_finance("finance_payout", params, url, now)
