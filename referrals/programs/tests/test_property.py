"""Any history of visits, sign-ups, orders, refunds and chargebacks equals the plain reference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import prove_books
from marketplace.ledger.services import clear_due_lots
from marketplace.orders.models import Order
from marketplace.orders.services.chargebacks import charge_back
from referrals.links.services import Coming, own_link, record_signup, record_visit
from referrals.programs.choices import Tier
from referrals.programs.models import Program, Reward
from referrals.programs.queries import fund_held
from referrals.programs.services import RuleDraft
from referrals.programs.tests.plain import Plain, PlainRule
from referrals.programs.tests.world import completed, make_program, refund, settle, wallet

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 29, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OWNERS, FRIENDS = 2, 4

caps = st.none() | st.sampled_from([150, 700, 1_500])
RULES = st.lists(
    st.builds(
        PlainRule,
        event=st.just("signup"),
        side=st.sampled_from(["referrer", "friend"]),
        kind=st.sampled_from(["money", "credit"]),
        amount=st.sampled_from([1, 99, 333]),
        hold_days=st.sampled_from([0, 3]),
        cap_month=caps,
        tiers=st.sampled_from([(), ((2, 250),)]),
    )
    | st.builds(
        PlainRule,
        event=st.sampled_from(["first_order", "fee_share"]),
        side=st.sampled_from(["referrer", "friend"]),
        amount=st.sampled_from([7, 501, 1_000]),
        minimum=st.sampled_from([0, 5_000]),
        months=st.sampled_from([1, 12]),
        cap_total=caps,
        tiers=st.sampled_from([(), ((2, 600), (3, 601))]),
    )
    | st.builds(
        PlainRule,
        event=st.just("fee_share"),
        side=st.sampled_from(["referrer", "friend"]),
        share=st.sampled_from([333, 2_500, 10_000]),
        months=st.sampled_from([1, 12]),
        cap_month=caps,
        tiers=st.sampled_from([(), ((2, 5_000),)]),
    ),
    min_size=1,
    max_size=4,
)
who = st.integers(0, FRIENDS - 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("visit"), who, st.integers(0, OWNERS - 1)),
        st.tuples(st.just("sign_up"), who, st.none() | st.integers(0, OWNERS - 1)),
        st.tuples(st.just("order"), who, st.sampled_from([500, 4_999, 5_000, 12_345])),
        st.tuples(st.just("order"), who, st.sampled_from([501, 9_999])),
        st.tuples(st.just("refund"), st.integers(0, 5), st.integers(1, 100)),
        st.tuples(st.just("charge_back"), st.integers(0, 5), st.none()),
        st.tuples(st.just("days"), st.sampled_from([1, 3, 14, 15, 29, 30]), st.none()),
    ),
    min_size=4,
    max_size=16,
)


class Real:
    """The platform itself, step by step beside the plain one."""

    def __init__(
        self,
        plain: Plain,
        people: list[Member],
        seller: Member,
        program: Program,
        deliver: Callable[..., int],
    ) -> None:
        self.plain, self.program, self.seller, self.deliver = plain, program, seller, deliver
        self.owners, self.friends = people[:OWNERS], people[OWNERS:]
        self.names = {member.pk: member.username for member in people}
        self.rule_at = {pk: place for place, pk in enumerate(_rule_ids(program))}
        self.orders: list[Order] = []
        self.signed: set[int] = set()
        self.now = START

    def step(self, name: str, first: int, second: Any) -> None:
        getattr(self, f"do_{name}")(first, second)
        self.deliver(self.now)
        settle(self.now)
        self.plain.settle(self.now)
        self.now += timedelta(minutes=1)
        self.compare()

    def do_days(self, days: int, _none: None) -> None:
        self.now += days * DAY
        clear_due_lots(now=self.now, limit=100)

    def do_visit(self, friend: int, owner: int) -> None:
        person = self.owners[owner]
        link = own_link(member=person, now=self.now)
        record_visit(key=link.code, coming=Coming(visitor=_visitor(friend)), now=self.now)
        self.plain.visit(self.friends[friend].username, person.username, self.now)

    def do_sign_up(self, friend: int, owner: int | None) -> None:
        if friend in self.signed:
            return
        self.signed.add(friend)
        code = "" if owner is None else own_link(member=self.owners[owner], now=self.now).code
        person = self.friends[friend]
        record_signup(member=person, visitor=_visitor(friend), code=code, now=self.now)
        said = None if owner is None else self.owners[owner].username
        self.plain.sign_up(person.username, said, self.now)

    def do_order(self, friend: int, total: int) -> None:
        person = self.friends[friend]
        if friend not in self.signed:
            return
        order = completed(person, self.seller, now=self.now, total=total)
        Order.objects.filter(pk=order.pk).update(paid_with=f"pay{order.pk}")
        self.orders.append(order)
        self.plain.complete(
            person.username,
            order.public_id,
            self.now,
            order.clears_at or self.now,
            total=total,
            fee_bp=order.fee_bp,
        )

    def do_refund(self, number: int, percent: int) -> None:
        if number >= len(self.orders):
            return
        order = Order.objects.get(pk=self.orders[number].pk)
        amount = max(1, order.kept_amount * percent // 100)
        try:
            refund(order, amount, now=self.now)
        except DomainError:
            return
        self._refunded(order)

    def do_charge_back(self, number: int, _none: None) -> None:
        if number < len(self.orders):
            order = self.orders[number]
            charge_back(
                purpose_kind="order",
                purpose_ref=order.public_id,
                payment_id=f"pay{order.pk}",
                from_reserve=0,
                now=self.now,
            )
            self._refunded(order)

    def _refunded(self, order: Order) -> None:
        after = Order.objects.get(pk=order.pk).refunded_amount
        # News arrive after the sweep of the step before: the reward may be paid already.
        self.plain.refund(order.public_id, after)

    def compare(self) -> None:
        found = [
            (
                self.rule_at[one.rule_id],
                self.names[one.member_id],
                one.order.public_id if one.order else "",
                (one.granted, one.taken_back, one.settled, one.met, one.came_back, one.state),
            )
            for one in Reward.objects.select_related("order").order_by("id")
        ]
        wanted = [
            (one.rule, one.member, one.order, (one.granted, one.back, *_paid(one), one.state))
            for one in self.plain.rewards
        ]
        assert sorted(found) == sorted(wanted)
        row = Program.objects.get(pk=self.program.pk)
        assert (row.reserved, row.paid) == (self.plain.reserved, self.plain.paid)
        assert row.reserved + row.paid <= row.funded
        assert fund_held(row).amount == row.funded - row.paid
        for one in Reward.objects.all():
            assert 0 <= one.taken_back <= one.granted
            assert one.came_back <= one.taken_back


def _paid(one: Any) -> tuple[int, int, int]:
    return one.given, one.met, one.came


def _visitor(friend: int) -> str:
    return f"{friend}" * 26


def _rule_ids(program: Program) -> list[int]:
    return list(program.rules.order_by("id").values_list("pk", flat=True))


def draft_of(rule: PlainRule) -> RuleDraft:
    """Return the platform's words for a plain rule."""
    return RuleDraft(
        event=rule.event,
        side=rule.side,
        kind=rule.kind,
        amount=rule.amount,
        share_bp=rule.share,
        months=rule.months,
        hold_days=rule.hold_days,
        cap_month=rule.cap_month,
        cap_total=rule.cap_total,
        minimum_order=rule.minimum,
        tiers=[Tier(*tier) for tier in rule.tiers],
    )


