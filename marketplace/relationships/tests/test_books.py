"""Retainers and introductions in any order: the books stay proven, nothing is owed twice."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance
from marketplace.ledger.services import clear_due_lots
from marketplace.orders.models import Order
from marketplace.orders.services import complete_order, deliver_order
from marketplace.relationships import services
from marketplace.relationships.errors import RetainerStateRefuses
from marketplace.relationships.models import Commission, Retainer
from marketplace.relationships.tests.world import (
    PRICE,
    completed,
    deliver_due,
    fund,
    introduced,
    prove_books,
    running,
)

pytestmark = pytest.mark.django_db
START = datetime(2028, 1, 31, 9, 0, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["wait", "fund", "pause", "resume", "stop", "work", "refund", "clear"]),
        st.integers(1, 40),
    ),
    min_size=3,
    max_size=7,
)


@settings(max_examples=6 if os.environ.get("HYPOTHESIS_PROFILE") != "nightly" else 200)
@given(steps=STEPS)
def test_whatever_happens_the_books_are_proven(
    steps: list[tuple[str, int]], member_factory: MakeMember
) -> None:
    with transaction.atomic():
        _check_a_life(steps, [member_factory(language="en") for _number in range(3)])
        transaction.set_rollback(True)


def _check_a_life(steps: list[tuple[str, int]], people: list[Member]) -> None:
    introducer, client, seller = people
    introduced(introducer, client, seller, now=START)
    retainer = running(seller, client, now=START, months=2, start_on=date(2028, 1, 31))
    moment = START
    for act, days in steps:
        moment += timedelta(days=days)
        services.settle_due_retainers(now=moment, limit=20)
        _do(act, retainer, client, seller, moment)
    deliver_due(now=moment)
    prove_books()
    row = Retainer.objects.get(pk=retainer.pk)
    periods = list(row.periods.all())
    assert [period.number for period in periods] == list(range(1, len(periods) + 1))
    assert all(a.ends_at <= b.starts_at for a, b in pairwise(periods))
    fees = account_balance(AccountRef(AccountKind.FEES, "", "USD"))
    assert fees >= 0
    for commission in Commission.objects.all():
        assert 0 <= commission.owed <= commission.due_back <= commission.amount
        assert commission.amount <= commission.order.fee_amount


def _do(act: str, retainer: Retainer, client: Member, seller: Member, moment: datetime) -> None:
    row = Retainer.objects.get(pk=retainer.pk)
    if act == "fund":
        fund(client, PRICE, now=moment)
    elif act in {"pause", "resume", "stop"}:
        verb = {
            "pause": services.pause_retainer,
            "resume": services.resume_retainer,
            "stop": services.stop_retainer,
        }[act]
        try:
            with transaction.atomic():
                verb(retainer=row, actor=client, now=moment)
        except RetainerStateRefuses:
            return
    elif act == "work":
        _finish(client, seller, moment)
    elif act == "refund":
        for commission in Commission.objects.all():
            part = commission.order_total * (moment.day % 3 + 1) // 4
            services.take_back_share(order=commission.order, refunded=part, now=moment)
    elif act == "clear":
        clear_due_lots(now=moment, limit=50)
        completed(client, seller, now=moment, amount=10_000)


def _finish(client: Member, seller: Member, moment: datetime) -> None:
    for order in Order.objects.filter(state="in_progress").select_related("client", "seller"):
        deliver_order(order=order, actor=seller, note="Here.", now=moment)
        complete_order(order=order, actor=client, now=moment)
