"""The finance desk, and the door for providers' messages."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from marketplace.accounts.models import Member
from marketplace.core.models import AuditRecord
from marketplace.core.money import Money
from marketplace.ledger.choices import PaymentState, PayoutState
from marketplace.ledger.gateways.sandbox.webhooks import compose
from marketplace.ledger.models import GatewayEvent, Payment, Payout, PayoutBatch
from marketplace.ledger.queries import available_balance, wallet_of
from marketplace.ledger.services import decline_payout, export_payouts, mark_payout_unknown
from marketplace.ledger.tests.paying import SUM, start, tell
from marketplace.ledger.tests.withdrawing import approved, withdraw

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


@pytest.fixture(autouse=True)
def _money(fund: Callable[..., object], seller: Member) -> None:
    fund(seller, 20_000)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let addresses that tests ask for be English ones, whatever page came before."""
    with override("en"):
        yield


def desk(name: str, *args: object) -> str:
    with override("en"):
        return reverse(f"ledger:{name}", args=args)


def test_a_withdrawal_goes_over_the_desk_from_request_to_paid(
    as_member: AsMember, seller: Member, finance: Member, now: datetime
) -> None:
    payout = withdraw(seller, now)
    browser = as_member(finance)
    front = browser.get(desk("desk")).content.decode()
    assert desk("desk_payout", payout.public_id) in front
    page = browser.get(desk("desk_payout", payout.public_id)).content.decode()
    assert payout.account in page

    browser.post(desk("approve_payout", payout.public_id))
    exported = browser.post(desk("export"), {"currency": "USD"})
    batch = PayoutBatch.objects.get()
    assert exported["Location"] == desk("batch", batch.public_id)
    assert "$50.00" in browser.get(exported["Location"]).content.decode()
    file = browser.get(desk("batch_file", batch.public_id))
    assert payout.public_id in file.content.decode()
    assert "attachment" in file["Content-Disposition"]
    browser.post(desk("batch_paid", batch.public_id))

    payout.refresh_from_db()
    assert payout.state == PayoutState.PAID
    assert (
        "withdrawal marked as paid" in browser.get(desk("batch", batch.public_id)).content.decode()
    )


@pytest.mark.parametrize(
    ("action", "end"),
    [("decline_payout", "declined"), ("mark_failed", "failed"), ("mark_unknown", "unknown")],
)
def test_what_needs_a_reason_asks_for_one(
    as_member: AsMember,
    seller: Member,
    finance: Member,
    now: datetime,
    action: str,
    end: str,
) -> None:
    if action == "decline_payout":
        payout = withdraw(seller, now)
    else:
        payout = approved(seller, finance, now)
        export_payouts(currency="USD", actor=finance, now=now)
    browser = as_member(finance)
    refused = browser.post(desk(action, payout.public_id), {"reason": ""})
    assert refused.status_code == 422
    assert (
        browser.post(desk(action, payout.public_id), {"reason": "Bank says no"}).status_code == 302
    )
    payout.refresh_from_db()
    assert (payout.state, payout.reason) == (end, "Bank says no")


def test_an_unknown_withdrawal_is_settled_with_proof(
    as_member: AsMember, seller: Member, finance: Member, now: datetime
) -> None:
    payout = approved(seller, finance, now)
    export_payouts(currency="USD", actor=finance, now=now)
    mark_payout_unknown(payout_id=payout.public_id, reason="?", actor=finance, now=now)
    browser = as_member(finance)
    address = desk("resolve_payout", payout.public_id)
    assert browser.post(address, {"outcome": "paid", "reason": ""}).status_code == 422
    assert browser.post(address, {"outcome": "failed", "reason": "line 7"}).status_code == 302
    assert Payout.objects.get().state == PayoutState.FAILED
    assert available_balance(seller, "USD") == 20_000


def test_mark_paid_is_one_press(
    as_member: AsMember, seller: Member, finance: Member, now: datetime
) -> None:
    payout = approved(seller, finance, now)
    export_payouts(currency="USD", actor=finance, now=now)
    as_member(finance).post(desk("mark_paid", payout.public_id))
    assert Payout.objects.get().state == PayoutState.PAID


