"""Where a freelancer's clients come from, and what each source brought, between any two moments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import BigIntegerField, Count, F, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.relationships.choices import BIDDING_SOURCES, TOLD_SOURCES, Source
from marketplace.relationships.models import Contact, Deal
from marketplace.relationships.queries.months import zone_of

# Sources that are drawn in one colour.
GROUPS: Final = (
    (_("Found here"), (Source.SEARCH, Source.PROFILE)),
    (_("Articles"), (Source.ARTICLE,)),
    (_("Through people"), (Source.INTRODUCTION, Source.INVITATION, Source.REFERRAL)),
    (_("By bidding"), BIDDING_SOURCES),
    (_("Own clients"), TOLD_SOURCES),
)


@dataclass
class SourceLine:
    """One source: how many clients, completed orders, and what was earned by them after the fee.

    `income` is in minor units of the report's currency; `deals` is what was made elsewhere.
    """

    source: str
    clients: int = 0
    orders: int = 0
    income: int = 0
    deals: int = 0


@dataclass(frozen=True)
class SourceReport:
    """Every source that brought something; shares are basis points."""

    currency: str
    currencies: list[str]
    lines: list[SourceLine]
    total: SourceLine
    free_clients_bp: int
    free_orders_bp: int
    free_income_bp: int
    months: list[tuple[datetime, dict[str, int]]] = field(default_factory=list)


def _earned() -> CombinedExpression:
    """Say in the database what `Order.earning_amount` says: the total less the rounded fee."""
    kept = F("total_amount") - F("refunded_amount")
    return kept - (kept * F("fee_bp") + 5_000) / 10_000


def report_sources(
    owner: Member, *, since: datetime | None, until: datetime | None, currency: str = ""
) -> SourceReport:
    """Return the report on clients who came, and orders completed, from `since` to before `until`.

    An order belongs to its client's source, whatever order it is. Four queries.
    """
    sources = dict(
        Contact.objects.filter(owner=owner, member__isnull=False).values_list("member_id", "source")
    )
    done = Order.objects.filter(seller=owner, state=OrderState.COMPLETED)
    deals = Deal.objects.filter(contact__owner=owner)
    arrived = Contact.objects.filter(owner=owner)
    if since is not None:
        done = done.filter(completed_at__gte=since)
        deals = deals.filter(made_on__gte=since.date())
        arrived = arrived.filter(created_at__gte=since)
    if until is not None:
        done = done.filter(completed_at__lt=until)
        deals = deals.filter(made_on__lt=until.date())
        arrived = arrived.filter(created_at__lt=until)

    months = TruncMonth("completed_at", tzinfo=zone_of(owner.timezone))
    earned = list(
        done.annotate(month=months)
        .values("month", "client_id", "currency")
        .annotate(income=Sum(_earned(), output_field=BigIntegerField()), n=Count("id"))
        .order_by("month", "client_id", "currency")
    )
    made = list(deals.values("source", "currency").annotate(sum=Sum("amount")))
    currencies = sorted({row["currency"] for row in (*earned, *made)})
    chosen = currency if currency in currencies else _first(currencies)
    lines = {source: SourceLine(source) for source in Source.values}
    by_month: dict[datetime, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in earned:
        line = lines[sources.get(row["client_id"], Source.SEARCH)]
        line.orders += row["n"]
        if row["currency"] == chosen:
            line.income += row["income"]
            by_month[row["month"]][line.source] += row["income"]
    for deal in made:
        if deal["currency"] == chosen:
            lines[deal["source"]].deals += deal["sum"]
    for came in arrived.values("source").annotate(n=Count("id")):
        lines[came["source"]].clients = came["n"]
    return _report(chosen, currencies, list(lines.values()), sorted(by_month.items()))


def _first(currencies: list[str]) -> str:
    usual = rules().default_currency
    return usual if usual in currencies or not currencies else currencies[0]


def _report(
    currency: str,
    currencies: list[str],
    lines: list[SourceLine],
    months: list[tuple[datetime, dict[str, int]]],
) -> SourceReport:
    total, free = SourceLine("total"), SourceLine("free")
    for line in lines:
        for sums in (total, *((free,) if line.source not in BIDDING_SOURCES else ())):
            sums.clients += line.clients
            sums.orders += line.orders
            sums.income += line.income
            sums.deals += line.deals
    used = [one for one in lines if one.clients or one.orders or one.deals]
    return SourceReport(
        currency=currency,
        currencies=currencies,
        lines=sorted(used, key=lambda one: (-one.income, -one.clients, one.source)),
        total=total,
        free_clients_bp=share(free.clients, total.clients),
        free_orders_bp=share(free.orders, total.orders),
        free_income_bp=share(free.income, total.income),
        months=months,
    )


def share(part: int, whole: int) -> int:
    """Return the part in basis points, half a point rounded up; nothing of nothing is nothing."""
    return (2 * 10_000 * part + whole) // (2 * whole) if whole else 0
