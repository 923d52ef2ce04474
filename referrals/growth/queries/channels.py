"""Channels side by side: what each cost and brought in a period.

The screen reads days of kinds, lists read days of things; the statement is the same for both. Sums
are minor units of one currency; visits, sign-ups and briefs have none and stand beside them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from django.db import connection

from marketplace.core.conf import rules
from marketplace.insights.choices import Step
from marketplace.insights.queries import Period
from referrals.growth.choices import KINDS, ChannelSort
from referrals.growth.models import KindDay
from referrals.growth.queries.sources import ChannelName, names_of
from referrals.links.choices import LinkKind

MOST_THINGS: Final = 1_000
_COUNTS: Final = ("visits", "people", "signups", "briefs", "entries")
_SUMS: Final = ("orders", "first_orders", "volume", "fees", "refunds", "cost")
_NAMES: Final = (*_COUNTS, *_SUMS)
# Money is back on the first day on which the fees of the period cover all that was spent in it; who
# earns first and pays afterwards, as introductions do, waits for no day.
_TOTALS: Final = """
WITH days AS (
  SELECT {key} AS key, "on" >= %(since)s AS is_now, "on", {counts}, {sums}
    FROM {table} WHERE "on" >= %(begin)s AND "on" < %(until)s {only}
   GROUP BY 1, 2, 3),
begun AS (
  SELECT *, min("on") FILTER (WHERE cost > 0) OVER span AS began, sum(cost) OVER span AS spent
    FROM days WINDOW span AS (PARTITION BY key, is_now)),
run AS (
  SELECT *, sum(fees) OVER (PARTITION BY key, is_now ORDER BY "on") AS earned FROM begun)
SELECT key, is_now, {added},
       greatest(0, min("on") FILTER (WHERE spent > 0 AND earned >= spent) - min(began))::int,
       bool_or(spent > 0 AND earned >= spent) AS is_back
  FROM run GROUP BY key, is_now
"""
_STEPS: Final = """
SELECT kind, {step} AS step, sum(fees)::bigint, sum(cost)::bigint
  FROM growth_kindday
 WHERE "on" >= %(since)s AND "on" < %(until)s AND currency = %(currency)s
 GROUP BY 1, 2 HAVING sum(fees) <> 0 OR sum(cost) <> 0
"""


@dataclass(frozen=True)
class Totals:
    """What a channel, or all of them, came to. `payback` is in days, None for not yet."""

    visits: int = 0
    people: int = 0
    signups: int = 0
    briefs: int = 0
    entries: int = 0
    orders: int = 0
    first_orders: int = 0
    volume: int = 0
    fees: int = 0
    refunds: int = 0
    cost: int = 0
    payback: int | None = None

    @property
    def margin(self) -> int:
        """Fees less cost."""
        return self.fees - self.cost

    @property
    def cost_of_first(self) -> int | None:
        """What one client's first order cost, None where there was none."""
        return round(self.cost / self.first_orders) if self.first_orders else None

    @property
    def return_bp(self) -> int | None:
        """Fees for what was spent, in basis points; None where nothing was."""
        return round(10_000 * self.fees / self.cost) if self.cost > 0 else None

    @property
    def is_anything(self) -> bool:
        """Whether anything happened at all."""
        return any(getattr(self, field.name) for field in fields(self) if field.name != "payback")

    def __add__(self, other: Totals) -> Totals:
        """Add up; the payback of a sum isn't the sum of paybacks, so there is none."""
        return Totals(**{name: getattr(self, name) + getattr(other, name) for name in _NAMES})


@dataclass(frozen=True)
class ChannelRow:
    """A channel with its name: a kind (`ref` None), or one thing of it."""

    kind: LinkKind
    ref: str | None
    name: ChannelName
    totals: Totals


@dataclass(frozen=True)
class GrowthView:
    """All that the screen, its CSV and the API show."""

    period: Period
    currency: str
    currencies: tuple[str, ...]
    rows: tuple[ChannelRow, ...]
    total: Totals
    before: Totals
    fees_by_step: dict[LinkKind, list[int]]
    cost_by_step: list[int]


@dataclass(frozen=True)
class _Answer:
    """Totals by kind or thing, of the period and of the one before it."""

    now: dict[str, Totals]
    before: dict[str, Totals]


def _ask(
    period: Period,
    currency: str,
    *,
    kind: LinkKind | None = None,
    refs: Sequence[str] = (),
    begin: date | None = None,
) -> _Answer:
    """Return totals by kind; with `kind` by thing of it, with `refs` of these alone.

    With `begin` those of the days from there until the period as well. One query.
    """
    counted = "sum({0}) FILTER (WHERE currency = '') AS {0}"
    summed = "coalesce(sum({0}) FILTER (WHERE currency = %(currency)s), 0) AS {0}"
    only = "AND kind = %(kind)s" if kind else ""
    if refs:
        only += " AND ref = ANY(%(refs)s)"
    asked = _TOTALS.format(
        key="ref" if kind else "kind",
        table="growth_channelday" if kind else "growth_kindday",
        counts=", ".join(counted.format(name) for name in _COUNTS),
        sums=", ".join(summed.format(name) for name in _SUMS),
        added=", ".join(f"coalesce(sum({name}), 0)::bigint" for name in _NAMES),
        only=only,
    )
    values: dict[str, Any] = {
        "begin": begin or period.since,
        "since": period.since,
        "until": period.until,
        "currency": currency,
        "kind": kind,
        "refs": list(refs),
    }
    found = _Answer({}, {})
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        # greatest() leaves out what is NULL: the last column says whether the money is back.
        for key, is_now, *sums, days, is_back in cursor.fetchall():
            given = dict(zip(_NAMES, sums, strict=True))
            side = found.now if is_now else found.before
            side[key] = Totals(**given, payback=days if is_back else None)
    return found


