"""Money through the API: the same verbs and refusals, by scope, once for each key."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core.models import IdempotencyRecord
from marketplace.core.money import Money
from marketplace.ledger.models import Payment, Payout
from marketplace.ledger.queries import available_balance
from marketplace.ledger.services import hold_in_escrow
from marketplace.ledger.tests.paying import start
from marketplace.ledger.tests.racing import race
from marketplace.ledger.tests.withdrawing import save_account, withdraw

Ask = Callable[..., Any]
PASSWORD = "a-long-test-password"
ALL = ("wallet:read", "wallet:write", "payouts:read", "payouts:write")


@pytest.fixture
def ask() -> Ask:
    """Return a caller of the API; each member has one token for each set of scopes."""
    tokens: dict[tuple[int, tuple[str, ...]], str] = {}

    def call(
        member: Member,
        path: str,
        body: Any = None,
        *,
        scopes: tuple[str, ...] = ALL,
        key: str | None = None,
    ) -> Any:
        if (member.pk, scopes) not in tokens:
            tokens[member.pk, scopes] = create_token(
                member=member, name="t", scopes=scopes, expires_at=None, now=timezone.now()
            ).key
        headers = {"Authorization": f"Bearer {tokens[member.pk, scopes]}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        client = Client(headers=headers)
        if body is None:
            return client.get(f"/api/v1/{path}")
        return client.post(f"/api/v1/{path}", body, content_type="application/json")

    return call


def wish(member: Member, now: datetime, **changes: Any) -> dict[str, Any]:
    return {
        "amount": 5_000,
        "currency": "USD",
        "destination": save_account(member, now).public_id,
        "password": PASSWORD,
        **changes,
    }


@pytest.mark.django_db
def test_wallet_and_entries_are_ones_own(
    ask: Ask, seller: Member, stranger: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    hold_in_escrow(key="h", payer=seller, reference="order:x", amount=Money(4_000, "USD"), now=now)
    assert ask(seller, "wallet/").json() == [
        {"currency": "USD", "available": 6_000, "clearing": 0, "on_hold": 0, "credit": 0}
    ]
    page = ask(seller, "wallet/entries/?limit=1").json()
    (entry,) = page["results"]
    assert (entry["amount"], entry["balance_after"], entry["kind"], entry["reference"]) == (
        -4_000,
        6_000,
        "escrow_hold",
        "order:x",
    )
    assert page["next"]
    assert ask(seller, "wallet/entries/?account=fees").status_code == 422
    assert ask(stranger, "wallet/entries/").json()["results"] == []


@pytest.mark.django_db
def test_a_withdrawal_needs_key_scope_and_password(
    ask: Ask, seller: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    body = wish(seller, now)
    assert ask(seller, "payouts/", body).json()["code"] == "idempotency_key_missing"
    for scopes in (("payouts:read",), ("wallet:read", "wallet:write")):
        assert ask(seller, "payouts/", body, scopes=scopes, key="k").status_code == 403
    wrong = ask(seller, "payouts/", {**body, "password": "guess"}, key="w")
    assert (wrong.status_code, wrong.json()["code"]) == (403, "not_confirmed")
    assert not Payout.objects.exists()

    made = ask(seller, "payouts/", body, key="k")
    again = ask(seller, "payouts/", body, key="k")
    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json() == again.json()
    assert made.json()["account"] == "SA•• •••• 7519"
    other = ask(seller, "payouts/", {**body, "amount": 6_000}, key="k")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")
    assert available_balance(seller, "USD") == 5_000
    assert not IdempotencyRecord.objects.exists(), "a hash of the body would be one of the password"


@pytest.mark.django_db
def test_refusals_of_a_withdrawal_name_their_field(
    ask: Ask, seller: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    cases: list[tuple[dict[str, Any], int, str, list[str]]] = [
        ({"amount": 999}, 422, "amount_too_small", ["amount"]),
        ({"amount": 10_001}, 409, "insufficient_funds", []),
        ({"destination": "nothing"}, 422, "destination_unknown", ["destination"]),
        ({"amount": -5}, 422, "invalid", ["amount"]),
        ({"amount": "ten"}, 422, "invalid", ["amount"]),
        ({"currency": "XXX"}, 422, "invalid", ["currency"]),
    ]
    for number, (change, status, code, fields) in enumerate(cases):
        answer = ask(seller, "payouts/", wish(seller, now, **change), key=f"{number}")
        told = answer.json()
        assert (answer.status_code, told["code"], list(told["fields"])) == (status, code, fields)
    assert not Payout.objects.exists()


@pytest.mark.django_db
def test_payouts_are_listed_shown_and_cancelled_by_their_owner(
    ask: Ask, seller: Member, stranger: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    payout = withdraw(seller, now)
    assert [row["id"] for row in ask(seller, "payouts/").json()["results"]] == [payout.public_id]
    assert ask(seller, f"payouts/{payout.public_id}/").json()["state"] == "requested"
    places = ask(seller, "payouts/destinations/").json()
    assert [place["account"] for place in places] == ["SA•• •••• 7519"]
    assert ask(stranger, "payouts/").json()["results"] == []
    assert ask(stranger, f"payouts/{payout.public_id}/").status_code == 404
    assert ask(stranger, f"payouts/{payout.public_id}/cancel/", {}, key="c").status_code == 404

    cancelled = ask(seller, f"payouts/{payout.public_id}/cancel/", {}, key="c")
    assert cancelled.json()["state"] == "cancelled"
    assert ask(seller, f"payouts/{payout.public_id}/cancel/", {}, key="c").json() == (
        cancelled.json()
    )
    late = ask(seller, f"payouts/{payout.public_id}/cancel/", {}, key="d")
    assert (late.status_code, late.json()["code"]) == (409, "moved_on")


@pytest.mark.django_db
def test_a_payment_is_started_once_for_each_key(ask: Ask, seller: Member, stranger: Member) -> None:
    body = {"amount": 5_000, "currency": "USD", "gateway": "sandbox"}
    assert ask(seller, "payments/", body).status_code == 422
    made, again = (ask(seller, "payments/", body, key="k") for _ in range(2))
    assert made.status_code == 201
    assert made.json() == again.json()
    assert "/sandbox/checkout/" in made.json()["checkout_url"]
    changed = ask(seller, "payments/", {**body, "amount": 6_000}, key="k")
    assert (changed.status_code, changed.json()["code"]) == (409, "idempotency_conflict")
    assert Payment.objects.count() == 1
    assert ask(seller, "payments/", {**body, "gateway": "x"}, key="g").status_code == 404
    one = f"payments/{made.json()['id']}/"
    assert ask(seller, one).json()["state"] == "pending"
    assert ask(stranger, one).status_code == 404
    assert len(ask(seller, "payments/").json()["results"]) == 1


@pytest.mark.django_db
def test_nobody_gets_in_without_a_token(seller: Member, now: datetime) -> None:
    payment = start(seller, now)
    for path in ("wallet/", "wallet/entries/", "payouts/", "payments/"):
        assert Client().get(f"/api/v1/{path}").status_code == 401
    assert Client().get(f"/api/v1/payments/{payment.public_id}/").status_code == 401


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_key_sent_by_twenty_over_http_is_one_withdrawal(
    ask: Ask, seller: Member, fund: Callable[..., object], now: datetime
) -> None:
    fund(seller, 10_000)
    body = wish(seller, now)
    ask(seller, "wallet/")
    answers = race(20, lambda _: ask(seller, "payouts/", body, key="same"))
    told = [(answer.status_code, answer.json()["id"]) for answer in answers]  # type: ignore[attr-defined]
    assert len(set(told)) == 1
    assert told[0][0] == 201
    assert Payout.objects.count() == 1
    changed = ask(seller, "payouts/", {**body, "amount": 4_000}, key="same")
    assert changed.status_code == 409
