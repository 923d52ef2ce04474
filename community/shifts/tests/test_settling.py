"""Shifts that nobody can report any more, who hears of what colleagues do, what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from community.shifts import errors
from community.shifts.models import Shift
from community.shifts.queries import fund_held, shifts_at_desk
from community.shifts.services import offering, timing, working
from community.shifts.tests import world
from community.shifts.tests.world import DAY, PAY
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token, suspend_member
from marketplace.core import clock
from marketplace.ledger.queries import wallet_of

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]
AsMember = Callable[..., Client]


def available(member: Member) -> int:
    return sum(one.available for one in wallet_of(member))


def kinds_of(member: Member) -> list[str]:
    return list(member.notifications.order_by("id").values_list("kind", flat=True))


def suspended(one: Shift, *, now: datetime) -> Shift:
    boss = world.member("boss", "moderator", "admin")
    suspend_member(member=one.member, reason="Spam.", actor=boss, now=now)
    return one


def test_hours_of_a_suspended_expert_wait_for_a_manager(
    noor: Member, tariq: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    one = suspended(world.brought_to("accepted", noor, tariq, now=now), now=now)
    late = one.ends_at + 14 * DAY
    assert timing.move_due_shifts(now=late, limit=9) == 1
    assert timing.move_due_shifts(now=late + DAY, limit=9) == 0
    row = Shift.objects.get()
    assert (row.state, row.due_at, fund_held(row).amount) == ("accepted", None, PAY)
    assert [list(shifts_at_desk(tab)) for tab in ("waiting", "coming")] == [[row], []]
    run_outbox(late)
    assert kinds_of(noor).count("shifts.unreported") == 1
    working.approve_shift(shift=row, actor=noor, now=late)
    assert timing.move_due_shifts(now=late, limit=9) == 1
    assert (Shift.objects.get().state, available(tariq)) == ("paid", PAY)


def test_a_suspended_expert_can_be_paid_a_part_or_nothing(
    noor: Member, tariq: Member, now: datetime
) -> None:
    one = suspended(world.brought_to("accepted", noor, tariq, now=now), now=now)
    late = one.ends_at + 14 * DAY
    timing.move_due_shifts(now=late, limit=9)
    working.question_shift(shift=one, actor=noor, amount=PAY // 3, reason="A third.", now=late)
    zain = world.member("zain", "community_manager")
    working.decide_shift(shift=one, actor=zain, amount=PAY // 2, reason="Half.", now=late)
    timing.move_due_shifts(now=late, limit=9)
    assert (available(tariq), fund_held(one).amount) == (PAY // 2, 0)


def test_what_was_reported_before_a_suspension_is_paid(
    noor: Member, tariq: Member, now: datetime
) -> None:
    one = suspended(world.brought_to("worked", noor, tariq, now=now), now=now + 3 * DAY)
    late = one.ends_at + 7 * DAY
    assert [timing.move_due_shifts(now=late, limit=9) for _time in range(3)] == [1, 1, 0]
    assert (Shift.objects.get().state, available(tariq)) == ("paid", PAY)


def test_nobody_approves_hours_that_have_not_begun(
    noor: Member, tariq: Member, as_member: AsMember
) -> None:
    early = datetime.now(UTC) - 3 * DAY
    one = world.brought_to("accepted", noor, tariq, now=early)
    with pytest.raises(errors.ShiftNotBegun):
        working.approve_shift(shift=one, actor=noor, now=early)
    desk, page = as_member(noor), f"/en/desk/shifts/{one.public_id}/"
    assert "Nothing is reported yet" in desk.get(page).content.decode()
    assert desk.post(f"{page}approve/").status_code == 302
    assert Shift.objects.get().state == "approved"


@pytest.mark.parametrize("state", ["offered", "accepted"])
def test_who_offered_it_hears_of_a_colleague(
    state: str, noor: Member, tariq: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    verb = offering.withdraw_shift if state == "offered" else offering.cancel_shift
    zain = world.member("zain", "community_manager")
    for actor, heard in ((noor, 0), (zain, 1)):
        one = world.brought_to(state, noor, tariq, now=now)
        verb(shift=one, actor=actor, reason="Not needed.", now=now)
        run_outbox(now)
        told = [kinds_of(each).count("shifts.cancelled") for each in (noor, zain)]
        assert told == [heard, 0]


def test_the_api_tells_as_little_as_pages_do(noor: Member, tariq: Member, now: datetime) -> None:
    one = world.offered(noor, tariq, now=now)
    two = world.offered(noor, tariq, now=now + DAY)
    offering.decline_shift(shift=one, actor=tariq, now=now)
    timing.move_due_shifts(now=two.answer_by, limit=9)
    assert set(Shift.objects.values_list("state", flat=True)) == {"declined", "lapsed"}
    made = create_token(member=noor, name="t", scopes=["shifts:read"], now=clock.now())
    browser = Client(headers={"Authorization": f"Bearer {made.key}"})
    rows = browser.get("/api/v1/shifts/desk/?tab=past").json()["results"]
    assert [row["state"] for row in rows] == ["lapsed", "lapsed"]
