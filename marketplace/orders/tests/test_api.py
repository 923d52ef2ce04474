"""Orders through the API: the same verbs, the same refusals, by scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.ledger.queries import available_balance, escrow_balance
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import deliver_order
from marketplace.orders.tests.world import ANSWERS, HOUR, TOTAL, fund, make_order, order_in

pytestmark = pytest.mark.django_db

Ask = Callable[..., Any]
VERBS = (
    "pay",
    "submit_requirements",
    "deliver",
    "request_revision",
    "complete",
    "stop_clock",
    "resume_clock",
    "request_extension",
    "answer_extension",
    "cancel",
    "request_cancellation",
    "withdraw_cancellation",
    "accept_cancellation",
    "refuse_cancellation",
)
BODY = {"method": "wallet", "reason": "x", "text": "x", "days": 1, "accept": True, "note": "x"}


@pytest.fixture(autouse=True)
def _clock_at(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: now + HOUR)


@pytest.fixture
def ask(now: datetime) -> Ask:
    """Return a caller of the API with a token of its own."""

    def call(
        member: Member,
        path: str,
        body: Any = None,
        *,
        scopes: tuple[str, ...] = ("orders:read", "orders:write"),
        key: str = "",
        as_form: bool = False,
    ) -> Any:
        token = create_token(member=member, name="test", scopes=scopes, now=now)
        headers = {"Authorization": f"Bearer {token.key}"}
        if key:
            headers["Idempotency-Key"] = key
        browser = Client(headers=headers)
        if body is None:
            return browser.get(f"/api/v1{path}")
        kind = MULTIPART_CONTENT if as_form else "application/json"
        return browser.post(f"/api/v1{path}", body, content_type=kind)

    return call


def test_an_order_goes_its_way(
    ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    base = f"/orders/{order.public_id}/"
    answers = {"answers": {str(position): text for position, text in ANSWERS.items()}}

    assert ask(client_member, f"{base}pay/", {"method": "wallet"}, key="1").status_code == 200
    assert ask(client_member, f"{base}submit_requirements/", answers).status_code == 200
    work = {
        "note": "Here",
        "files": SimpleUploadedFile("a.pdf", b"%PDF", content_type="application/pdf"),
    }
    delivered = ask(seller, f"{base}deliver/", work, as_form=True)
    assert delivered.status_code == 200
    assert delivered.json()["deliveries"][0]["files"][0]["name"] == "a.pdf"
    done = ask(client_member, f"{base}complete/", {}, key="2")

    assert (done.status_code, done.json()["state"]) == (200, "completed")
    assert done.json()["moves"] == ["complain", "give_tip", "propose_refund"]
    assert [entry["kind"] for entry in done.json()["timeline"]] == [
        "create",
        "pay",
        "start",
        "deliver",
        "complete",
    ]


def test_a_list_costs_the_same_with_one_row_or_three(
    ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    order_in(OrderState.DELIVERED, client_member, seller, now=now)
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client_member, "/orders/")
        counted.append(len(queries))
        order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
        order_in(OrderState.PENDING_PAYMENT, client_member, seller, now=now)
    assert counted[0] == counted[1]
    assert len(answer.json()["results"]) == 3
    first = answer.json()["results"][0]
    assert (first["role"], first["total_amount"]) == ("client", TOTAL)


def test_what_may_be_done_is_said(
    ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    mine = ask(client_member, f"/orders/{order.public_id}/").json()["moves"]
    theirs = ask(seller, f"/orders/{order.public_id}/").json()["moves"]

    both = ["propose_extra", "propose_refund", "request_cancellation"]
    assert mine == ["complete", *both, "request_revision"]
    assert theirs == both


@pytest.mark.parametrize("verb", VERBS)
def test_verbs_are_for_the_two_sides_with_the_scope(
    verb: str, ask: Ask, client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    path = f"/orders/{order.public_id}/{verb}/"
    before = Order.objects.filter(pk=order.pk).values().get()

    assert ask(stranger, path, BODY, key="1").status_code == 404
    reading = ask(client_member, path, BODY, scopes=("orders:read",), key="2")
    assert reading.status_code == 403
    assert Client().post(f"/api/v1{path}").status_code == 401
    assert Order.objects.filter(pk=order.pk).values().get() == before


def test_refusals_carry_their_code(
    ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    base = f"/orders/{order.public_id}/"

    early = ask(client_member, f"{base}complete/", {}, key="1")
    theirs = ask(client_member, f"{base}deliver/", {"note": "x"})
    empty = ask(seller, f"{base}stop_clock/", {"reason": ""})

    assert (early.status_code, early.json()["code"]) == (409, "nothing_delivered")
    assert (theirs.status_code, theirs.json()["code"]) == (403, "not_your_move")
    assert (empty.status_code, list(empty.json()["fields"])) == (422, ["reason"])


@pytest.mark.parametrize("verb", ["pay", "complete", "cancel", "accept_cancellation"])
def test_money_needs_an_idempotency_key(
    verb: str, ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    answer = ask(client_member, f"/orders/{order.public_id}/{verb}/", BODY)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_missing")


def test_the_same_key_pays_once_and_answers_alike(
    ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    fund(client_member, 2 * TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    path = f"/orders/{order.public_id}/pay/"

    first = ask(client_member, path, {"method": "wallet"}, key="same")
    again = ask(client_member, path, {"method": "wallet"}, key="same")
    other = ask(client_member, path, {"method": "wallet"}, key="other")

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (409, "order_already_paid")
    assert escrow_balance(order.reference, "USD") == TOTAL
    assert available_balance(client_member, "USD") == TOTAL


def test_files_go_to_the_two_sides(
    ask: Ask, client_member: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    work = SimpleUploadedFile("a.pdf", b"%PDF", content_type="application/pdf")
    deliver_order(order=order, actor=seller, note="", files=[work], now=now)
    path = f"/orders/{order.public_id}/files/{order.files.get().public_id}/"

    mine = ask(client_member, path)

    assert b"".join(mine) == b"%PDF"
    assert ask(stranger, path).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_payment_is_started_once_for_a_key(
    ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    order = make_order(client_member, seller, now=now)
    path = f"/orders/{order.public_id}/pay/"

    first = ask(client_member, path, {"method": "sandbox"}, key="same")
    again = ask(client_member, path, {"method": "sandbox"}, key="same")

    assert first.status_code == again.status_code == 200
    assert first.json()["payment_id"] == again.json()["payment_id"] != ""
    assert first.json()["checkout_url"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"answers": {"1": "A", "2": "Old", "7": "Lost"}}, "answer_7"),
        ({"answers": {"1": "A", "2": "Old", "9" * 5_000: "Lost"}}, "answers"),
    ],
)
def test_answers_to_no_question_are_refused(
    sent: dict[str, Any],
    field: str,
    ask: Ask,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)

    answer = ask(client_member, f"/orders/{order.public_id}/submit_requirements/", sent)

    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
    order.refresh_from_db()
    assert order.state == OrderState.AWAITING_REQUIREMENTS


@pytest.mark.parametrize("name", ["file_9", "file_" + "9" * 200, "files", "3"])
def test_a_file_for_no_question_is_refused(
    name: str, ask: Ask, client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)
    sent: dict[str, Any] = {
        "answers.1": "A",
        "answers.2": "Old",
        name: SimpleUploadedFile("a.pdf", b"%PDF", content_type="application/pdf"),
    }
    path = f"/orders/{order.public_id}/submit_requirements/"

    refused = ask(client_member, path, sent, as_form=True)
    assert (refused.status_code, refused.json()["code"]) == (422, "question_unknown")

    sent["file_3"] = sent.pop(name)
    sent["file_3"].seek(0)
    assert ask(client_member, path, sent, as_form=True).json()["state"] == "in_progress"
