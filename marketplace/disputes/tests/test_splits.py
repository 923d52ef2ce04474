"""Where each cent goes: what is shown is what happens, and it adds up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.disputes.queries import refund_of_percent, split_of
from marketplace.disputes.services import accept_proposal, propose_split
from marketplace.disputes.tests.world import dispute_on
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import (
    AccountRef,
    account_balance,
    available_balance,
    escrow_balance,
    wallet_of,
)
from marketplace.orders.models import Order
from marketplace.orders.tests.world import prove_books

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@given(
    stake=st.integers(1, 1_000_000),
    fee_bp=st.integers(0, 10_000),
    share=st.integers(0, 10_000),
)
def test_a_split_adds_up_to_the_last_cent(stake: int, fee_bp: int, share: int) -> None:
    refund = refund_of_percent(stake, share)
    split = split_of(Order(fee_bp=fee_bp, currency="USD"), stake, refund)
    assert 0 <= refund <= stake
    assert min(split.refund, split.fee, split.earning) >= 0
    assert split.total == stake


class Real(TestCase):
    """The preview against the books."""

    @settings(max_examples=12)
    @given(price=st.integers(500, 1_000_000), part=st.floats(0, 1))
    def test_what_is_shown_is_what_happens(self, price: int, part: float) -> None:
        people = [Member.objects.create_user(name, f"{name}@e.com") for name in ("c", "s")]
        client, seller = people
        dispute = dispute_on(
            client, seller, now=NOW, wanted=0, price=Money(price, "USD"), extras=(), questions=()
        )
        refund = int(price * part)
        shown = split_of(dispute.order, dispute.stake, refund)
        fees = AccountRef(AccountKind.FEES, "", "USD")
        before = (available_balance(client, "USD"), account_balance(fees))

        offer = propose_split(dispute=dispute, actor=seller, refund_amount=refund, now=NOW)
        accept_proposal(dispute=dispute, actor=client, proposal_id=offer.public_id, now=NOW)

        assert available_balance(client, "USD") - before[0] == shown.refund
        assert account_balance(fees) - before[1] == shown.fee
        assert sum(wallet.clearing for wallet in wallet_of(seller)) == shown.earning
        assert escrow_balance(dispute.order.reference, "USD") == 0
        prove_books()


@pytest.mark.parametrize(("share", "refund"), [(0, 0), (3_333, 3), (5_000, 5), (10_000, 10)])
def test_a_share_is_rounded_half_up(share: int, refund: int) -> None:
    assert refund_of_percent(10, share) == refund
