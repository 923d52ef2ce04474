"""The law, written down a second time, and tried: every state, every move, every actor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Final

import pytest
from django.db import transaction

from marketplace.accounts.choices import Standing
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord
from marketplace.ledger.queries import available_balance, escrow_balance, wallet_of
from marketplace.orders.choices import (
    PAYMENT_PURPOSE,
    SETTLEMENTS,
    TRANSITIONS,
    ActorKind,
    Move,
    OrderState,
    RequestState,
)
from marketplace.orders.models import CancellationRequest, Order, Tip
from marketplace.orders.services import (
    accept_cancellation,
    accept_refund,
    agree_extra,
    answer_extension,
    automatic,
    cancel_order,
    charge_back,
    complain,
    complete_order,
    decide_cancellation,
    decide_complaint,
    deliver_order,
    extras,
    give_tip,
    leave_suspended_seller,
    open_dispute,
    pay_extra,
    pay_from_wallet,
    propose_extra,
    propose_refund,
    receive_extra_payment,
    receive_payment,
    receive_tip_payment,
    refund_proposals,
    refuse_cancellation,
    refuse_extra,
    refuse_refund,
    request_cancellation,
    request_extension,
    request_revision,
    resume_clock,
    settle_split,
    stop_clock,
    submit_requirements,
    withdraw_cancellation,
    withdraw_complaint,
    withdraw_extra,
    withdraw_refund,
)
from marketplace.orders.services.acting import GATEWAY, TIMER, Actor, transition
from marketplace.orders.services.endings import finish, give_back
from marketplace.orders.tests.law import LAW, LETTERS, expected
from marketplace.orders.tests.world import ANSWERS, DAY, TOTAL, fund, order_in

UNPAID_PAY: Final = (OrderState.PENDING_PAYMENT, Move.PAY)
HUMANS: Final = (ActorKind.CLIENT, ActorKind.SELLER, ActorKind.SUPPORT)
VERBS: Final[dict[Move, Callable[..., Order]]] = {
    Move.PAY: pay_from_wallet,
    Move.START: lambda **given: submit_requirements(answers=ANSWERS, **given),
    Move.CANCEL: cancel_order,
    Move.DELIVER: lambda **given: deliver_order(note="Done.", **given),
    Move.REQUEST_REVISION: lambda **given: request_revision(text="Again.", **given),
    Move.COMPLETE: complete_order,
    Move.STOP_CLOCK: lambda **given: stop_clock(reason="No files yet.", **given),
    Move.RESUME_CLOCK: resume_clock,
    Move.REQUEST_EXTENSION: lambda **given: request_extension(days=2, reason="Ill.", **given),
    Move.ACCEPT_EXTENSION: lambda **given: answer_extension(accept=True, **given),
    Move.REFUSE_EXTENSION: lambda **given: answer_extension(accept=False, **given),
    Move.REQUEST_CANCELLATION: lambda **given: request_cancellation(reason="Sorry.", **given),
    Move.WITHDRAW_CANCELLATION: withdraw_cancellation,
    Move.ACCEPT_CANCELLATION: accept_cancellation,
    Move.REFUSE_CANCELLATION: refuse_cancellation,
    Move.LEAVE_SUSPENDED: leave_suspended_seller,
    Move.OPEN_DISPUTE: lambda **given: open_dispute(reason="Not as agreed.", **given),
    Move.PROPOSE_REFUND: partial(propose_refund, amount=100, reason="A small fault."),
    Move.WITHDRAW_REFUND: withdraw_refund,
    Move.ACCEPT_REFUND: accept_refund,
    Move.REFUSE_REFUND: refuse_refund,
    Move.PROPOSE_EXTRA: partial(propose_extra, title="A poster", amount=500, days=1),
    Move.WITHDRAW_EXTRA: withdraw_extra,
    Move.AGREE_EXTRA: agree_extra,
    Move.REFUSE_EXTRA: refuse_extra,
    Move.ADD_EXTRA: pay_extra,
    Move.TIP: partial(give_tip, amount=500),
    Move.COMPLAIN: partial(complain, wanted_amount=500, text="The file is broken."),
    Move.WITHDRAW_COMPLAINT: withdraw_complaint,
    Move.DECIDE_COMPLAINT: partial(decide_complaint, refund_amount=100, reason="Both heard."),
    **{
        move: partial(settle_split, refund_amount=refund, reason="Both heard.", agreed=True)
        for move, refund in (
            (Move.SETTLE_FOR_SELLER, 0),
            (Move.SETTLE_SPLIT, TOTAL // 3),
            (Move.SETTLE_FOR_CLIENT, TOTAL),
        )
    },
}
ENDINGS: Final = (
    Move.CANCEL,
    Move.SETTLE_FOR_CLIENT,
    Move.ACCEPT_CANCELLATION,
    Move.LEAVE_SUSPENDED,
)
PAYMENTS: Final = (Move.TIP, Move.ADD_EXTRA, Move.CHARGE_BACK)
CHANGES: Final[dict[Move, dict[str, Any]]] = {
    Move.START: {"started_at": "now", "delivery_due_at": "now"},
    Move.MARK_LATE: {"late_at": "now", "stalled_at": "now"},
    # Nothing was handed in yet where the work was still going on.
    Move.RETURN_TO_WORK: {"delivered_at": None},
}


def test_the_table_is_the_law() -> None:
    written = {
        OrderState(state): {
            Move(move): (target or state, {LETTERS[letter] for letter in who})
            for move, (target, who) in moves.items()
        }
        for state, moves in LAW.items()
    }
    table = {
        state: {move: (step.target, set(step.actors)) for move, step in moves.items()}
        for state, moves in TRANSITIONS.items()
    }
    assert table == written
    assert set(table) == set(OrderState)
    assert {move for moves in table.values() for move in moves} == set(Move)


class Stage:
    """An order in one state, with everybody who could try something."""

    def __init__(self, order: Order, people: dict[ActorKind, Member], now: datetime) -> None:
        self.order, self.people, self.now = order, people, now

    def prepare(self, move: Move, kind: ActorKind) -> None:
        """Meet what the move needs beside state and actor, so that only those two decide."""
        moves = TRANSITIONS[OrderState(self.order.state)]
        if Move.PROPOSE_REFUND in moves:
            self.prepare_bargain(move, kind)
        if Move.REQUEST_CANCELLATION not in moves:
            return
        given: dict[str, Any] = {"order": self.order, "now": self.now}
        client, seller = self.people[ActorKind.CLIENT], self.people[ActorKind.SELLER]
        if move == Move.LEAVE_SUSPENDED:
            Member.objects.filter(pk=seller.pk).update(standing=Standing.SUSPENDED)
        if move in (Move.ACCEPT_EXTENSION, Move.REFUSE_EXTENSION) and self.order.is_working:
            request_extension(actor=seller, days=2, reason="More to do.", **given)
        elif move == Move.RESUME_CLOCK and self.order.is_working:
            stop_clock(actor=client, reason="Waiting.", **given)
        elif move in (Move.ACCEPT_CANCELLATION, Move.REFUSE_CANCELLATION):
            asker = seller if kind == ActorKind.CLIENT else client
            request_cancellation(actor=asker, reason="Sorry.", **given)
            if kind == ActorKind.SUPPORT:
                self.hand_to_support()
        elif (move, kind) == (Move.OPEN_DISPUTE, ActorKind.SUPPORT):
            request_cancellation(actor=client, reason="Sorry.", **given)
            self.hand_to_support()
        elif move in (Move.WITHDRAW_CANCELLATION, Move.ESCALATE):
            asker = seller if kind == ActorKind.SELLER else client
            request_cancellation(actor=asker, reason="Sorry.", **given)
        self.order.refresh_from_db()

    def prepare_bargain(self, move: Move, kind: ActorKind) -> None:
        """Let the right side have proposed a refund or an extra, or complained."""
        given: dict[str, Any] = {"order": self.order, "now": self.now}
        client, seller = self.people[ActorKind.CLIENT], self.people[ActorKind.SELLER]
        other = seller if kind == ActorKind.CLIENT else client
        own = seller if kind == ActorKind.SELLER else client
        is_done = self.order.state == OrderState.COMPLETED
        first: tuple[Move, Member] | None = None
        if move in (Move.ACCEPT_REFUND, Move.REFUSE_REFUND, Move.EXPIRE_REFUND):
            first = (Move.PROPOSE_REFUND, other)
        elif move == Move.WITHDRAW_REFUND:
            first = (Move.PROPOSE_REFUND, own)
        elif is_done and move in (Move.WITHDRAW_COMPLAINT, Move.DECIDE_COMPLAINT):
            first = (Move.COMPLAIN, client)
        elif is_done:
            pass
        elif move in (Move.REFUSE_EXTRA, Move.EXPIRE_EXTRA, Move.AGREE_EXTRA):
            first = (Move.PROPOSE_EXTRA, client if move == Move.AGREE_EXTRA else other)
        elif move in (Move.WITHDRAW_EXTRA, Move.ADD_EXTRA):
            first = (Move.PROPOSE_EXTRA, own if move == Move.WITHDRAW_EXTRA else seller)
        if first is not None:
            VERBS[first[0]](actor=first[1], **given)
        self.order.refresh_from_db()

    def hand_to_support(self) -> None:
        Order.objects.filter(pk=self.order.pk).update(
            cancellation_due_at=None, support_since=self.now, timer_at=None, timer_kind=""
        )
        CancellationRequest.objects.update(state=RequestState.WITH_SUPPORT)

    def attempt(self, move: Move, kind: ActorKind) -> Order:
        """Let this actor make the move as the platform does it."""
        if kind in HUMANS and move in VERBS:
            return self.attempt_verb(move, kind)
        if kind == ActorKind.GATEWAY and (self.order.state, move) == UNPAID_PAY:
            paid = receive_payment(
                public_id=self.order.public_id, payment_id="payment1", now=self.now
            )
            assert paid is not None
            return paid
        if kind == ActorKind.GATEWAY and move in PAYMENTS:
            return self.attempt_payment(move)
        order = Order.objects.select_for_update(no_key=True).get(pk=self.order.pk)
        by = Actor(kind, self.people.get(kind))
        self.attempt_inside(order, move, by)
        return order

    def attempt_payment(self, move: Move) -> Order:
        """Let a gateway's message do it, where there is something that it could be about."""
        order = self.order
        if move not in TRANSITIONS[OrderState(order.state)] or order.is_refunded_whole:
            transition(order, move, by=GATEWAY, now=self.now)
        if move == Move.TIP:
            tip = Tip.objects.create(order=order, amount=500, started_at=self.now)
            paid = receive_tip_payment(public_id=tip.public_id, payment_id="p1", now=self.now)
        elif move == Move.ADD_EXTRA:
            extra = order.extra_proposals.get()
            paid = receive_extra_payment(public_id=extra.public_id, payment_id="p1", now=self.now)
        else:
            paid = charge_back(
                purpose_kind=PAYMENT_PURPOSE,
                purpose_ref=order.public_id,
                payment_id=order.paid_with,
                from_reserve=TOTAL,
                now=self.now,
            )
        assert paid is not None
        return paid

    def attempt_verb(self, move: Move, kind: ActorKind) -> Order:
        given: dict[str, Any] = {
            "order": self.order,
            "actor": self.people[kind],
            "now": self.now,
        }
        if kind == ActorKind.SUPPORT and move in (
            Move.ACCEPT_CANCELLATION,
            Move.REFUSE_CANCELLATION,
        ):
            accept = move == Move.ACCEPT_CANCELLATION
            return decide_cancellation(accept=accept, reason="Both were heard.", **given)
        return VERBS[move](**given)

    def attempt_inside(self, order: Order, move: Move, by: Actor) -> None:
        if move in SETTLEMENTS and by == TIMER:
            VERBS[move](order=order, actor=None, now=self.now)
            order.refresh_from_db()
        elif move in (Move.COMPLETE, Move.SETTLE_FOR_SELLER, Move.SETTLE_SPLIT):
            finish(order, by=by, now=self.now, move=move)
        elif move in ENDINGS:
            give_back(order, move, by=by, now=self.now)
        elif move == Move.ESCALATE and by == TIMER and order.cancellation_by:
            automatic.hand_cancellation_to_support(order, self.now)
        elif move == Move.EXPIRE_REFUND and by == TIMER and order.refund_by:
            refund_proposals.expire_refund(order, self.now)
        elif move == Move.EXPIRE_EXTRA and by == TIMER and order.extra_by:
            extras.expire_extra(order, self.now)
        elif move == Move.RESUME_CLOCK and by == TIMER and order.clock_stopped_at:
            automatic.resume_forgotten_clock(order, self.now)
        else:
            wanted = CHANGES.get(move, {})
            changes = {name: value and self.now for name, value in wanted.items()}
            transition(order, move, by=by, now=self.now, changes=changes)


