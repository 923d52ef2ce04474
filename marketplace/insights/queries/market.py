"""The operator's numbers. Each function says how it counts; days are UTC, sums minor units.

Sums of money come from the recounted days (`DealDay`); what is no sum of a day is asked from the
tables themselves, by indexed columns. The number of queries is the same for any period.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from django.db import connection
from django.db.models import Count, Sum

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.gigs.queries import traffic_totals
from marketplace.insights.models import DealDay
from marketplace.insights.queries.periods import Period
from marketplace.orders.choices import Move
from marketplace.orders.models import Order, TimelineEntry

TOP: Final = 8
MissedSearches = Callable[..., Iterable[tuple[str, int]]]
_MISSED: Final[list[MissedSearches]] = []
_FIRST_ORDER: Final = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY first - joined) FROM (
  SELECT extract(epoch FROM min(o.paid_at)) AS first, extract(epoch FROM m.date_joined) AS joined
    FROM accounts_member m JOIN orders_order o ON o.client_id = m.id AND o.paid_at IS NOT NULL
   WHERE m.date_joined >= %s AND m.date_joined < %s GROUP BY m.id, m.date_joined) AS found
"""


@dataclass(frozen=True)
class MarketFigures:
    """What a period came to in one currency, and what has no currency."""

    views: int = 0
    clicks: int = 0
    paid_orders: int = 0
    paid_total: int = 0
    completed: int = 0
    volume: int = 0
    fees: int = 0
    refunds: int = 0
    refunded: int = 0
    repeat_orders: int = 0
    active_sellers: int = 0
    new_members: int = 0
    disputes: int = 0
    hours_to_first_order: int | None = None

    @property
    def take_rate_bp(self) -> int:
        """Fees for the volume of completed orders, in basis points."""
        return round(10_000 * self.fees / self.volume) if self.volume else 0

    @property
    def repeat_bp(self) -> int:
        """The share of paid orders whose client came back, in basis points."""
        return round(10_000 * self.repeat_orders / self.paid_orders) if self.paid_orders else 0

    @property
    def refund_bp(self) -> int:
        """Refunds for paid orders, in basis points."""
        return round(10_000 * self.refunds / self.paid_orders) if self.paid_orders else 0


@dataclass(frozen=True)
class MarketInsights:
    """All that the operator's page, its CSV and the API show."""

    period: Period
    currency: str
    currencies: tuple[str, ...]
    now: MarketFigures
    before: MarketFigures
    by_state: tuple[tuple[str, int], ...]
    by_category: tuple[tuple[str, int, int], ...]
    by_source: tuple[tuple[str, int, int], ...]
    days: tuple[tuple[date, int, int, int], ...]
    missed_searches: tuple[tuple[str, int], ...]

    def by_step(self, place: int) -> tuple[int, ...]:
        """Return a column of `days` (1 paid orders, 2 volume, 3 fees) added up by step."""
        found = [0] * len(self.period.steps)
        for row in self.days:
            found[self.period.step_of(row[0])] += row[1:][place - 1]
        return tuple(found)


def register_missed_searches(loader: MissedSearches) -> None:
    """Let the search say what it didn't find: `loader(since=…, until=…, limit=…)` by moments."""
    _MISSED[:] = [loader]


def missed_in(period: Period, *, limit: int) -> list[tuple[str, int]]:
    """Return what was looked for in vain with how many people looked for it, most first."""
    if not _MISSED:
        return []
    since, until = _moment(period.since), _moment(period.until)
    return list(_MISSED[0](since=since, until=until, limit=limit))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def market_insights(period: Period, *, currency: str = "") -> MarketInsights:
    """Return the marketplace's numbers of a period against those of the one before."""
    known = DealDay.objects.order_by("currency").values_list("currency", flat=True).distinct()
    currencies = tuple(known) or (rules().default_currency,)
    default = rules().default_currency if rules().default_currency in currencies else currencies[0]
    chosen = currency if currency in currencies else default
    return MarketInsights(
        period=period,
        currency=chosen,
        currencies=currencies,
        now=_figures(period, chosen),
        before=_figures(period.before, chosen),
        by_state=_by_state(period),
        by_category=_shares(period, chosen, "category"),
        by_source=_shares(period, chosen, "source"),
        days=_days(period, chosen),
        missed_searches=tuple(missed_in(period, limit=TOP)),
    )


def _figures(period: Period, currency: str) -> MarketFigures:
    deals = DealDay.objects.filter(on__gte=period.since, on__lt=period.until)
    names = ("paid_orders", "paid_total", "completed_orders", "volume", "fees", "refunds")
    sums = {name: Sum(name, default=0) for name in (*names, "refunded_total")}
    found = deals.filter(currency=currency).aggregate(**sums)
    people = deals.aggregate(
        sellers=Count("seller", distinct=True),
    )
    repeat = deals.filter(currency=currency, source="repeat").aggregate(
        orders=Sum("paid_orders", default=0)
    )
    start, end = _moment(period.since), _moment(period.until)
    views, clicks = traffic_totals(since=period.since, until=period.until)
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_ORDER, [start, end])
        seconds = cursor.fetchone()[0]
    joined = Member.objects.filter(date_joined__gte=start, date_joined__lt=end)
    disputes = TimelineEntry.objects.filter(kind=Move.OPEN_DISPUTE, at__gte=start, at__lt=end)
    return MarketFigures(
        views=views,
        clicks=clicks,
        paid_orders=found["paid_orders"],
        paid_total=found["paid_total"],
        completed=found["completed_orders"],
        volume=found["volume"],
        fees=found["fees"],
        refunds=found["refunds"],
        refunded=found["refunded_total"],
        repeat_orders=repeat["orders"],
        active_sellers=people["sellers"],
        new_members=joined.count(),
        disputes=disputes.count(),
        hours_to_first_order=None if seconds is None else round(float(seconds) / 3600),
    )


def _by_state(period: Period) -> tuple[tuple[str, int], ...]:
    """Return how the orders that were placed in the period stand today."""
    start, end = _moment(period.since), _moment(period.until)
    rows = (
        Order.objects.filter(created_at__gte=start, created_at__lt=end)
        .values_list("state")
        .annotate(count=Count("id"))
        .order_by("-count", "state")
    )
    return tuple((state, count) for state, count in rows)


def _shares(period: Period, currency: str, name: str) -> tuple[tuple[str, int, int], ...]:
    rows = (
        DealDay.objects.filter(on__gte=period.since, on__lt=period.until, currency=currency)
        .values_list(name)
        .annotate(orders=Sum("paid_orders"), sum=Sum("paid_total"))
        .order_by("-sum", name)
    )
    return tuple((key, orders, total) for key, orders, total in rows[:TOP] if orders)


def _days(period: Period, currency: str) -> tuple[tuple[date, int, int, int], ...]:
    rows = (
        DealDay.objects.filter(on__gte=period.since, on__lt=period.until, currency=currency)
        .values_list("on")
        .annotate(paid=Sum("paid_orders"), sum=Sum("volume"), fee=Sum("fees"))
        .order_by("on")
    )
    return tuple((on, paid, volume, fees) for on, paid, volume, fees in rows)
