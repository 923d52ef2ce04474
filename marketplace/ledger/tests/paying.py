"""Shorthand for tests: start a payment, let the provider speak, read what came of it."""

from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.gateways.sandbox.webhooks import compose
from marketplace.ledger.models import GatewayEvent, Payment
from marketplace.ledger.services import receive_webhook, start_payment

SUM = Money(12_000, "USD")


def start(
    member: Member, now: datetime, *, gateway: str = "sandbox", key: str | None = None
) -> Payment:
    return start_payment(
        member=member,
        amount=SUM,
        gateway=gateway,
        purpose_kind="order",
        purpose_ref="abc",
        return_path="/orders/abc/",
        request_key=key,
        now=now,
    )


def tell(
    payment: Payment,
    now: datetime,
    *,
    kind: str = "payment.succeeded",
    money: Money = SUM,
    event_id: str = "m1",
    charge: str = "ch_1",
    ref: str | None = None,
) -> GatewayEvent:
    headers, body = compose(
        event_id=event_id,
        kind=kind,
        payment_ref=payment.public_id if ref is None else ref,
        charge_ref=charge,
        money=money,
        now=now,
    )
    return receive_webhook(gateway="sandbox", headers=headers, body=body, now=now)


def state_of(payment: Payment) -> str:
    return Payment.objects.get(pk=payment.pk).state


def events(name: str) -> list[dict[str, object]]:
    return list(
        OutboxEvent.objects.filter(name=name).order_by("id").values_list("payload", flat=True)
    )
