"""What the charts of both pages have in common: labels of steps, numbers and sums in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from marketplace.accounts.queries import signed_in
from marketplace.core import pen
from marketplace.core.pen import Stat, stat
from marketplace.insights.choices import Step
from marketplace.insights.queries import Period

__all__ = ["Pen", "Stat", "ranges", "shares", "stat"]


class Pen(pen.Pen):
    """Writes for one reader, charts of a period too."""

    @classmethod
    def of(cls, request: HttpRequest) -> Pen:
        """Return the reader's own."""
        return cls.with_digits(signed_in(request).digits)

    def ticks(self, period: Period) -> list[str]:
        """Name the steps of a period by their first days."""
        style = "month" if period.step == Step.MONTH else "short"
        names = [self.day(day, style) for day in period.steps]
        return [name.rsplit(" ", 1)[0] for name in names] if style == "month" else names


def ranges(today: date) -> list[tuple[str, date, date]]:
    """Return the periods that are offered by name: (name, first day, last day)."""
    first = today.replace(day=1)
    last_month = first - timedelta(days=1)
    return [
        (_("7 days"), today - timedelta(days=6), today),
        (_("30 days"), today - timedelta(days=29), today),
        (_("90 days"), today - timedelta(days=89), today),
        (_("Last month"), last_month.replace(day=1), last_month),
        (_("12 months"), today - timedelta(days=364), today),
    ]


def shares(rows: Sequence[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Return (label, value, share of the largest in percent)."""
    largest = max((value for _label, value in rows), default=0)
    return [(label, value, 100 * value // largest if largest > 0 else 0) for label, value in rows]
