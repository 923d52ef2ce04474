"""The people's money, tokens, webhooks and notices."""

from __future__ import annotations

from django.core import signing

from config.tests.permissions.rules import FINANCE, OMAR, SALMA
from config.tests.permissions.world import OMARS_SECRET, SALMAS_SECRET, World, pdf
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.services import create_token
from marketplace.core.ids import new_public_id
from marketplace.core.money import Money
from marketplace.ledger import services as ledger
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.models import GatewayEvent, Payment, Payout
from marketplace.ledger.queries import get_payment
from marketplace.ledger.tests.withdrawing import IBAN
from marketplace.ledger.views.withdrawals import SALT
from marketplace.notifications import services as notifications
from marketplace.notifications.channels.mail.unsubscribe import unsubscribe_path
from marketplace.orders.tests.world import fund
from marketplace.webhooks import services as webhooks
from marketplace.webhooks.choices import PING, DeliveryState
from marketplace.webhooks.models import WebhookDelivery


def add_payouts(world: World) -> None:
    """A withdrawal of salma's in each state that finance decides from."""
    salma, finance, now = world.who(SALMA), world.who(FINANCE), world.now
    fund(salma, 900_000, now=now)
    saved = ledger.add_destination(
        member=salma,
        method=PayoutMethod.BANK,
        holder=f"Holder {SALMAS_SECRET}",
        account=IBAN,
        bank_name=f"Bank {SALMAS_SECRET}",
        confirmed_at=now,
        now=now,
    )
    world.ids |= {"destination": saved.public_id}
    sending, unknown = _payout(world, "sending"), _payout(world, "unknown")
    for payout in (sending, unknown):
        ledger.approve_payout(payout_id=payout.public_id, actor=finance, now=now)
    batch = ledger.export_payouts(currency="USD", actor=finance, now=now)
    ledger.mark_payout_unknown(
        payout_id=unknown.public_id, reason=SALMAS_SECRET, actor=finance, now=now
    )
    world.ids["batch"] = batch.public_id
    _payout(world, "requested")
    approved = _payout(world, "approved")
    ledger.approve_payout(payout_id=approved.public_id, actor=finance, now=now)
    step = {
        "member": salma.public_id,
        "amount": 5_000,
        "currency": "USD",
        "destination": saved.public_id,
        "key": new_public_id(),
    }
    world.ids["step"] = signing.dumps(step, salt=SALT)


def _payout(world: World, name: str) -> Payout:
    payout = ledger.request_payout(
        member=world.who(SALMA),
        destination_id=str(world.ids["destination"]),
        amount=Money(5_000, "USD"),
        key=new_public_id(),
        confirmed_at=world.now,
        now=world.now,
    )
    world.ids[f"payout_{name}"] = payout.public_id
    return payout


def add_payments(world: World) -> None:
    """A bank transfer of omar's with its receipt, one without, and a sandbox checkout."""
    omar, now = world.who(OMAR), world.now
    transfer = _payment(world, "transfer", "bank_transfer")
    receipt = pdf(OMARS_SECRET)
    ledger.submit_receipt(payment_id=transfer.public_id, file=receipt, actor=omar, now=now)
    sandbox = _payment(world, "sandbox", "sandbox")
    world.ids["checkout"] = get_payment(sandbox.public_id).gateway_ref
    Payment.objects.update(return_path=f"/orders/?{OMARS_SECRET}", reason=OMARS_SECRET)
    world.ids["gateway_event"] = GatewayEvent.objects.create(
        gateway="sandbox",
        event_id=OMARS_SECRET,
        kind="payment.succeeded",
        payment=sandbox,
        body=OMARS_SECRET,
        needs_person=True,
        received_at=now,
    ).pk


def _payment(world: World, name: str, gateway: str) -> Payment:
    payment = ledger.start_payment(
        member=world.who(OMAR),
        amount=Money(12_000, "USD"),
        gateway=gateway,
        purpose_kind="top_up",
        purpose_ref="",
        return_path="/wallet/",
        now=world.now,
    )
    world.ids[f"payment_{name}"] = payment.public_id
    return payment


def add_settings(world: World) -> None:
    """A token, a webhook with a message in its log, a notice and a way out of mails: salma's."""
    salma, now = world.who(SALMA), world.now
    made = create_token(member=salma, name=f"My {SALMAS_SECRET}", scopes=SCOPES, now=now)
    world.ids["token"] = made.token.public_id
    events = [name for name, _label in webhooks.event_choices() if name != PING]
    endpoint = webhooks.add_endpoint(
        member=salma,
        url=f"https://example.com/{SALMAS_SECRET}",
        events=events[:1],
        description=SALMAS_SECRET,
        now=now,
    ).endpoint
    delivery = webhooks.send_test(public_id=endpoint.public_id, actor=salma, now=now)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.FAILED)
    off = webhooks.add_endpoint(
        member=salma, url="https://example.com/off", events=events[:1], now=now
    ).endpoint
    webhooks.disable_endpoint(public_id=off.public_id, actor=salma, now=now)
    notice = notifications.notify(
        member=salma,
        kind="gigs.approved",
        params={"title": SALMAS_SECRET},
        url=f"/gigs/mine/?{SALMAS_SECRET}",
        now=now,
    )
    assert notice is not None
    world.ids |= {
        "endpoint": endpoint.public_id,
        "endpoint_off": off.public_id,
        "event": events[0],
        "delivery": delivery.public_id,
        "notice": notice.public_id,
        "unsubscribe": unsubscribe_path(salma, ["orders"]).rstrip("/").rpartition("/")[2],
    }
