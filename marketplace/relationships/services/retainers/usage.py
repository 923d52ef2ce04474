"""What of a month is used: noted by the freelancer, seen by both."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.relationships.choices import Hand
from marketplace.relationships.errors import (
    MonthIsOver,
    NoOpenMonth,
    NotYourMove,
    QuantityMissing,
    UsageVoid,
)
from marketplace.relationships.events import RetainerOverused
from marketplace.relationships.models import Retainer, RetainerPeriod, Usage
from marketplace.relationships.services.retainers.announcing import facts
from marketplace.relationships.services.retainers.settling import enter


@transaction.atomic
def log_usage(
    *,
    retainer: Retainer,
    actor: Member,
    amount: int,
    note: str,
    used_on: date,
    now: datetime,
) -> Usage:
    """Note what was used of the running month, as the freelancer. Hours come as minutes.

    More than is left is taken, and both are warned, once a month. Locks the retainer. Raises
    NotYourMove, NoOpenMonth, QuantityMissing.
    """
    locked, by = enter(retainer, actor, now=now)
    if by.hand != Hand.SELLER:
        raise NotYourMove
    period = running_month(locked, now)
    if period is None:
        raise NoOpenMonth
    if amount <= 0:
        raise QuantityMissing(field="amount")
    line = Usage.objects.create(
        period=period, amount=amount, note=note.strip(), used_on=used_on, created_at=now
    )
    _recount(locked, period, by=by.hand, now=now)
    return line


@transaction.atomic
def void_usage(*, usage: Usage, actor: Member, now: datetime) -> Usage:
    """Strike a line out, as the freelancer; both go on seeing it.

    Locks the retainer. Raises NotYourMove, UsageVoid, MonthIsOver.
    """
    locked, by = enter(usage.period.retainer, actor, now=now)
    if by.hand != Hand.SELLER:
        raise NotYourMove
    row = Usage.objects.select_related("period").get(pk=usage.pk)
    if row.voided_at is not None:
        raise UsageVoid
    if row.period.ends_at <= now:
        raise MonthIsOver
    row.voided_at = now
    row.save(update_fields=["voided_at"])
    _recount(locked, row.period, by=by.hand, now=now)
    return row


def running_month(retainer: Retainer, now: datetime) -> RetainerPeriod | None:
    """Return the month that runs at this moment, if one does."""
    return retainer.periods.filter(starts_at__lte=now, ends_at__gt=now).order_by("number").last()


def _recount(retainer: Retainer, period: RetainerPeriod, *, by: Hand, now: datetime) -> None:
    lines = Usage.objects.filter(period=period, voided_at=None)
    period.used = lines.aggregate(total=Sum("amount"))["total"] or 0
    is_first_time = period.left < 0 and period.warned_at is None
    if is_first_time:
        period.warned_at = now
        publish(RetainerOverused(**facts(retainer, by)), now=now)
    period.save(update_fields=["used", "warned_at"])
