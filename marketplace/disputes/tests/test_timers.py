"""What happens by itself: at its exact moment, whoever comes by first, once."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.disputes.choices import DisputeState, DisputeTimer, Outcome, Part
from marketplace.disputes.errors import AlreadyDecided, DisputeSettled
from marketplace.disputes.models import Dispute
from marketplace.disputes.services import (
    Evidence,
    answer_deadline,
    answer_dispute,
    appeal_decision,
    decide_dispute,
    open_dispute_page,
    settle_disputes_of,
    settle_due_disputes,
)
from marketplace.disputes.tests.world import (
    ANSWERED,
    DAY,
    SECOND,
    WANTED,
    answered,
    appealed,
    decided,
    dispute_on,
)
from marketplace.ledger.queries import escrow_balance
from marketplace.orders.choices import Move, OrderState
from marketplace.orders.services import open_order
from marketplace.orders.services.acting import TIMER, lock_row
from marketplace.orders.services.endings import give_back
from marketplace.orders.tests.world import TOTAL, prove_books

pytestmark = pytest.mark.django_db


def moment(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def read(dispute: Dispute, now: datetime) -> Dispute:
    return open_dispute_page(member=dispute.opener, public_id=dispute.public_id, now=now)


# Opened, where the other side lives, and when five of its working days are over.
WORKING_DAYS = {
    "a week in Riyadh rests on Friday": (
        "2026-11-23T12:00",
        "SA",
        "Asia/Riyadh",
        "2026-11-30T12:00",
    ),
    "the same in Dubai rests on Saturday": (
        "2026-11-23T12:00",
        "AE",
        "Asia/Dubai",
        "2026-11-30T12:00",
    ),
    "opened on a Friday in Cairo": ("2026-11-27T23:59", "EG", "Africa/Cairo", "2026-12-03T23:59"),
    "clocks go back in Berlin": (
        "2026-10-22T10:00",
        "DE",
        "Europe/Berlin",
        "2026-10-29T10:00",
    ),
    "clocks go forward in Berlin": (
        "2027-03-25T10:00",
        "DE",
        "Europe/Berlin",
        "2027-04-01T10:00",
    ),
    "over a leap day": ("2028-02-27T09:00", "SA", "Asia/Riyadh", "2028-03-05T09:00"),
}


@pytest.mark.parametrize("name", WORKING_DAYS)
def test_working_days_are_counted_where_the_other_side_lives(name: str) -> None:
    start, country, zone, end = WORKING_DAYS[name]
    other = Member(country=country, timezone=zone)
    due_at = answer_deadline(other, moment(start, zone))
    assert due_at == moment(end, zone)


def test_silence_decides_as_asked_and_leaves_an_appeal(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    due_at = dispute.answer_due_at
    assert read(dispute, due_at - SECOND).state == DisputeState.AWAITING_ANSWER

    found = read(dispute, due_at)
    assert (found.state, found.appeal_due_at) == (DisputeState.DECIDED, due_at + 7 * DAY)
    decision = found.decisions.get()
    assert (decision.decided_by, decision.refund_amount, decision.at) == (None, WANTED, due_at)
    assert escrow_balance(found.order.reference, "USD") == TOTAL

    found = appeal_decision(
        dispute=found, actor=seller, evidence=Evidence(text="I was ill."), now=due_at + DAY
    )
    assert (found.state, found.appealed_by) == (DisputeState.APPEALED, Part.OTHER)


def test_an_answer_in_the_last_second_counts_and_in_the_next_doesnt(
    client_member: Member, seller: Member, now: datetime
) -> None:
    late, timely = (dispute_on(client_member, seller, now=now) for _ in range(2))
    due_at = late.answer_due_at
    found = answer_dispute(dispute=timely, actor=seller, evidence=ANSWERED, now=due_at - SECOND)
    assert found.state == DisputeState.WITH_SUPPORT
    with pytest.raises(AlreadyDecided):
        answer_dispute(dispute=late, actor=seller, evidence=ANSWERED, now=due_at)


def test_the_other_side_is_reminded_a_day_before(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    remind_at = dispute.answer_due_at - DAY
    assert settle_due_disputes(now=remind_at - SECOND, limit=10) == 0
    assert settle_due_disputes(now=remind_at, limit=10) == 1
    assert settle_due_disputes(now=remind_at, limit=10) == 0
    assert OutboxEvent.objects.filter(name="AnswerReminded").count() == 1
    assert read(dispute, remind_at).timer_at == dispute.answer_due_at


@pytest.mark.parametrize(
    ("state", "refund"), [(OrderState.DELIVERED, TOTAL // 2), (OrderState.IN_PROGRESS, TOTAL)]
)
def test_nobody_decides_for_45_days(
    state: OrderState, refund: int, client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = answered(dispute_on(client_member, seller, now=now, state=state), now=now + DAY)
    due_at = now + 45 * DAY
    assert read(dispute, due_at - SECOND).state == DisputeState.WITH_SUPPORT

    found = read(dispute, due_at + DAY)

    assert (found.outcome, found.refund_amount, found.closed_at) == (
        Outcome.DEFAULT,
        refund,
        due_at,
    )
    assert escrow_balance(found.order.reference, "USD") == 0
    prove_books()


def test_who_reads_the_order_sees_what_the_disputes_clock_did(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = answered(dispute_on(client_member, seller, now=now), now=now)
    order = open_order(member=seller, public_id=dispute.order.public_id, now=now + 46 * DAY)
    assert (order.state, order.completed_at) == (OrderState.COMPLETED, now + 45 * DAY)


def test_a_decision_is_carried_out_when_nobody_appeals(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = decided(dispute_on(client_member, seller, now=now), support, now=now, refund=7)
    due_at = now + 7 * DAY
    assert read(dispute, due_at - SECOND).state == DisputeState.DECIDED
    found = read(dispute, due_at)
    assert (found.outcome, found.refund_amount, found.closed_at) == (Outcome.DECISION, 7, due_at)
    with pytest.raises(DisputeSettled):
        appeal_decision(dispute=found, actor=seller, evidence=ANSWERED, now=due_at)


def test_a_decision_is_carried_out_though_its_maker_has_left(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = decided(dispute_on(client_member, seller, now=now), support, now=now)
    support.role_grants.all().delete()
    assert read(dispute, now + 8 * DAY).outcome == Outcome.DECISION


def test_an_appeal_nobody_decides_leaves_the_first_decision(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = appealed(dispute_on(client_member, seller, now=now), support, now=now)
    assert dispute.appeal_default_at == now + 45 * DAY
    found = read(dispute, now + 45 * DAY)
    assert (found.outcome, found.refund_amount) == (Outcome.DECISION, TOTAL // 2)


def test_a_late_appeal_has_its_full_time(
    client_member: Member, seller: Member, support: Member, now: datetime
) -> None:
    dispute = answered(dispute_on(client_member, seller, now=now), now=now)
    at = now + 44 * DAY
    decide_dispute(dispute=dispute, actor=support, refund_amount=1, reason="So.", now=at)
    found = appeal_decision(dispute=dispute, actor=seller, evidence=ANSWERED, now=at + 5 * DAY)
    assert found.appeal_default_at == at + 15 * DAY


def test_a_long_sleep_does_everything_at_its_own_moment(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=now)
    assert settle_due_disputes(now=now + 100 * DAY, limit=10) == 1
    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.closed_at) == (
        Outcome.UNANSWERED,
        dispute.answer_due_at + 7 * DAY,
    )
    kinds = dispute.lines.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["open", "remind", "lapse", "enforce"]
    assert settle_due_disputes(now=now + 100 * DAY, limit=10) == 0


def test_a_payment_taken_back_ends_the_dispute_with_the_order(
    client_member: Member, seller: Member, now: datetime
) -> None:
    dispute = answered(dispute_on(client_member, seller, now=now), now=now)
    with transaction.atomic():
        locked = lock_row(dispute.order_id)
        give_back(locked, Move.SETTLE_FOR_CLIENT, by=TIMER, now=now + DAY)

    deliver_due(now=now + DAY)

    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.refund_amount, dispute.closed_at) == (
        Outcome.OVERTAKEN,
        TOTAL,
        now + DAY,
    )
    assert settle_due_disputes(now=now + 99 * DAY, limit=10) == 0


def test_a_list_shows_a_dispute_whose_timer_fails(
    client_member: Member, seller: Member, now: datetime
) -> None:
    broken = dispute_on(client_member, seller, now=now)
    other = dispute_on(client_member, seller, now=now)
    # A timer that belongs to another state.
    Dispute.objects.filter(pk=broken.pk).update(timer_kind=DisputeTimer.DEFAULT, timer_at=now)

    assert settle_disputes_of(member=client_member, now=now + 30 * DAY) == 2

    other.refresh_from_db()
    assert other.state == DisputeState.SETTLED
