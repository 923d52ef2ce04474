"""Many at once on real connections: one verdict, one split; and the race with the lock off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest

from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import OutboxEvent
from marketplace.disputes.errors import AlreadyDecided, DisputeSettled
from marketplace.disputes.models import Decision, Dispute
from marketplace.disputes.services import (
    accept_proposal,
    decide_dispute,
    open_dispute_page,
    propose_split,
    settle_due_disputes,
    settling,
)
from marketplace.disputes.tests.world import DAY, answered, decided, dispute_on
from marketplace.ledger.queries import escrow_balance
from marketplace.orders.tests.world import TOTAL, prove_books, race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def count_of(results: list[object], kind: type[object]) -> int:
    return sum(type(result) is kind for result in results)


def test_two_of_support_decide_at_once(
    client_member: Member, seller: Member, support: Member, second: Member, now: datetime
) -> None:
    dispute = answered(dispute_on(client_member, seller, now=now), now=now)
    people = (support, second)
    results = race(
        2,
        lambda n: decide_dispute(
            dispute=dispute, actor=people[n], refund_amount=n, reason="So.", now=now
        ),
    )
    assert (count_of(results, Dispute), count_of(results, AlreadyDecided)) == (1, 1)
    assert Decision.objects.count() == 1
    assert OutboxEvent.objects.filter(name="DisputeDecided").count() == 1


def test_both_accept_the_others_split_at_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    theirs = propose_split(dispute=dispute, actor=seller, refund_amount=5_000, now=now)
    mine = propose_split(dispute=dispute, actor=client_member, refund_amount=9_000, now=now)
    tries = ((client_member, theirs), (seller, mine))
    results = race(
        2,
        lambda n: accept_proposal(
            dispute=dispute, actor=tries[n][0], proposal_id=tries[n][1].public_id, now=now
        ),
    )
    assert (count_of(results, Dispute), count_of(results, DisputeSettled)) == (1, 1)
    dispute.refresh_from_db()
    assert dispute.refund_amount in (5_000, 9_000)
    assert dispute.proposals.filter(state="accepted").count() == 1
    assert escrow_balance(dispute.order.reference, "USD") == 0
    assert OutboxEvent.objects.filter(name="DisputeSettled").count() == 1
    prove_books()


def test_control_without_the_lock_both_decide(
    client_member: Member,
    seller: Member,
    support: Member,
    second: Member,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both read the dispute before anyone writes: only the database's last line holds."""
    dispute = answered(dispute_on(client_member, seller, now=now), now=now)
    everybody_has_read = Barrier(2)

    def read_unlocked(pk: int) -> Dispute:
        row = Dispute.objects.select_related(
            "order__client", "order__seller", "opener", "other"
        ).get(pk=pk)
        everybody_has_read.wait(timeout=30)
        return row

    monkeypatch.setattr(settling, "lock_row", read_unlocked)
    people = (support, second)
    results = race(
        2,
        lambda n: decide_dispute(
            dispute=dispute, actor=people[n], refund_amount=n, reason="So.", now=now
        ),
    )
    # Nobody is refused by the rules: the second falls over the unique index.
    assert not any(isinstance(one, DomainError) for one in results)
    assert count_of(results, AlreadyDecided) == 0
    assert Decision.objects.count() == 1


def test_sweeps_readers_and_people_at_the_same_moment(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = decided(dispute_on(client_member, seller, now=now), support, now=now, refund=7)
    later = now + 8 * DAY

    def act(number: int) -> object:
        if number % 2:
            return settle_due_disputes(now=later, limit=10)
        return open_dispute_page(member=seller, public_id=dispute.public_id, now=later)

    results = race(6, act)
    assert not [one for one in results if isinstance(one, Exception)]
    dispute.refresh_from_db()
    assert (dispute.refund_amount, dispute.closed_at) == (7, now + 7 * DAY)
    assert dispute.lines.filter(kind="enforce").count() == 1
    assert escrow_balance(dispute.order.reference, "USD") == 0
    assert TOTAL > 7
    prove_books()
