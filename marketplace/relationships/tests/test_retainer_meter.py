"""The meter of a retainer: what is used, what is left, what goes into the next month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from marketplace.accounts.models import Member
from marketplace.relationships import errors, services
from marketplace.relationships.choices import (
    CarryOver,
)
from marketplace.relationships.models import Retainer
from marketplace.relationships.tests.world import (
    DAY,
    running,
)

pytestmark = pytest.mark.django_db
NEXT = datetime(2026, 12, 22, 21, 0, tzinfo=UTC)


def settled(retainer: Retainer, now: datetime) -> Retainer:
    services.settle_due_retainers(now=now, limit=10)
    retainer.refresh_from_db()
    return retainer


def test_usage_is_counted_and_overuse_is_warned_once(
    client_member: Member, seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    from marketplace.core.models import OutboxEvent  # noqa: PLC0415

    retainer = running(seller, client_member, now=now)

    def log(amount: int) -> Any:
        return services.log_usage(
            retainer=retainer,
            actor=seller,
            amount=amount,
            note="Menu",
            used_on=date(2026, 11, 24),
            now=now + DAY,
        )

    log(500)
    with pytest.raises(errors.NotYourMove):
        services.log_usage(
            retainer=retainer,
            actor=client_member,
            amount=1,
            note="x",
            used_on=date(2026, 11, 24),
            now=now,
        )
    over = log(150)
    log(10)
    period = retainer.periods.get()
    assert (period.used, period.left) == (660, -60)
    assert OutboxEvent.objects.filter(name="RetainerOverused").count() == 1
    services.void_usage(usage=over, actor=seller, now=now + DAY)
    period.refresh_from_db()
    assert period.left == 90
    with pytest.raises(errors.UsageVoid):
        services.void_usage(usage=over, actor=seller, now=now + DAY)
    assert run_outbox(now + DAY) > 0


def test_nothing_is_noted_without_a_month(
    client_member: Member, seller: Member, now: datetime
) -> None:
    retainer = running(seller, client_member, now=now, months=1)
    late = NEXT + DAY
    with pytest.raises(errors.NoOpenMonth):
        services.log_usage(
            retainer=retainer,
            actor=seller,
            amount=10,
            note="Menu",
            used_on=date(2026, 12, 24),
            now=late,
        )


@pytest.mark.parametrize(
    ("rule", "used", "expected"),
    [
        (CarryOver.NONE, 200, 0),
        (CarryOver.NEXT_MONTH, 200, 400),
        (CarryOver.NEXT_MONTH, 900, 0),
    ],
)
def test_what_is_left_over_goes_as_agreed(
    rule: CarryOver,
    used: int,
    expected: int,
    client_member: Member,
    seller: Member,
    now: datetime,
) -> None:
    retainer = running(seller, client_member, now=now, carry_over=rule.value)
    services.log_usage(
        retainer=retainer,
        actor=seller,
        amount=used,
        note="Menu",
        used_on=date(2026, 11, 24),
        now=now,
    )
    second = settled(retainer, NEXT).periods.get(number=2)
    assert (second.carried, second.included) == (expected, 600 + expected)


def test_nothing_is_carried_twice(client_member: Member, seller: Member, now: datetime) -> None:
    retainer = running(seller, client_member, now=now, carry_over=CarryOver.NEXT_MONTH.value)
    settled(retainer, NEXT)
    third_at = datetime(2027, 1, 22, 21, 0, tzinfo=UTC)
    third = settled(retainer, third_at).periods.get(number=3)
    assert third.carried == 600
