"""A dispute freezes the escrow and ends by splitting it, to the last cent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.models import OutboxEvent
from marketplace.core.money import percent_half_up
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    escrow_balance,
    wallet_of,
)
from marketplace.orders import errors
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import (
    leave_dispute,
    open_dispute,
    open_order,
    register_settler,
    request_cancellation,
    request_extension,
    request_revision,
    settle_due_orders,
    settle_order,
    settle_split,
    settling,
    stop_clock,
)
from marketplace.orders.tests.world import DAY, FEE, HOUR, TOTAL, order_in, prove_books

pytestmark = pytest.mark.django_db


@pytest.fixture
def disputed(client_member: Member, seller: Member, now: datetime) -> Order:
    return order_in(OrderState.DISPUTED, client_member, seller, now=now)


@pytest.mark.parametrize("refund", [1, 2, 3, 9_999, TOTAL // 2, TOTAL - 2, TOTAL - 1])
def test_a_split_loses_no_cent(
    refund: int, disputed: Order, support: Member, now: datetime
) -> None:
    order = settle_split(
        order=disputed, actor=support, refund_amount=refund, reason="Half of it.", now=now
    )

    fee = percent_half_up(TOTAL - refund, 2_000)
    assert (order.state, order.refunded_amount) == (OrderState.COMPLETED, refund)
    assert (order.kept_amount, order.fee_amount) == (TOTAL - refund, fee)
    (wallet,) = wallet_of(order.seller)
    assert wallet.clearing == order.earning_amount == TOTAL - refund - fee
    assert available_balance(order.client, "USD") == refund
    assert account_balance(AccountRef(AccountKind.FEES, "", "USD")) == fee
    assert escrow_balance(order.reference, "USD") == 0
    prove_books()
    completed = OutboxEvent.objects.get(name="OrderCompleted").payload
    assert (completed["kept"], completed["fee"]) == (TOTAL - refund, fee)
    partly = OutboxEvent.objects.get(name="OrderRefundedPartly").payload
    assert (partly["refund_amount"], partly["refunded_amount"]) == (refund, refund)


@pytest.mark.parametrize(
    ("refund", "state", "announced"),
    [
        (0, OrderState.COMPLETED, "OrderCompleted"),
        (TOTAL, OrderState.REFUNDED, "OrderRefunded"),
    ],
)
def test_nothing_completes_and_all_refunds(
    refund: int,
    state: OrderState,
    announced: str,
    disputed: Order,
    support: Member,
    now: datetime,
) -> None:
    order = settle_split(
        order=disputed, actor=support, refund_amount=refund, reason="Clear.", now=now
    )

    assert (order.state, order.refunded_amount) == (state, refund)
    (wallet,) = wallet_of(order.seller)
    assert wallet.clearing == (TOTAL - FEE if refund == 0 else 0)
    assert available_balance(order.client, "USD") == refund
    names = {*OutboxEvent.objects.values_list("name", flat=True)}
    assert announced in names
    assert "OrderRefundedPartly" not in names
    prove_books()


def test_the_timer_and_an_agreement_settle_too(
    client_member: Member, seller: Member, now: datetime
) -> None:
    by_rule = order_in(OrderState.DISPUTED, client_member, seller, now=now)
    by_agreement = order_in(OrderState.DISPUTED, client_member, seller, now=now)

    settle_split(order=by_rule, actor=None, refund_amount=100, reason="", now=now + 45 * DAY)
    settle_split(
        order=by_agreement, actor=seller, refund_amount=100, reason="", now=now, agreed=True
    )

    actors = [order.timeline.latest("id").actor_kind for order in (by_rule, by_agreement)]
    assert actors == ["timer", "seller"]


@pytest.mark.parametrize(
    ("who", "given", "error"),
    [
        ("client", {}, errors.NotYourMove),
        ("seller", {"refund_amount": 0}, errors.NotYourMove),
        ("support", {"refund_amount": -1}, errors.RefundOutOfRange),
        ("support", {"refund_amount": TOTAL + 1}, errors.RefundOutOfRange),
        ("support", {"reason": "  "}, errors.ReasonMissing),
        ("stranger", {}, NotFound),
    ],
)
def test_a_split_is_refused(  # noqa: PLR0917  fixtures
    who: str,
    given: dict[str, object],
    error: type[DomainError],
    disputed: Order,
    support: Member,
    stranger: Member,
    now: datetime,
) -> None:
    people = {"client": disputed.client, "seller": disputed.seller, "support": support}
    terms: dict[str, object] = {"refund_amount": 100, "reason": "So.", **given}

    with pytest.raises(error):
        settle_split(order=disputed, actor=people.get(who, stranger), now=now, **terms)  # type: ignore[arg-type]  # built above

    disputed.refresh_from_db()
    assert disputed.state == OrderState.DISPUTED
    assert escrow_balance(disputed.reference, "USD") == TOTAL


def test_what_was_never_delivered_can_be_split(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_extension(order=order, actor=seller, days=2, reason="Ill.", now=now)
    request_cancellation(order=order, actor=client_member, reason="Slow.", now=now)
    stop_clock(order=order, actor=seller, reason="No files.", now=now)

    order = open_dispute(order=order, actor=client_member, reason="Silence.", now=now + HOUR)
    assert (order.cancellation_by, order.extension_days, order.clock_stopped_at) == ("", 0, None)
    order = settle_split(order=order, actor=support, refund_amount=1, reason="So.", now=now + HOUR)

    assert (order.state, order.delivered_at) == (OrderState.COMPLETED, None)


def test_a_dispute_says_why_and_freezes(disputed: Order, now: datetime) -> None:
    event = OutboxEvent.objects.get(name="DisputeOpened").payload
    assert (event["reason"], event["by"]) == ("It is not what we agreed.", "client")

    assert settle_due_orders(now=now + 400 * DAY, limit=10) == 0

    disputed.refresh_from_db()
    assert disputed.state == OrderState.DISPUTED
    assert escrow_balance(disputed.reference, "USD") == TOTAL


def test_a_dispute_needs_a_reason(client_member: Member, seller: Member, now: datetime) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)

    with pytest.raises(errors.ReasonMissing):
        open_dispute(order=order, actor=client_member, reason=" ", now=now)


@pytest.fixture
def rule_of_45_days() -> Iterator[None]:
    def decide(order: Order, now: datetime) -> None:
        due_at = order.timeline.latest("id").at + 45 * DAY
        if due_at <= now:
            settle_split(order=order, actor=None, refund_amount=1, reason="", now=due_at)

    register_settler("test", decide)
    yield
    settling.forget_settler("test")


@pytest.mark.usefixtures("rule_of_45_days")
def test_a_reader_sees_what_the_disputes_timer_did(disputed: Order, now: datetime) -> None:
    def read(at: datetime) -> str:
        return open_order(member=disputed.client, public_id=disputed.public_id, now=at).state

    due_at = now + 45 * DAY
    assert read(due_at - HOUR) == OrderState.DISPUTED
    assert read(due_at + HOUR) == OrderState.COMPLETED
    disputed.refresh_from_db()
    assert disputed.completed_at == due_at


@pytest.mark.parametrize(
    "state", [OrderState.IN_PROGRESS, OrderState.REVISION_REQUESTED, OrderState.DELIVERED]
)
def test_leaving_a_dispute_returns_the_order_to_where_it_was(
    state: OrderState, client_member: Member, seller: Member, now: datetime
) -> None:
    before = order_in(state, client_member, seller, now=now)
    open_dispute(order=before, actor=client_member, reason="Not so.", now=now + HOUR)

    after = leave_dispute(order=before, actor=client_member, now=now + 6 * DAY)

    span = 6 * DAY - HOUR
    assert after.state == state
    assert after.timer_kind == before.timer_kind
    assert (after.timer_at or now) - (before.timer_at or now) == span
    assert after.timeline.latest("id").params == {"seconds": int(span.total_seconds())}
    assert escrow_balance(after.reference, "USD") == TOTAL
    with pytest.raises(errors.NotInDispute):
        leave_dispute(order=after, actor=client_member, now=now + 6 * DAY)


def test_a_late_order_stays_late_after_a_dispute(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    late = settle_order(order=order, now=now + 20 * DAY)
    assert late.is_late
    open_dispute(order=late, actor=client_member, reason="Late.", now=now + 20 * DAY)
    after = leave_dispute(order=late, actor=client_member, now=now + 23 * DAY)
    assert (after.delivery_due_at, after.stalled_at) == (
        late.delivery_due_at,
        (late.stalled_at or now) + 3 * DAY,
    )


def test_a_dispute_about_a_delivery_moves_a_revision_by_its_time_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    due_at = order.delivery_due_at
    assert due_at is not None
    open_dispute(order=order, actor=client_member, reason="Not so.", now=now + HOUR)
    order = leave_dispute(order=order, actor=client_member, now=now + 30 * DAY)

    order = request_revision(order=order, actor=client_member, text="Bolder.", now=now + 31 * DAY)

    assert order.delivery_due_at == due_at + 31 * DAY
