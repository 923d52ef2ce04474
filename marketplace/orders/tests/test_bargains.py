"""Refunds by agreement, extras later, tips: who, how much, out of what, until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import available_balance, escrow_balance, wallet_of
from marketplace.ledger.services import clear_due_lots, hold_in_escrow
from marketplace.orders import errors, services
from marketplace.orders.choices import OrderState, RequestState
from marketplace.orders.models import Order, Tip
from marketplace.orders.tests.world import DAY, FEE, HOUR, TOTAL, fund, order_in, prove_books

pytestmark = pytest.mark.django_db
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def running(client_member: Member, seller: Member, now: datetime) -> Order:
    return order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)


@pytest.fixture
def done(client_member: Member, seller: Member, now: datetime) -> Order:
    return order_in(OrderState.COMPLETED, client_member, seller, now=now)


def agree(order: Order, amount: int, *, now: datetime, by_client: bool = True) -> Order:
    """Let one side propose a refund and the other accept it."""
    sides = (order.client, order.seller) if by_client else (order.seller, order.client)
    order = services.propose_refund(
        order=order, actor=sides[0], amount=amount, reason="A small fault.", now=now
    )
    return services.accept_refund(order=order, actor=sides[1], now=now)


def test_while_money_is_held_a_part_goes_back_out_of_escrow(running: Order, now: datetime) -> None:
    order = agree(running, 10_000, now=now)
    order = agree(order, 5_001, now=now, by_client=False)

    assert (order.state, order.refunded_amount) == (OrderState.IN_PROGRESS, 15_001)
    assert escrow_balance(order.reference, "USD") == TOTAL - 15_001
    assert available_balance(order.client, "USD") == 15_001
    parts = list(order.refunds.values_list("kind", "amount", "from_escrow"))
    assert parts == [("agreed", 10_000, 10_000), ("agreed", 5_001, 5_001)]
    order = services.deliver_order(order=order, actor=order.seller, note="Here.", now=now)
    order = services.complete_order(order=order, actor=order.client, now=now)
    (wallet,) = wallet_of(order.seller)
    assert wallet.clearing == order.earning_amount == 14_999 - 3_000
    prove_books()


def test_while_it_clears_it_comes_out_of_that_with_its_fee(done: Order, now: datetime) -> None:
    order = agree(done, 10_000, now=now)

    (wallet,) = wallet_of(order.seller)
    assert (wallet.clearing, order.fee_amount) == (TOTAL - FEE - 8_000, FEE - 2_000)
    refund = order.refunds.get()
    assert (refund.from_clearing, refund.fee_amount, refund.from_available) == (8_000, 2_000, 0)
    assert available_balance(order.client, "USD") == 10_000
    partly = OutboxEvent.objects.filter(name="OrderRefundedPartly").latest("id").payload
    assert (partly["refund_amount"], partly["refunded_amount"], partly["amount"]) == (
        10_000,
        10_000,
        TOTAL,
    )
    prove_books()


def test_after_that_it_is_of_free_will_and_must_be_there(done: Order, now: datetime) -> None:
    later = now + 15 * DAY
    clear_due_lots(now=later, limit=10)
    hold_in_escrow(
        key="spent",
        payer=done.seller,
        reference="order:other",
        amount=Money(TOTAL - FEE - 100, "USD"),
        now=later,
    )

    with pytest.raises(errors.RefundNotCovered):
        agree(done, 10_000, now=later)
    order = services.withdraw_refund(
        order=Order.objects.get(pk=done.pk), actor=done.client, now=later
    )
    order = agree(order, 125, now=later)

    assert order.refunds.get().from_available == 100
    assert available_balance(order.seller, "USD") == 0
    prove_books()


def test_all_of_a_completed_order_can_go_back(done: Order, now: datetime) -> None:
    order = agree(done, TOTAL, now=now, by_client=False)

    assert (order.state, order.is_refunded_whole) == (OrderState.COMPLETED, True)
    assert (order.fee_amount, order.earning_amount) == (0, 0)
    assert wallet_of(order.seller)[0].total == 0
    with pytest.raises(errors.OrderAlreadyRefunded):
        services.propose_refund(order=order, actor=order.client, amount=1, reason="More.", now=now)


@pytest.mark.parametrize(
    ("amount", "reason", "error"),
    [
        (0, "x", errors.RefundOutOfRange),
        (-5, "x", errors.RefundOutOfRange),
        (TOTAL + 1, "x", errors.RefundOutOfRange),
        (TOTAL, "x", errors.RefundTooLarge),
        (5, " ", errors.ReasonMissing),
    ],
)
def test_a_proposal_is_refused(
    amount: int, reason: str, error: type[DomainError], running: Order, now: datetime
) -> None:
    with pytest.raises(error):
        services.propose_refund(
            order=running, actor=running.client, amount=amount, reason=reason, now=now
        )

    assert running.refund_proposals.count() == 0


def test_a_proposal_that_the_order_has_outgrown_is_refused(
    running: Order, support: Member, now: datetime
) -> None:
    """What was proposed before completion may be too much after other refunds."""
    order = services.deliver_order(order=running, actor=running.seller, note="Here.", now=now)
    order = services.propose_refund(
        order=order, actor=order.client, amount=TOTAL - 10, reason="Bad.", now=now
    )
    order = services.complete_order(order=order, actor=order.client, now=now)
    order = services.complain(
        order=order, actor=order.client, wanted_amount=100, text="Bad.", now=now
    )
    order = services.decide_complaint(
        order=order, actor=support, refund_amount=100, reason="So.", now=now
    )

    with pytest.raises(errors.RefundOutOfRange):
        services.accept_refund(order=order, actor=order.seller, now=now)


@pytest.mark.parametrize("what", ["refund", "extra"])
@pytest.mark.parametrize(("step", "is_open"), [(-MICROSECOND, True), (0 * HOUR, False)])
def test_a_proposal_runs_out_at_its_exact_moment(
    what: str,
    step: timedelta,
    is_open: bool,  # noqa: FBT001
    running: Order,
    now: datetime,
) -> None:
    given: dict[str, Any] = {"order": running, "actor": running.seller, "now": now}
    if what == "refund":
        services.propose_refund(amount=5, reason="x", **given)
    else:
        services.propose_extra(title="More", amount=5, **given)
    due_at = now + 72 * HOUR

    order = services.open_order(
        member=running.client, public_id=running.public_id, now=due_at + step
    )
    assert services.settle_due_orders(now=due_at + step, limit=5) == 0

    asked = (order.refund_proposals if what == "refund" else order.extra_proposals).get()
    assert (asked.state == RequestState.OPEN) == is_open
    assert bool(order.refund_by or order.extra_by) == is_open
    if not is_open:
        assert order.timeline.latest("id").at == due_at


def test_a_proposal_after_completion_runs_out_too(done: Order, now: datetime) -> None:
    services.propose_refund(order=done, actor=done.client, amount=5, reason="x", now=now)

    assert services.settle_due_orders(now=now + 72 * HOUR, limit=5) == 1
    assert services.settle_due_orders(now=now + 72 * HOUR, limit=5) == 0

    done.refresh_from_db()
    assert (done.refund_by, done.timer_at) == ("", None)


def test_a_dispute_ends_what_was_proposed(running: Order, now: datetime) -> None:
    given: dict[str, Any] = {"actor": running.seller, "now": now}
    order = services.propose_refund(order=running, amount=5, reason="x", **given)
    order = services.propose_extra(order=order, title="More", amount=5, **given)

    order = services.open_dispute(order=order, actor=order.client, reason="No.", now=now)

    assert (order.refund_by, order.extra_by) == ("", "")
    assert order.refund_proposals.get().state == RequestState.OVERTAKEN
    assert order.extra_proposals.get().state == RequestState.OVERTAKEN


def test_an_extra_is_paid_into_escrow_and_moves_the_deadline(running: Order, now: datetime) -> None:
    fund(running.client, 4_000, now=now)
    due_at = running.delivery_due_at
    order = services.propose_extra(
        order=running,
        actor=running.client,
        title="A poster",
        amount=4_000,
        days=2,
        revisions=1,
        now=now,
    )
    with pytest.raises(errors.ExtraNotAgreed):
        services.pay_extra(order=order, actor=order.client, now=now)
    order = services.agree_extra(order=order, actor=order.seller, now=now)
    order = services.pay_extra(order=order, actor=order.client, now=now)

    assert escrow_balance(order.reference, "USD") == order.total_amount == TOTAL + 4_000
    assert (order.revisions_allowed, order.delivery_days) == (3, 8)
    assert due_at is not None
    assert order.delivery_due_at == due_at + 2 * DAY
    assert order.extras.get(title="A poster").added_at == now
    added = OutboxEvent.objects.get(name="ExtraAdded").payload
    assert (added["extra_amount"], added["days"], added["amount"]) == (4_000, 2, TOTAL + 4_000)
    prove_books()


def test_days_bought_on_a_late_order_count_from_now(running: Order, now: datetime) -> None:
    fund(running.client, 500, now=now)
    assert running.delivery_due_at is not None
    late = running.delivery_due_at + DAY
    order = services.propose_extra(
        order=running, actor=running.seller, title="More", amount=500, days=1, now=late
    )
    assert order.is_late

    order = services.pay_extra(order=order, actor=order.client, now=late)

    assert not order.is_late
    assert order.delivery_due_at is not None
    assert order.delivery_due_at >= late + DAY


def test_one_more_revision_is_bought_after_the_last(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now, revisions=0)
    fund(client_member, 700, now=now)
    with pytest.raises(errors.NoRevisionsLeft):
        services.request_revision(order=order, actor=client_member, text="x", now=now)

    order = services.propose_extra(
        order=order, actor=seller, title="A revision", amount=700, revisions=1, now=now
    )
    order = services.pay_extra(order=order, actor=client_member, now=now)
    order = services.request_revision(order=order, actor=client_member, text="x", now=now)

    assert order.state == OrderState.REVISION_REQUESTED


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"amount": 0}, errors.ExtraTermsInvalid),
        ({"title": " "}, errors.ExtraTermsInvalid),
        ({"days": 31}, errors.ExtraTermsInvalid),
        ({"revisions": 11}, errors.ExtraTermsInvalid),
        ({"amount": 1_000_000}, errors.PriceOutOfRange),
    ],
)
def test_an_extra_is_refused(
    given: dict[str, Any], error: type[DomainError], running: Order, now: datetime
) -> None:
    terms = {"title": "More", "amount": 500, **given}

    with pytest.raises(error):
        services.propose_extra(order=running, actor=running.seller, now=now, **terms)


def test_a_payment_for_an_extra_is_used_once_or_stays_in_the_wallet(
    running: Order, now: datetime
) -> None:
    order = services.propose_extra(
        order=running, actor=running.seller, title="More", amount=500, now=now
    )
    extra = order.extra_proposals.get()
    fund(running.client, 1_000, now=now)
    given = {"public_id": extra.public_id, "now": now}

    for _time in range(2):
        services.receive_extra_payment(payment_id="one", **given)
    services.receive_extra_payment(payment_id="two", **given)

    assert escrow_balance(order.reference, "USD") == TOTAL + 500
    assert available_balance(order.client, "USD") == 500
    assert OutboxEvent.objects.filter(name="OrderPaymentUnused").count() == 1
    assert services.receive_extra_payment(public_id="x", payment_id="y", now=now) is None


def test_a_tip_goes_to_clearing_and_stays_out_of_refunds(done: Order, now: datetime) -> None:
    fund(done.client, 2_000, now=now)
    order = services.give_tip(
        order=done, actor=done.client, amount=2_000, message="Thanks!", now=now
    )
    order = agree(order, TOTAL, now=now)

    (wallet,) = wallet_of(order.seller)
    assert (order.tips_amount, wallet.clearing) == (2_000, 2_000)
    assert OutboxEvent.objects.get(name="TipPaid").payload["tip_amount"] == 2_000
    clear_due_lots(now=now + 14 * DAY, limit=10)
    assert available_balance(order.seller, "USD") == 2_000
    prove_books()


@pytest.mark.parametrize(
    ("amount", "error"),
    [(99, errors.TipOutOfRange), (50_001, errors.TipOutOfRange), (500, InsufficientFunds)],
)
def test_a_tip_is_refused(
    amount: int, error: type[DomainError], done: Order, now: datetime
) -> None:
    with pytest.raises(error):
        services.give_tip(order=done, actor=done.client, amount=amount, now=now)

    assert Tip.objects.count() == 0


def test_a_payment_for_a_tip_is_used_once(done: Order, now: datetime) -> None:
    fund(done.client, 1_000, now=now)
    tip = Tip.objects.create(order=done, amount=600, started_at=now)

    for payment in ("one", "one", "two"):
        services.receive_tip_payment(public_id=tip.public_id, payment_id=payment, now=now)

    done.refresh_from_db()
    assert done.tips_amount == 600
    assert OutboxEvent.objects.filter(name="OrderPaymentUnused").count() == 1
    assert services.receive_tip_payment(public_id="x", payment_id="y", now=now) is None


def test_the_same_form_gives_one_tip(done: Order, now: datetime) -> None:
    fund(done.client, 3_000, now=now)
    given: dict[str, Any] = {"order": done, "actor": done.client, "message": "Thanks!", "now": now}

    for key, amount in (("a", 600), ("a", 600), ("a", 700), ("b", 600)):
        order = services.give_tip(amount=amount, request_key=key, **given)

    assert sorted(done.tips.values_list("amount", flat=True)) == [600, 600, 700]
    assert order.tips_amount == 1_900
    assert available_balance(done.client, "USD") == 1_100
    assert OutboxEvent.objects.filter(name="TipPaid").count() == 3


def test_an_extra_of_delivered_work_can_be_handed_in(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now, revisions=0)
    fund(client_member, 700, now=now)
    last = now + 3 * DAY - HOUR
    order = services.propose_extra(order=order, actor=seller, title="Print", amount=700, now=last)
    order = services.pay_extra(order=order, actor=client_member, now=last)

    assert order.timer_at == order.review_due_at == last + 3 * DAY
    assert order.extras.get(title="Print").revisions == order.revisions_left == 1
    assert order.timeline.latest("id").params["revisions"] == 1
    order = services.request_revision(order=order, actor=client_member, text="Now.", now=last)
    order = services.deliver_order(order=order, actor=seller, note="Printed.", now=last)
    assert order.state == OrderState.DELIVERED
