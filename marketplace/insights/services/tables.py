"""Analytics as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.core.money import Money
from marketplace.core.spreadsheets import write_csv
from marketplace.insights.queries import MarketInsights, Period, SellerInsights


def insight_csv(found: SellerInsights) -> str:
    """Return a freelancer's numbers by gig; what people typed is never run as a formula."""
    header = [
        *(pgettext("day", "From"), _("Until"), _("Service"), _("Views"), _("Clicks"), _("Orders")),
        *(_("Completed"), _("Income"), _("Currency")),
    ]
    rows = [
        (
            found.period.since.isoformat(),
            found.period.last.isoformat(),
            row.title or str(_("Orders without a service")),
            row.now.views,
            row.now.clicks,
            row.now.orders,
            row.now.completed,
            Money(row.now.income, found.currency).decimal,
            found.currency,
        )
        for row in found.by_gig
    ]
    return write_csv(header, rows)


def market_csv(found: MarketInsights) -> str:
    """Return the marketplace's numbers day by day."""
    header = [_("Day"), _("Orders paid"), _("Volume"), _("Fees"), _("Currency")]
    rows = [
        (
            on.isoformat(),
            paid,
            Money(volume, found.currency).decimal,
            Money(fees, found.currency).decimal,
            found.currency,
        )
        for on, paid, volume, fees in found.days
    ]
    return write_csv(header, rows)


def missed_csv(period: Period, missed: Sequence[tuple[str, int]]) -> str:
    """Return what was looked for in vain, with how many people looked for it."""
    header = [_("From"), _("Until"), _("Looked for"), _("People")]
    first, last = period.since.isoformat(), period.last.isoformat()
    return write_csv(header, [(first, last, text, people) for text, people in missed])
