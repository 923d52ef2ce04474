"""Several workers and a killed one pay each creator once; a fund is paid in once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.events import publish_many
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance, available_balance, prove_books
from referrals.sponsorships import services
from referrals.sponsorships.errors import SponsorshipStateRefuses
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.services import sweeping
from referrals.sponsorships.tests import world
from referrals.sponsorships.tests.world import DAY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CREATORS = 24


def in_threads(count: int, work: Any) -> list[Any]:
    """Do something on several connections at once."""

    def run(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.fixture
def creators(admin: Member, member_factory: MakeMember, now: datetime) -> list[Member]:
    """Creators whose proof was checked."""
    people = [member_factory() for _ in range(CREATORS)]
    for creator in people:
        world.checked(creator, admin, now=now)
    return people


def test_many_workers_pay_each_creator_once(
    creators: list[Member], monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr(sweeping, "_BATCH", 3)
    later = now + 3 * DAY
    done = in_threads(6, lambda _n: services.pay_due_sponsorships(now=later, limit=100))
    rest = services.pay_due_sponsorships(now=later, limit=100)
    assert sum(done) + rest == CREATORS
    assert {available_balance(member, "USD") for member in creators} == {20_000}
    assert prove_books() == []


def test_control_without_skip_locked_rows_are_taken_twice(
    creators: list[Member], now: datetime
) -> None:
    """Two who read what is due without a lock see the same rows."""
    assert creators
    due = Sponsorship.objects.due(now + 3 * DAY).filter(state="checked")
    seen = in_threads(2, lambda _n: set(due.all().values_list("pk", flat=True)))
    assert len(seen[0] & seen[1]) == CREATORS


def test_a_worker_killed_in_a_batch_leaves_it_undone(
    creators: list[Member], monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr(sweeping, "_BATCH", 10)
    calls = 0

    def die(events: Any, *, now: datetime) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise SystemExit
        publish_many(events, now=now)

    monkeypatch.setattr(sweeping, "publish_many", die)
    later = now + 3 * DAY
    with pytest.raises(SystemExit):
        services.pay_due_sponsorships(now=later, limit=100)
    assert Sponsorship.objects.filter(state="paid").count() == 10
    assert services.pay_due_sponsorships(now=later, limit=100) == CREATORS - 10
    assert {available_balance(member, "USD") for member in creators} == {20_000}
    assert prove_books() == []


def test_two_at_the_desk_pay_in_once(seller: Member, admin: Member, now: datetime) -> None:
    row = world.agreed(seller, admin, now=now)

    def pay_in(_number: int) -> str:
        try:
            services.fund_sponsorship(sponsorship=row, actor=admin, now=now)
        except SponsorshipStateRefuses as refusal:
            return refusal.code
        return "paid in"

    assert sorted(in_threads(4, pay_in)).count("paid in") == 1
    assert account_balance(AccountRef(AccountKind.MARKETING, "", "USD")) == -20_000
    assert world.fresh(row).funded_amount == 20_000
