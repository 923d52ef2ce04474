"""Support makes a dispute of a request to call an order off, or of an order that is long late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.models import AuditRecord
from marketplace.disputes import errors
from marketplace.disputes.choices import DisputeReason, DisputeState, Part
from marketplace.disputes.models import Dispute
from marketplace.disputes.services import (
    Evidence,
    decide_dispute,
    refer_order,
    settle_dispute,
    withdraw_dispute,
)
from marketplace.disputes.tests.world import DAY, HOUR, answered
from marketplace.ledger.queries import escrow_balance
from marketplace.notifications.models import Notification
from marketplace.orders.choices import OrderState, RequestState
from marketplace.orders.errors import CancellationNotWithSupport, OrderInDispute
from marketplace.orders.models import Order
from marketplace.orders.services import (
    decide_cancellation,
    request_cancellation,
    settle_order,
)
from marketplace.orders.tests.world import TOTAL, order_in, prove_books, race

pytestmark = pytest.mark.django_db
WHY = Evidence(text="Each says something else: both should be heard.")
ASKED = 48 * HOUR


def waiting(
    asker: Member,
    client: Member,
    seller: Member,
    now: datetime,
    state: OrderState = OrderState.IN_PROGRESS,
) -> Order:
    """Return an order whose request to be called off waits for support since `now + ASKED`."""
    order = order_in(state, client, seller, now=now, delivery_days=60, extras=[])
    order = request_cancellation(order=order, actor=asker, reason="It goes nowhere.", now=now)
    return settle_order(order=order, now=now + ASKED)


def refer(order: Order, support: Member, now: datetime) -> Dispute:
    return refer_order(
        order=order, actor=support, reason=DisputeReason.OTHER, evidence=WHY, now=now
    )


@pytest.mark.parametrize("by_client", ["client", "seller"])
def test_it_is_opened_for_the_side_that_asked(
    by_client: str,
    client_member: Member,
    seller: Member,
    support: Member,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    asker, other = (client_member, seller) if by_client == "client" else (seller, client_member)
    order = waiting(asker, client_member, seller, now)
    later = now + ASKED + HOUR

    dispute = refer(order, support, later)

    order.refresh_from_db()
    assert (order.state, order.support_since) == (OrderState.DISPUTED, None)
    assert (dispute.opener, dispute.other, dispute.is_referred) == (asker, other, True)
    assert dispute.state == DisputeState.AWAITING_ANSWER
    assert dispute.wanted_refund == dispute.stake == order.kept_amount
    asked = order.cancellation_requests.get()
    assert (asked.state, asked.decided_by) == (RequestState.OVERTAKEN, support)
    assert asked.answer == WHY.text
    assert [line.part for line in dispute.lines.all()] == [Part.SUPPORT]
    assert dispute.statements.get().author == support
    actions = AuditRecord.objects.filter(actor=support.public_id).values_list("action", flat=True)
    assert set(actions) == {"order_open_dispute", "dispute_open"}
    run_outbox(later)
    told = Notification.objects.filter(kind="disputes.referred")
    assert {row.member for row in told} == {client_member, seller}


def test_a_late_order_is_opened_for_the_client(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    order = settle_order(order=order, now=now + 60 * DAY)
    assert order.support_since is not None
    dispute = refer(order, support, now + 60 * DAY)
    assert (dispute.opener, dispute.other) == (client_member, seller)
    # It goes on as every dispute: answered, decided by support, to the cent.
    dispute = answered(dispute, now=now + 61 * DAY)
    dispute = decide_dispute(
        dispute=dispute,
        actor=support,
        refund_amount=TOTAL // 3,
        reason="A third is missing.",
        now=now + 62 * DAY,
    )
    dispute = settle_dispute(dispute=dispute, now=now + 90 * DAY)
    assert dispute.state == DisputeState.SETTLED
    assert escrow_balance(order.reference, "USD") == 0
    prove_books()


def test_nobody_else_can(  # noqa: PLR0917  everybody there is
    client_member: Member,
    seller: Member,
    support: Member,
    stranger: Member,
    finance: Member,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    order = waiting(client_member, client_member, seller, now)
    later = now + ASKED
    for other in (client_member, seller, stranger, finance):
        with pytest.raises(errors.NotYourStep):
            refer(order, other, later)
    with pytest.raises(errors.TextMissing):
        refer_order(
            order=order,
            actor=support,
            reason=DisputeReason.OTHER,
            evidence=Evidence(text=" "),
            now=later,
        )
    both = member_factory("maya2", roles=("support",))
    own = waiting(both, both, seller, now)
    with pytest.raises(errors.NotYourStep):
        refer(own, both, later)
    assert not Dispute.objects.exists()


def test_only_what_waits_for_support_becomes_one_and_once(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    calm = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    with pytest.raises(CancellationNotWithSupport):
        refer(calm, support, now)
    order = waiting(client_member, client_member, seller, now)
    refer(order, support, now + ASKED)
    with pytest.raises(OrderInDispute):
        refer(order, support, now + ASKED)
    with pytest.raises(OrderInDispute):
        decide_cancellation(
            order=order, actor=support, accept=True, reason="Late.", now=now + ASKED
        )
    assert Dispute.objects.count() == 1


def test_withdrawn_the_order_goes_on_and_no_silence_was_counted(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = waiting(client_member, client_member, seller, now, OrderState.DELIVERED)
    until = order.review_due_at
    assert until is not None
    later = now + ASKED + HOUR
    dispute = refer(order, support, later)
    withdraw_dispute(dispute=dispute, actor=client_member, now=later + 5 * DAY)
    order.refresh_from_db()
    assert (order.state, order.cancellation_by) == (OrderState.DELIVERED, "")
    assert order.review_due_at == until + (later - now) + 5 * DAY
    assert order.timer_at == order.review_due_at


def test_the_desk_leads_there_and_tells_why(
    client_member: Member,
    seller: Member,
    support: Member,
    now: datetime,
    as_member: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = waiting(client_member, client_member, seller, now)
    monkeypatch.setattr(clock, "now", lambda: now + ASKED)
    browser = as_member(support)
    address = f"/en/desk/orders/{order.public_id}/dispute/"
    desk = f"/en{reverse('orders:desk_order', args=[order.public_id])}"
    assert address.removeprefix("/en") in browser.get(desk).content.decode()
    asked = browser.get(address).content.decode()
    assert "asks for" in asked
    assert browser.post(address, {"reason": "other", "text": " "}).status_code == 422
    answer = browser.post(address, {"reason": "other", "text": WHY.text})
    dispute = Dispute.objects.get()
    assert answer["Location"].endswith(f"/desk/disputes/{dispute.public_id}/")
    # The form is gone with what it was about.
    assert browser.get(address).status_code == 302
    for side in (client_member, seller):
        page = as_member(side).get(f"/en/disputes/{dispute.public_id}/").content.decode()
        assert "Opened by support for" in page
        assert WHY.text in page
        order_page = as_member(side).get(f"/en/orders/{order.public_id}/").content.decode()
        assert "Support made a dispute of it" in order_page


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = waiting(client_member, client_member, seller, now)
    later: dict[str, Any] = {"order": order, "actor": support, "now": now + ASKED}

    def attempt(number: int) -> object:
        if number % 2:
            return refer(order, support, now + ASKED)
        return decide_cancellation(accept=True, reason="Both were heard.", **later)

    outcomes = race(6, attempt)

    assert sum(not isinstance(one, Exception) for one in outcomes) == 1
    order.refresh_from_db()
    is_dispute = Dispute.objects.exists()
    assert order.state == (OrderState.DISPUTED if is_dispute else OrderState.REFUNDED)
    assert escrow_balance(order.reference, "USD") == (order.total_amount if is_dispute else 0)


def test_a_long_reason_is_kept_whole_with_the_dispute(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    order = waiting(client_member, client_member, seller, now)
    words = "Both say something else. " * 150

    dispute = refer_order(
        order=order,
        actor=support,
        reason=DisputeReason.OTHER,
        evidence=Evidence(text=words),
        now=now + ASKED,
    )

    assert dispute.statements.get().text == words.strip()
    answer = order.cancellation_requests.get().answer
    assert len(answer) <= 1_000
    assert words.startswith(answer[:900])
