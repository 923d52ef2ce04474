"""The wallet's pages: what each shows, and to whom."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind, PaymentState, PayoutState
from marketplace.ledger.models import Payment, Payout, PayoutDestination, SandboxCheckout
from marketplace.ledger.queries import (
    AccountRef,
    HeldSum,
    ReferenceLabel,
    available_balance,
    register_held_sums,
    register_references,
)
from marketplace.ledger.queries.wallet import HELD_SUMS, REFERENCES
from marketplace.ledger.services import Posting, hold_in_escrow, post_transfer, release_escrow
from marketplace.ledger.tests.books import account, put
from marketplace.ledger.tests.paying import start
from marketplace.ledger.tests.withdrawing import IBAN, save_account, withdraw

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
PASSWORD = "a-long-test-password"


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let addresses that tests ask for be English ones, whatever page came before."""
    with override("en"):
        yield


def text_of(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def wallet_owner(seller: Member, fund: Callable[..., object], now: datetime) -> Member:
    """Give the seller money in every state."""
    fund(seller, 128_400)
    put(account("order:1", AccountKind.ESCROW), 10_000, key="in", now=now)
    release_escrow(
        key="r",
        reference="order:1",
        payee=seller,
        amount=Money(10_000, "USD"),
        fee=2_000,
        clears_at=timezone.now() + timedelta(days=9),
        now=now,
    )
    withdraw(seller, now, 5_000)
    return seller


def test_wallet_says_of_each_balance_where_it_comes_from(
    as_member: AsMember, wallet_owner: Member
) -> None:
    page = text_of(as_member(wallet_owner), "/en/wallet/")
    assert "$1,234.00" in page
    assert "$80.00" in page
    assert "Available on" in page
    assert "$50.00" in page
    assert "Waiting for approval" in page


def test_wallet_makes_available_what_is_due(
    as_member: AsMember, seller: Member, now: datetime
) -> None:
    put(account("order:1", AccountKind.ESCROW), 1_000, key="in", now=now)
    release_escrow(
        key="r",
        reference="order:1",
        payee=seller,
        amount=Money(1_000, "USD"),
        fee=0,
        clears_at=timezone.now() - timedelta(seconds=1),
        now=now,
    )
    text_of(as_member(seller), "/en/wallet/")
    assert available_balance(seller, "USD") == 1_000


def test_wallet_shows_what_the_parts_above_hold(as_member: AsMember, seller: Member) -> None:
    def loader(*, member: Member, now: datetime) -> list[HeldSum]:  # noqa: ARG001
        return [HeldSum("Abha Roastery", 25_000, "USD", "Released when accepted", "/orders/x/")]

    register_held_sums("test", loader)
    try:
        page = text_of(as_member(seller), "/en/wallet/")
    finally:
        del HELD_SUMS["test"]
    for words in ("Abha Roastery", "$250.00", "Released when accepted", "/orders/x/"):
        assert words in page


def test_wallet_costs_the_same_with_one_line_and_with_many(
    as_member: AsMember,
    wallet_owner: Member,
    fund: Callable[..., object],
) -> None:
    browser = as_member(wallet_owner)
    text_of(browser, "/en/wallet/")
    with CaptureQueriesContext(connection) as first:
        text_of(browser, "/en/wallet/")
    for _ in range(5):
        fund(wallet_owner, 100)
    with CaptureQueriesContext(connection) as second:
        text_of(browser, "/en/wallet/")
    assert len(second) == len(first) <= 16


def test_statement_has_a_running_balance_filters_and_names(
    as_member: AsMember, wallet_owner: Member, now: datetime
) -> None:
    hold_in_escrow(
        key="h",
        payer=wallet_owner,
        reference="test:abc",
        amount=Money(3_400, "USD"),
        now=now + timedelta(days=40),
    )
    register_references(
        "test", lambda refs, _: {ref: ReferenceLabel("Shopfront", "/orders/abc/") for ref in refs}
    )
    browser = as_member(wallet_owner)
    try:
        whole = text_of(browser, "/en/wallet/statement/")
        november = text_of(
            browser, "/en/wallet/statement/?since=2026-11-01&until=2026-11-30&page=99"
        )
        clearing = text_of(browser, "/en/wallet/statement/?account=clearing")
    finally:
        REFERENCES.pop("test")
    assert "Shopfront" in whole
    assert "$1,200.00" in whole
    assert "Paid into escrow" not in november
    assert "-$50.00" in november
    assert "less the fee of" in clearing
    for nonsense in ("?account=x", "?currency=XXX", "?since=never&until=0", "?page=-1"):
        assert "Statement" in text_of(browser, f"/en/wallet/statement/{nonsense}")


def test_statement_file_is_a_table_oldest_first(as_member: AsMember, wallet_owner: Member) -> None:
    response = as_member(wallet_owner).get("/en/wallet/statement/csv/")
    lines = b"".join(response).decode().removeprefix("\ufeff").splitlines()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert [line.split(",")[5:] for line in lines[1:]] == [
        ["", "0.00", "USD"],
        ["1284.00", "1284.00", "USD"],
        ["-50.00", "1234.00", "USD"],
        ["", "1234.00", "USD"],
    ]


def test_top_up_leads_to_the_sandbox_and_back(as_member: AsMember, seller: Member) -> None:
    browser = as_member(seller)
    response = browser.post("/en/wallet/top-up/", {"amount": "١٥٠٫٥٠", "gateway": "sandbox"})
    checkout = SandboxCheckout.objects.get()
    assert response["Location"] == f"/en/sandbox/checkout/{checkout.ref}/"
    assert "$150.50" in text_of(browser, response["Location"])

    paid = browser.post(response["Location"], {"card": "pay"})
    assert "/wallet/payments/" in paid["Location"]
    home = browser.get(paid["Location"])
    assert home["Location"] == "/en/wallet/"
    assert available_balance(seller, "USD") == 15_050
    assert "used already" in text_of(browser, response["Location"])


@pytest.mark.parametrize(
    "typed",
    [
        {"amount": "", "gateway": "sandbox"},
        {"amount": "0.50", "gateway": "sandbox"},
        {"amount": "1e9", "gateway": "sandbox"},
        {"amount": "50001", "gateway": "sandbox"},
        {"amount": "10", "gateway": "paypal"},
        {"amount": "10"},
    ],
)
def test_top_up_says_what_is_wrong(
    as_member: AsMember, seller: Member, typed: dict[str, str]
) -> None:
    response = as_member(seller).post("/en/wallet/top-up/", typed)
    assert response.status_code == 422
    assert not Payment.objects.exists()


def test_a_declined_card_and_a_closed_page_are_told(
    as_member: AsMember, client_member: Member, now: datetime
) -> None:
    browser = as_member(client_member)
    for card, words in (("decline", "Nothing was taken"), ("close", "Look again")):
        payment = start(client_member, now)
        page = browser.post(payment.checkout_url, {"card": card})
        assert words in text_of(browser, page["Location"])
    assert browser.post(payment.checkout_url, {"card": "x"}).status_code == 422


def test_a_waiting_payment_asks_again_and_goes_on_when_it_is_paid(
    as_member: AsMember, client_member: Member, now: datetime
) -> None:
    payment = start(client_member, now)
    browser = as_member(client_member)
    state = reverse("ledger:payment_state", args=[payment.public_id])
    assert 'hx-trigger="every 2s"' in text_of(browser, state)
    browser.post(payment.checkout_url, {"card": "pay"})
    response = browser.get(state)
    assert response["HX-Redirect"] == "/orders/abc/"
    assert b"hx-trigger" not in response.content


def test_bank_transfer_shows_the_account_and_the_purpose(
    as_member: AsMember, client_member: Member, now: datetime, settings: Settings
) -> None:
    settings.BANK_TRANSFER_DETAILS = "Bank of Abha\nSA03 8000"
    payment = start(client_member, now, gateway="bank_transfer")
    page = text_of(as_member(client_member), payment.checkout_url)
    assert "Bank of Abha" in page
    assert payment.public_id in page
    refused = as_member(client_member).post(
        reverse("ledger:upload_receipt", args=[payment.public_id])
    )
    assert refused.status_code == 422
    missing = as_member(client_member).get(reverse("ledger:receipt", args=[payment.public_id]))
    assert missing.status_code == 404


def sent_off(browser: Client, address: str) -> str:
    """Confirm a withdrawal: the password is asked for, and the form goes on by itself."""
    asked = browser.post(address)
    assert asked.status_code == 302
    assert "/accounts/reauthenticate/" in asked["Location"]
    done = browser.post(asked["Location"], {"password": PASSWORD})
    assert done.status_code == 302
    return str(done["Location"])


def test_withdrawing_takes_three_steps_and_a_password(
    as_member: AsMember, seller: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    destination = save_account(seller, now)
    browser = as_member(seller)
    assert "SA•• •••• 7519" in text_of(browser, "/en/wallet/withdraw/")

    chosen = {"amount": "60", "destination": destination.public_id}
    confirm = browser.post("/en/wallet/withdraw/", chosen)["Location"]
    assert "$60.00" in text_of(browser, confirm)
    assert not Payout.objects.exists()
    done = sent_off(browser, confirm)

    payout = Payout.objects.get()
    assert done == f"/en/wallet/payouts/{payout.public_id}/"
    assert (payout.amount, payout.state) == (6_000, PayoutState.REQUESTED)
    assert "Take it back" in text_of(browser, done)
    again = browser.post(confirm)
    assert again["Location"] == done
    assert Payout.objects.count() == 1

    browser.post(f"/en/wallet/payouts/{payout.public_id}/cancel/")
    assert "in your wallet again" in text_of(browser, done)
    assert available_balance(seller, "USD") == 10_000


@pytest.mark.parametrize("amount", ["9.99", "100.01", "", "-5", "ten"])
def test_withdraw_says_what_is_wrong(
    as_member: AsMember,
    seller: Member,
    fund: Callable[..., object],
    now: datetime,
    amount: str,
) -> None:
    fund(seller, 10_000)
    destination = save_account(seller, now)
    typed = {"amount": amount, "destination": destination.public_id}
    assert as_member(seller).post("/en/wallet/withdraw/", typed).status_code == 422


def test_withdraw_without_money_or_account_says_what_comes_first(
    as_member: AsMember, seller: Member, fund: Callable[..., object]
) -> None:
    browser = as_member(seller)
    assert "Not enough to withdraw yet" in text_of(browser, "/en/wallet/withdraw/")
    fund(seller, 10_000)
    assert "Add an account" in text_of(browser, "/en/wallet/withdraw/")


def test_a_step_of_somebody_else_or_a_forged_one_leads_nowhere(
    as_member: AsMember,
    seller: Member,
    stranger: Member,
    fund: Callable[..., object],
    now: datetime,
) -> None:
    fund(seller, 10_000)
    typed = {"amount": "60", "destination": save_account(seller, now).public_id}
    confirm = as_member(seller).post("/en/wallet/withdraw/", typed)["Location"]
    assert as_member(stranger).get(confirm).status_code == 404
    assert as_member(seller).get(f"{confirm[:-2]}x/").status_code == 404


def test_adding_an_account_needs_the_password_first(as_member: AsMember, seller: Member) -> None:
    browser = as_member(seller)
    asked = browser.get("/en/wallet/accounts/add/")
    assert "/accounts/reauthenticate/" in asked["Location"]
    browser.post(asked["Location"], {"password": PASSWORD})
    typed = {"holder": "Salma", "account": f"{IBAN[:-1]}8", "bank_name": "Al Rajhi"}
    refused = browser.post("/en/wallet/accounts/add/", typed)
    assert refused.status_code == 422
    assert "valid IBAN" in refused.content.decode()
    assert browser.post("/en/wallet/accounts/add/", {**typed, "account": IBAN}).status_code == 302
    (saved,) = PayoutDestination.objects.filter(member=seller)
    assert saved.account == IBAN
    browser.post("/en/wallet/accounts/add-sandbox/")
    assert PayoutDestination.objects.filter(member=seller).count() == 2
    browser.post(f"/en/wallet/accounts/{saved.public_id}/remove/")
    assert PayoutDestination.objects.filter(member=seller, removed_at=None).count() == 1


def test_payment_and_payout_pages_are_their_owners_alone(
    as_member: AsMember,
    seller: Member,
    stranger: Member,
    finance: Member,
    fund: Callable[..., object],
    now: datetime,
) -> None:
    fund(seller, 10_000)
    payout, payment = withdraw(seller, now), start(seller, now)
    pages = [
        payout.get_absolute_url(),
        payment.get_absolute_url(),
        f"{payment.get_absolute_url()}state/",
        payment.checkout_url,
    ]
    actions = [f"{payout.get_absolute_url()}cancel/", f"{payment.get_absolute_url()}upload/"]
    for page in pages:
        assert as_member(seller).get(page).status_code == 200
        assert as_member(stranger).get(page).status_code == 404
        assert as_member(finance).get(page).status_code == 404
        assert as_member(None).get(page)["Location"].startswith("/en/accounts/login/")
    for action in actions:
        assert as_member(stranger).post(action).status_code == 404
        assert as_member(None).post(action)["Location"].startswith("/en/accounts/login/")
        assert as_member(seller).get(action).status_code == 405
    assert Payout.objects.get().state == PayoutState.REQUESTED
    assert Payment.objects.get().state == PaymentState.PENDING


def test_money_in_another_currency_can_be_taken_out(
    as_member: AsMember, seller: Member, now: datetime
) -> None:
    dirhams = {"owner": seller.public_id, "currency": "AED"}
    outside = AccountRef(AccountKind.GATEWAY, "test", "AED")
    for kind, amount in ((AccountKind.AVAILABLE, 9_000), (AccountKind.CREDIT, 700)):
        lines = [Posting(AccountRef(kind, **dirhams), amount), Posting(outside, -amount)]
        post_transfer(key=kind, kind="test", reference="", postings=lines, now=now)
    browser = as_member(seller)
    page = text_of(browser, "/en/wallet/")
    credit = page.split(" of credit")[0][-200:]
    assert ("AED" in credit, "7.00" in credit) == (True, True)
    assert 'href="/en/wallet/withdraw/?currency=AED"' in page

    chosen = {"amount": "60", "destination": save_account(seller, now).public_id}
    confirm = browser.post("/en/wallet/withdraw/?currency=AED", chosen)["Location"]

    assert 'href="/en/wallet/withdraw/?currency=AED"' in text_of(browser, confirm)


@pytest.mark.parametrize("kind", ["%00", "k" * 33, "%0A"])
def test_a_statement_of_impossible_kinds_is_a_statement_of_all(
    as_member: AsMember, wallet_owner: Member, kind: str
) -> None:
    browser = as_member(wallet_owner)
    assert "1,234.00" in text_of(browser, f"/en/wallet/statement/?kind={kind}")
    assert browser.post(f"/en/wallet/statement/request/?kind={kind}").status_code == 302
