"""On real connections: one price after the other, each correction seen by the next."""

from __future__ import annotations

from datetime import date, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError

from community.forum.services.counting import count_view
from community.gurus.tests import world as club
from community.worth.models import ProgrammeCost, TicketPrice, TopicDay
from community.worth.queries.prices import prices
from community.worth.services import costing, pricing
from community.worth.services.costing import CostDraft, correct_cost, record_cost
from community.worth.services.counting import count_readers
from community.worth.services.pricing import PriceDraft, change_price
from community.worth.tests import world
from marketplace.core.errors import Conflict
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def draft(number: int) -> PriceDraft:
    """Return one of several prices for the same month."""
    return PriceDraft(month=date(2026, 12, 1), amount=8000 + number, reason="Wages", seen_version=0)


def test_of_two_managers_one_changes_the_price(now: datetime) -> None:
    manager = club.member("noor", "community_manager")
    done = race(2, lambda number: change_price(actor=manager, draft=draft(number), now=now))
    assert sum(isinstance(one, Conflict) for one in done) == 1
    assert TicketPrice.objects.count() == 1


def test_control_without_the_lock_both_write(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = club.member("noor", "community_manager")
    both_have_read = Barrier(2)
    real = prices

    def read_unlocked() -> object:
        found = real()
        both_have_read.wait(timeout=20)
        return found

    monkeypatch.setattr(pricing, "lock_book", lambda _name: None)
    monkeypatch.setattr(pricing, "prices", read_unlocked)
    done = race(2, lambda number: change_price(actor=manager, draft=draft(number), now=now))
    assert sum(isinstance(one, IntegrityError) for one in done) == 1


def test_two_corrections_come_one_after_the_other(now: datetime) -> None:
    manager = club.member("noor", "community_manager")
    cost = CostDraft(kind="prizes", month=now.date(), note="Cups", amount=1000)
    made = record_cost(actor=manager, draft=cost, now=now)
    rights = (400, 700)
    race(
        2,
        lambda number: correct_cost(
            cost=made, actor=manager, right=rights[number], reason="Miscounted", now=now
        ),
    )
    total = sum(ProgrammeCost.objects.values_list("amount_minor", flat=True))
    assert total in rights


def test_a_double_click_writes_one_line(now: datetime) -> None:
    manager = club.member("noor", "community_manager")
    cost = CostDraft(kind="prizes", month=now.date(), note="Cups", amount=1000, token="once")
    done = race(4, lambda _number: record_cost(actor=manager, draft=cost, now=now))
    assert {getattr(one, "pk", one) for one in done} == {ProgrammeCost.objects.get().pk}


def test_control_without_the_lock_a_double_click_fails(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = club.member("noor", "community_manager")
    cost = CostDraft(kind="prizes", month=now.date(), note="Cups", amount=1000, token="once")
    both_have_read = Barrier(2)
    real = costing._written_by

    def read_unlocked(made: ProgrammeCost) -> ProgrammeCost | None:
        found = real(made)
        both_have_read.wait(timeout=20)
        return found

    monkeypatch.setattr(costing, "lock_book", lambda _name: None)
    monkeypatch.setattr(costing, "_written_by", read_unlocked)
    done = race(2, lambda _number: record_cost(actor=manager, draft=cost, now=now))
    assert sum(isinstance(one, IntegrityError) for one in done) == 1


def test_readers_are_counted_once(now: datetime) -> None:
    asker, helper = world.people(2, now=now)
    count_readers(now=now)
    (post,) = world.answered(asker, world.place(now), helper, now=now)
    for _reader in range(5):
        count_view(topic_id=post.topic_id)
    done = race(4, lambda _number: count_readers(now=now))
    assert sorted(done) == [0, 0, 0, 1]  # type: ignore[type-var]
    assert TopicDay.objects.get().views == 5
