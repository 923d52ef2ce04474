"""What a contest cost and what it brought, to any later date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Protocol

from django.db.models import Count, DateField, Q, Sum
from django.db.models.functions import TruncMonth

from contests.calls.models import Arrival, Contest, Link
from contests.prizes.choices import WON_STATES, AwardState
from contests.prizes.models import Award
from marketplace.core.money import Money

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Figure:
    """One line of the report that another app knows: entries, reach, orders, revenue."""

    name: str
    label: StrPromise | str
    count: int | None = None
    money: Money | None = None
    # How it was counted, in words.
    note: StrPromise | str = ""


class ReportSource(Protocol):
    """Returns figures of a contest up to a moment."""

    def __call__(self, *, contest: Contest, until: datetime) -> Iterable[Figure]: ...


_SOURCES: Final[dict[str, ReportSource]] = {}


def register_report_source(name: str, source: ReportSource) -> None:
    """Add what another app knows: orders by articles, attribution by links."""
    _SOURCES[name] = source


@dataclass(frozen=True)
class ContestReport:
    """Cost in the contest's currency, counts, and what other apps add."""

    until: datetime
    paid: Money
    waiting: Money
    winners: int
    link_visits: int
    sign_ups: int
    figures: list[Figure] = field(default_factory=list)

    @property
    def per_sign_up(self) -> Money | None:
        """What one sign-up cost, None where nobody signed up."""
        if not self.sign_ups:
            return None
        return Money(round(self.paid.amount / self.sign_ups), self.paid.currency)


def report_of(contest: Contest, *, until: datetime) -> ContestReport:
    """Return the contest's report as of `until`."""
    awards = Award.objects.filter(contest=contest)
    done = Q(state=AwardState.DONE, done_at__lte=until)
    won = Q(approved_at__lte=until, state__in=WON_STATES)
    open_states = (AwardState.WAITING, AwardState.DUE, AwardState.SENT)
    sums = awards.aggregate(
        paid=Sum("amount", filter=done, default=0),
        waiting=Sum("amount", filter=Q(state__in=open_states), default=0),
        winners=Count("member", filter=won, distinct=True),
    )
    visits = Link.objects.filter(contest=contest).aggregate(n=Sum("visits", default=0))["n"]
    arrivals = Arrival.objects.filter(link__contest=contest, signed_up_at__lte=until)
    figures = [
        figure for source in _SOURCES.values() for figure in source(contest=contest, until=until)
    ]
    return ContestReport(
        until=until,
        paid=Money(sums["paid"], contest.currency),
        waiting=Money(sums["waiting"], contest.currency),
        winners=sums["winners"],
        link_visits=visits,
        sign_ups=arrivals.count(),
        figures=figures,
    )


def paid_by_month(*, kind: str, start: datetime, end: datetime) -> list[tuple[date, Money]]:
    """Return what contests of a kind handed over, by month in UTC and currency. One query."""
    rows = Award.objects.filter(
        contest__kind=kind, state=AwardState.DONE, done_at__gte=start, done_at__lt=end, amount__gt=0
    )
    months = rows.annotate(month=TruncMonth("done_at", output_field=DateField(), tzinfo=UTC))
    sums = months.order_by("month", "currency").values_list("month", "currency")
    return [
        (month, Money(amount, currency))
        for month, currency, amount in sums.annotate(total=Sum("amount"))
    ]
