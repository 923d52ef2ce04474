"""On real connections: sums hold, caps hold, nobody waits for ever; and the control."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Barrier

import pytest
from django.db import connection, transaction

from community.reputation.choices import Kind
from community.reputation.models import Contribution, Tally, Touched
from community.reputation.services import (
    check_reputation,
    count_everything_touched,
    count_scores,
    recording,
    recount_reputation,
    reverse_contribution,
)
from community.reputation.tests.test_recording import NOW, like, person
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_many_at_once_add_up_and_nobody_deadlocks() -> None:
    """Everybody likes everybody while days are counted and everything is recounted."""
    people = [person(f"member{n}") for n in range(4)]
    pairs = [(a, b) for a in people for b in people if a != b]

    def act(number: int) -> object:
        if number % 12 == 11:
            return recount_reputation(now=NOW)
        if number % 6 == 5:
            return count_scores(now=NOW, limit=5)
        receiver, giver = pairs[number % len(pairs)]
        return like(receiver, giver, f"like:{number}")

    done = race(48, act)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert sum(row.count for row in Tally.objects.all()) == Contribution.objects.count() == 40
    count_everything_touched(now=NOW)
    assert check_reputation(now=NOW, every_row=True).rows == 0
    assert Touched.objects.count() == 0


def test_same_key_at_once_is_one_row() -> None:
    salma, omar = person("salma1"), person("omar1")
    done = race(8, lambda _number: like(salma, omar, "like:1"))
    assert [one for one in done if isinstance(one, Exception)] == []
    assert Contribution.objects.count() == 1
    done = race(8, lambda _n: reverse_contribution(key="like:1", note="", by_id=None, now=NOW))
    assert len([one for one in done if one is not None]) == 1
    assert Tally.objects.get().count == 0


def test_two_likes_at_once_of_one_giver_know_of_each_other() -> None:
    salma, omar = person("salma1"), person("omar1")
    race(2, lambda number: like(salma, omar, f"like:{number}"))
    assert sorted(Contribution.objects.values_list("weight_milli", flat=True)) == [500, 1_000]


def test_control_without_the_lock_both_weigh_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    salma, omar, together = person("salma1"), person("omar1"), Barrier(2)
    real = recording.weigh

    def weigh_together(**given: object) -> object:
        found = real(**given)  # type: ignore[arg-type]
        together.wait(timeout=30)
        return found

    def no_lock(members: Iterable[int | None]) -> None:
        list(members)

    monkeypatch.setattr(recording, "lock_members", no_lock)
    monkeypatch.setattr(recording, "weigh", weigh_together)
    race(2, lambda number: like(salma, omar, f"like:{number}"))
    assert list(Contribution.objects.values_list("weight_milli", flat=True)) == [1_000, 1_000]


def test_a_mark_that_comes_while_days_are_counted_is_not_lost() -> None:
    """The sweep takes what it sees; what is written meanwhile keeps its own mark."""
    salma, omar = person("salma1"), person("omar1")
    like(salma, omar, "like:1", kind=Kind.SOLUTION)
    written, counted = Barrier(2), Barrier(2)

    def act(number: int) -> object:
        if number:
            written.wait(timeout=30)
            taken = count_scores(now=NOW, limit=10)
            counted.wait(timeout=30)
            return taken
        with transaction.atomic():
            like(salma, omar, "like:2", kind=Kind.SOLUTION)
            written.wait(timeout=30)
            counted.wait(timeout=30)
        return None

    assert race(2, act)[1] == 1
    assert count_scores(now=NOW, limit=10) == 1
    assert check_reputation(now=NOW, every_row=True).rows == 0
    assert connection.in_atomic_block is False
