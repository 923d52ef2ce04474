"""A held budget adds up whatever happens: the books are proved after every step."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, NotFound
from marketplace.hiring import errors, services
from marketplace.hiring.choices import BudgetKind
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.services.awards import AWARD_PURPOSE
from marketplace.hiring.services.holding import HOLD_PURPOSE
from marketplace.hiring.tests.posted_world import (
    BUDGET,
    accept,
    again,
    brief_text,
    money_of,
    post,
    propose,
    prove_held,
)
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.errors import InsufficientFunds
from marketplace.ledger.queries import (
    escrow_balance,
    held_sums,
    member_account,
    statement_entries,
    statement_lines,
)
from marketplace.orders.models import Order
from marketplace.orders.services import cancel_order, pay_from_wallet
from marketplace.orders.tests.world import fund as put_money

DAY = timedelta(days=1)
Fund = Callable[..., object]


@pytest.fixture
def held(client_member: Member, fund: Fund, now: datetime) -> PostedBrief:
    fund(client_member, BUDGET)
    brief = post(client_member, now=now)
    return services.hold_budget(brief=brief, actor=client_member, now=now)


def test_the_badge_names_the_transfer_in_the_books(
    held: PostedBrief, client_member: Member
) -> None:
    assert held.held_amount == BUDGET
    entries = statement_entries(member_account(AccountKind.AVAILABLE, client_member, "USD"))
    line = statement_lines(entries[:1], client_member)[0]
    assert line.transfer_id == held.held_transfer
    assert line.about is not None
    assert (line.about.text, line.about.url) == (held.title, held.get_absolute_url())
    assert money_of(client_member) == 0
    prove_held()


@pytest.mark.usefixtures("held")
def test_a_wallet_says_what_briefs_hold(
    client_member: Member, seller: Member, now: datetime
) -> None:
    assert [one.amount for one in held_sums(client_member, now=now)] == [BUDGET]
    assert held_sums(seller, now=now) == []


def test_hold_refuses(
    client_member: Member, stranger: Member, held: PostedBrief, now: datetime
) -> None:
    with pytest.raises(NotFound):
        services.hold_budget(brief=held, actor=stranger, now=now)
    with pytest.raises(errors.BudgetAlreadyHeld):
        services.hold_budget(brief=held, actor=client_member, now=now)
    nothing: dict[str, Any] = {
        "budget_kind": BudgetKind.OPEN,
        "budget_min": None,
        "budget_max": None,
    }
    free = post(client_member, now=now, **nothing)
    with pytest.raises(errors.NothingToHold):
        services.hold_budget(brief=free, actor=client_member, now=now)
    poor = post(client_member, now=now)
    with pytest.raises(InsufficientFunds):
        services.hold_budget(brief=poor, actor=client_member, now=now)
    assert again(poor).held_amount == 0
    with pytest.raises(errors.BudgetIsHeld):
        services.edit_posted_brief(
            brief=held,
            actor=client_member,
            text=brief_text(budget_min=BUDGET + 1, budget_max=BUDGET + 1),
            now=now,
        )
    prove_held()


@pytest.mark.parametrize("end", ["close", "expire"])
def test_what_is_held_comes_back_when_the_brief_ends(
    end: str, held: PostedBrief, client_member: Member, now: datetime
) -> None:
    if end == "close":
        services.close_brief(brief=held, actor=client_member, now=now)
    else:
        services.settle_brief(brief=again(held), now=held.due_at)
    assert money_of(client_member) == BUDGET
    prove_held()
    opened = services.reopen_brief(brief=held, actor=client_member, days=3, now=held.due_at + DAY)
    services.hold_budget(brief=opened, actor=client_member, now=held.due_at + DAY)
    services.close_brief(brief=opened, actor=client_member, now=held.due_at + DAY)
    assert money_of(client_member) == BUDGET
    prove_held()


@pytest.mark.parametrize("price", [20_000, BUDGET])
def test_a_held_budget_pays_the_order_and_the_rest_comes_back(
    price: int, held: PostedBrief, client_member: Member, seller: Member, now: datetime
) -> None:
    proposal = propose(held, seller, now=now, price=price)
    order = accept(proposal, now=now)
    assert order.paid_at == now
    assert escrow_balance(order.reference, "USD") == price
    assert money_of(client_member) == BUDGET - price
    assert again(held).state == "hired"
    prove_held()


def test_a_dearer_proposal_keeps_the_hold_until_the_rest_is_paid(
    held: PostedBrief, client_member: Member, seller: Member, fund: Fund, now: datetime
) -> None:
    order = accept(propose(held, seller, now=now, price=45_000), now=now)
    brief = again(held)
    assert (brief.state, brief.held_amount, order.paid_at) == ("awarded", BUDGET, None)
    assert services.rest_of(brief, order) == 15_000
    with pytest.raises(InsufficientFunds):
        services.pay_award(brief=brief, actor=client_member, now=now)
    assert again(held).held_amount == BUDGET
    fund(client_member, 15_000)
    paid = services.pay_award(brief=brief, actor=client_member, now=now)
    assert escrow_balance(paid.reference, "USD") == 45_000
    assert (money_of(client_member), again(held).state) == (0, "hired")
    prove_held()
    with pytest.raises(errors.NotAwarded):
        services.pay_award(brief=brief, actor=client_member, now=now)


def test_an_order_paid_by_another_way_gives_the_hold_back(
    held: PostedBrief,
    client_member: Member,
    seller: Member,
    fund: Fund,
    now: datetime,
    run_outbox: Callable[..., int],
) -> None:
    order = accept(propose(held, seller, now=now, price=45_000), now=now)
    fund(client_member, 45_000)
    pay_from_wallet(order=order, actor=client_member, now=now)
    run_outbox(now)
    assert (again(held).state, money_of(client_member)) == ("hired", BUDGET)
    prove_held()


@pytest.mark.parametrize("way", ["client", "clock"])
def test_an_award_that_is_not_paid_opens_the_brief_again(
    way: str,
    held: PostedBrief,
    client_member: Member,
    seller: Member,
    stranger: Member,
    run_outbox: Callable[..., int],
) -> None:
    now = held.created_at
    chosen = propose(held, seller, now=now, price=45_000)
    waiting = propose(held, stranger, now=now)
    order = accept(chosen, now=now)
    assert Proposal.objects.get(pk=waiting.pk).state == "submitted"
    later = now + 2 * DAY
    if way == "client":
        cancel_order(order=order, actor=client_member, now=now)
        run_outbox(now)
        brief = again(held)
    else:
        brief = services.settle_brief(brief=again(held), now=later)
    assert (brief.state, brief.held_amount, brief.order_id) == ("open", BUDGET, "")
    assert Proposal.objects.get(pk=chosen.pk).state == "shortlisted"
    prove_held()
    paid = accept(waiting, now=later)
    assert paid.paid_at == later
    run_outbox(later)
    assert Proposal.objects.get(pk=chosen.pk).state == "closed"
    prove_held()


def test_payments_that_arrive_are_used_once(
    client_member: Member, seller: Member, fund: Fund, now: datetime
) -> None:
    brief = post(client_member, now=now)

    def arrive(kind: str, payment: str, amount: int) -> bool:
        fund(client_member, amount)
        return services.receive_brief_payment(
            kind=kind, public_id=brief.public_id, payment_id=payment, now=now
        )

    assert arrive(HOLD_PURPOSE, "p1", BUDGET)
    assert services.receive_brief_payment(
        kind=HOLD_PURPOSE, public_id=brief.public_id, payment_id="p1", now=now
    )
    assert (again(brief).held_amount, money_of(client_member)) == (BUDGET, 0)
    assert not arrive(HOLD_PURPOSE, "p2", 5_000)
    assert money_of(client_member) == 5_000
    order = accept(propose(brief, seller, now=now, price=45_000), now=now)
    assert arrive(AWARD_PURPOSE, "p3", 15_000)
    order.refresh_from_db()
    assert (order.state, money_of(client_member)) == ("in_progress", 5_000)
    assert not arrive(AWARD_PURPOSE, "p4", 15_000)
    assert not services.receive_brief_payment(
        kind=HOLD_PURPOSE, public_id="unknown", payment_id="p5", now=now
    )
    prove_held()


VERBS = (
    *("hold", "close", "reopen", "propose", "accept", "pay", "drop", "withdraw", "decline"),
    *("expire", "extend", "fund", "payment"),
)
STEP = st.tuples(st.sampled_from(VERBS), st.integers(0, 2), st.integers(1, 8))


class HeldBudgets(TestCase):
    """Random steps of a client and three freelancers on two briefs."""

    @settings(max_examples=15)
    @given(st.lists(STEP, min_size=3, max_size=14))
    def test_the_books_hold_whatever_happens(self, steps: list[tuple[str, int, int]]) -> None:
        check_books_through(steps)


def check_books_through(steps: list[tuple[str, int, int]]) -> None:
    now = datetime.fromisoformat("2026-11-23T09:00+00:00")
    client = Member.objects.create_user("omar", "omar@example.com", display_name="Omar")
    others = [
        Member.objects.create_user(f"f{number}", f"f{number}@example.com") for number in "123"
    ]
    put_money(client, 60_000, now=now)
    briefs = [post(client, now=now, days=20) for _ in range(2)]
    paid_in = 60_000
    for number, (verb, which, much) in enumerate(steps):
        now += timedelta(hours=much)
        brief = again(briefs[which % 2])
        with suppress(DomainError), transaction.atomic():
            paid_in += act(verb, brief, others[which], much, f"p{number}", now)
        prove_held()
        orders = Order.objects.exclude(paid_at=None)
        in_orders = sum(escrow_balance(order.reference, "USD") for order in orders)
        in_briefs = sum(row.held_amount for row in PostedBrief.objects.all())
        assert money_of(client) + in_orders + in_briefs == paid_in


def act(
    verb: str, brief: PostedBrief, other: Member, much: int, payment: str, now: datetime
) -> int:
    """Do one step; returns what came into the wallet from outside."""
    client = brief.client
    mine: Any = Proposal.objects.filter(brief=brief, freelancer=other).first()
    kind = AWARD_PURPOSE if brief.order_id else HOLD_PURPOSE
    later = now + timedelta(days=much * 3)
    steps: dict[str, Callable[[], object]] = {
        "fund": lambda: put_money(client, much * 1_000, now=now),
        "payment": lambda: services.receive_brief_payment(
            kind=kind, public_id=brief.public_id, payment_id=payment, now=now
        ),
        "propose": lambda: propose(brief, other, now=now, price=much * 6_000),
        "hold": lambda: services.hold_budget(brief=brief, actor=client, now=now),
        "close": lambda: services.close_brief(brief=brief, actor=client, now=now),
        "reopen": lambda: services.reopen_brief(brief=brief, actor=client, days=much, now=now),
        "extend": lambda: services.extend_brief(brief=brief, actor=client, days=much, now=now),
        "expire": lambda: services.settle_brief(brief=brief, now=later),
        "pay": lambda: services.pay_award(brief=brief, actor=client, now=now),
        "drop": lambda: drop(brief, now),
        "accept": lambda: mine and accept(mine, now=now),
        "withdraw": lambda: (
            mine and services.withdraw_proposal(proposal=mine, actor=other, now=now)
        ),
        "decline": lambda: (
            mine and services.decline_proposal(proposal=mine, actor=client, reason="", now=now)
        ),
    }
    steps[verb]()
    return much * 1_000 if verb == "fund" else 0


def drop(brief: PostedBrief, now: datetime) -> None:
    """Let the client call off the order of a brief, if it has one."""
    order = Order.objects.filter(public_id=brief.order_id).first()
    if order and cancel_order(order=order, actor=brief.client, now=now).paid_at is None:
        services.take_award_back(order_id=brief.order_id, now=now)
