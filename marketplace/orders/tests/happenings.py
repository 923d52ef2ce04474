"""What may happen to orders: random people, timers, webhooks, banks and jumps in time."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.money import Money
from marketplace.core.outbox import deliver_due
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    member_account,
    wallet_of,
)
from marketplace.ledger.services import (
    Posting,
    clear_due_lots,
    expire_credit,
    grant_credit,
    post_transfer,
)
from marketplace.orders import services
from marketplace.orders.choices import (
    WORKING_STATES,
    OrderState,
)
from marketplace.orders.models import CouponUse, Order, Refund
from marketplace.orders.services import CouponTerms
from marketplace.orders.tests.world import ANSWERS, fund, make_order

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WALLET = 200_000
CODE = "SALE33"

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
    "propose_refund": partial(services.propose_refund, amount=333, reason="A small fault."),
    "accept_refund": services.accept_refund,
    "refuse_refund": services.refuse_refund,
    "withdraw_refund": services.withdraw_refund,
    "propose_extra": partial(services.propose_extra, title="More", amount=777, days=1),
    "propose_revision": partial(
        services.propose_extra, title="A revision", amount=101, revisions=1
    ),
    "agree_extra": services.agree_extra,
    "refuse_extra": services.refuse_extra,
    "withdraw_extra": services.withdraw_extra,
    "pay_extra": services.pay_extra,
    "give_tip": partial(services.give_tip, amount=499),
    "complain": partial(services.complain, wanted_amount=1, text="It is broken."),
    "withdraw_complaint": services.withdraw_complaint,
    "decide_complaint": partial(services.decide_complaint, refund_amount=7, reason="Heard."),
    "open_dispute": partial(services.open_dispute, reason="Not as agreed."),
    "settle_split": partial(services.settle_split, refund_amount=11, reason="Both heard."),
    "apply_coupon": partial(services.apply_coupon, code=CODE),
    "remove_coupon": services.remove_coupon,
    "use_credit": partial(services.use_credit, wanted=True),
    "keep_credit": partial(services.use_credit, wanted=False),
}
NEXT: dict[OrderState, tuple[str, Callable[..., Any]]] = {
    OrderState.PENDING_PAYMENT: ("client", VERBS["pay_from_wallet"]),
    OrderState.AWAITING_REQUIREMENTS: ("client", VERBS["submit_requirements"]),
    OrderState.IN_PROGRESS: ("seller", VERBS["deliver"]),
    OrderState.REVISION_REQUESTED: ("seller", VERBS["deliver"]),
}
WHO = ["client", "seller", "client", "seller", "client", "seller", "support", "stranger"]


shares = st.integers(0, 1_000)


# What may happen, how often, and with what.
HAPPENINGS: dict[str, tuple[int, st.SearchStrategy[Any]]] = {
    "time_passes": (2, st.sampled_from([1, 2, 23, 24, 48, 72, 120, 336])),
    "work_goes_on": (5, st.none()),
    "delivery_is_answered": (
        3,
        st.sampled_from(["request_revision", "request_revision", "complete"]),
    ),
    "somebody_tries": (6, st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(WHO))),
    "the_exact_moment_comes": (1, st.none()),
    "background_work_runs": (1, st.booleans()),
    "gateway_takes_money": (3, st.booleans()),
    "webhook_comes": (1, st.integers(1, 3)),
    "client_returns": (1, st.none()),
    "order_is_called_off": (1, st.sampled_from(["client", "seller"])),
    "support_decides": (1, st.booleans()),
    "price_is_lowered": (3, st.tuples(st.booleans(), st.booleans(), st.integers(1, 9_000))),
    "extra_is_added": (2, st.tuples(st.integers(1, 3_000), st.integers(0, 2))),
    "refund_is_agreed": (4, st.tuples(st.sampled_from(["client", "seller"]), shares)),
    "tip_is_given": (1, st.integers(100, 5_000)),
    "dispute_is_settled": (2, shares),
    "complaint_is_decided": (3, shares),
    "bank_takes_it_back": (1, st.none()),
}
happenings = st.sampled_from(
    [name for name, (times, _given) in HAPPENINGS.items() for _ in range(times)]
).flatmap(lambda name: st.tuples(st.just(name), HAPPENINGS[name][1]))

_names = itertools.count()


def balance_of(kind: str) -> int:
    """Return what is in one of the platform's accounts."""
    return account_balance(AccountRef(AccountKind(kind), "", "USD"))


