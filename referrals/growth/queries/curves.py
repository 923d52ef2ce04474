"""Curves: how a channel earned its cost back, and what cohorts of sign-ups brought since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from marketplace.core.conf import rules
from marketplace.insights.queries import Period
from referrals.growth.models import ChannelDay, CohortMonth, KindDay
from referrals.links.choices import LinkKind


@dataclass(frozen=True)
class Cohort:
    """Those who signed up in a month: how many, and what fees they brought by month since.

    `fees[n]` is all that came until the end of the n-th month after the sign-up's.
    """

    month: date
    people: int
    orders: int
    fees: tuple[int, ...]


def balance_by_step(
    kind: LinkKind, ref: str | None, period: Period, *, currency: str
) -> tuple[list[int], list[int]]:
    """Return what a channel spent and earned so far, step by step of the period. One query."""
    chosen = Q(kind=kind, currency=currency, on__gte=period.since, on__lt=period.until)
    sums = (
        KindDay.objects.filter(chosen).values_list("on").annotate(Sum("cost"), Sum("fees"))
        if ref is None
        else ChannelDay.objects.filter(chosen, ref=ref)
        .values_list("on")
        .annotate(Sum("cost"), Sum("fees"))
    )
    spent, earned = [0] * len(period.steps), [0] * len(period.steps)
    for on, cost, fees in sums.order_by("on"):
        spent[period.step_of(on)] += cost
        earned[period.step_of(on)] += fees
    return _running(spent), _running(earned)


def _running(values: Sequence[int]) -> list[int]:
    total, found = 0, []
    for value in values:
        total += value
        found.append(total)
    return found


def cohort_currencies() -> tuple[str, ...]:
    """Return the currencies in which cohorts brought anything, the usual one at least."""
    known = CohortMonth.objects.exclude(currency="").values_list("currency", flat=True)
    return tuple(known.order_by("currency").distinct()) or (rules().default_currency,)


def months_between(first: date, last: date) -> int:
    """Return how many months lie between two days' months."""
    return (last.year - first.year) * 12 + last.month - first.month


def cohorts(
    *, currency: str, today: date, kind: LinkKind | None = None, most: int = 12
) -> list[Cohort]:
    """Return the latest months of sign-ups, the oldest first, with what they brought. One query."""
    rows = CohortMonth.objects.filter(currency__in=["", currency])
    if kind is not None:
        rows = rows.filter(kind=kind)
    begin = today.year * 12 + today.month - most
    first = date(begin // 12, begin % 12 + 1, 1)
    sums = (
        rows.filter(month__gte=first)
        .values_list("month", "later")
        .annotate(Sum("people"), Sum("orders"), Sum("fees"))
        .order_by("month", "later")
    )
    people: dict[date, int] = {}
    orders: dict[date, int] = {}
    fees: dict[date, list[int]] = {}
    for month, later, came, bought, earned in sums:
        ages = fees.setdefault(month, [0] * (months_between(month, today) + 1))
        people[month] = people.get(month, 0) + came
        orders[month] = orders.get(month, 0) + bought
        age = months_between(month, later)
        if 0 <= age < len(ages):
            ages[age] += earned
    return [
        Cohort(month, people[month], orders[month], tuple(_running(fees[month])))
        for month in sorted(fees)
    ]
