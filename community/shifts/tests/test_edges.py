"""Edges: timers nobody saw run out, overlapping hours, nothing to pay, who hears, who leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from community.shifts import errors
from community.shifts.choices import ShiftState
from community.shifts.models import Shift
from community.shifts.queries import fund_held, labels_of_shifts
from community.shifts.services import leaving, offering, timing, working
from community.shifts.tests import world
from community.shifts.tests.world import DAY, HOUR, PAY, REPORT
from marketplace.accounts.models import Member, RoleGrant
from marketplace.core.models import AuditRecord
from marketplace.ledger.queries import wallet_of
from marketplace.orders.tests.world import race

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]
AsMember = Callable[..., Client]
SECOND = timedelta(seconds=1)


def kinds_of(member: Member) -> list[str]:
    return list(member.notifications.order_by("id").values_list("kind", flat=True))


def test_an_offer_is_not_taken_after_its_time(noor: Member, tariq: Member, now: datetime) -> None:
    """Also while nothing sweeps: nobody accepts a shift whose hours are over."""
    one = world.offered(noor, tariq, now=now)
    for late in (one.answer_by, one.ends_at):
        with pytest.raises(errors.OfferRanOut):
            offering.accept_shift(shift=one, actor=tariq, now=late)
    taken = offering.accept_shift(shift=one, actor=tariq, now=one.answer_by - SECOND)
    assert taken.state == ShiftState.ACCEPTED


def test_hours_that_are_reported_are_taken_too(noor: Member, tariq: Member, now: datetime) -> None:
    """Reported early, a shift's hours still run: nobody is paid twice for them."""
    one = world.brought_to("accepted", noor, tariq, now=now)
    begun = one.starts_at + timedelta(minutes=5)
    working.report_shift(shift=one, actor=tariq, report=REPORT, now=begun)
    again = {"starts_at": begun + HOUR, "ends_at": one.ends_at + HOUR, "answer_by": begun + HOUR}
    with pytest.raises(errors.HoursTaken):
        world.offered(noor, tariq, now=begun, **again)
    assert Shift.objects.count() == 1


