"""Programmes, people who are brought, and orders that they complete, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import account_balance, member_account
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import accept_refund, propose_refund
from marketplace.orders.tests.world import order_in
from referrals.links.models import Attribution
from referrals.links.services import own_link, record_signup
from referrals.programs import services
from referrals.programs.models import Program, Reward, Rule
from referrals.programs.services import ProgramDraft, RuleDraft

DAY = timedelta(days=1)
TOTAL = 10_000


def make_program(
    admin: Member, *rules: RuleDraft, now: datetime, fund: int = 100_000, **more: Any
) -> Program:
    """Return a running programme with these rules and this fund."""
    draft = ProgramDraft(
        names={"ar": "ادعُ صديقًا", "en": "Bring a friend"}, begins_at=now - DAY, **more
    )
    program = services.create_program(actor=admin, draft=draft, now=now)
    for rule in rules:
        services.add_rule(program=program, actor=admin, draft=rule, now=now)
    services.pay_in_fund(program=program, actor=admin, amount=fund, now=now)
    program = services.start_program(program=program, actor=admin, now=now)
    # Tests sign up and order at the same moments as they set up.
    Rule.objects.filter(program=program).update(since=now - DAY)
    return program


def bring(owner: Member, friend: Member, *, now: datetime, **more: str) -> Attribution:
    """Let a friend sign up by the owner's code."""
    link = own_link(member=owner, now=now)
    return record_signup(member=friend, code=link.code, now=now, **more)


def completed(client: Member, seller: Member, *, now: datetime, total: int = TOTAL) -> Order:
    """Return an order of this sum that was completed at this moment."""
    return order_in(
        OrderState.COMPLETED,
        client,
        seller,
        now=now,
        price=Money(total, "USD"),
        extras=[],
        questions=(),
    )


def refund(order: Order, amount: int, *, now: datetime) -> Order:
    """Give a part of an order back by agreement."""
    fresh = Order.objects.get(pk=order.pk)
    proposed = propose_refund(
        order=fresh, actor=fresh.seller, amount=amount, reason="A fault.", now=now
    )
    return accept_refund(order=proposed, actor=proposed.client, now=now)


def settle(now: datetime) -> None:
    """Let what is due fall due and be paid."""
    services.fall_due(now=now, limit=1_000)
    services.pay_due_rewards(now=now, limit=1_000)


def wallet(member: Member, kind: AccountKind = AccountKind.AVAILABLE) -> int:
    """Return what a member has, in minor units."""
    return account_balance(member_account(kind, member, "USD"))


def kinds_of(reward: Reward) -> list[str]:
    """Return the kinds of the lines of a statement, in their order."""
    return list(reward.lines.order_by("id").values_list("kind", flat=True))


def fresh(reward: Reward) -> Reward:
    """Return the reward as it stands."""
    return Reward.objects.get(pk=reward.pk)
