"""Orders in every state, made by the verbs themselves, for the tests of this app."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

from django.db import connection

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger import queries
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services import Posting, post_transfer
from marketplace.orders.choices import OrderState, QuestionKind
from marketplace.orders.models import Order
from marketplace.orders.services import (
    ExtraTerms,
    QuestionTerms,
    cancel_order,
    complete_order,
    create_order,
    deliver_order,
    open_dispute,
    pay_from_wallet,
    request_revision,
    submit_requirements,
)

PRICE = 25_000
EXTRA = 5_000
TOTAL = PRICE + EXTRA
FEE = 6_000
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

QUESTIONS = (
    QuestionTerms(prompt="What is the shop called?"),
    QuestionTerms(prompt="Which style?", kind=QuestionKind.CHOICE, options=("Old", "New")),
    QuestionTerms(prompt="A picture of it", kind=QuestionKind.FILE, is_required=False),
)
ANSWERS = {1: "Abha Roastery", 2: "Old"}

_keys = itertools.count()


def fund(member: Member, amount: int, *, now: datetime, currency: str = "USD") -> None:
    """Put money into a wallet, as a deposit does."""
    post_transfer(
        key=f"test-deposit:{member.public_id}:{next(_keys)}",
        kind=TransferKind.DEPOSIT,
        reference="test",
        postings=[
            Posting(AccountRef(AccountKind.CASH, "", currency), -amount),
            Posting(member_account(AccountKind.AVAILABLE, member, currency), amount),
        ],
        now=now,
    )


def make_order(client: Member, seller: Member, *, now: datetime, **terms: Any) -> Order:
    """Return an order that waits for its payment."""
    given: dict[str, Any] = {
        "title": "Identity for a roastery",
        "scope": "A logo, **two** colours.",
        "price": Money(PRICE, "USD"),
        "delivery_days": 5,
        "revisions": 2,
        "questions": QUESTIONS,
        "extras": [ExtraTerms(title="Business card", amount=EXTRA, days=1)],
        "source_kind": "offer",
        "source_ref": "offer123",
        **terms,
    }
    return create_order(client=client, seller=seller, now=now, **given)


def order_in(
    state: OrderState, client: Member, seller: Member, *, now: datetime, **terms: Any
) -> Order:
    """Return an order that came to this state at `now`, one step at this moment after the other."""
    order = make_order(client, seller, now=now, **terms)
    if state == OrderState.PENDING_PAYMENT:
        return order
    if state == OrderState.CANCELLED:
        return cancel_order(order=order, actor=client, now=now)
    fund(client, order.total_amount, now=now)
    order = pay_from_wallet(order=order, actor=client, now=now)
    if state == OrderState.REFUNDED:
        return cancel_order(order=order, actor=client, now=now)
    if state == OrderState.AWAITING_REQUIREMENTS:
        return order
    if order.state == OrderState.AWAITING_REQUIREMENTS:
        order = submit_requirements(order=order, actor=client, answers=ANSWERS, now=now)
    return _after_start(state, order, client, seller, now)


def _after_start(
    state: OrderState, order: Order, client: Member, seller: Member, now: datetime
) -> Order:
    if state == OrderState.IN_PROGRESS:
        return order
    order = deliver_order(order=order, actor=seller, note="Here it is.", now=now)
    if state == OrderState.DISPUTED:
        return dispute(order, client, now=now)
    if state == OrderState.REVISION_REQUESTED:
        return request_revision(order=order, actor=client, text="Bolder, please.", now=now)
    if state == OrderState.COMPLETED:
        return complete_order(order=order, actor=client, now=now)
    return order


def dispute(order: Order, by: Member, *, now: datetime) -> Order:
    """Open a dispute as one of the two sides."""
    return open_dispute(order=order, actor=by, reason="It is not what we agreed.", now=now)


def prove_books() -> None:
    """Prove the books from the entries alone, in this transaction and at once."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert queries.prove_books() == []


def race(contenders: int, attempt: Callable[[int], object]) -> list[object]:
    """Run `attempt(0)` … at once, each on a connection of its own; errors are results too."""
    barrier = Barrier(contenders)

    def run(number: int) -> object:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return attempt(number)
        except Exception as error:  # noqa: BLE001  an error is a result here
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(contenders) as pool:
        return list(pool.map(run, range(contenders)))
