"""Coupons and credit lower what the client pays, never what the escrow holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError, PermissionRefused
from marketplace.core.models import AuditRecord
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    escrow_balance,
    spendable_credit,
)
from marketplace.ledger.services import grant_credit
from marketplace.orders import errors, services
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Coupon, CouponUse, Order
from marketplace.orders.queries import payable_of
from marketplace.orders.services import CouponTerms
from marketplace.orders.services.paying_back import split_back
from marketplace.orders.tests.world import (
    ANSWERS,
    DAY,
    TOTAL,
    fund,
    make_order,
    order_in,
    prove_books,
)

MARKETING = AccountRef(AccountKind.MARKETING, "", "USD")


def make_coupon(officer: Member, now: datetime, **terms: Any) -> Coupon:
    given: dict[str, Any] = {
        "code": "Roast-20",
        "kind": "percent",
        "percent_bp": 2_000,
        "currency": "USD",
        "valid_from": now,
        "valid_until": now + 30 * DAY,
        **terms,
    }
    return services.create_coupon(actor=officer, terms=CouponTerms(**given), now=now)


def give(member: Member, amount: int, *, now: datetime, days: int = 30) -> None:
    grant_credit(
        key=f"{member.public_id}:{amount}:{now}",
        member=member,
        amount=Money(amount, "USD"),
        note="x",
        expires_at=now + days * DAY,
        now=now,
    )


@pytest.mark.django_db
def test_the_escrow_gets_the_whole_total_from_three_sources(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    make_coupon(finance, now)
    give(client_member, 5_000, now=now)
    fund(client_member, 19_000, now=now)
    order = make_order(client_member, seller, now=now)

    order = services.apply_coupon(order=order, actor=client_member, code=" roast_20", now=now)
    order = services.use_credit(order=order, actor=client_member, wanted=True, now=now)
    payable = payable_of(order, now=now)
    assert (payable.discount, payable.credit, payable.cash) == (6_000, 5_000, 19_000)
    order = services.pay_from_wallet(order=order, actor=client_member, now=now)

    assert escrow_balance(order.reference, "USD") == TOTAL
    assert (order.credit_amount, order.discount_amount, order.cash_amount) == (
        5_000,
        6_000,
        19_000,
    )
    assert available_balance(client_member, "USD") == 0
    assert account_balance(MARKETING) == -11_000
    order = services.submit_requirements(order=order, actor=client_member, answers=ANSWERS, now=now)
    order = services.propose_refund(
        order=order, actor=client_member, amount=3_001, reason="x", now=now
    )
    order = services.accept_refund(order=order, actor=seller, now=now)
    refund = order.refunds.get()
    assert (refund.cash_amount, refund.credit_amount, refund.discount_amount) == (
        1_901,
        500,
        600,
    )
    prove_books()
    order = services.request_cancellation(order=order, actor=seller, reason="x", now=now)
    order = services.accept_cancellation(order=order, actor=client_member, now=now)
    assert available_balance(client_member, "USD") == 19_000
    assert spendable_credit(client_member, "USD", now=now) == 5_000
    assert account_balance(MARKETING) == -5_000
    prove_books()


@pytest.mark.django_db
def test_an_order_may_cost_no_money_at_all(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    make_coupon(finance, now, kind="fixed", percent_bp=0, amount=TOTAL + 5)
    order = make_order(client_member, seller, now=now)
    order = services.apply_coupon(order=order, actor=client_member, code="ROAST20", now=now)

    with pytest.raises(errors.NothingToPay):
        services.start_order_payment(order=order, actor=client_member, gateway="sandbox", now=now)
    order = services.pay_from_wallet(order=order, actor=client_member, now=now)

    assert (order.state, order.discount_amount) == (OrderState.AWAITING_REQUIREMENTS, TOTAL)
    prove_books()


@given(
    total=st.integers(1, 10**9),
    shares=st.lists(st.integers(0, 10**9), min_size=2, max_size=2),
    refunds=st.lists(st.integers(1, 10**9), min_size=1, max_size=6),
)
def test_refunds_split_to_the_last_cent(total: int, shares: list[int], refunds: list[int]) -> None:
    credit = shares[0] % (total + 1)
    discount = shares[1] % (total - credit + 1)
    order = Order(total_amount=total, credit_amount=credit, discount_amount=discount)

    for wanted in [*refunds, total]:
        amount = min(wanted, order.kept_amount)
        if not amount:
            continue
        back = split_back(order, amount)
        cash = back.cash_of(amount)
        assert min(cash, back.credit, back.marketing) >= 0
        order.refunded_amount += amount
        order.refunded_credit += back.credit
        order.refunded_discount += back.marketing
        assert order.refunded_credit <= credit
        assert order.refunded_discount <= discount
        cash_back = order.refunded_amount - order.refunded_credit - order.refunded_discount
        assert 0 <= cash_back <= order.cash_amount

    assert (order.refunded_credit, order.refunded_discount) == (credit, discount)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("terms", "worth"),
    [
        ({"percent_bp": 3_333}, 9_999),
        ({"percent_bp": 3_333, "cap_amount": 5_000}, 5_000),
        ({"percent_bp": 10_000}, TOTAL),
        ({"kind": "fixed", "amount": 1_234}, 1_234),
        ({"kind": "fixed", "amount": TOTAL * 2}, TOTAL),
    ],
)
def test_what_a_coupon_is_worth(
    terms: dict[str, Any], worth: int, finance: Member, now: datetime
) -> None:
    assert make_coupon(finance, now, **terms).worth(TOTAL) == worth


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("terms", "code", "error"),
    [
        ({}, "NOBODY", errors.CouponUnknown),
        ({"currency": "SAR"}, "ROAST20", errors.CouponOtherCurrency),
        ({"minimum_amount": TOTAL + 1}, "ROAST20", errors.CouponBelowMinimum),
    ],
)
def test_a_coupon_is_refused(  # noqa: PLR0917  fixtures
    terms: dict[str, Any],
    code: str,
    error: type[DomainError],
    client_member: Member,
    seller: Member,
    finance: Member,
    now: datetime,
) -> None:
    make_coupon(finance, now, **terms)
    order = make_order(client_member, seller, now=now)

    with pytest.raises(error) as caught:
        services.apply_coupon(order=order, actor=client_member, code=code, now=now)

    assert caught.value.field == "code"
    assert CouponUse.objects.count() == 0


@pytest.mark.django_db
def test_a_coupon_is_good_from_its_first_moment_until_before_its_last(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    step = timedelta(microseconds=1)
    coupon = make_coupon(finance, now, valid_from=now + DAY, valid_until=now + 2 * DAY)

    def outcome(at: datetime) -> str:
        order = make_order(client_member, seller, now=at)
        try:
            services.apply_coupon(order=order, actor=client_member, code="ROAST20", now=at)
        except DomainError as refusal:
            return refusal.code
        services.cancel_order(order=order, actor=client_member, now=at)
        return "used"

    moments = [now + DAY - step, now + DAY, now + 2 * DAY - step, now + 2 * DAY]
    assert [outcome(at) for at in moments] == ["coupon_not_yet", "used", "used", "coupon_over"]
    services.switch_coupon(coupon=coupon, actor=finance, is_active=False, now=now)
    assert outcome(now + DAY) == "coupon_over"


@pytest.mark.django_db
def test_uses_are_counted_and_come_back_with_a_dropped_order(
    client_member: Member, seller: Member, stranger: Member, finance: Member, now: datetime
) -> None:
    make_coupon(finance, now, uses_in_all=1)
    mine, other = (make_order(one, seller, now=now) for one in (client_member, stranger))
    services.apply_coupon(order=mine, actor=client_member, code="ROAST20", now=now)
    services.apply_coupon(order=mine, actor=client_member, code="ROAST20", now=now)
    second = make_order(client_member, seller, now=now)

    with pytest.raises(errors.CouponUsedUp):
        services.apply_coupon(order=other, actor=stranger, code="ROAST20", now=now)
    with pytest.raises(errors.CouponUsedUp):
        services.apply_coupon(order=second, actor=client_member, code="ROAST20", now=now)
    services.settle_due_orders(now=now + DAY, limit=10)
    mine.refresh_from_db()
    assert (mine.state, mine.discount_amount) == (OrderState.CANCELLED, 0)
    third = make_order(stranger, seller, now=now + DAY)
    services.apply_coupon(order=third, actor=stranger, code="ROAST20", now=now + DAY)
    services.remove_coupon(order=third, actor=stranger, now=now + DAY)
    assert CouponUse.objects.count() == 0


@pytest.mark.django_db
def test_a_member_uses_it_as_often_as_it_allows_and_a_first_order_is_one(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    make_coupon(finance, now)
    make_coupon(finance, now, code="FIRST", first_order_only=True)
    order = make_order(client_member, seller, now=now)
    services.apply_coupon(order=order, actor=client_member, code="ROAST20", now=now)
    again = make_order(client_member, seller, now=now)

    with pytest.raises(errors.CouponUsedByYou):
        services.apply_coupon(order=again, actor=client_member, code="ROAST20", now=now)
    order_in(OrderState.COMPLETED, client_member, seller, now=now)
    with pytest.raises(errors.CouponFirstOrderOnly):
        services.apply_coupon(order=again, actor=client_member, code="FIRST", now=now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "terms",
    [
        {"code": "A1"},
        {"code": "with space and more than twenty-four"},
        {"percent_bp": 0},
        {"percent_bp": 10_001},
        {"kind": "fixed", "amount": 0},
        {"uses_in_all": 0},
        {"uses_per_member": 0},
        {"cap_amount": -1},
        {"valid_until": datetime.fromisoformat("2020-01-01T00:00:00+00:00")},
    ],
)
def test_a_coupon_without_sense_is_refused(
    terms: dict[str, Any], finance: Member, now: datetime
) -> None:
    with pytest.raises(errors.CouponTermsInvalid):
        make_coupon(finance, now, **terms)


@pytest.mark.django_db
def test_only_finance_makes_coupons_each_code_once(
    support: Member, finance: Member, now: datetime
) -> None:
    with pytest.raises(PermissionRefused):
        make_coupon(support, now)
    make_coupon(finance, now)
    with pytest.raises(errors.CouponCodeTaken):
        make_coupon(finance, now, code="roast ٢٠")
    assert AuditRecord.objects.get(action="coupon_create").actor == finance.public_id


@pytest.mark.django_db
def test_only_one_of_two_unpaid_orders_is_the_first(
    client_member: Member, seller: Member, finance: Member, now: datetime
) -> None:
    for code in ("FIRST", "WELCOME"):
        make_coupon(finance, now, code=code, first_order_only=True)
    orders = [make_order(client_member, seller, now=now) for _order in range(2)]
    given: dict[str, Any] = {"actor": client_member, "now": now}
    services.apply_coupon(order=orders[0], code="FIRST", **given)
    services.apply_coupon(order=orders[0], code="WELCOME", **given)

    with pytest.raises(errors.CouponFirstOrderOnly):
        services.apply_coupon(order=orders[1], code="FIRST", **given)

    services.remove_coupon(order=orders[0], **given)
    assert services.apply_coupon(order=orders[1], code="FIRST", **given).discount_amount > 0