class Happenings:
    """Two clients, two freelancers, one of support, and whatever they think of."""

    now: datetime
    brought_in: int
    granted: int
    laid_out: int
    taken_back: set[str]
    payments: list[tuple[str, str]]

    def people_come(self) -> None:
        self.clients = [self.member("client") for _ in range(2)]
        self.sellers = [self.member("seller") for _ in range(2)]
        self.support = self.member("support")
        self.support.role_grants.create(role="support")
        for client in self.clients:
            self.bring_in(client, WALLET)
        officer = self.member("finance")
        officer.role_grants.create(role="finance")
        terms = CouponTerms(
            code=CODE,
            kind="percent",
            percent_bp=3_333,
            cap_amount=5_000,
            currency="USD",
            valid_from=START,
            valid_until=START + timedelta(days=3650),
            uses_per_member=100,
        )
        services.create_coupon(actor=officer, terms=terms, now=START)

    def member(self, part: str) -> Member:
        return Member.objects.create_user(f"{part}{next(_names)}")

    def bring_in(self, client: Member, amount: int) -> None:
        fund(client, amount, now=self.now)
        self.brought_in += amount

    def attempt(self, verb: Callable[..., Any], *, watched: bool = False, **given: Any) -> None:
        """Let somebody try; whatever is refused must have changed nothing (where it is watched)."""
        before = self.photograph() if watched else None
        try:
            verb(now=self.now, **given)
        except DomainError:
            assert not watched or self.photograph() == before

    def photograph(self) -> tuple[object, ...]:
        people = [*self.clients, *self.sellers]
        return (
            list(Order.objects.order_by("id").values()),
            [wallet_of(person) for person in people],
            Refund.objects.count(),
            CouponUse.objects.count(),
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

    def order_is_made(self, price: int, terms: dict[str, Any], pair: tuple[int, int]) -> str:
        client, seller = self.clients[pair[0]], self.sellers[pair[1]]
        order = make_order(
            client, seller, now=self.now, price=Money(price, "USD"), extras=[], **terms
        )
        return str(order.public_id)

    def work_goes_on(self, order: Order, _nothing: None) -> None:
        """Do the next thing that this order waits for, so that walks get far."""
        state = OrderState(services.settle_order(order=order, now=self.now).state)
        if state in NEXT:
            who, verb = NEXT[state]
            self.by(order, who, verb)

    def bring_to(self, order: Order, states: tuple[OrderState, ...]) -> Order:
        """Do what the order waits for until it is in one of these states, or past them."""
        for _step in range(len(OrderState)):
            order = services.settle_order(order=order, now=self.now)
            if order.state in states or order.state not in NEXT:
                break
            self.work_goes_on(order, None)
            order = Order.objects.select_related("client", "seller").get(pk=order.pk)
        if OrderState.COMPLETED in states and order.state == OrderState.DELIVERED:
            self.by(order, "client", VERBS["complete"])
            order.refresh_from_db()
        return order

    def delivery_is_answered(self, order: Order, verb: str) -> None:
        if self.bring_to(order, (OrderState.DELIVERED,)).state == OrderState.DELIVERED:
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
        self.by(order, who, VERBS[verb], watched=True)

    def support_decides(self, order: Order, accept: bool) -> None:  # noqa: FBT001
        self.by(order, "support", services.decide_cancellation, accept=accept, reason="Both heard.")

    def price_is_lowered(self, order: Order, given: tuple[bool, bool, int]) -> None:
        """A coupon, credit from the platform, or both."""
        coupon, credit, amount = given
        if coupon:
            self.by(order, "client", VERBS["apply_coupon"])
        if credit:
            grant_credit(
                key=f"grant{next(_names)}",
                member=order.client,
                amount=Money(amount, "USD"),
                note="For you.",
                expires_at=self.now + timedelta(days=10 + amount % 60),
                now=self.now,
            )
            self.granted += amount
            self.by(order, "client", VERBS["use_credit"])

    def extra_is_added(self, order: Order, given: tuple[int, int]) -> None:
        amount, revisions = given
        order = self.bring_to(order, WORKING_STATES)
        terms = {"title": "More", "amount": amount, "days": amount % 3, "revisions": revisions}
        who = "client" if amount % 2 else "seller"
        self.by(order, who, services.propose_extra, **terms)
        if who == "client":
            self.by(order, "seller", services.agree_extra)
        self.by(order, "client", services.pay_extra)

    def refund_is_agreed(self, order: Order, given: tuple[str, int]) -> None:
        who, share = given
        order = self.bring_to(order, (*WORKING_STATES, OrderState.DELIVERED))
        other = "seller" if who == "client" else "client"
        amount = max(1, order.kept_amount * share // 1_000)
        self.by(order, who, services.propose_refund, amount=amount, reason="A fault.")
        self.by(order, other, services.accept_refund)

    def tip_is_given(self, order: Order, amount: int) -> None:
        order = self.bring_to(order, (OrderState.COMPLETED,))
        self.by(order, "client", services.give_tip, amount=amount)

    def dispute_is_settled(self, order: Order, share: int) -> None:
        order = self.bring_to(order, (*WORKING_STATES, OrderState.DELIVERED))
        self.by(order, "client" if share % 2 else "seller", VERBS["open_dispute"])
        if share % 3:
            amount = order.kept_amount * share // 1_000
            self.by(order, "support", services.settle_split, refund_amount=amount, reason="Heard.")

    def complaint_is_decided(self, order: Order, share: int) -> None:
        order = self.bring_to(order, (OrderState.COMPLETED,))
        self.by(order, "client", VERBS["complain"])
        if share % 3:
            amount = order.kept_amount * share // 1_000
            self.by(
                order,
                "support",
                services.decide_complaint,
                refund_amount=amount,
                reason="Heard.",
            )

    def bank_takes_it_back(self, order: Order, _nothing: None) -> None:
        """Book a chargeback as the ledger does, and let the order hear of it."""
        if not order.paid_with.startswith("payment"):
            return
        there = min(available_balance(order.client, "USD"), order.cash_amount)
        missing = order.cash_amount - there
        postings = [
            Posting(member_account(AccountKind.AVAILABLE, order.client, "USD"), -there),
            Posting(AccountRef(AccountKind.REFUND_RESERVE, "", "USD"), -missing),
            Posting(AccountRef(AccountKind.CASH, "", "USD"), order.cash_amount),
        ]
        if not order.cash_amount or order.paid_with in self.taken_back:
            return
        self.taken_back.add(order.paid_with)
        post_transfer(
            key=f"chargeback:{order.paid_with}",
            kind="chargeback",
            reference="",
            postings=[posting for posting in postings if posting.amount],
            now=self.now,
        )
        self.brought_in -= order.cash_amount
        self.laid_out += missing
        services.charge_back(
            purpose_kind="order",
            purpose_ref=order.public_id,
            payment_id=order.paid_with,
            from_reserve=missing,
            now=self.now,
        )

    def gateway_takes_money(self, order: Order, at_once: bool) -> None:  # noqa: FBT001
        self.bring_in(order.client, order.total_amount)
        self.payments.append((order.public_id, f"payment{next(_names)}"))
        if at_once:
            self.webhook_comes(order, 1)

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
        expire_credit(now=self.now, limit=100)
        deliver_due(now=self.now)
