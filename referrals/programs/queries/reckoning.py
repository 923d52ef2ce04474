"""How much a rule gives: plain arithmetic in minor units, used by granting and by the preview."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import UTC, datetime

from marketplace.core.money import percent_half_up
from referrals.programs.choices import RuleEvent, Tier
from referrals.programs.models import Rule


def tier_of(tiers: Sequence[Tier], friend_number: int) -> Tier | None:
    """Return the tier that the n-th friend falls into; None before the first one."""
    reached = [tier for tier in tiers if friend_number >= tier.first]
    return reached[-1] if reached else None


def base_of(rule: Rule, *, friend_number: int, fee: int) -> int:
    """Return what a rule gives before any limit; `fee` is the platform's on the whole order.

    A share of the fee is rounded half up.
    """
    tier = tier_of(rule.steps, friend_number)
    if rule.share_bp:
        return percent_half_up(fee, tier.value if tier else rule.share_bp)
    return tier.value if tier else rule.amount


def cut_to(amount: int, limit: int | None, used: int) -> int:
    """Return what a limit leaves of an amount, of which `used` is gone."""
    return amount if limit is None else max(0, min(amount, limit - used))


def share_back(granted: int, *, refunded: int, total: int) -> int:
    """Return the refunded share of a reward in minor units, half a unit rounded up."""
    return (2 * granted * refunded + total) // (2 * total) if total else 0


def month_of(moment: datetime) -> tuple[datetime, datetime]:
    """Return the first moments of this calendar month in UTC and of the next one."""
    begin = moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return begin, add_months(begin, 1)


def add_months(moment: datetime, months: int) -> datetime:
    """Return the same day and time so many months later; the last day where a month is shorter."""
    year, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + year, month + 1
    day = min(moment.day, calendar.monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day)


def is_for_orders(rule: Rule) -> bool:
    """Whether a rule rewards orders."""
    return rule.event != RuleEvent.SIGNUP
