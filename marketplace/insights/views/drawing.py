"""What the charts of both pages have in common: labels of steps, numbers and sums in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.accounts.queries import signed_in
from marketplace.core import formats
from marketplace.insights.choices import Step
from marketplace.insights.queries import Period


@dataclass(frozen=True)
class Pen:
    """Writes for one reader."""

    lang: str
    digits: str

    @classmethod
    def of(cls, request: HttpRequest) -> Pen:
        """Return the reader's own."""
        return cls((get_language() or "ar")[:2], signed_in(request).digits)

    def number(self, value: float) -> str:
        """Write a count."""
        return formats.format_number(value, lang=self.lang, digits=self.digits)

    def percent(self, basis_points: float) -> str:
        """Write a share."""
        return formats.format_percent(int(basis_points), lang=self.lang, digits=self.digits)

    def money(self, currency: str) -> Callable[[float], str]:
        """Return what writes sums of a currency, without needless decimals."""

        def write(value: float) -> str:
            return formats.format_money(
                round(value), currency, lang=self.lang, digits=self.digits, trim=True
            )

        return write

    def day(self, day: date, style: str = "short") -> str:
        """Write a day."""
        return formats.format_date(day, lang=self.lang, digits=self.digits, style=style)

    def ticks(self, period: Period) -> list[str]:
        """Name the steps of a period by their first days."""
        style = "month" if period.step == Step.MONTH else "short"
        names = [self.day(day, style) for day in period.steps]
        return [name.rsplit(" ", 1)[0] for name in names] if style == "month" else names

    def change(self, now: int, before: int) -> tuple[str, int]:
        """Return how a figure changed, in words, and its direction: 1 up, -1 down, 0 not to say."""
        if now == before:
            return _("as before"), 0
        if not before:
            return _("none before"), 0
        share = self.percent(round(10_000 * abs(now - before) / before))
        if now > before:
            return _("up %(share)s") % {"share": share}, 1
        return _("down %(share)s") % {"share": share}, -1


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


def tones(direction: int, *, is_good_up: bool = True) -> str:
    """Return a pill's tone: green only where it is good for the reader."""
    if not direction:
        return "plain"
    return "good" if (direction > 0) == is_good_up else "warn"


@dataclass(frozen=True)
class Stat:
    """A figure, and how it stands to the period before."""

    label: str
    value: str
    change: str
    tone: str


def stat(
    pen: Pen,
    label: str,
    now: int,
    before: int,
    *,
    write: Callable[[float], str],
    is_good_up: bool = True,
) -> Stat:
    """Return one figure of a page."""
    change, direction = pen.change(now, before)
    return Stat(label, write(now), change, tones(direction, is_good_up=is_good_up))


def shares(rows: Sequence[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Return (label, value, share of the largest in percent)."""
    largest = max((value for _label, value in rows), default=0)
    return [(label, value, 100 * value // largest if largest > 0 else 0) for label, value in rows]