def currencies_known(period: Period) -> tuple[str, ...]:
    """Return the currencies of a period and the one before, the usual one at least. One query."""
    known = KindDay.objects.filter(on__gte=period.before.since, on__lt=period.until)
    known = known.exclude(currency="")
    found = tuple(known.order_by("currency").values_list("currency", flat=True).distinct())
    return found or (rules().default_currency,)


def choose_currency(wanted: str, known: Sequence[str]) -> str:
    """Return the currency that is looked at: the one asked for, else the usual one."""
    if wanted in known:
        return wanted
    return rules().default_currency if rules().default_currency in known else known[0]


def growth_view(period: Period, *, currency: str = "") -> GrowthView:
    """Return every channel by kind in a period, against the period before. Three queries."""
    known = currencies_known(period)
    chosen = choose_currency(currency, known)
    asked = _ask(period, chosen, begin=period.before.since)
    now, before = asked.now, sum(asked.before.values(), Totals())
    rows = [
        ChannelRow(kind, None, ChannelName(str(kind.label)), now[kind])
        for kind in KINDS
        if kind in now and now[kind].is_anything
    ]
    fees, cost = _by_step(period, chosen)
    return GrowthView(
        period=period,
        currency=chosen,
        currencies=known,
        rows=tuple(sorted_channels(rows, ChannelSort.PAYBACK)),
        total=sum((row.totals for row in rows), Totals()),
        before=before,
        fees_by_step=fees,
        cost_by_step=cost,
    )


def _by_step(period: Period, currency: str) -> tuple[dict[LinkKind, list[int]], list[int]]:
    """Return fees of each kind, and what was spent on all, by the steps of the period's chart."""
    width = 1 if period.step == Step.DAY else 7
    step = f'("on" - %(since)s::date) / {width}'
    if period.step == Step.MONTH:
        step = (
            '((extract(year FROM "on") - extract(year FROM %(since)s::date)) * 12'
            ' + extract(month FROM "on") - extract(month FROM %(since)s::date))::int'
        )
    count = len(period.steps)
    fees: dict[LinkKind, list[int]] = {}
    cost = [0] * count
    values: dict[str, Any] = {
        "since": period.since,
        "until": period.until,
        "currency": currency,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STEPS.format(step=step), values)
        for kind, place, earned, spent in cursor.fetchall():
            cost[place] += spent
            if earned:
                fees.setdefault(LinkKind(kind), [0] * count)[place] += earned
    return {kind: fees[kind] for kind in KINDS if kind in fees}, cost


def sorted_channels(rows: Sequence[ChannelRow], by: ChannelSort) -> list[ChannelRow]:
    """Return channels in order: what pays back first, else the largest figure first."""
    if by == ChannelSort.PAYBACK:

        def early(row: ChannelRow) -> tuple[int, int, int, str]:
            totals = row.totals
            if totals.cost <= 0:
                return (1, -totals.fees, -totals.visits, str(row.ref))
            if totals.payback is None:
                return (2, -totals.margin, -totals.visits, str(row.ref))
            return (0, totals.payback, -totals.fees, str(row.ref))

        return sorted(rows, key=early)
    name = by.value
    return sorted(rows, key=lambda row: (-getattr(row.totals, name), str(row.ref)))


def things_of(
    kind: LinkKind, period: Period, *, currency: str, by: ChannelSort = ChannelSort.PAYBACK
) -> list[ChannelRow]:
    """Return the things of a kind that anything happened to, at most a thousand, unnamed yet."""
    rows = [
        ChannelRow(kind, ref, ChannelName(ref), totals)
        for ref, totals in _ask(period, currency, kind=kind).now.items()
        if totals.is_anything
    ]
    return sorted_channels(rows, by)[:MOST_THINGS]


def named(rows: Sequence[ChannelRow]) -> list[ChannelRow]:
    """Give things their names: a query for each kind among them."""
    by_kind: dict[LinkKind, list[str]] = {}
    for row in rows:
        if row.ref is not None:
            by_kind.setdefault(row.kind, []).append(row.ref)
    names = {kind: names_of(kind, refs) for kind, refs in by_kind.items()}
    return [
        row
        if row.ref is None
        else ChannelRow(row.kind, row.ref, names[row.kind][row.ref], row.totals)
        for row in rows
    ]


def channel_row(kind: LinkKind, ref: str | None, period: Period, *, currency: str) -> ChannelRow:
    """Return one channel, named: a whole kind, or one thing of it."""
    if ref is None:
        totals = _ask(period, currency).now.get(kind, Totals())
        return ChannelRow(kind, None, ChannelName(str(kind.label)), totals)
    totals = _ask(period, currency, kind=kind, refs=[ref]).now.get(ref, Totals())
    return named([ChannelRow(kind, ref, ChannelName(ref), totals)])[0]


def totals_of(
    pairs: Sequence[tuple[LinkKind, Sequence[str]]], *, since: date, until: date, currency: str
) -> Totals:
    """Return what several things came to together; days from `since` until before `until`."""
    period = Period(since, until)
    return sum(
        (
            totals
            for kind, refs in pairs
            if refs
            for totals in _ask(period, currency, kind=kind, refs=refs).now.values()
        ),
        Totals(),
    )