def test_finance_sees_no_button_for_their_own_withdrawal(
    as_member: AsMember, finance: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(finance, 20_000)
    payout = withdraw(finance, now)
    browser = as_member(finance)
    page = browser.get(desk("desk_payout", payout.public_id)).content.decode()
    assert "your own withdrawal" in page
    assert desk("approve_payout", payout.public_id) not in page
    assert browser.post(desk("approve_payout", payout.public_id)).status_code == 403


def test_a_payment_with_another_sum_is_decided_at_the_desk(
    as_member: AsMember, client_member: Member, finance: Member, now: datetime
) -> None:
    payment, other = start(client_member, now), start(client_member, now)
    tell(payment, now, money=Money(11_000, "USD"))
    tell(other, now, money=Money(1, "USD"), event_id="m2", charge="c2")
    browser = as_member(finance)
    assert desk("desk_payment", payment.public_id) in browser.get(desk("desk")).content.decode()
    page = browser.get(desk("desk_payment", payment.public_id)).content.decode()
    assert 'value="110.00"' in page

    approve = desk("approve_payment", payment.public_id)
    assert browser.post(approve, {"received": "x", "currency": "USD"}).status_code == 422
    assert browser.post(approve, {"received": "0", "currency": "USD"}).status_code == 422
    assert browser.post(approve, {"received": "110", "currency": "USD"}).status_code == 302
    decline = desk("decline_payment", other.public_id)
    assert browser.post(decline, {"reason": ""}).status_code == 422
    assert browser.post(decline, {"reason": "Not ours"}).status_code == 302

    assert available_balance(client_member, "USD") == 11_000
    assert Payment.objects.get(pk=other.pk).state == PaymentState.FAILED
    missing = browser.get(desk("desk_receipt", payment.public_id))
    assert missing.status_code == 404


def test_messages_that_fit_nothing_are_looked_at_once(
    as_member: AsMember, client_member: Member, finance: Member, now: datetime
) -> None:
    event = tell(start(client_member, now), now, ref="nobodyspayme", charge="")
    browser = as_member(finance)
    assert event.event_id in browser.get(desk("desk")).content.decode()
    assert browser.post(desk("settle_event", event.pk)).status_code == 302
    assert browser.post(desk("settle_event", event.pk)).status_code == 404
    event.refresh_from_db()
    assert (event.needs_person, event.looked_at_by) == (False, finance.public_id)
    seen = AuditRecord.objects.get(action="gateway_event.seen")
    assert (seen.actor, seen.subject) == (finance.public_id, f"gateway_event:{event.pk}")


def test_the_desk_does_not_exist_for_others(
    as_member: AsMember, seller: Member, editor: Member, finance: Member, now: datetime
) -> None:
    payout, payment = withdraw(seller, now), start(seller, now)
    pages = [
        desk("desk"),
        desk("desk_payout", payout.public_id),
        desk("desk_payment", payment.public_id),
        desk("desk_receipt", payment.public_id),
    ]
    actions = [
        *(
            desk(name, payout.public_id)
            for name in (
                "approve_payout",
                "decline_payout",
                "mark_paid",
                "mark_failed",
                "mark_unknown",
                "resolve_payout",
            )
        ),
        *(desk(name, payment.public_id) for name in ("approve_payment", "decline_payment")),
        desk("export"),
        desk("settle_event", 1),
    ]
    for outsider in (seller, editor):
        browser = as_member(outsider)
        assert [browser.get(page).status_code for page in pages] == [404] * len(pages)
        assert [browser.post(action).status_code for action in actions] == [404] * len(actions)
    nobody = as_member(None)
    assert all("/login/" in nobody.post(action)["Location"] for action in actions)
    assert all(as_member(finance).get(action).status_code == 405 for action in actions)
    payout.refresh_from_db()
    assert payout.state == PayoutState.REQUESTED


def test_the_desk_asks_for_a_second_factor(
    as_member: AsMember, finance: Member, settings: Settings
) -> None:
    browser = as_member(finance)
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    assert browser.get(desk("desk"))["Location"].endswith(reverse("mfa_index"))


def post_message(client: Client, headers: dict[str, str], body: bytes, name: str) -> int:
    response = client.post(
        f"/gateways/{name}/webhook/", body, content_type="application/json", headers=headers
    )
    return response.status_code


def test_a_provider_reaches_the_door_without_cookies_or_tokens(
    client_member: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    headers, body = compose(
        event_id="m1",
        kind="payment.succeeded",
        payment_ref=payment.public_id,
        charge_ref="c",
        money=SUM,
        now=timezone.now(),
    )
    client = Client(enforce_csrf_checks=True)
    assert post_message(client, headers, body.replace(b"12000", b"99999"), "sandbox") == 400
    assert post_message(client, headers, body, "stripe") == 400
    assert post_message(client, headers, body, "bank_transfer") == 400
    assert post_message(client, headers, body, "paypal") == 404
    assert post_message(client, headers, b"x" * (256 * 1024 + 1), "sandbox") == 413
    assert client.get("/gateways/sandbox/webhook/").status_code == 405
    assert not GatewayEvent.objects.exists()
    assert [post_message(client, headers, body, "sandbox") for _ in range(3)] == [200] * 3
    assert available_balance(client_member, "USD") == SUM.amount


def test_credit_is_given_in_the_digits_of_its_currency(
    as_member: AsMember, seller: Member, finance: Member, settings: Settings
) -> None:
    settings.WAZZIFNI = {"default_currency": "KWD"}
    given = {"username": seller.username, "amount": "10.125", "note": "x", "days": "9", "key": "k"}
    assert as_member(finance).post(desk("desk_credit"), given).status_code == 302
    assert wallet_of(seller)[0].credit == 10_125


def test_the_desk_shows_the_oldest_of_what_waits(
    as_member: AsMember, seller: Member, finance: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 200_000)
    first, *others = (withdraw(seller, now, 1_000) for _ in range(101))
    browser = as_member(finance)
    page = browser.get(desk("desk")).content.decode()
    assert page.count('class="link" href="/en/desk/finance/payouts/') == 100
    assert desk("desk_payout", others[-1].public_id) not in page
    assert "Only the oldest are shown." in page

    decline_payout(payout_id=first.public_id, reason="x", actor=finance, now=now)

    page = browser.get(desk("desk")).content.decode()
    assert desk("desk_payout", others[-1].public_id) in page
    assert "Only the oldest are shown." not in page
