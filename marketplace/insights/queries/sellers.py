"""A freelancer's numbers: visits, orders, income, by gig and by source, against the period before.

Three queries for any period: visits, deals (both for the two periods at once), gigs. Income is
what completed orders came to less the fee, on the day of completion; an order counts on the day of
its payment. Conversion is orders for 10,000 visits, in basis points. Sums are minor units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.gigs.queries import TrafficRow, titles_of_seller, traffic_of_seller
from marketplace.insights.choices import IncomeSource
from marketplace.insights.models import DealDay
from marketplace.insights.queries.periods import Period


@dataclass
class Figures:
    """What a period, a gig or a source came to."""

    views: int = 0
    clicks: int = 0
    orders: int = 0
    completed: int = 0
    income: int = 0
    refunded: int = 0

    @property
    def conversion_bp(self) -> int:
        """Orders for visits, in basis points; 0 without visits."""
        return round(10_000 * self.orders / self.views) if self.views else 0

    def add_traffic(self, row: TrafficRow) -> None:
        """Add visits."""
        self.views += row.views
        self.clicks += row.clicks

    def add_deal(self, row: DealDay) -> None:
        """Add orders and what they came to."""
        self.orders += row.paid_orders
        self.completed += row.completed_orders
        self.income += row.volume - row.fees
        self.refunded += row.refunded_total


@dataclass(frozen=True)
class GigFigures:
    """One gig's figures; orders that came from no gig have none and stand under title ''."""

    gig_id: int | None
    title: str
    lang: str
    url: str
    now: Figures


@dataclass(frozen=True)
class SellerInsights:
    """All that the page, the CSV and the API show."""

    period: Period
    currency: str
    currencies: tuple[str, ...]
    now: Figures
    before: Figures
    by_gig: tuple[GigFigures, ...]
    by_visit: tuple[tuple[str, int, int], ...]
    by_income: tuple[tuple[str, int, int], ...]
    views_by_step: tuple[int, ...]
    views_before_by_step: tuple[int, ...]
    income_by_step: dict[str, list[int]] = field(default_factory=dict)


def seller_insights(member: Member, period: Period, *, currency: str = "") -> SellerInsights:
    """Return a freelancer's numbers of a period. Three queries; see the module for what counts."""
    before = period.before
    traffic = traffic_of_seller(member.pk, since=before.since, until=period.until)
    deals = _deals_of(member, before.since, period.until)
    gigs = titles_of_seller(member.pk)
    currencies = tuple(sorted({row.currency for row in deals})) or (rules().default_currency,)
    chosen = _currency(currency, currencies)
    mine = [row for row in deals if row.currency == chosen]
    new_visits = [row for row in traffic if row.on >= period.since]
    new_deals = [row for row in mine if row.on >= period.since]
    return SellerInsights(
        period=period,
        currency=chosen,
        currencies=currencies,
        now=_sum(new_visits, new_deals),
        before=_sum(
            [row for row in traffic if row.on < period.since],
            [row for row in mine if row.on < period.since],
        ),
        by_gig=_by_gig(new_visits, new_deals, gigs),
        by_visit=_by_visit(new_visits),
        by_income=_by_income(new_deals),
        views_by_step=_steps(period, [(row.on, row.views) for row in new_visits]),
        views_before_by_step=_steps_before(period, traffic),
        income_by_step=_income_steps(period, new_deals),
    )


def _currency(wanted: str, known: Sequence[str]) -> str:
    if wanted in known:
        return wanted
    return rules().default_currency if rules().default_currency in known else known[0]


def _deals_of(member: Member, since: date, until: date) -> list[DealDay]:
    rows = DealDay.objects.filter(seller=member, on__gte=since, on__lt=until)
    return list(rows.order_by("on", "id"))


def _sum(traffic: Iterable[TrafficRow], deals: Iterable[DealDay]) -> Figures:
    found = Figures()
    for visit in traffic:
        found.add_traffic(visit)
    for deal in deals:
        found.add_deal(deal)
    return found


def _by_gig(
    traffic: Iterable[TrafficRow],
    deals: Iterable[DealDay],
    gigs: dict[int, tuple[str, str, str]],
) -> tuple[GigFigures, ...]:
    """Return the gigs that anything happened to, the highest income first."""
    sums: dict[int | None, Figures] = {}
    for visit in traffic:
        sums.setdefault(visit.gig_id, Figures()).add_traffic(visit)
    for deal in deals:
        sums.setdefault(deal.gig_id, Figures()).add_deal(deal)
    rows = [
        GigFigures(key, *gigs.get(key or 0, ("", "", "")), found) for key, found in sums.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.now.income, -row.now.views, row.gig_id or 0)))


def _by_visit(traffic: Iterable[TrafficRow]) -> tuple[tuple[str, int, int], ...]:
    sums: dict[str, list[int]] = {}
    for row in traffic:
        found = sums.setdefault(row.source, [0, 0])
        found[0] += row.views
        found[1] += row.clicks
    return tuple(sorted(((key, *row) for key, row in sums.items()), key=lambda one: -one[1]))  # type: ignore[misc]


def _by_income(deals: Iterable[DealDay]) -> tuple[tuple[str, int, int], ...]:
    sums: dict[str, list[int]] = {}
    for row in deals:
        found = sums.setdefault(row.source, [0, 0])
        found[0] += row.paid_orders
        found[1] += row.volume - row.fees
    return tuple(sorted(((key, *row) for key, row in sums.items()), key=lambda one: -one[2]))  # type: ignore[misc]


def _steps(period: Period, values: Iterable[tuple[date, int]]) -> tuple[int, ...]:
    found = [0] * len(period.steps)
    for day, value in values:
        found[period.step_of(day)] += value
    return tuple(found)


def _steps_before(period: Period, traffic: Iterable[TrafficRow]) -> tuple[int, ...]:
    """Return the visits of the period before under the steps of this one, day by day shifted."""
    shift = period.since - period.before.since
    shifted = [(row.on + shift, row.views) for row in traffic if row.on < period.since]
    return _steps(period, shifted)


def _income_steps(period: Period, deals: Iterable[DealDay]) -> dict[str, list[int]]:
    """Return the income of each source by step, sources in their fixed order."""
    steps = len(period.steps)
    found: dict[str, list[int]] = {}
    for row in deals:
        if row.volume != row.fees:
            sums = found.setdefault(row.source, [0] * steps)
            sums[period.step_of(row.on)] += row.volume - row.fees
    return {source: found[source] for source in IncomeSource.values if source in found}