@pytest.fixture
def people(client_member: Member, seller: Member, support: Member) -> dict[ActorKind, Member]:
    return {
        ActorKind.CLIENT: client_member,
        ActorKind.SELLER: seller,
        ActorKind.SUPPORT: support,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("state", OrderState)
def test_every_move_of_every_actor(
    state: OrderState, people: dict[ActorKind, Member], now: datetime
) -> None:
    client, seller = people[ActorKind.CLIENT], people[ActorKind.SELLER]
    start = order_in(state, client, seller, now=now)
    fund(client, 2 * TOTAL, now=now)

    for move in TRANSITIONS[state]:
        for kind in ActorKind:
            outcome = expected(state, move, kind)
            with transaction.atomic():
                stage = Stage(Order.objects.get(pk=start.pk), people, now)
                stage.prepare(move, kind)
                before = fingerprint(stage)
                check_one(stage, move, kind, outcome)
                assert isinstance(outcome, str) or fingerprint(stage) == before
                transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("state", OrderState)
def test_every_move_that_a_state_does_not_know(
    state: OrderState, people: dict[ActorKind, Member], now: datetime
) -> None:
    client, seller = people[ActorKind.CLIENT], people[ActorKind.SELLER]
    order = order_in(state, client, seller, now=now)
    fund(client, 2 * TOTAL, now=now)
    stage = Stage(Order.objects.get(pk=order.pk), people, now)
    before = fingerprint(stage)

    for move in set(Move) - set(TRANSITIONS[state]):
        for kind in ActorKind:
            check_one(stage, move, kind, expected(state, move, kind))

    assert fingerprint(stage) == before


def check_one(stage: Stage, move: Move, kind: ActorKind, outcome: str | type[DomainError]) -> None:
    case = f"{stage.order.state} {move} {kind}"
    if isinstance(outcome, str):
        moved = stage.attempt(move, kind)
        assert moved.state == outcome, case
        entry = moved.timeline.order_by("-id").filter(kind=move).first()
        assert entry is not None, case
        assert entry.actor_kind == kind, case
        assert AuditRecord.objects.filter(
            subject=moved.reference, action=f"order_{move}"
        ).exists(), case
        return
    with pytest.raises(outcome) as caught, transaction.atomic():
        stage.attempt(move, kind)
    assert type(caught.value) is outcome, case
    assert str(caught.value), case


def fingerprint(stage: Stage) -> tuple[object, ...]:
    """Everything that a refused move must leave as it was."""
    order = Order.objects.filter(pk=stage.order.pk).values().get()
    client, seller = stage.people[ActorKind.CLIENT], stage.people[ActorKind.SELLER]
    return (
        order,
        stage.order.timeline.count(),
        escrow_balance(stage.order.reference, "USD"),
        available_balance(client, "USD"),
        wallet_of(seller),
    )


@pytest.mark.django_db
def test_a_gateway_starts_what_has_no_questions(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = order_in(OrderState.PENDING_PAYMENT, client_member, seller, now=now, questions=[])
    fund(client_member, TOTAL, now=now)

    paid = receive_payment(public_id=order.public_id, payment_id="payment1", now=now + DAY / 2)

    assert paid is not None
    actors = list(paid.timeline.order_by("id").values_list("kind", "actor_kind"))
    assert actors[1:] == [("pay", GATEWAY.kind), ("start", GATEWAY.kind)]
