"""A complaint after completion, and the bank that takes a payment back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, NotFound
from marketplace.core.models import OutboxEvent
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    escrow_balance,
    wallet_of,
)
from marketplace.ledger.services import clear_due_lots, hold_in_escrow
from marketplace.orders import errors, services
from marketplace.orders.choices import ActorKind, OrderState
from marketplace.orders.models import Order
from marketplace.orders.queries import clock_card, teller_for
from marketplace.orders.services import charge_back
from marketplace.orders.tests.world import DAY, FEE, TOTAL, fund, make_order, order_in, prove_books

pytestmark = pytest.mark.django_db
RESERVE = AccountRef(AccountKind.REFUND_RESERVE, "", "USD")
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def done(client_member: Member, seller: Member, now: datetime) -> Order:
    return order_in(OrderState.COMPLETED, client_member, seller, now=now)


def complain(order: Order, *, now: datetime, amount: int = 10_000) -> Order:
    return services.complain(
        order=order, actor=order.client, wanted_amount=amount, text="It is broken.", now=now
    )


def test_a_complaint_keeps_what_clears_and_its_decision_takes_it(
    done: Order, support: Member, now: datetime
) -> None:
    order = complain(done, now=now + 10 * DAY)
    assert clear_due_lots(now=now + 20 * DAY, limit=5) == 0

    order = services.decide_complaint(
        order=order,
        actor=support,
        refund_amount=10_000,
        reason="Half was missing.",
        now=now + 20 * DAY,
    )

    assert (order.complaint_state, order.refunded_amount) == ("decided", 10_000)
    refund = order.refunds.get()
    assert (refund.kind, refund.from_clearing, refund.fee_amount) == ("decided", 8_000, 2_000)
    assert clear_due_lots(now=now + 20 * DAY, limit=5) == 1
    assert available_balance(order.seller, "USD") == TOTAL - FEE - 8_000
    names = {*OutboxEvent.objects.values_list("name", flat=True)}
    assert {"ComplaintOpened", "ComplaintDecided", "OrderRefundedPartly"} <= names
    prove_books()


def test_it_is_kept_no_longer_than_it_is_said(done: Order, now: datetime) -> None:
    complain(done, now=now + 10 * DAY)
    until = now + 24 * DAY

    assert clear_due_lots(now=until - MICROSECOND, limit=5) == 0
    assert clear_due_lots(now=until, limit=5) == 1


def test_after_clearing_the_freelancer_pays_as_far_as_it_reaches(
    done: Order, support: Member, now: datetime
) -> None:
    later = now + 15 * DAY
    clear_due_lots(now=later, limit=5)
    rest = Money(TOTAL - FEE - 3_000, "USD")
    hold_in_escrow(key="s", payer=done.seller, reference="order:x", amount=rest, now=later)
    order = complain(done, now=later, amount=TOTAL)

    order = services.decide_complaint(
        order=order, actor=support, refund_amount=TOTAL, reason="All of it.", now=later
    )

    refund = order.refunds.get()
    assert (refund.from_available, refund.from_reserve) == (3_000, TOTAL - FEE - 3_000)
    assert available_balance(order.client, "USD") == TOTAL
    assert account_balance(RESERVE) == -(TOTAL - FEE - 3_000)
    prove_books()


def test_nothing_may_go_back_and_a_decision_stands(
    done: Order, support: Member, now: datetime
) -> None:
    order = complain(done, now=now)

    order = services.decide_complaint(
        order=order, actor=support, refund_amount=0, reason="It is as agreed.", now=now
    )

    assert (order.refunded_amount, order.refunds.count()) == (0, 0)
    with pytest.raises(errors.ComplaintAlreadyDecided):
        complain(order, now=now)


def test_one_that_was_taken_back_may_be_made_again(done: Order, now: datetime) -> None:
    order = complain(done, now=now)
    with pytest.raises(errors.ComplaintAlreadyOpen):
        complain(order, now=now)
    order = services.withdraw_complaint(order=order, actor=order.client, now=now)

    assert clear_due_lots(now=now + 14 * DAY, limit=5) == 1
    assert complain(order, now=now).complaint_state == "open"


@pytest.mark.parametrize(
    ("amount", "days", "error"),
    [
        (0, 0, errors.RefundOutOfRange),
        (TOTAL + 1, 0, errors.RefundOutOfRange),
        (1, 60, errors.ComplaintTooLate),
    ],
)
def test_a_complaint_is_refused(
    amount: int, days: int, error: type[DomainError], done: Order, now: datetime
) -> None:
    with pytest.raises(error):
        complain(done, amount=amount, now=now + days * DAY)
    assert complain(done, now=now + 60 * DAY - MICROSECOND).complaint_state == "open"


def test_only_support_decides(
    done: Order, support: Member, stranger: Member, now: datetime
) -> None:
    order = complain(done, now=now)

    for who, refusal in ((order.seller, errors.NotYourMove), (stranger, NotFound)):
        with pytest.raises(refusal):
            services.decide_complaint(
                order=order, actor=who, refund_amount=0, reason="So.", now=now
            )
    for given, error in (
        ({"refund_amount": TOTAL + 1, "reason": "So."}, errors.RefundOutOfRange),
        ({"refund_amount": 0, "reason": " "}, errors.ReasonMissing),
    ):
        with pytest.raises(error):
            services.decide_complaint(order=order, actor=support, now=now, **given)  # type: ignore[arg-type]  # above


def paid_by_card(client: Member, seller: Member, now: datetime) -> Order:
    """Return a running order whose payment came through a gateway."""
    order = make_order(client, seller, now=now, questions=[])
    fund(client, TOTAL, now=now)
    paid = services.receive_payment(public_id=order.public_id, payment_id="card1", now=now)
    assert paid is not None
    return paid


def take_back(order: Order, *, from_reserve: int, now: datetime) -> Order:
    found = charge_back(
        purpose_kind="order",
        purpose_ref=order.public_id,
        payment_id="card1",
        from_reserve=from_reserve,
        now=now,
    )
    assert found is not None
    return found


def test_a_chargeback_ends_a_running_order_and_repays_the_reserve(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = paid_by_card(client_member, seller, now)

    for _time in range(2):
        order = take_back(order, from_reserve=TOTAL - 1_000, now=now)

    assert (order.state, order.is_refunded_whole) == (OrderState.REFUNDED, True)
    assert escrow_balance(order.reference, "USD") == 0
    assert account_balance(RESERVE) == TOTAL - 1_000
    assert available_balance(client_member, "USD") == 1_000
    charged = OutboxEvent.objects.get(name="OrderChargedBack").payload
    assert charged["refund_amount"] == TOTAL
    prove_books()
    with override("en"):
        teller = teller_for(order, ActorKind.CLIENT, client_member, now=now)
        assert clock_card(teller).promise == "The client's bank took the payment back"


@pytest.mark.parametrize("is_cleared", [False, True])
def test_a_chargeback_after_completion_leaves_what_was_paid_out(
    is_cleared: bool,  # noqa: FBT001
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    order = paid_by_card(client_member, seller, now)
    order = services.deliver_order(order=order, actor=seller, note="Here.", now=now)
    order = services.complete_order(order=order, actor=client_member, now=now)
    order = complain(order, now=now)
    later = now + (20 * DAY if is_cleared else DAY)
    clear_due_lots(now=later, limit=5)

    order = take_back(order, from_reserve=TOTAL, now=later)

    earned = TOTAL - FEE
    assert (order.state, order.refunded_amount) == (OrderState.COMPLETED, TOTAL)
    assert order.complaint_state == "overtaken"
    assert wallet_of(seller)[0].total == (earned if is_cleared else 0)
    assert account_balance(RESERVE) == (FEE if is_cleared else TOTAL)
    assert account_balance(AccountRef(AccountKind.FEES, "", "USD")) == 0
    prove_books()


def test_another_payment_leaves_the_order_alone(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = paid_by_card(client_member, seller, now)

    for kind, ref, payment in (
        ("order", order.public_id, "card2"),
        ("order_extra", order.public_id, "card1"),
        ("top_up", "", "card1"),
    ):
        found = charge_back(
            purpose_kind=kind, purpose_ref=ref, payment_id=payment, from_reserve=1, now=now
        )
        assert found is None
    order.refresh_from_db()
    assert order.state == OrderState.IN_PROGRESS


def test_a_chargeback_of_an_extra_takes_its_own_sum_out_of_a_completed_order(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    order = services.propose_extra(order=order, actor=seller, title="More", amount=500, now=now)
    extra = order.extra_proposals.get()
    fund(client_member, 500, now=now)
    services.receive_extra_payment(public_id=extra.public_id, payment_id="card3", now=now)
    order = services.deliver_order(order=order, actor=seller, note="Here.", now=now)
    order = services.complete_order(order=order, actor=client_member, now=now)

    charged = charge_back(
        purpose_kind="order_extra",
        purpose_ref=extra.public_id,
        payment_id="card3",
        from_reserve=500,
        now=now,
    )

    assert charged is not None
    assert charged.refunded_amount == 500
    assert account_balance(RESERVE) == 500
    prove_books()


def test_complaints_one_after_the_other_keep_the_money_no_longer(
    done: Order, now: datetime
) -> None:
    order = complain(done, now=now + 10 * DAY)
    order = services.withdraw_complaint(order=order, actor=order.client, now=now + 20 * DAY)
    order = complain(order, now=now + 20 * DAY)

    assert order.complaints.latest("id").held_until == now + 24 * DAY
    order = services.withdraw_complaint(order=order, actor=order.client, now=now + 23 * DAY)
    order = complain(order, now=now + 23 * DAY)
    assert clear_due_lots(now=now + 24 * DAY - MICROSECOND, limit=5) == 0
    assert clear_due_lots(now=now + 24 * DAY, limit=5) == 1
    services.withdraw_complaint(order=order, actor=order.client, now=now + 40 * DAY)
    assert complain(order, now=now + 40 * DAY).complaint_state == "open"
    assert order.complaints.latest("id").held_until == now + 40 * DAY
