"""Orders and the books together: random people, timers, webhooks and jumps in time.

After every step the books are proved from their entries, every order must be consistent with its
escrow, and a refused verb must have changed nothing. `bin/test` walks 500 steps, the nightly
profile 20,000.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from marketplace.core.models import OutboxEvent
from marketplace.ledger.queries import (
    escrow_balance,
    wallet_of,
)
from marketplace.orders.choices import (
    CLOSED_STATES,
    HOLDING_STATES,
    OPEN_REQUESTS,
    OrderState,
    RequestState,
)
from marketplace.orders.models import CouponUse, Order, Refund
from marketplace.orders.tests.happenings import START, Happenings, balance_of, happenings
from marketplace.orders.tests.world import QUESTIONS, prove_books

NIGHTLY = settings.get_current_profile_name() == "nightly"
EXAMPLES, STEPS, ENOUGH = (490, 50, 20_000) if NIGHTLY else (20, 25, 500)
MOST_ORDERS = 2

terms = st.fixed_dictionaries(
    {
        "questions": st.sampled_from([QUESTIONS, ()]),
        "revisions": st.integers(0, 2),
        "delivery_days": st.integers(1, 6),
    }
)

walked = 0
visited: set[str] = set()
made: set[str] = set()
# What some walk must have done, or the test would prove nothing about it.
MUST = {"add_extra", "tip", "accept_refund", "settle_split", "decide_complaint", "charge_back"}
MUST |= {"paid with a coupon", "paid with credit", "refunded to three sources"}


class OrdersAndBooks(Happenings, RuleBasedStateMachine):
    """All that happens, and what must hold after each step."""

    orders: Bundle[str] = Bundle("orders")

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.brought_in = 0
        self.granted = self.laid_out = 0
        self.taken_back: set[str] = set()
        self.payments: list[tuple[str, str]] = []
        self.people_come()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(target=orders, price=st.integers(500, 60_000), terms=terms)
    def first_order_is_made(self, price: int, terms: dict[str, Any]) -> str:
        return self.order_is_made(price, terms, pair=(0, 0))

    @precondition(lambda _self: Order.objects.count() < MOST_ORDERS)
    @rule(
        target=orders,
        price=st.integers(500, 60_000),
        terms=terms,
        pair=st.tuples(st.integers(0, 1), st.integers(0, 1)),
    )
    def next_order_is_made(self, price: int, terms: dict[str, Any], pair: tuple[int, int]) -> str:
        return self.order_is_made(price, terms, pair)

    @rule(order=orders, what=happenings)
    def something_happens(self, order: str, what: tuple[str, Any]) -> None:
        """One rule for all, so that no walk is left without some of them."""
        name, given = what
        row = Order.objects.select_related("client", "seller").get(public_id=order)
        getattr(self, name)(row, given)

    @invariant()
    def books_are_proved(self) -> None:
        global walked  # noqa: PLW0603  counted over all examples
        walked += 1
        prove_books()

    @invariant()
    def no_money_is_made_or_lost(self) -> None:
        people = [*self.clients, *self.sellers]
        with_people = sum(row.total + row.credit for one in people for row in wallet_of(one))
        orders = list(Order.objects.all())
        in_escrow = sum(escrow_balance(order.reference, "USD") for order in orders)
        platform = sum(balance_of(kind) for kind in ("fees", "marketing", "refund_reserve"))
        assert with_people + in_escrow + platform == self.brought_in

    @invariant()
    def everybody_has_what_is_theirs(self) -> None:
        """Each account is what the orders say, to the last cent."""
        paid = list(Order.objects.paid())
        done = [order for order in paid if order.state == OrderState.COMPLETED]
        refunds = list(Refund.objects.all())
        tips = sum(order.tips_amount for order in done)
        assert balance_of("fees") == sum(order.fee_amount for order in done)
        earned = sum(wallet.total for one in self.sellers for wallet in wallet_of(one))
        borne = sum(refund.from_reserve for refund in refunds)
        assert earned == sum(order.earning_amount for order in done) + borne + tips
        coupons = sum(order.discount_amount - order.refunded_discount for order in paid)
        events = OutboxEvent.objects.filter(name="CreditExpired")
        expired = sum(payload["amount"] for payload in events.values_list("payload", flat=True))
        assert balance_of("marketing") == expired - coupons - self.granted
        laid_back = sum(refund.reserve_amount for refund in refunds)
        assert balance_of("refund_reserve") == laid_back - borne - self.laid_out

    @invariant()
    def orders_agree_with_their_escrow_and_their_parts(self) -> None:
        for order in Order.objects.all():
            visited.add(order.state)
            held = escrow_balance(order.reference, "USD")
            assert held == (order.kept_amount if order.state in HOLDING_STATES else 0)
            self.check_sources(order)
            assert (order.closed_at is not None) == (order.state in CLOSED_STATES)
            self.check_requests(order)

    @staticmethod
    def check_sources(order: Order) -> None:
        """What went back is remembered, and no source got more than it gave."""
        sums = order.refunds.aggregate(
            all=Sum("amount"), credit=Sum("credit_amount"), discount=Sum("discount_amount")
        )
        assert order.refunded_amount == (sums["all"] or 0)
        assert order.refunded_credit == (sums["credit"] or 0) <= order.credit_amount
        assert order.refunded_discount == (sums["discount"] or 0) <= order.discount_amount
        made.update(order.timeline.values_list("kind", flat=True))
        made.update({"paid with a coupon"} if order.discount_amount and order.paid_at else set())
        made.update({"paid with credit"} if order.credit_amount else set())
        if order.refunded_credit and order.refunded_discount:
            made.add("refunded to three sources")
        uses = CouponUse.objects.filter(order=order)
        assert sum(use.amount for use in uses) == order.discount_amount
        if order.is_refunded_whole:
            assert order.refunded_credit == order.credit_amount
            assert order.refunded_discount == order.discount_amount

    @staticmethod
    def check_requests(order: Order) -> None:
        requests = order.cancellation_requests.filter(state__in=OPEN_REQUESTS)
        assert requests.count() == int(bool(order.cancellation_by))
        with_support = requests.filter(state=RequestState.WITH_SUPPORT).count()
        assert with_support == int(order.support_since is not None)
        extensions = order.extension_requests.filter(state=RequestState.OPEN).count()
        assert extensions == int(bool(order.extension_days))
        open_stops = order.clock_stops.filter(ended_at=None).count()
        assert open_stops == int(order.clock_stopped_at is not None)
        refunds = order.refund_proposals.filter(state=RequestState.OPEN).count()
        assert refunds == int(bool(order.refund_by))
        extras = order.extra_proposals.filter(state=RequestState.OPEN)
        assert extras.count() == int(bool(order.extra_by))
        assert extras.exclude(agreed_at=None).count() == int(order.extra_agreed)
        complaints = order.complaints.filter(state="open").count()
        assert complaints == int(order.complaint_state == "open")
        added = order.extras.aggregate(sum=Sum("amount"))["sum"] or 0
        assert order.extras_amount == added
        last = order.timeline.order_by("-id").values_list("at", flat=True).first()
        assert last is not None
        assert order.deliveries.count() >= order.revisions_used


@pytest.mark.slow
@pytest.mark.django_db
def test_orders_and_books_agree_whatever_happens() -> None:
    run_state_machine_as_test(
        OrdersAndBooks,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not NIGHTLY,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert walked >= ENOUGH


# Walks that no chance may leave out, each on an order that was paid through a gateway or not.
CHEAP, DEAR = ("price_is_lowered", (True, True, 4_001)), ("extra_is_added", (2_999, 1))
PAID = ("gateway_takes_money", True)
BY_CLIENT, BY_SELLER = ("client", 333), ("seller", 123)
WALKS: list[list[tuple[str, Any]]] = [
    [
        CHEAP,
        DEAR,
        ("refund_is_agreed", BY_CLIENT),
        ("refund_is_agreed", BY_SELLER),
        ("tip_is_given", 777),
        ("complaint_is_decided", 500),
        ("background_work_runs", True),
        ("time_passes", 336),
        ("background_work_runs", True),
        ("refund_is_agreed", ("seller", 10)),
    ],
    [CHEAP, DEAR, ("dispute_is_settled", 333 + 1), ("complaint_is_decided", 1_000)],
    [CHEAP, ("refund_is_agreed", BY_SELLER), ("dispute_is_settled", 1_000)],
    [CHEAP, ("dispute_is_settled", 3), ("time_passes", 336)],
    [CHEAP, PAID, DEAR, ("bank_takes_it_back", None)],
    [
        CHEAP,
        PAID,
        ("refund_is_agreed", BY_SELLER),
        ("tip_is_given", 500),
        ("bank_takes_it_back", None),
    ],
    [
        PAID,
        ("tip_is_given", 500),
        ("time_passes", 336),
        ("background_work_runs", True),
        ("bank_takes_it_back", None),
    ],
    [
        CHEAP,
        PAID,
        ("delivery_is_answered", "request_revision"),
        DEAR,
        ("order_is_called_off", "seller"),
        ("time_passes", 1_500),
        ("background_work_runs", True),
    ],
    [CHEAP, ("time_passes", 24), ("background_work_runs", True)],
    [CHEAP, *[("work_goes_on", None)] * 4, ("time_passes", 72), ("background_work_runs", True)],
]


@pytest.mark.django_db
def test_walks_that_no_chance_may_leave_out() -> None:
    for walk in WALKS:
        machine = OrdersAndBooks()
        try:
            walk_through(machine, walk)
        finally:
            machine.teardown()

    assert visited == set(OrderState)
    assert made >= MUST


def walk_through(machine: OrdersAndBooks, walk: list[tuple[str, Any]]) -> None:
    """Take each step and ask all invariants after it."""
    terms = {"questions": QUESTIONS, "revisions": 1, "delivery_days": 5}
    order = machine.order_is_made(12_347, terms, (0, 0))
    for what in walk:
        machine.something_happens(order=order, what=what)
        machine.books_are_proved()
        machine.no_money_is_made_or_lost()
        machine.everybody_has_what_is_theirs()
        machine.orders_agree_with_their_escrow_and_their_parts()
