"""Growth as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.core.money import Money
from marketplace.core.spreadsheets import write_csv
from marketplace.insights.queries import Period
from referrals.growth.models import KindDay
from referrals.growth.queries import ChannelRow, Cohort, Totals


def _figures(totals: Totals, currency: str) -> tuple[object, ...]:
    """Return the columns that every table of growth has; nothing stands for what isn't known."""
    money = (totals.cost, totals.volume, totals.fees, totals.refunds, totals.margin)
    return (
        totals.visits,
        totals.people,
        totals.signups,
        totals.briefs,
        totals.entries,
        totals.orders,
        totals.first_orders,
        *(Money(amount, currency).decimal for amount in money),
        currency,
        "" if totals.payback is None else totals.payback,
    )


def _header() -> list[str]:
    return [
        *(_("Visits"), _("People"), _("Sign-ups"), _("Briefs"), _("Entries")),
        *(_("Orders"), _("First orders"), _("Cost"), _("Volume"), _("Revenue"), _("Refunds")),
        *(_("Margin"), _("Currency"), _("Payback in days")),
    ]


def channels_csv(rows: Sequence[ChannelRow], period: Period, *, currency: str) -> str:
    """Return channels, a row each; what people typed is never run as a formula."""
    header = [pgettext("day", "From"), _("Until"), _("Kind"), _("Channel"), _("Name"), *_header()]
    return write_csv(
        header,
        [
            (
                period.since.isoformat(),
                period.last.isoformat(),
                row.kind.value,
                row.ref or "",
                row.name.text,
                *_figures(row.totals, currency),
            )
            for row in rows
        ],
    )


def days_csv(period: Period) -> str:
    """Return every day of every kind and currency as it is kept."""
    names = (
        *("on", "kind", "currency", "visits", "people", "signups", "briefs", "entries"),
        *("orders", "first_orders", "volume", "fees", "refunds", "cost"),
    )
    rows = KindDay.objects.filter(on__gte=period.since, on__lt=period.until)
    return write_csv(names, rows.order_by("on", "kind", "currency").values_list(*names))


def cohorts_csv(rows: Sequence[Cohort], *, currency: str, today: date) -> str:
    """Return cohorts, a row for each month of sign-ups, a column for each month since."""
    longest = max((len(row.fees) for row in rows), default=0)
    header = [
        *(_("Month of sign-up"), _("People"), _("Orders"), _("Currency"), _("Until")),
        *(str(age) for age in range(longest)),
    ]
    return write_csv(
        header,
        [
            (
                row.month.isoformat(),
                row.people,
                row.orders,
                currency,
                today.isoformat(),
                *(Money(amount, currency).decimal for amount in row.fees),
            )
            for row in rows
        ],
    )
