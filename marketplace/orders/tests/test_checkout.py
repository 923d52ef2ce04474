"""From a gig's page to a paid order, by wallet and through the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.addresses import in_language
from marketplace.gigs.models import Extra, Gig, Question
from marketplace.gigs.tests.factories import make_live
from marketplace.ledger.choices import SandboxCard
from marketplace.ledger.queries import available_balance, escrow_balance
from marketplace.ledger.services import use_sandbox_card
from marketplace.orders.choices import OrderState
from marketplace.orders.errors import OwnService
from marketplace.orders.models import Order
from marketplace.orders.services import order_package
from marketplace.orders.tests.world import HOUR, TOTAL, fund, make_order

pytestmark = pytest.mark.django_db

Browser = Callable[[Member | None], Client]


@pytest.fixture(autouse=True)
def _clock_at(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: now + HOUR)


@pytest.fixture
def gig(seller: Member, now: datetime) -> Gig:
    """Return a live gig with an extra and a question."""
    live = make_live(seller, now)
    Extra.objects.create(gig=live, position=1, title="بطاقة", price_amount=2_000, days_change=-2)
    Question.objects.create(gig=live, position=1, kind="choice", text="?", choices=["a", "b"])
    return live


def address(name: str, order: Order) -> str:
    return reverse(f"orders:{name}", args=[order.public_id])


def test_order_package_copies_the_terms(gig: Gig, client_member: Member, now: datetime) -> None:
    package = gig.packages.get(tier="standard")
    extra = gig.extras.get()

    order = order_package(package_id=package.pk, extra_ids=[extra.pk], actor=client_member, now=now)
    Extra.objects.update(price_amount=9_999)
    gig.packages.update(price_amount=1, delivery_days=1)

    order.refresh_from_db()
    assert (order.price_amount, order.extras_amount, order.total_amount) == (21_000, 2_000, 23_000)
    assert (order.delivery_days, order.revisions_allowed) == (6, 3)
    assert (order.category, order.gig, order.language) == ("design", gig, "ar")
    question = order.questions.get()
    assert (question.kind, question.options) == ("choice", ["a", "b"])


def test_nobody_orders_their_own_gig(gig: Gig, seller: Member, now: datetime) -> None:
    package = gig.packages.get(tier="basic")
    with pytest.raises(OwnService):
        order_package(package_id=package.pk, extra_ids=[], actor=seller, now=now)


def test_a_visitor_signs_in_and_finds_the_choice_again(gig: Gig, as_member: Browser) -> None:
    package, extra = gig.packages.get(tier="standard"), gig.extras.get()

    answer = as_member(None).post(
        reverse("orders:order_package", args=[package.pk]), {"extras": [extra.pk]}
    )

    assert answer.status_code == 302
    back = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    chosen = parse_qs(urlsplit(back).query)
    assert back.startswith(gig.get_absolute_url())
    assert chosen == {"package": [str(package.pk)], "extras": [str(extra.pk)]}
    assert Order.objects.count() == 0


def test_ordering_leads_to_the_checkout(
    gig: Gig, client_member: Member, as_member: Browser
) -> None:
    package = gig.packages.get(tier="basic")
    browser = as_member(client_member)

    answer = browser.post(reverse("orders:order_package", args=[package.pk]))

    order = Order.objects.get()
    assert answer["Location"] == address("checkout", order)
    text = browser.get(in_language(answer["Location"], "en")).content.decode()
    assert "$120.00" in text
    assert 'value="wallet"' not in text


def test_the_wallet_is_offered_when_it_holds_enough(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    fund(client_member, TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    browser = as_member(client_member)
    assert 'value="wallet"' in browser.get(address("checkout", order)).content.decode()

    browser.post(address("pay", order), {"method": "wallet"})

    assert escrow_balance(order.reference, "USD") == TOTAL


def test_an_empty_wallet_can_not_be_chosen(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = make_order(client_member, seller, now=now)

    answer = as_member(client_member).post(address("pay", order), {"method": "wallet"})

    assert answer.status_code == 422
    order.refresh_from_db()
    assert order.state == OrderState.PENDING_PAYMENT


def pay_in_sandbox(browser: Client, order: Order, now: datetime, card: SandboxCard) -> None:
    started = browser.post(address("pay", order), {"method": "sandbox", "request_key": "once"})
    assert started.status_code == 302
    ref = urlsplit(started["Location"]).path.rstrip("/").rpartition("/")[2]
    use_sandbox_card(ref=ref, card=card, now=now)


def test_the_client_who_returns_from_the_gateway_has_paid(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = make_order(client_member, seller, now=now)
    browser = as_member(client_member)
    pay_in_sandbox(browser, order, now + HOUR, SandboxCard.PAY)
    assert available_balance(client_member, "USD") == TOTAL

    answer = browser.get(address("paid", order))

    assert answer["Location"] == order.get_absolute_url()
    order.refresh_from_db()
    assert order.state == OrderState.AWAITING_REQUIREMENTS
    assert escrow_balance(order.reference, "USD") == TOTAL


def test_the_event_changes_nothing_more(
    client_member: Member,
    seller: Member,
    now: datetime,
    as_member: Browser,
    run_outbox: Callable[..., int],
) -> None:
    order = make_order(client_member, seller, now=now)
    browser = as_member(client_member)
    pay_in_sandbox(browser, order, now + HOUR, SandboxCard.PAY)
    browser.get(address("paid", order))

    run_outbox(now + 2 * HOUR)

    order.refresh_from_db()
    assert order.timeline.filter(kind="pay").count() == 1
    assert escrow_balance(order.reference, "USD") == TOTAL


def test_a_declined_card_leaves_the_order_unpaid(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = make_order(client_member, seller, now=now)
    browser = as_member(client_member)
    pay_in_sandbox(browser, order, now + HOUR, SandboxCard.DECLINE)

    browser.get(address("paid", order))

    order.refresh_from_db()
    assert order.state == OrderState.PENDING_PAYMENT


def test_a_checkout_that_can_not_be_paid_shows_the_order(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = make_order(client_member, seller, now=now)

    answer = as_member(seller).get(address("checkout", order))

    assert (answer.status_code, answer["Location"]) == (302, order.get_absolute_url())


def test_money_spent_on_the_way_back_pays_nothing(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = make_order(client_member, seller, now=now)
    other = make_order(client_member, seller, now=now)
    browser = as_member(client_member)
    pay_in_sandbox(browser, order, now + HOUR, SandboxCard.PAY)
    browser.post(address("pay", other), {"method": "wallet"})

    answer = browser.get(address("paid", order))

    assert answer.status_code == 302
    order.refresh_from_db()
    assert order.state == OrderState.PENDING_PAYMENT
    assert escrow_balance(order.reference, "USD") == 0


def test_a_number_that_is_no_extra_is_refused(
    gig: Gig, client_member: Member, as_member: Browser
) -> None:
    path = reverse("orders:order_package", args=[gig.packages.get(tier="basic").pk])

    answer = as_member(client_member).post(path, {"extras": "9" * 5_000})

    assert answer.status_code == 404
    assert Order.objects.count() == 0