def test_one_that_fails_keeps_no_other_waiting(
    noor: Member, tariq: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = world.brought_to("approved", noor, tariq, now=now)
    other = world.expert(now=now)
    two = world.brought_to("approved", noor, other, now=now)
    pay = timing.pay_locked

    def refuse(shift: Shift, *, now: datetime) -> None:
        if shift.pk == one.pk:
            raise RuntimeError("a wallet that can't be posted to")
        pay(shift, now=now)

    monkeypatch.setattr(timing, "pay_locked", refuse)
    assert timing.move_due_shifts(now=one.ends_at, limit=9) == 1
    states = Shift.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["approved", "paid"]
    assert fund_held(two).amount == 0


def test_to_agree_to_nothing_cancels(
    noor: Member, tariq: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    one = world.brought_to("worked", noor, tariq, now=now)
    zain = world.member("zain", "community_manager")
    working.question_shift(shift=one, actor=zain, amount=0, reason="Nothing.", now=one.ends_at)
    done = working.agree_to_less(shift=one, actor=tariq, now=one.ends_at)
    assert (done.state, done.due_at, fund_held(done).amount) == (ShiftState.CANCELLED, None, 0)
    assert sum(each.available for each in wallet_of(tariq)) == 0
    run_outbox(one.ends_at)
    assert "shifts.paid" not in kinds_of(tariq)
    assert [kinds_of(each).count("shifts.cancelled") for each in (noor, zain, tariq)] == [1, 1, 0]


def test_the_member_answers_a_proposal(
    noor: Member, tariq: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    one = world.brought_to("disputed", noor, tariq, now=now)
    zain, boss = world.member("zain", "community_manager"), world.member("boss", "admin")
    with pytest.raises(errors.ShiftTextMissing):
        working.reply_to_less(shift=one, actor=tariq, text=" ", now=one.ends_at)
    with pytest.raises(errors.NotYourShiftStep):
        working.reply_to_less(shift=one, actor=zain, text="x", now=one.ends_at)
    working.reply_to_less(shift=one, actor=tariq, text="It was ten.", now=one.ends_at)
    after = working.reply_to_less(shift=one, actor=tariq, text="All ten.", now=one.ends_at)
    assert (after.state, after.reply, fund_held(after).amount) == ("disputed", "All ten.", PAY)
    run_outbox(one.ends_at)
    told = [kinds_of(each).count("shifts.reply") for each in (noor, zain, boss, tariq)]
    assert told == [0, 1, 1, 0]
    working.decide_shift(shift=one, actor=boss, amount=PAY, reason="Ten.", now=one.ends_at)
    with pytest.raises(errors.ShiftStateRefuses):
        working.reply_to_less(shift=one, actor=tariq, text="More.", now=one.ends_at)
    run_outbox(one.ends_at)
    assert kinds_of(noor)[-1] == "shifts.settled", "who proposed less hears what came of it"


def test_the_answer_by_pages(noor: Member, tariq: Member, as_member: AsMember) -> None:
    early = datetime.now(UTC) - 9 * DAY
    one = world.brought_to("disputed", noor, tariq, now=early)
    own, page = as_member(tariq), f"/en/shifts/{one.public_id}/"
    assert f"{page}reply/" in own.get(page).content.decode()
    assert own.post(f"{page}reply/", {"reply": ""}).status_code == 422
    long = own.post(f"{page}reply/", {"reply": "All ten. " * 80})
    assert (long.status_code, "All ten. All ten." in long.content.decode()) == (422, True)
    assert own.post(f"{page}reply/", {"reply": "All ten."}).status_code == 302
    boss = as_member(world.member("boss", "admin"))
    assert "All ten." in boss.get(f"/en/desk/shifts/{one.public_id}/").content.decode()
    assert as_member(noor).post(f"{page}reply/", {"reply": "x"}).status_code == 404


def test_nobody_is_called_to_decide_about_their_own(
    noor: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    zain = world.expert("zain", now=now)
    one = world.brought_to("disputed", noor, zain, now=now)
    RoleGrant.objects.create(member=zain, role="community_manager")
    run_outbox(one.ends_at)
    assert {"shifts.to_approve", "shifts.to_decide"}.isdisjoint(kinds_of(zain))
    assert "shifts.less" in kinds_of(zain)


def test_statements_name_the_day_of_the_readers_zone(noor: Member, tariq: Member) -> None:
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    late = {"starts_at": now + timedelta(hours=13), "ends_at": now + timedelta(hours=14)}
    one = world.offered(noor, tariq, now=now, answer_by=now + HOUR, **late)
    days = []
    for zone in ("UTC", "Asia/Riyadh"):
        tariq.timezone = zone
        days.append(labels_of_shifts([one.reference], tariq)[one.reference].text)
    assert ["23" in days[0], "24" in days[1]] == [True, True]


def test_who_leaves_takes_all_their_words(noor: Member, tariq: Member, now: datetime) -> None:
    one = world.brought_to("accepted", noor, tariq, now=now)
    offering.cancel_shift(shift=one, actor=tariq, reason="My mother is ill.", now=now)
    two = world.brought_to("disputed", noor, tariq, now=now)
    working.reply_to_less(shift=two, actor=tariq, text="All ten.", now=two.ends_at)
    three = world.offered(noor, tariq, now=now + 5 * DAY)
    offering.withdraw_shift(shift=three, actor=noor, reason="Not needed.", now=now + 5 * DAY)
    leaving.end_shifts_of(member=tariq, now=two.ends_at)
    rows = Shift.objects.order_by("id").values_list("decision", "report", "reply")
    assert list(rows) == [("", "", ""), ("", "", ""), ("Not needed.", "", "")]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_leaving_while_the_clock_lets_it_lapse(now: datetime) -> None:
    """Whoever waited for the other's lock sees what became of the row; neither fails."""
    noor, tariq = world.member("noor", "community_manager"), world.expert(now=now)
    one = world.offered(noor, tariq, now=now)
    for number in range(4):
        start = one.starts_at + number * DAY + 3 * HOUR
        more = {"starts_at": start, "ends_at": start + HOUR, "answer_by": one.answer_by}
        world.offered(noor, tariq, now=now, **more)

    def either(number: int) -> object:
        if number:
            return timing.move_due_shifts(now=one.answer_by, limit=9)
        return leaving.end_shifts_of(member=tariq, now=one.answer_by)

    done = race(2, either)
    assert [each for each in done if isinstance(each, Exception)] == []
    assert set(Shift.objects.values_list("state", flat=True)) <= {"lapsed", "cancelled"}
    assert AuditRecord.objects.filter(action__in=("shift_lapse", "shift_end")).count() == 5


def test_a_username_with_a_nul_is_nobody(noor: Member, as_member: AsMember) -> None:
    page = as_member(noor).get("/en/desk/shifts/offer/?who=%00")
    assert page.status_code == 200
