"""Reads of payments."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.ledger.choices import GatewayName, PaymentState
from marketplace.ledger.models import GatewayEvent, Payment, SandboxCheckout


@dataclass(frozen=True, slots=True)
class GatewayInfo:
    """A way of paying that is open."""

    name: str
    label: str


def list_gateways() -> list[GatewayInfo]:
    """Return the ways of paying that are open, in the order of the setting PAYMENT_GATEWAYS."""
    return [
        GatewayInfo(name, str(GatewayName(name).label))
        for name in settings.PAYMENT_GATEWAYS
        if name in GatewayName.values
    ]


def get_payment_for(member: Member, public_id: str) -> Payment:
    """Return a payment to the one who makes it. Raises NotFound for everybody else."""
    found = Payment.objects.select_related("member").filter(member=member, public_id=public_id)
    payment = found.first()
    if payment is None:
        raise NotFound
    return payment


def payments_of(member: Member) -> QuerySet[Payment]:
    """Return the member's payments, newest first."""
    return Payment.objects.filter(member=member).order_by("-id")


def get_payment(public_id: str) -> Payment:
    """Return a payment to staff. Raises NotFound."""
    payment = Payment.objects.select_related("member").filter(public_id=public_id).first()
    if payment is None:
        raise NotFound
    return payment


def payments_at_desk() -> QuerySet[Payment]:
    """Return the payments that wait for finance, oldest first."""
    waiting = [PaymentState.SUBMITTED, PaymentState.REVIEW]
    return Payment.objects.select_related("member").filter(state__in=waiting).order_by("id")


def events_at_desk() -> QuerySet[GatewayEvent]:
    """Return the messages of providers that a person has to look at, oldest first."""
    waiting = GatewayEvent.objects.filter(needs_person=True)
    return waiting.select_related("payment__member").order_by("id")


def events_of(payment: Payment) -> QuerySet[GatewayEvent]:
    """Return what the provider said about a payment, in the order it was said."""
    return GatewayEvent.objects.filter(payment=payment).order_by("id")


def get_sandbox_checkout_for(member: Member, ref: str) -> SandboxCheckout:
    """Return the sandbox's checkout of one of the member's own payments. Raises NotFound."""
    checkout = SandboxCheckout.objects.filter(ref=ref).first()
    if checkout is None:
        raise NotFound
    get_payment_for(member, checkout.payment_ref)
    return checkout