@example(
    rules=[PlainRule(event="fee_share", side="referrer", share=333)],
    fund=4_000,
    steps=[("sign_up", 3, 1), ("order", 3, 4_999), ("charge_back", 0, None), ("days", 14, None)],
)
@examples(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rules=RULES, fund=st.sampled_from([120, 900, 4_000, 100_000]), steps=STEPS)
def test_any_history_gives_what_the_plain_words_say(
    rules: list[PlainRule],
    fund: int,
    steps: list[tuple[str, int, Any]],
    member_factory: MakeMember,
    run_outbox: Callable[..., int],
    settings: Any,
) -> None:
    # What guard would hold is proven apart; here every reward goes its way.
    settings.WAZZIFNI = {**settings.WAZZIFNI, "guard_hold_weight": 30_000}
    begun = transaction.savepoint()
    try:
        assert _live(rules, fund, steps, member_factory, run_outbox) == []
    finally:
        transaction.savepoint_rollback(begun)


def _live(
    rules: list[PlainRule],
    fund: int,
    steps: list[tuple[str, int, Any]],
    member_factory: MakeMember,
    run_outbox: Callable[..., int],
) -> list[str]:
    """Live a history beside the plain one; return whose wallet differs at its end."""
    people = [member_factory() for _ in range(OWNERS + FRIENDS)]
    admin, seller = member_factory(roles=("admin",)), member_factory()
    drafts = [draft_of(rule) for rule in rules]
    program = make_program(admin, *drafts, now=START, fund=fund)
    real = Real(Plain(fund, rules, START - DAY), people, seller, program, run_outbox)
    for step in steps:
        real.step(*step)
    assert prove_books() == []
    wrong = []
    for member in people:
        for kind, account in (("money", AccountKind.AVAILABLE), ("credit", AccountKind.CREDIT)):
            due = real.plain.wallets.get((member.username, kind), 0)
            own = _orders_money(member) if kind == "money" else 0
            if wallet(member, account) != due + own:
                wrong.append(f"{member.username} {kind}: {wallet(member, account)} != {due + own}")
    return wrong


def _orders_money(member: Member) -> int:
    """Return what came back to a client's wallet from orders; owners and friends sell nothing.

    A bank that took a payment back took it from the wallet first, which isn't played here: so the
    order's refund is what is seen of it.
    """
    back = 0
    for order in Order.objects.filter(client=member):
        assert order.refunded_amount == sum(one.amount for one in order.refunds.all())
        back += order.refunded_amount
    return back
