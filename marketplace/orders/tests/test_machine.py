"""Orders and the books together: random people, timers, webhooks and jumps in time.

After every step the books are proved from their entries, every order must be consistent with its
escrow, and a refused verb must have changed nothing. `bin/test` walks 500 steps, the nightly
profile 20,000.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
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

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.money import Money
from marketplace.core.outbox import deliver_due
from marketplace.ledger.queries import escrow_balance, wallet_of
from marketplace.ledger.services import clear_due_lots
from marketplace.orders import services
from marketplace.orders.choices import (
    CLOSED_STATES,
    HOLDING_STATES,
    OPEN_REQUESTS,
    WORKING_STATES,
    OrderState,
    RequestState,
)
from marketplace.orders.models import Order
from marketplace.orders.tests.world import ANSWERS, QUESTIONS, fund, make_order, prove_books

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WALLET = 200_000
NIGHTLY = settings.get_current_profile_name() == "nightly"
EXAMPLES, STEPS, ENOUGH = (490, 50, 20_000) if NIGHTLY else (27, 25, 500)
MOST_ORDERS = 2

VERBS: dict[str, Callable[..., Any]] = {
    "pay_from_wallet": services.pay_from_wallet,
    "submit_requirements": partial(services.submit_requirements, answers=ANSWERS),
    "submit_too_little": partial(services.submit_requirements, answers={1: "Only one"}),
    "deliver": partial(services.deliver_order, note="Here it is."),
    "request_revision": partial(services.request_revision, text="Bolder."),
    "complete": services.complete_order,
    "cancel": services.cancel_order,
    "request_cancellation": partial(services.request_cancellation, reason="Sorry."),
    "accept_cancellation": services.accept_cancellation,
    "refuse_cancellation": services.refuse_cancellation,
    "withdraw_cancellation": services.withdraw_cancellation,
    "stop_clock": partial(services.stop_clock, reason="Waiting for files."),
    "resume_clock": services.resume_clock,
    "request_extension": partial(services.request_extension, days=3, reason="Ill."),
    "accept_extension": partial(services.answer_extension, accept=True),
    "refuse_extension": partial(services.answer_extension, accept=False),
}
NEXT: dict[OrderState, tuple[str, Callable[..., Any]]] = {
    OrderState.PENDING_PAYMENT: ("client", VERBS["pay_from_wallet"]),
    OrderState.AWAITING_REQUIREMENTS: ("client", VERBS["submit_requirements"]),
    OrderState.IN_PROGRESS: ("seller", VERBS["deliver"]),
    OrderState.REVISION_REQUESTED: ("seller", VERBS["deliver"]),
}
terms = st.fixed_dictionaries(
    {
        "questions": st.sampled_from([QUESTIONS, ()]),
        "revisions": st.integers(0, 2),
        "delivery_days": st.integers(1, 6),
    }
)
WHO = ["client", "seller", "client", "seller", "client", "seller", "support", "stranger"]


# What may happen, how often of 24 times, and with what.
HAPPENINGS: dict[str, tuple[int, st.SearchStrategy[Any]]] = {
    "time_passes": (2, st.sampled_from([1, 2, 23, 24, 48, 72, 120, 336])),
    "work_goes_on": (7, st.none()),
    "delivery_is_answered": (
        3,
        st.sampled_from(["request_revision", "request_revision", "complete"]),
    ),
    "somebody_tries": (5, st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(WHO))),
    "the_exact_moment_comes": (1, st.none()),
    "background_work_runs": (1, st.booleans()),
    "gateway_takes_money": (1, st.none()),
    "webhook_comes": (1, st.integers(1, 3)),
    "client_returns": (1, st.none()),
    "order_is_called_off": (1, st.sampled_from(["client", "seller"])),
    "support_decides": (1, st.booleans()),
}
happenings = st.sampled_from(
    [name for name, (times, _given) in HAPPENINGS.items() for _ in range(times)]
).flatmap(lambda name: st.tuples(st.just(name), HAPPENINGS[name][1]))

_names = itertools.count()
walked = 0
visited: set[str] = set()


class OrdersAndBooks(RuleBasedStateMachine):
    """Two clients, two freelancers, one of support, and whatever they think of."""

    orders: Bundle[str] = Bundle("orders")

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.brought_in = 0
        self.payments: list[tuple[str, str]] = []
        self.people_come()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def people_come(self) -> None:
        self.clients = [self.member("client") for _ in range(2)]
        self.sellers = [self.member("seller") for _ in range(2)]
        self.support = self.member("support")
        self.support.role_grants.create(role="support")
        for client in self.clients:
            self.bring_in(client, WALLET)

    def member(self, part: str) -> Member:
        return Member.objects.create_user(f"{part}{next(_names)}")

    def bring_in(self, client: Member, amount: int) -> None:
        fund(client, amount, now=self.now)
        self.brought_in += amount

    def attempt(self, verb: Callable[..., Any], **given: Any) -> None:
        """Let somebody try; whatever is refused must have changed nothing."""
        before = self.photograph()
        try:
            with transaction.atomic():
                verb(now=self.now, **given)
        except DomainError:
            assert self.photograph() == before

    def photograph(self) -> tuple[object, ...]:
        people = [*self.clients, *self.sellers]
        return (
            list(Order.objects.order_by("id").values()),
            [wallet_of(person) for person in people],
        )

    def person(self, order: Order, who: str) -> Member:
        other = next(seller for seller in self.sellers if seller.pk != order.seller_id)
        return {
            "client": order.client,
            "seller": order.seller,
            "support": self.support,
            "stranger": other,
        }[who]

    def by(self, order: Order, who: str, verb: Callable[..., Any], **given: Any) -> None:
        self.attempt(verb, order=order, actor=self.person(order, who), **given)

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

    def order_is_made(self, price: int, terms: dict[str, Any], pair: tuple[int, int]) -> str:
        client, seller = self.clients[pair[0]], self.sellers[pair[1]]
        order = make_order(
            client, seller, now=self.now, price=Money(price, "USD"), extras=[], **terms
        )
        return str(order.public_id)

    @rule(order=orders, what=happenings)
    def something_happens(self, order: str, what: tuple[str, Any]) -> None:
        """One rule for all, so that no walk is left without some of them."""
        name, given = what
        row = Order.objects.select_related("client", "seller").get(public_id=order)
        getattr(self, name)(row, given)

    def work_goes_on(self, order: Order, _nothing: None) -> None:
        """Do the next thing that this order waits for, so that walks get far."""
        state = OrderState(services.settle_order(order=order, now=self.now).state)
        if state in NEXT:
            who, verb = NEXT[state]
            self.by(order, who, verb)

    def delivery_is_answered(self, order: Order, verb: str) -> None:
        if services.settle_order(order=order, now=self.now).state == OrderState.DELIVERED:
            self.by(order, "client", VERBS[verb])

    def order_is_called_off(self, order: Order, who: str) -> None:
        state = OrderState(services.settle_order(order=order, now=self.now).state)
        if state == OrderState.AWAITING_REQUIREMENTS:
            self.by(order, who, VERBS["cancel"])
        elif state in (*WORKING_STATES, OrderState.DELIVERED):
            self.by(order, who, VERBS["request_cancellation"])
            other = "seller" if who == "client" else "client"
            self.by(order, other, VERBS["accept_cancellation"])

    def somebody_tries(self, order: Order, given: tuple[str, str]) -> None:
        verb, who = given
        self.by(order, who, VERBS[verb])

    def support_decides(self, order: Order, accept: bool) -> None:  # noqa: FBT001
        self.by(order, "support", services.decide_cancellation, accept=accept, reason="Both heard.")

    def gateway_takes_money(self, order: Order, _nothing: None) -> None:
        self.bring_in(order.client, order.total_amount)
        self.payments.append((order.public_id, f"payment{next(_names)}"))

    def webhook_comes(self, _order: Order, times: int) -> None:
        for order_id, payment_id in self.payments[-times:] * times:
            services.receive_payment(public_id=order_id, payment_id=payment_id, now=self.now)

    def client_returns(self, order: Order, _nothing: None) -> None:
        mine = [payment for payment in self.payments if payment[0] == order.public_id]
        for _order_id, payment_id in mine[-1:]:
            self.by(order, "client", services.receive_returning_payment, payment_id=payment_id)

    def time_passes(self, _order: Order, hours: int) -> None:
        self.now += timedelta(hours=hours)

    def the_exact_moment_comes(self, order: Order, _nothing: None) -> None:
        if order.timer_at is not None and order.timer_at > self.now:
            self.now = order.timer_at
            after = services.settle_order(order=order, now=self.now)
            assert (after.timer_at, after.timer_kind) != (order.timer_at, order.timer_kind)

    def background_work_runs(self, _order: Order, twice: bool) -> None:  # noqa: FBT001
        services.settle_due_orders(now=self.now, limit=100)
        if twice:
            assert services.settle_due_orders(now=self.now, limit=100) == 0
        assert not Order.objects.filter(timer_at__lte=self.now).exists()
        clear_due_lots(now=self.now, limit=100)
        deliver_due(now=self.now)

    @invariant()
    def books_are_proved(self) -> None:
        global walked  # noqa: PLW0603  counted over all examples
        walked += 1
        prove_books()

    @invariant()
    def no_money_is_made_or_lost(self) -> None:
        people = [*self.clients, *self.sellers]
        with_people = sum(row.total for person in people for row in wallet_of(person))
        orders = list(Order.objects.all())
        in_escrow = sum(escrow_balance(order.reference, "USD") for order in orders)
        fees = sum(order.fee_amount for order in orders if order.state == OrderState.COMPLETED)
        assert with_people + in_escrow + fees == self.brought_in

    @invariant()
    def orders_agree_with_their_escrow_and_their_parts(self) -> None:
        for order in Order.objects.all():
            visited.add(order.state)
            held = escrow_balance(order.reference, "USD")
            assert held == (order.total_amount if order.state in HOLDING_STATES else 0)
            assert (order.closed_at is not None) == (order.state in CLOSED_STATES)
            self.check_requests(order)

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
    assert visited == set(OrderState) - {OrderState.DISPUTED}
