"""Offered, worked, paid: the matrix, bounds of every timer, refusals, and what declining costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import transaction

from community.forum.queries.places import Reader
from community.forum.queries.posts import posts_on
from community.forum.tests import world as forum
from community.gurus.tests import world as club
from community.reputation.models import Contribution, StandingChange
from community.shifts import errors
from community.shifts.choices import (
    PAID_HOURS,
    RETURNING_STATES,
    SHIFT_STEPS,
    Part,
    ShiftMove,
    ShiftState,
)
from community.shifts.models import Shift
from community.shifts.policies import eligibility_of, refusal_of
from community.shifts.queries import PaidWindow, fund_held, owing_shifts, paid_windows
from community.shifts.services import leaving, offering, timing, working
from community.shifts.services.states import shift_transition
from community.shifts.tests import world
from community.shifts.tests.world import DAY, HOUR, PAY
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord
from marketplace.ledger.queries import wallet_of

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]
WHO = ("expert", "manager", "other_manager", "admin", "stranger", "clock")


def available(member: Member) -> int:
    return sum(one.available for one in wallet_of(member))


@pytest.mark.parametrize("state", list(ShiftState))
def test_shifts_move_by_the_table_alone(
    state: ShiftState, noor: Member, tariq: Member, now: datetime
) -> None:
    people: dict[str, tuple[Member | None, set[Part]]] = {
        "expert": (tariq, {Part.MEMBER}),
        # Proposed less, so another one decides.
        "manager": (noor, {Part.MANAGER}),
        "other_manager": (world.member("zain", "community_manager"), {Part.MANAGER, Part.OTHER}),
        "admin": (world.member("boss", "admin"), {Part.OTHER}),
        "stranger": (world.member("stranger"), set()),
        "clock": (None, {Part.CLOCK}),
    }
    one = world.offered(noor, tariq, now=now)
    Shift.objects.filter(pk=one.pk).update(state=state, questioned_by=noor, approved_amount=PAY)
    row = Shift.objects.select_related("member", "offered_by").get(pk=one.pk)
    before, later = now, one.ends_at
    for move, who in product(ShiftMove, WHO):
        actor, parts = people[who]
        step = SHIFT_STEPS[state].get(move)
        may = step is not None and bool(parts & set(step.parts))
        is_unreported = (state, move) == (ShiftState.ACCEPTED, ShiftMove.APPROVE)
        is_early = move not in (ShiftMove.REPORT, ShiftMove.QUESTION) and not is_unreported
        before_it = (ShiftMove.ACCEPT, ShiftMove.CANCEL)
        assert (refusal_of(row, move, actor, now=before) is None) == (may and is_early)
        is_late = move not in before_it
        assert (refusal_of(row, move, actor, now=later) is None) == (may and is_late)
        if step is None or not may:
            continue
        with transaction.atomic():
            fresh = Shift.objects.select_related("member", "offered_by").get(pk=one.pk)
            moment = before if move in before_it else later
            shift_transition(fresh, move, actor=actor, now=moment)
            assert Shift.objects.get(pk=one.pk).state == step.target
            assert AuditRecord.objects.latest("pk").action == f"shift_{move}"
            is_back = step.target in RETURNING_STATES
            assert (fund_held(fresh).amount == 0) == is_back
            transaction.set_rollback(True)


def test_the_whole_way_ends_in_the_wallet(
    noor: Member, tariq: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    one = world.brought_to("worked", noor, tariq, now=now)
    assert (fund_held(one).amount, available(tariq)) == (PAY, 0)
    working.approve_shift(shift=one, actor=noor, now=one.ends_at)
    assert timing.move_due_shifts(now=one.ends_at, limit=10) == 1
    assert timing.move_due_shifts(now=one.ends_at, limit=10) == 0
    assert (fund_held(one).amount, available(tariq)) == (0, PAY)
    run_outbox(one.ends_at)
    kinds = set(tariq.notifications.values_list("kind", flat=True))
    assert kinds >= {"shifts.offered", "shifts.paid"}
    told = set(noor.notifications.values_list("kind", flat=True))
    assert told >= {"shifts.accepted", "shifts.to_approve"}


def test_less_is_agreed_or_decided_by_somebody_else(
    noor: Member, tariq: Member, now: datetime
) -> None:
    one = world.brought_to("disputed", noor, tariq, now=now)
    with pytest.raises(errors.SecondManagerDecides):
        working.decide_shift(shift=one, actor=noor, amount=1, reason="x", now=one.ends_at)
    with transaction.atomic():
        working.agree_to_less(shift=one, actor=tariq, now=one.ends_at)
        timing.move_due_shifts(now=one.ends_at, limit=1)
        assert (available(tariq), fund_held(one).amount) == (PAY // 2, 0)
        transaction.set_rollback(True)
    boss = world.member("boss", "admin")
    with transaction.atomic():
        working.decide_shift(shift=one, actor=boss, amount=PAY, reason="All.", now=one.ends_at)
        timing.move_due_shifts(now=one.ends_at, limit=1)
        assert available(tariq) == PAY
        transaction.set_rollback(True)
    working.decide_shift(shift=one, actor=boss, amount=0, reason="Nothing.", now=one.ends_at)
    assert (available(tariq), fund_held(one).amount) == (0, 0)
    assert Shift.objects.get().state == ShiftState.CANCELLED


def test_declining_leaves_no_mark(
    noor: Member, tariq: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    one = world.offered(noor, tariq, now=now)
    offering.decline_shift(shift=one, actor=tariq, now=now)
    run_outbox(now)
    row = Shift.objects.get()
    assert (fund_held(row).amount, row.decision, row.report) == (0, "", "")
    assert row.get_state_display() == str(ShiftState.LAPSED.label), "reads like one nobody answered"
    assert not Contribution.objects.exists()
    assert not StandingChange.objects.exists()
    assert eligibility_of(tariq).is_met
    assert not tariq.notifications.filter(kind="shifts.not_taken").exists()
    again = world.offered(noor, tariq, now=now)
    assert again.state == ShiftState.OFFERED, "and may be asked again at once"


def test_timers(noor: Member, tariq: Member, now: datetime, run_outbox: RunOutbox) -> None:
    second, tick = timedelta(seconds=1), timing.move_due_shifts
    one = world.offered(noor, tariq, now=now)
    assert tick(now=one.answer_by - second, limit=9) == 0
    assert tick(now=one.answer_by, limit=9) == 1
    assert Shift.objects.get().state == ShiftState.LAPSED
    two = world.brought_to("accepted", noor, tariq, now=now)
    begin = two.starts_at
    assert timing.remind_due_shifts(now=begin - DAY - second, limit=9) == 0
    assert timing.remind_due_shifts(now=begin - DAY, limit=9) == 1
    assert timing.remind_due_shifts(now=begin - DAY, limit=9) == 0
    run_outbox(begin)
    assert tariq.notifications.filter(kind="shifts.reminder").count() == 1
    assert tick(now=two.ends_at + 14 * DAY - second, limit=9) == 0
    assert tick(now=two.ends_at + 14 * DAY, limit=9) == 1
    assert (Shift.objects.get(pk=two.pk).state, fund_held(two).amount) == ("lapsed", 0)
    other = world.expert(now=now)
    three = world.brought_to("worked", noor, other, now=now)
    late = three.ends_at + 7 * DAY
    assert tick(now=late - second, limit=9) == 0
    assert tick(now=late, limit=1) == 1
    assert tick(now=late, limit=1) == 1
    assert (Shift.objects.get(pk=three.pk).state, available(other)) == ("paid", PAY)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"amount": 0}, errors.PayOutOfBounds),
        ({"amount": 50_001}, errors.PayOutOfBounds),
        ({"expected": " "}, errors.ShiftTextMissing),
        ({"areas": [999]}, errors.AreaUnknown),
        ({"starts_at": timedelta()}, errors.HoursAreWrong),
        ({"ends_at": 2 * DAY + timedelta(minutes=14)}, errors.HoursAreWrong),
        ({"ends_at": 3 * DAY + timedelta(minutes=1)}, errors.HoursAreWrong),
        (
            {"starts_at": 365 * DAY + timedelta(seconds=1), "ends_at": 365 * DAY + HOUR},
            errors.ShiftTooFarAhead,
        ),
        ({"answer_by": timedelta()}, errors.AnswerTooLate),
        ({"answer_by": 2 * DAY + timedelta(minutes=1)}, errors.AnswerTooLate),
    ],
)
def test_offers_that_are_refused(
    given: dict[str, object],
    refusal: type[Exception],
    noor: Member,
    tariq: Member,
    now: datetime,
) -> None:
    values = {
        name: now + value if isinstance(value, timedelta) else value
        for name, value in given.items()
    }
    with pytest.raises(refusal):
        world.offered(noor, tariq, now=now, **values)
    assert not Shift.objects.exists()


def test_who_can_be_offered_shifts(noor: Member, tariq: Member, now: datetime) -> None:
    known = world.expert(now=now, level=1)
    assert [one.name for one in eligibility_of(known).missing] != []
    with pytest.raises(errors.NotEligible):
        world.offered(noor, known, now=now)
    with pytest.raises(errors.OfferToOneself):
        world.offered(noor, noor, now=now)
    with pytest.raises(NotFound):
        world.offered(tariq, known, now=now)
    club.put_charter(noor, now=now)
    club.guru(noor, known, now=now)
    assert world.offered(noor, known, now=now).member == known
    world.offered(noor, tariq, now=now)
    with pytest.raises(errors.HoursTaken):
        world.offered(noor, tariq, now=now + HOUR)
    assert world.offered(noor, tariq, now=now + 2 * HOUR).member == tariq


def test_posts_in_paid_hours_carry_the_mark(noor: Member, tariq: Member, now: datetime) -> None:
    area, aside = (forum.category(name, now=now) for name in ("area", "aside"))
    one = world.brought_to("accepted", noor, tariq, now=now, areas=[area.pk])
    marks = []
    for where, at in (
        (area, one.starts_at - timedelta(seconds=1)),
        (area, one.starts_at),
        (area, one.ends_at),
        (aside, one.starts_at),
    ):
        topic = forum.ask(tariq, where, now=at)
        (post,) = posts_on(topic, Reader(None), number=1).posts
        marks.append(post.is_paid)
    assert marks == [False, True, False, False]
    window = PaidWindow(tariq.pk, one.starts_at, one.ends_at, (area.pk,))
    assert paid_windows([tariq.pk, noor.pk], now, one.starts_at + HOUR) == [window]
    assert paid_windows([tariq.pk], one.ends_at, one.ends_at + DAY) == []
    assert set(PAID_HOURS).isdisjoint(RETURNING_STATES)


def test_who_leaves(noor: Member, tariq: Member, now: datetime) -> None:
    one = world.brought_to("worked", noor, tariq, now=now)
    assert owing_shifts(tariq) == [one]
    two = world.offered(noor, tariq, now=now + 5 * DAY)
    for _time in range(2):
        leaving.end_shifts_of(member=tariq, now=now + 5 * DAY)
    assert Shift.objects.get(pk=two.pk).state == ShiftState.CANCELLED
    row = Shift.objects.get(pk=one.pk)
    assert (row.state, row.report, fund_held(row).amount) == ("worked", "", PAY)
