"""The books add up whatever happens in which order; two at once have one outcome."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from community.shifts.choices import ShiftState
from community.shifts.errors import ShiftStateRefuses
from community.shifts.models import Shift
from community.shifts.queries import fund_held
from community.shifts.services import offering, timing, working
from community.shifts.tests import world
from community.shifts.tests.world import DAY, PAY, REPORT
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import AuditRecord
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance, wallet_of
from marketplace.orders.tests.world import race

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ACTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, PAY), st.integers(0, 60)), max_size=10)


def sums(shift: Shift, member: Member) -> tuple[int, int, int]:
    """Return what lies in the fund, in the wallet and, turned, in marketing."""
    marketing = account_balance(AccountRef(AccountKind.MARKETING, "", "USD"))
    held = fund_held(shift).amount
    return held, sum(one.available for one in wallet_of(member)), -marketing


@pytest.mark.django_db
@given(acts=ACTS)
def test_the_books_add_up_in_any_order(acts: list[tuple[int, int, int]]) -> None:
    """Whatever is tried by whom: fund and wallet hold what marketing gave, and nothing else."""
    with transaction.atomic():
        row, held, wallet, marketing = _live(acts)
        transaction.set_rollback(True)
    assert held + wallet == marketing
    if row.state == ShiftState.PAID:
        assert (held, wallet) == (0, row.approved_amount)
    else:
        assert (held, wallet) == (0 if row.ended_at else PAY, 0)


def _live(acts: list[tuple[int, int, int]]) -> tuple[Shift, int, int, int]:
    manager, boss = world.member("", "community_manager"), world.member("", "admin")
    tariq = world.expert(now=NOW)
    one, now = world.offered(manager, tariq, now=NOW), NOW
    for act, amount, hours in acts:
        now += hours * world.HOUR
        try:
            _act(one, act, amount, (manager, boss, tariq), now)
        except DomainError:
            continue
    return Shift.objects.get(pk=one.pk), *sums(one, tariq)


def _act(
    one: Shift, act: int, amount: int, people: tuple[Member, Member, Member], now: datetime
) -> None:
    manager, boss, tariq = people
    verbs = (
        lambda: offering.accept_shift(shift=one, actor=tariq, now=now),
        lambda: offering.decline_shift(shift=one, actor=tariq, now=now),
        lambda: offering.withdraw_shift(shift=one, actor=manager, reason="x", now=now),
        lambda: offering.cancel_shift(shift=one, actor=tariq, reason="x", now=now),
        lambda: working.report_shift(shift=one, actor=tariq, report=REPORT, now=now),
        lambda: working.approve_shift(shift=one, actor=manager, now=now),
        lambda: working.question_shift(
            shift=one, actor=manager, amount=amount, reason="x", now=now
        ),
        lambda: working.agree_to_less(shift=one, actor=tariq, now=now),
        lambda: working.decide_shift(shift=one, actor=boss, amount=amount, reason="x", now=now),
        lambda: timing.move_due_shifts(now=now, limit=9),
    )
    verbs[act]()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_approved_twice_at_once_is_paid_once() -> None:
    manager, tariq = world.member("noor", "community_manager"), world.expert(now=NOW)
    other = world.member("dalia", "community_manager")
    one = world.brought_to("worked", manager, tariq, now=NOW)
    people, later = (manager, other), one.ends_at
    done = race(2, lambda n: working.approve_shift(shift=one, actor=people[n], now=later))
    assert sum(isinstance(each, ShiftStateRefuses) for each in done) == 1
    race(4, lambda _n: timing.move_due_shifts(now=later, limit=9))
    assert sums(one, tariq) == (0, PAY, PAY)
    assert AuditRecord.objects.filter(action="shift_approve").count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_accepted_while_it_is_taken_back_has_one_outcome() -> None:
    manager, tariq = world.member("noor", "community_manager"), world.expert(now=NOW)
    one = world.offered(manager, tariq, now=NOW)
    done = race(2, lambda n: _either(one, n, manager, tariq))
    assert sum(isinstance(each, ShiftStateRefuses) for each in done) == 1
    state = Shift.objects.get().state
    held = PAY if state == ShiftState.ACCEPTED else 0
    assert (state in ("accepted", "withdrawn"), fund_held(one).amount) == (True, held)


def _either(one: Shift, number: int, manager: Member, tariq: Member) -> Shift:
    now = NOW + DAY / 2
    if number:
        return offering.withdraw_shift(shift=one, actor=manager, reason="No.", now=now)
    return offering.accept_shift(shift=one, actor=tariq, now=now)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_both_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    manager, tariq = world.member("noor", "community_manager"), world.expert(now=NOW)
    one = world.offered(manager, tariq, now=NOW)
    both_have_read = Barrier(2)

    def read_unlocked(pk: int) -> Shift:
        row = Shift.objects.select_related("member", "offered_by").get(pk=pk)
        both_have_read.wait(timeout=30)
        return row

    monkeypatch.setattr(offering, "lock_shift", read_unlocked)
    done = race(2, lambda n: _either(one, n, manager, tariq))
    assert [each for each in done if isinstance(each, Exception)] == []
    actions = set(AuditRecord.objects.values_list("action", flat=True))
    assert actions >= {"shift_accept", "shift_withdraw"}
