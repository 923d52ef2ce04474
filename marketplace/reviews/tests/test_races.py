"""Both at once on real connections: one round, one reveal; and the race with the lock off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.orders.tests.world import race
from marketplace.reviews.choices import SIDES
from marketplace.reviews.errors import ReviewAlreadyWritten
from marketplace.reviews.models import LevelChange, Review, ReviewRound
from marketplace.reviews.services import (
    close_due_rounds,
    open_round,
    recount_level,
    write_review,
    writing,
)
from marketplace.reviews.tests.world import DAY, completed, words

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_both_write_at_once_and_both_are_revealed_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    sides = (client_member, seller)
    results = race(2, lambda n: write_review(order=order, actor=sides[n], written=words(), now=now))
    assert [type(one) for one in results] == [Review, Review]
    assert ReviewRound.objects.get().closed_at == now
    assert set(Review.objects.values_list("revealed_at", flat=True)) == {now}
    assert OutboxEvent.objects.filter(name="ReviewPublished").count() == 2


def test_control_without_the_lock_nobody_is_revealed(
    client_member: Member, seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each counts before the other has committed: exactly what the lock prevents."""
    order = completed(client_member, seller, now=now)
    open_round(order=order)
    sides = (client_member, seller)
    both_have_read = Barrier(2)

    def read_unlocked(round_pk: int) -> ReviewRound:
        return ReviewRound.objects.select_related("order__client", "order__seller").get(pk=round_pk)

    class Both(tuple):  # type: ignore[type-arg]  # a length that waits for the other side
        __slots__ = ()

        def __len__(self) -> int:
            both_have_read.wait(timeout=30)
            return super().__len__()

    monkeypatch.setattr(writing, "lock_round", read_unlocked)
    monkeypatch.setattr(writing, "SIDES", Both(SIDES))
    race(2, lambda n: write_review(order=order, actor=sides[n], written=words(), now=now))
    assert Review.objects.count() == 2
    assert ReviewRound.objects.get().closed_at is None


def test_one_of_many_first_reviews_wins(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    results = race(8, lambda _: write_review(order=order, actor=seller, written=words(), now=now))
    assert sum(isinstance(one, Review) for one in results) == 1
    assert sum(isinstance(one, ReviewAlreadyWritten) for one in results) == 7


def test_sweeps_and_counts_at_once_do_it_once(
    client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    write_review(order=order, actor=client_member, written=words(), now=now)
    later = now + 15 * DAY
    results = race(4, lambda _: close_due_rounds(now=later, limit=10))
    assert sum(int(str(one)) for one in results) == 1
    assert OutboxEvent.objects.filter(name="ReviewPublished").count() == 1
    race(4, lambda _: recount_level(member=seller, now=later))
    assert LevelChange.objects.count() == 0
